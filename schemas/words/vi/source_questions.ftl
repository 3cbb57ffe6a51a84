# What `motcua source new --interactive` asks a person at a terminal.

no-terminal = Không có ai để hỏi: --interactive cần một cửa sổ dòng lệnh. Bỏ --interactive để lấy bản nháp có các dòng TODO. Chưa ghi gì.
how =
    Trả lời bằng số thứ tự hoặc bằng chữ trong danh sách; Enter: để ngỏ câu hỏi (còn lại là TODO); Ctrl-C: dừng hỏi, những gì đã trả lời được giữ lại.
stopped = Đã dừng hỏi: bản nháp gồm những gì đã trả lời, phần còn lại là TODO.
units = Những đơn vị nào dùng định dạng này? Tên hoặc mã, cách nhau bằng dấu phẩy; { $city } : một tệp có dòng của nhiều đơn vị; * : đơn vị nào cũng gửi tệp riêng (không gồm tệp của cả thành phố); level:commune : mỗi đơn vị cấp xã gửi tệp riêng
label-vi = Tên tiếng Việt của định dạng (chẳng hạn "{ $label }, CSV")?
label-en = Tên tiếng Anh của định dạng (chẳng hạn "{ $label }, CSV")?
unit-header = Cột nào ghi tên đơn vị của từng dòng?
no-unit = Không có đơn vị { $unit }; gần nhất: { $nearest }.
header = Cột "{ $header }" là gì? ({ $why }; { $facts })
facts = { $filled }/{ $rows } dòng có giá trị, { $different } giá trị khác nhau
facts-listed = { $filled }/{ $rows } dòng có giá trị, { $different } giá trị khác nhau: { $texts }
missing = Thiếu cột bắt buộc { $column }. Cột nào của tệp chứa nó, hoặc một giá trị cho mọi dòng?
persons = Trong các cột bị bỏ qua, cột nào là dữ liệu cá nhân? Có thể chọn nhiều số, cách nhau bằng dấu phẩy
order = Ngày ở { $headers } viết theo thứ tự nào?
first-day = ngày trước tháng: 05/01 là ngày 5 tháng 1
first-month = tháng trước ngày: 05/01 là ngày 1 tháng 5
first-year = năm trước
code = Cột "{ $header }": giá trị "{ $text }" ({ $rows } dòng) nghĩa là gì?
personal = dữ liệu cá nhân: bỏ khi đọc
ignored = không cần: bỏ qua
none-of-them = không cột nào
no-choice = Hãy nhập số từ 1 đến { $most }, chữ chỉ một dòng trong danh sách có, hoặc Enter.
