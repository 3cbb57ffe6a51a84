# The cover of the workbook that each unit gets: what this is, what to do, whom to ask.

internal =
    Dành cho nội bộ { $unit }. Không công bố, không chuyển cho nơi khác: số liệu ở đây là số chính xác của đơn vị, chưa
    làm tròn và chưa che các số nhỏ.

summary = Tóm tắt
summary-no-files = • { $unit } chưa gửi tệp nào.
summary-files = • Đã nhận { $files } tệp (trang 3).
summary-files-refused = • Đã nhận { $files } tệp, trong đó { $refused } tệp KHÔNG ĐƯỢC CHẤP NHẬN (trang 3).
summary-late = CHƯA GỬI hồ sơ cho ngày { $day }.
summary-no-rejections = • Không có dòng nào bị loại.
summary-rejections =
    • CẦN SỬA: { $latest } dòng bị loại trong tệp { $file }; tất cả { $rows } dòng trong { $files } tệp (trang 1 và 2).
summary-warnings = • Cảnh báo cần xem lại: { $warnings } (trang 4).
summary-claims = • Số liệu đã công bố không phù hợp: { $claims } (trang 8).
summary-standing = • { $label }: { $result }
summary-indicators = • Chi tiết từng chỉ số ở trang 6.
summary-most = • Còn nhiều điểm nhất để đạt: { $indicator } (trang 7).

what = Tệp này là gì
    .file =
        Mỗi đêm, phần mềm motcua của { $city } nhận tệp của các đơn vị, kiểm tra từng dòng và tính thử bảng xếp hạng.
        Tệp này cho biết dòng nào bị loại và vì sao, từng tệp đã nhận ra sao, và đơn vị đang đứng ở đâu.
    .ranking = Xếp hạng ở đây là bản dự thảo hằng đêm. Kết quả chính thức là bản được duyệt và công bố.

steps = Cần làm gì với các dòng bị loại
    .faults = 1. Xem trang “1 Lỗi cần sửa”: loại lỗi nào nhiều nhất, sửa ra sao.
    .rows = 2. Xem trang “2 Dòng bị loại”: từng dòng ghi rõ tệp, số dòng, cột và giá trị đã ghi.
    .correct = 3. Sửa trong hệ thống nguồn (phần mềm một cửa), rồi kết xuất lại. Không sửa trong tệp này.
    .check =
        4. Kiểm tra tệp mới trước khi gửi: chạy lệnh “motcua check TÊN-TỆP”. Lệnh này dùng đúng các quy tắc trên và
        không lưu lại gì.
    .send =
        5. Gửi tệp mới như mọi ngày. Dòng của bản kết xuất sau thay dòng cũ; không cần xóa hay rút tệp cũ.

ask = Hỏi ai
    .files =
        Về tệp, lỗi, cách gửi: bộ phận công nghệ thông tin của { $city } phụ trách việc nhận tệp. Khi hỏi, nêu tên tệp,
        số dòng và mã quy tắc.
    .method = Về chỉ số, phương pháp, hạng: bộ phận cải cách hành chính của { $city }.

# The lines for those who do not read the other language.
other = Tóm lược
    .state =
        Dành cho nội bộ { $unit }; không công bố: số liệu chưa làm tròn, chưa che số nhỏ. Đến ngày { $day }: đã nhận
        { $files } tệp, { $rejected } dòng bị loại. { $label }: { $result }. Bản dự thảo hằng đêm, chưa phải kết quả
        công bố.
    .steps =
        Sửa các dòng bị loại trong hệ thống nguồn rồi kết xuất lại; “motcua check TÊN-TỆP” kiểm tra theo cùng quy tắc
        trước khi gửi. Hỏi: bộ phận công nghệ thông tin và bộ phận cải cách hành chính của { $city }. Các cột tiếng Anh
        ở cuối.
