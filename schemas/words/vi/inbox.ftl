# What lies in the inbox and is not taken in, and why; the name of a message is its code.

temporary-name = Tên của tệp tạm hoặc tệp hệ thống.
folder-named-like-file = Đây là thư mục nhưng mang tên của tệp. Đổi tên thư mục.
not-a-file = Không phải tệp thông thường (thiết bị, ống dẫn).
outside-unit-folder =
    Tệp nằm ngoài thư mục đơn vị. Chuyển vào thư mục của đơn vị hoặc { $city_folder }.
control-file = Tệp kiểm soát: nó được đọc cùng tệp dữ liệu bên cạnh.
control-without-file =
    Tệp .done không thuộc về đúng một tệp dữ liệu bên cạnh. Đặt tên <tên tệp>.done.
unknown-unit-folder = Thư mục không phải tên đơn vị nào. Đổi tên thư mục.
unknown-unit-folder-like =
    Thư mục không phải tên đơn vị nào. Gần giống: { $nearest }. Đổi tên thư mục.
link = Liên kết không được đi theo. Chép chính tệp vào đây.
still-copying =
    Tệp còn đang thay đổi; sẽ được nhận ở lần chạy sau. Có thể đặt tệp .done bên cạnh khi chép xong.
impossible-time =
    Giờ sửa đổi của tệp nằm ngoài lịch (trước năm 1900 hoặc sau năm 9998). Chép lại tệp vào đây.

# Copies in landing/ whose bytes are no longer what they were.
damaged-and-replaced =
    Bản sao { $copy } trong landing/ đã hỏng: nội dung không còn khớp SHA-256 trong tên. Đã chép lại từ inbox/. Kiểm
    tra ổ đĩa.
damaged-for-good =
    Bản sao { $copy } trong landing/ đã hỏng: nội dung không còn khớp SHA-256 trong tên. inbox/ không còn tệp gốc để
    chép lại. Kiểm tra ổ đĩa và bản sao lưu.

# Control files: what is promised beside a file.
control-rows =
    Tệp kiểm soát ghi { $promised } dòng nhưng tệp có { $records } dòng. Chép lại cả hai tệp.
control-hash =
    SHA-256 của tệp là { $sha256 }, tệp kiểm soát ghi { $promised }. Chép lại cả hai tệp.
bad-control-file =
    Không hiểu tệp kiểm soát đi kèm tệp này ({ $why }). Cần để trống, hoặc JSON, hoặc các dòng khóa=giá trị với { $keys }.
    Sửa hoặc xóa tệp này.

# Why a control file is not understood, within brackets.
bad-control-not-a-file = không phải tệp thông thường
bad-control-too-long = dài hơn { $kilobytes } KB
bad-control-line = dòng { PLAIN($line) } không có dạng khóa=giá trị
bad-control-key = khóa lạ { $unknown }; các khóa có thể dùng: { $keys }
bad-control-rows = rows không phải số nguyên
bad-control-sha256 = sha256 không phải 64 chữ số thập lục phân
bad-control-no-text = exported_at không phải chữ
bad-control-time = exported_at không phải ngày hoặc giờ dạng ISO như 2023-01-31T22:00:00
bad-control-years = exported_at nằm ngoài các năm { PLAIN($first) } đến { PLAIN($last) }
