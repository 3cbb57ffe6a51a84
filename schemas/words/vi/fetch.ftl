# Why files were not fetched from another machine; the name of a message is its code, `advice` says what to do.

# About a place.
not-installed = Chưa cài thành phần để lấy tệp từ máy khác.
    .advice = Cài đặt: `pip install 'motcua[fetch]'`
no-credential = Không đọc được mật khẩu, khóa hoặc chứng thư tại { $place }.
    .advice = Đặt vào đó, chỉ cho tài khoản chạy đêm đọc, hoặc sửa khai báo.
server-unreachable = Không kết nối được với máy chủ.
    .advice = Kiểm tra máy chủ có chạy không và máy này có được kết nối không; đêm sau sẽ thử lại.
server-silent = Máy chủ không trả lời kịp thời gian.
    .advice = Hỏi đơn vị quản lý máy chủ; đêm sau sẽ thử lại.
server-unknown = Máy chủ đưa ra khóa { $fingerprint } chưa được khai báo: có thể là một máy khác.
    .advice = Hỏi đơn vị quản lý vân tay khóa qua một kênh khác; chỉ khi khóa đã đổi mới sửa host_keys hoặc known_hosts.
server-certificate = Chứng thư của máy chủ không do tổ chức nào mà máy này tin cậy cấp.
    .advice = Xin đơn vị quản lý chứng thư của tổ chức cấp và khai báo bằng ca_file.
login-refused = Máy chủ từ chối tài khoản, mật khẩu hoặc khóa, hoặc không cho tài khoản này đọc.
    .advice = Sửa user và secret, hoặc xin đơn vị quản lý cấp quyền đọc.
not-found = Máy chủ không có thư mục hoặc tệp này.
    .advice = Sửa url trong khai báo.
names-unreadable = Máy chủ có tệp mang tên không phải UTF-8 nên không liệt kê được thư mục.
    .advice = Đề nghị đơn vị quản lý đổi tên tệp hoặc chuyển sang thư mục khác.
redirected = Máy chủ chuyển sang một địa chỉ khác; không đi theo.
    .advice = Hỏi đơn vị quản lý; nếu đúng thì khai báo địa chỉ ấy.
connection-cut = Kết nối bị ngắt; phần tệp đã nhận được bỏ đi.
    .advice = Đêm sau sẽ thử lại; nếu vẫn vậy, hỏi đơn vị quản lý máy chủ.
server-error = Máy chủ trả lời bằng một lỗi ({ $kind }).
    .advice = Hỏi đơn vị quản lý máy chủ; đêm sau sẽ thử lại.
too-slow = Chưa lấy hết tệp trong { $seconds } giây.
    .advice = Đêm sau lấy tiếp; nếu vẫn vậy, tăng max_seconds trong khai báo.
too-many-files = Có hơn { $most } tệp mới.
    .advice = Đêm sau lấy tiếp; nếu đúng là cần tất cả, tăng max_files trong khai báo.

# About one file.
file-too-large = Tệp lớn hơn { $most } MB.
    .advice = Hỏi đơn vị gửi; nếu đúng, tăng max_mb trong khai báo.
name-not-safe = Tên tệp không thể ghi nguyên như vậy (có thư mục, ký tự điều khiển hoặc quá dài).
    .advice = Đề nghị đơn vị gửi đổi tên tệp.
link-at-sender = Đây là liên kết ở phía gửi; liên kết không được đi theo.
    .advice = Nếu cần, đề nghị đơn vị gửi đặt chính tệp vào đó.
changing-at-sender = Tệp còn đang được ghi ở phía gửi.
    .advice = Đêm sau sẽ lấy.
gone-at-sender = Tệp có trong danh sách nhưng không còn nữa.
    .advice = Không cần làm gì nếu đơn vị gửi đã xóa.
