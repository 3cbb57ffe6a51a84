# What `motcua doctor` advises. What it finds is named in English, as programs and logs have it.

item = Mục
as-found = Hiện trạng
install = Cài lại các gói theo requirements.lock.
make-writable = Cấp quyền ghi cho { $folder }.
free-disk = Giải phóng đĩa, hoặc chuyển thư mục dữ liệu.
free-memory = Giảm --workers, hoặc thêm bộ nhớ.
wait = Một lần chạy đang diễn ra; đợi nó xong.
left-behind = Lần chạy sau sẽ tự dọn.
run-nightly = Chạy `motcua nightly`.
look-at-schedule = Kiểm tra lịch chạy đêm.
close =
    Đóng quyền truy cập, bằng tài khoản chủ sở hữu: find { $home } -name public-trees -prune -o ! -type l -exec chmod o-rw {"{}"} +
close-keys = Tệp này chứa khóa: chmod 600 { $file }
declare-calendar = Ghi nước vào calendar.toml, kể cả khi là nước này: country = "VN" (docs/city-files.md).
declare-source = Khai báo nguồn bằng `motcua source new`.
declare-source-of-table =
    Khai báo nguồn { $table } cho các đơn vị này trong { $file }, soạn bằng `motcua source new` (docs/add-a-format.md);
    units = ["level:…"] chỉ mọi đơn vị của một cấp, "_city" chỉ tệp của cả thành phố.
no-home = Đêm đầu tiên sẽ tạo thư mục này. Nếu đã có dữ liệu: xem lại --home hoặc MOTCUA_HOME.
restore-log = Nhật ký kiểm toán hỏng: khôi phục thư mục editions từ bản sao lưu.
