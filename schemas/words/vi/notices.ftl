# What a notice says around its alerts, and what is said of channels; a channel's reason is the name of its message.

subject =
    { $city }: { $count } cảnh báo ({ $codes })
subject-test = { $city }: thông báo thử
head = Một cửa, { $city }: { $count } cảnh báo vận hành, lúc { $at }. Máy { $machine }, thư mục dữ liệu { $home }.
head-test = Một cửa, { $city }: thông báo thử, lúc { $at }, không báo về điều gì đang sai. Máy { $machine }, thư mục dữ liệu { $home }.
foot = Mỗi cảnh báo chỉ được báo một lần. Ý nghĩa từng mã: docs/alerts.md.
more = Và { $count } cảnh báo nữa: xem `motcua notify --dry-run --json`.

# What `motcua notify` and a night print.
nothing = Không có gì phải báo.
no-channel = Chưa khai báo kênh nào trong { $file }: không ai được báo.
channel = Kênh
alerts-told = Số cảnh báo
outcome = Kết quả
told = đã báo
would-tell = sẽ báo
channels = Đã báo qua
tried = Đã gửi thử qua
test-sends = --test gửi một thông báo thử, còn với --dry-run thì không gửi gì: bỏ một trong hai.
wrong-file = Khai báo thông báo sai, không ai được báo: { $fault }

# Why a channel did not take a notice.
no-secret = Không đọc được gì ở { $place }: không có mật khẩu hay mã truy cập. Đặt vào đó, chỉ tài khoản chạy đêm được đọc.
certificate = Không ai mà máy này tin cậy chứng thực cho máy chủ. Xin chứng chỉ của nơi cấp và khai báo ca_file.
no-encryption = Máy chủ không mã hóa như đã khai báo. Xem lại port và tls.
no-login = Máy chủ không nhận đăng nhập qua kết nối này. Xem lại tls và port; nếu máy chủ không cần đăng nhập, bỏ user và secret.
login-refused = Máy chủ không nhận tài khoản hoặc mã truy cập ({ PLAIN($code) }). Xem lại user và secret.
recipients-refused = Máy chủ từ chối { $count } người nhận. Xem lại from và to.
answered = Máy chủ trả lời { PLAIN($code) } nên chưa nhận. Hỏi người quản lý máy chủ; lần sau tự gửi lại.
silent = Máy chủ không trả lời kịp. Lần sau tự gửi lại; nếu máy chủ chậm, tăng max_seconds.
unreachable = Không kết nối được với máy chủ hoặc bị ngắt giữa chừng ({ $kind }). Xem host và port; lần sau tự gửi lại.
answer-unreadable = Không hiểu được câu trả lời của máy chủ ({ $kind }). Xem lại địa chỉ và cổng.
address = Địa chỉ ghi trong tệp bí mật không dùng được: cần https://máy-chủ/đường-dẫn.
not-written = Không ghi được vào { $file }: { $why }. Cấp quyền ghi, hoặc sửa path.
no-ledger = Không ghi được sổ thông báo (notices/ledger.jsonl), nên lần sau sẽ báo lại: { $fault }
