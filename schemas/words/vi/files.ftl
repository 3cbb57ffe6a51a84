# A delivered file as a whole: what the readers of every kind of file may refuse.

empty = Tệp rỗng (0 byte). Hãy xuất lại.
record-count =
    Tệp có { $counted } bản ghi nhưng chương trình đọc được { $read }. Không nhận dòng nào; hãy kiểm tra dấu ngoặc kép
    và ký tự lạ, rồi xuất lại tệp.
header-only =
    Tệp chỉ có tiêu đề (hoặc danh sách rỗng), không có dòng dữ liệu nào. Nếu kỳ này có phát sinh, hãy xuất lại; nếu tệp
    như vậy nghĩa là không phát sinh, đề nghị khai báo may_be_empty = true.
no-source =
    Chưa khai báo nguồn nào cho { $unit }. Đề nghị thành phố soạn { $file } bằng lệnh motcua source new
    (docs/add-a-format.md).
no-source-at-all = Không có nguồn nào để đọc tệp. Đề nghị thành phố khai báo bằng lệnh: motcua source new.
no-source-of-table =
    Chưa khai báo nguồn bảng { $table } cho { $unit }, mà tệp giống nguồn { $like } nhất. { $tables } Đề nghị thành phố
    ghi đơn vị này vào units của nguồn đó nếu tệp đúng mẫu, hoặc soạn { $file } bằng lệnh motcua source new
    (docs/add-a-format.md).
no-source-of-city =
    Không có nguồn bảng { $table } nào đọc tệp trong thư mục { $folder }, là tệp chứa dòng của nhiều đơn vị; tệp giống
    nguồn { $like } nhất. Nếu tệp đúng mẫu, thành phố ghi { $folder } vào units của nguồn đó:
    units = ["{ $folder }"]; units = "*" nghĩa là mọi đơn vị, mỗi đơn vị một thư mục, không gồm { $folder }. Nếu không
    đúng mẫu, soạn { $file } bằng lệnh motcua source new (docs/add-a-format.md).
has-sources-for = Đơn vị chỉ có nguồn cho: { $tables }.
has-no-source = Đơn vị chưa có nguồn nào.
no-table =
    Không thấy bảng nào trong tệp: cần CSV, JSON, NDJSON hoặc .xlsx có tiêu đề, hoặc zip chứa các tệp đó.

# The reader itself failed, or was stopped.
reader-failed =
    Không đọc được tệp (lỗi { $error } trong trình đọc). Kiểm tra và xuất lại tệp; nếu vẫn lỗi, báo cho thành phố.
beyond-limits =
    Việc đọc tệp vượt giới hạn ({ $limit }). Kiểm tra bảng tính có ô nằm rất xa, hoặc chia tệp theo tháng.
beyond-seconds = quá { $seconds } giây
beyond-memory = cần hơn { $megabytes } MB bộ nhớ, hoặc làm trình đọc dừng đột ngột

# The first of many things, and how many more there are.
first-of = { $items } (+{ $more })
