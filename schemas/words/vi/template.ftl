# The workbook that a unit fills in, and the source that reads it (`motcua source template`).

source-head = Đọc bảng mẫu do `motcua source template` lập; bảng mẫu và tệp này được lập cùng nhau từ khai báo của bảng.
source-label = { $table }, bảng mẫu để điền
true = Có
false = Không

title = { $table }
title-of-unit = { $table }: { $unit }
first-row = Ghi từ dòng { PLAIN($row) }, mỗi dòng một bản ghi. Cách ghi: trang "Hướng dẫn".
required = Bắt buộc
optional = Nếu có
cell = { $need }. { $how }
wrong = Giá trị không hợp lệ

# What is written in a column.
how-unit = Chọn đơn vị trong danh sách.
how-list = Chọn trong danh sách: { $choices }.
how-money = Ghi số, không ghi ký hiệu tiền: { $amount }.
how-between = { $kind ->
    [integer] Ghi số nguyên từ { $least } đến { $most }.
   *[number] Ghi số từ { $least } đến { $most }.
}
how-integer = Ghi số nguyên.
how-number = Ghi số.
how-date = Ghi ngày, như 05/01/2026.
how-datetime = Ghi ngày và cả giờ, như 05/01/2026 08:30.
how-code = Ghi đúng mã như trong hệ thống, kể cả số 0 ở đầu.
how-string = Ghi chữ. Không ghi họ tên, số giấy tờ, số điện thoại.
example-money = 54500
example-integer = 3
example-number = 99,5
example-date = 05/01/2026
example-datetime = 05/01/2026 08:30
example-code = VIDU-260105-0001
example-string = (ví dụ) Nội dung bịa
example-most = { $number }

# The sheet of advice.
advice-sheet = Hướng dẫn
advice-title = Hướng dẫn: { $title }
advice-column = Cột
advice-need = Cần ghi
advice-how = Ghi thế nào
advice-example = Ví dụ (bịa)
advice-english = Tiếng Anh
fill-heading = Cách điền
fill-rows = Ghi ở trang đầu, liền dưới dòng tên cột, mỗi dòng một bản ghi. Bỏ một dòng thì xóa nội dung các ô của dòng đó.
fill-lists = Cột có danh sách: chọn một giá trị trong danh sách, không ghi giá trị khác.
fill-times =
    Ngày giờ ghi theo ngày/tháng/năm giờ:phút. Luôn ghi cả giờ: chỉ ghi ngày thì ô không nhận, vì sẽ bị hiểu là 00:00 và
    việc xong trong ngày hẹn sẽ bị tính là quá hạn. Ngày hẹn trả không có giờ thì ghi giờ hết làm việc của ngày đó.
fill-personal =
    Không ghi dữ liệu cá nhân: họ tên, số giấy tờ, số điện thoại, địa chỉ, thư điện tử của bất kỳ ai. Bảng này không
    cần dữ liệu đó.
fill-columns = Không thêm, đổi tên hoặc xóa cột; không ghi vào các dòng phía trên dòng tên cột.
rejected-heading = Dòng bị loại khi nào
rejected-missing = Để trống một cột bắt buộc, hoặc ghi giá trị không đọc được.
rejected-key = Hai dòng khác nhau có cùng { $columns } trong một tệp.
rejected-dates = Ngày ngoài khoảng { $first }–{ $last }, hoặc việc đã xảy ra mà muộn hơn ngày lập tệp.
rejected-rule = { $wrong }. { $advice }
send-heading = Đặt tên và gửi
send-name = Lưu dạng .xlsx, trong tên có ngày lập tệp theo năm-tháng-ngày, như { $name }. Lần sau ghi ngày mới.
send-folder = Đặt tệp vào { $folder } theo cách thành phố đã hướng dẫn.
folder-of-unit = thư mục của đơn vị (inbox/<đơn vị>)
folder-of-city = thư mục của thành phố (inbox/_city)
send-check = Nên kiểm tra trước khi gửi: motcua check { $command }
its-unit = <đơn vị>
send-empty = Không phát sinh gì thì gửi bảng trống: được nhận với 0 dòng.
lists-heading = Trang ẩn
lists-no-data = Trang ẩn "Danh mục" giữ các danh sách để chọn; đó không phải số liệu, không cần sửa.
lists-sheet = Danh mục
list-of = Danh sách: { $column }
written =
    Đã ghi { $workbook } và { $source }. Chép tệp .toml vào thư mục sources của thành phố; gửi bảng mẫu cho đơn vị.
no-unit-in-table = Bảng { $table } là của cả thành phố: bỏ --unit.
