# `motcua doctor` xem xét những gì, và hiện trạng khi không có lỗi. Các lỗi ở doctor_faults.ftl, theo mã.

item = Mục
as-found = Hiện trạng

# Những gì được xem xét.
item-versions = phiên bản
item-packages = các gói
item-memory = bộ nhớ
item-policy = quy định áp dụng
item-city = thành phố
item-method = phương pháp { $method }
item-licence = giấy phép
item-roles = vai trò
item-fetch = nơi lấy tệp { $name }
item-keys = khóa
item-calendar = lịch làm việc
item-sources = nguồn của { $table }
item-disk = đĩa
item-disk-of = đĩa của { $folder }
item-folders = các thư mục
item-home = thư mục dữ liệu
item-lock = khóa chạy
item-staging = phần dở dang
item-access = quyền truy cập
item-last-run = lần chạy gần nhất
item-reports = báo cáo
item-schedule = lịch chạy
item-clock = đồng hồ
item-records = bản ghi lần nộp
item-ledger = sổ dòng
item-rows = các dòng đã giữ
item-snapshots = bản chụp
item-current = liên kết current
item-readings = lần đọc
item-inbox = inbox
item-log = nhật ký kiểm toán
item-editions = bản công bố
item-public = bản công khai
item-server = máy chủ Prefect

# Máy.
packages-as-asked = gói nào cũng đúng phiên bản mà motcua cần
not-installed = motcua chưa được cài đặt: không có gì cho biết nó cần những gói nào
    .advice = Cài motcua vào môi trường riêng: docs/installing.md.
free = còn { $megabytes } MB
free-disk = Giải phóng đĩa, hoặc chuyển thư mục dữ liệu.
free-memory = Giảm --workers, hoặc thêm bộ nhớ.

# Thành phố.
sources-declared = { $sources } nguồn
city = { $city }, { $zone }, { $sources }
city-unfed = { $city }, { $zone }, { $sources }; chưa có nguồn cho { $tables }
sizes-not-used = có điểm hoặc trọng số không được dùng đến
every-unit-has-a-source = cả { $units } đơn vị đang hoạt động đều có nguồn cho { $table }
units-without-a-source = { $without } trong { $units } đơn vị đang hoạt động chưa có nguồn cho { $table }: { $names }
no-licence = chưa nêu giấy phép
    .advice = Quyết định thành phố công bố theo giấy phép nào và ghi vào { $file }, mục [licence]; đến lúc đó các trang và tệp đều nói là chưa nêu giấy phép.
roles-empty = chưa ai được { $roles }
    .advice = Ghi tên người dùng vào { $file }, mục [roles], rồi đưa vào áp dụng: `motcua policy bind`. Chưa làm vậy thì không công bố được bản công bố nào.
fetched-from = { $url } cho { $unit }{ $user ->
    [none] {""}
   *[other] , với tên { $user }
}
declare-source = Khai báo nguồn bằng `motcua source new`.
declare-source-of-table =
    Khai báo nguồn { $table } cho các đơn vị này trong { $file }, soạn bằng `motcua source new` (docs/add-a-format.md);
    units = ["level:…"] chỉ mọi đơn vị của một cấp, "_city" chỉ tệp của cả thành phố.
no-calendar = không có calendar.toml: lấy ngày lễ của { $country }
declare-calendar = Ghi nước vào calendar.toml, kể cả khi là nước này: country = "VN" (docs/city-files.md).
calendar-reaches = có đủ các ngày của năm { $year }
calendar-ends = mới có quyết định đến năm { $last }; hồ sơ nhận bây giờ đến hạn trong năm { $year }
    .advice = Khi có thông báo hoán đổi ngày làm việc của năm { $year }: ghi các ngày ấy vào { $file } và đặt decided_through = { $year }.
policy-in-force = thư mục của thành phố đúng là bản đang áp dụng

# Thư mục dữ liệu.
home-not-there = { $home }: chưa có
no-home = Đêm đầu tiên sẽ tạo thư mục này. Nếu đã có dữ liệu: xem lại --home hoặc MOTCUA_HOME.
other-user = thư mục thuộc về { $owner }, còn người đang xem là { $user }
    .advice = Hãy chạy bằng tài khoản chạy đêm: người khác không thấy được tài khoản ấy đọc và ghi được hay không.
lock-free = đang trống
lock-held = đang bị giữ
wait = Một lần chạy đang diễn ra; đợi nó xong. Trong lúc đó không thử ghi vào các thư mục của nó.
left-behind = Lần chạy sau sẽ tự dọn.
folders-fine = thư mục nào cũng ghi được như khi chạy đêm
closed = người dùng khác không vào được, trừ phần công khai
open-to-others = { $count } tệp và thư mục mở cho người dùng khác, đầu tiên là { $first }
close =
    Đóng quyền truy cập, bằng tài khoản chủ sở hữu: `find { $home } -name public-trees -prune -o ! -type l -exec chmod o-rw {"{}"} +`

# Các đêm.
no-night = chưa chạy lần nào
no-night-by-now = mọi báo cáo đều ghi ngày giờ sau bây giờ
run-nightly = Chạy `motcua nightly`.
schedule-not-seen = trên máy này không thấy gì khởi động lần chạy đêm
    .advice = Xem có lịch của người dùng khác hay máy khác không; nếu không, hãy lập lịch: docs/deploy/README.md.
schedule-cron = bằng cron, { $file }
schedule-timer = bằng timer của systemd, { $file }

# Những gì được giữ.
records-read = đọc được cả { $count } bản ghi lần nộp
ledger-balances = { $count } lần nộp, { $rows } dòng trong các bảng: dòng nào cũng có chỗ
rows-fine = { $count } tệp có đủ số dòng theo bản ghi
snapshots-fine = { $count } bản chụp, { $files } tệp có đủ số dòng theo manifest
current-older = nó dẫn đến { $current }, trong khi có bản chụp ngày { $newest }
    .advice = Đã chạy một đêm của ngày trước đó. Đêm tới của hôm nay sẽ đưa nó về lại.
readings = { $count } lần nộp, trong đó { $outdated } lần đang được tính là do phiên bản trước đọc
inbox-fine = { $count } tệp và thư mục, không có gì bị bỏ qua mãi
inbox-more = còn { $count } tệp hoặc thư mục khác có điều cần nói
    .advice = Sửa những mục trên rồi chạy lại `motcua doctor`.
name-not-utf8 = tên không viết bằng UTF-8
name-unseen = tên có ký tự không nhìn thấy được, như dấu xuống dòng
name-too-long = tên dài hơn 200 byte
name-spaces = tên bắt đầu hoặc kết thúc bằng dấu cách
log-whole = { $count } mục, chỉ mục có đủ
editions-whole = cả { $count } bản công bố có đủ các tệp

# Who is told.
item-notices = thông báo
item-channel = kênh { $name }
nobody-told = chưa ai được báo khi đêm chạy hỏng hoặc không chạy
    .advice = Khai báo kênh trong { $file } (docs/alerts.md), thử bằng `motcua notify --test`, rồi đặt lịch `motcua notify` mỗi giờ.
channel-declared = đã khai báo
channel-failed = lần gửi gần nhất không được nhận ({ $reason })
cannot-be-read = không đọc được { $file }: { $why }
