# What is said of what there is: `motcua status` and `motcua tables`.

as-of = Tính đến ngày { $day }; ngày khác: --date.
no-home = Không có thư mục dữ liệu { $home }: chưa chạy đêm nào ở đó, hoặc --home, MOTCUA_HOME ghi sai đường dẫn.
no-span = { $text } không phải khoảng thời gian; cần phút, giờ hoặc ngày: 90m, 26h, 2d.
tables = Các bảng
units = Các đơn vị
unit-name = Tên
last-export = Kết xuất gần nhất
silence = Im lặng
read-earlier = Đọc bằng bản cũ
outdated =
    { $count } lần nộp được đọc bằng khai báo hoặc chương trình cũ. Đêm tới sẽ đọc lại những tệp còn trong landing/;
    với tệp đã mất: đề nghị đơn vị gửi lại, hoặc giữ số liệu như lúc đọc.

no-table = Bản hiện tại không có bảng '{ $table }'; gần giống: { $nearest }. `motcua tables` liệt kê các bảng.
table-undeclared = { $city } không khai báo bảng '{ $table }'; chỉ thư mục của thành phố bằng --city.
columns = Cột
column = Cột
type = Kiểu
name-vi = Tên tiếng Việt
name-en = Tên tiếng Anh
path = Đường dẫn
paths = Đường dẫn để dán vào truy vấn
queries = Dòng lệnh để dán
