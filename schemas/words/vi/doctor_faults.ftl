# Các lỗi mà `motcua doctor` tìm ra: tên thông điệp là mã lỗi (docs/doctor.md), `advice` nói việc cần làm.

# Máy.
package-missing = chưa cài { $package }
    .advice = `.venv/bin/python -m pip install --require-hashes --no-deps -r requirements.lock` (docs/installing.md).
wrong-pins = đang cài { $package } { $installed }, motcua cần { $asked }
    .advice = `.venv/bin/python -m pip install --require-hashes --no-deps -r requirements.lock` (docs/installing.md); với phiên bản này sẽ có phần ngừng chạy, có khi không báo gì.
disk-low = nơi chứa { $folder } chỉ còn { $megabytes } MB; một đêm cần { $least } MB
    .advice = Giải phóng đĩa đó: `df -h { $folder }` cho biết là đĩa nào. Không mất gì, nhưng đêm tới có thể hỏng.
inodes-low = nơi chứa { $folder } chỉ tạo được thêm { $files } tệp
    .advice = Xóa tệp không cần khỏi hệ thống tệp đó (`df -i { $folder }`), hoặc chuyển thư mục dữ liệu.
other-file-system = { $folder } nằm trên hệ thống tệp khác với { $root }
    .advice = Dừng chạy đêm. Trước hết chép về hệ thống tệp của thư mục dữ liệu: `cp -a { $folder }/. { $folder }.copy`. Rồi `umount { $folder }` (liên kết: `rm { $folder }`), bỏ cả trong /etc/fstab, và `mv -T { $folder }.copy { $folder }`. Phải là thư mục thường: tệp đã giữ được liên kết và đổi tên giữa các thư mục.
check-failed = không thực hiện được phép kiểm tra { $check }: { $why }
    .advice = Không đọc được thứ mà phép này xem: hãy xem các mục khác trước, rồi chạy `motcua verify`. Nếu vẫn còn, gửi dòng này cho người bảo trì motcua.

# Thành phố.
declaration-wrong = { $why }
    .advice = Sửa khai báo đó; trước đó không đêm nào bắt đầu.
fetch-not-possible = { $why }
    .advice = { $advice }
channel-down = { $why }
    .advice = Thử kênh bằng `motcua notify --test`; ý nghĩa từng lý do và việc cần làm: docs/alerts.md.
keys-open = { $file }: người khác đọc được
    .advice = Tệp này chứa khóa: `chmod 600 { $file }`
calendar-out-of-date = các ngày hoán đổi dừng ở năm { $last }, còn đêm nay thuộc năm { $year }
    .advice = Ghi các ngày nghỉ và ngày làm bù của năm { $year } vào { $file } và đặt decided_through = { $year }, kể cả khi năm đó không hoán đổi. Chưa làm vậy thì thời hạn tính lệch ngày.
calendar-lacks-days = { $country } làm bù vào { $days }, mà lịch không có
    .advice = Ghi các ngày này vào mục [working_days] của { $file }; nếu cơ quan vẫn nghỉ thì ghi vào mục [days_off].
calendar-too-short = lịch chỉ tính được đến { $last }; hồ sơ nhận bây giờ có hạn đến { $day }
    .advice = Phiên bản motcua mới hơn có lịch dài hơn: hãy cài.

# Các thư mục của dữ liệu.
home-not-reachable = không đến được { $home }: { $why }
    .advice = Cho người dùng này đi qua các thư mục phía trên (`namei -l { $home }` cho thấy), hoặc gắn lại.
home-not-writable = { $home }: không ghi được
    .advice = Làm cho { $folder } là thư mục mà người dùng này ghi được.
lock-not-writable = không mở được { $file }: { $why }
    .advice = Xem tệp là của ai (`ls -l { $file }`) và giao cho tài khoản chạy đêm; nếu hệ thống tệp chỉ đọc, gắn lại để ghi được.
no-inbox = không có { $folder }, thiếu nó thì không đêm nào bắt đầu
    .advice = Gắn lại thư mục này; nếu vốn là thư mục thường: `mkdir -m 700 { $folder }`, rồi tạo thư mục của các đơn vị trong đó.
not-a-folder = { $folder } không phải là thư mục
    .advice = Xem đó là gì (`ls -ld { $folder }`) rồi chuyển đi. { $name ->
        [inbox] Không đêm nào tạo inbox: `mkdir -m 700 { $folder }`, rồi tạo thư mục của các đơn vị trong đó.
        [public-trees] Rồi `motcua verify --repair` làm lại phần công khai.
       *[made] Đêm tới tạo lại thư mục và mọi thứ trong đó.
        [kept] Sau đó lấy thư mục về từ bản sao lưu (docs/keeping.md).
    }
not-readable = không đọc được { $folder } (quyền { $mode })
    .advice = Bằng tài khoản chủ sở hữu: `chmod u+rx { $folder }`
not-writable = không ghi được vào { $folder }: { $why }
    .advice = Bằng tài khoản chủ sở hữu: `chmod u+rwx { $folder }`. Nếu là của người dùng khác, trả lại cho tài khoản chạy đêm: `chown -R`.
immutable = { $folder } bị cố định: { $why }
    .advice = Bằng root: `chattr -R -i -a { $folder }`, sau khi hỏi ai đã cố định và vì sao.
read-only-mount = { $folder } nằm trên hệ thống tệp chỉ đọc: { $why }
    .advice = Xem nhật ký hệ thống có lỗi đĩa không (`dmesg`), cho kiểm tra đĩa, rồi bằng root: `mount -o remount,rw`, với hệ thống tệp mà `findmnt -T { $folder }` chỉ ra.
no-hard-links = hệ thống tệp của { $folder } không tạo được liên kết cứng: { $why }
    .advice = Chuyển thư mục dữ liệu sang hệ thống tệp có liên kết cứng, như ext4 hay XFS: nếu không, mỗi đêm tốn thêm cả một bộ bảng.
landing-open = { $count } tệp và thư mục có dữ liệu cá nhân mở cho người khác: { $places }
    .advice = Ngay lập tức: `chmod -R go-rwx { $folder }`. Rồi xem ai đã đọc được từ đó đến nay, và báo cáo theo quy định về dữ liệu cá nhân.
open-to-change = { $count } tệp và thư mục mà người dùng nào cũng sửa được: { $places }
    .advice = `chmod -R o-w { $home }`, rồi `motcua verify`: lệnh này cho biết có gì bị sửa không.

# Các đêm.
no-recent-night = lần chạy gần nhất kết thúc lúc { $at }, cách đây { $hours } giờ
    .advice = Xem lịch chạy có còn không (`systemctl list-timers`, `crontab -l`, trang của Prefect) và vì sao không chạy; rồi chạy `motcua nightly`.
report-unreadable = không đọc được { $count } báo cáo: { $places }
    .advice = `motcua verify --repair` chuyển chúng từ { $at } sang damaged/: báo cáo chỉ để người đọc, đêm tới viết báo cáo của nó.
from-the-future = { $count } mục ghi ngày sau bây giờ ({ $now }): { $places }
    .advice = Xem đồng hồ máy (`timedatectl`). Nếu đồng hồ đúng thì đã chạy một đêm với ngày sai: có thể chuyển báo cáo hay bản chụp của ngày chưa đến đi nơi khác, rồi `motcua verify --repair` để `current` dẫn đến bản khác; còn lần nộp thì rút tệp, `motcua retract`, và nhờ đơn vị xuất lại rồi gửi.

# Những gì được giữ.
record-unreadable = không đọc được { $count } bản ghi lần nộp: { $places }
    .advice = `motcua verify --repair`: lệnh này để riêng chúng ra và đọc lại tệp từ landing/, và cho biết việc nào phải làm bằng tay.
record-missing = mất { $count } bản ghi lần nộp mà bản hiện tại có dòng: { $places }
    .advice = Đừng chạy đêm nào trước đó: `motcua verify --repair` đọc lại từ landing/, và nêu tên những gì phải lấy từ bản sao lưu của submissions/.
retraction-unreadable = không đọc được { $count } bản ghi về việc rút: { $places }
    .advice = Lấy lại từ bản sao lưu, hoặc chuyển đi rồi rút lần nộp đó lần nữa: `motcua retract`. Thiếu nó thì các dòng đã rút lại được tính.
retraction-missing = mất { $count } bản ghi về việc rút mà một bản chụp đã được làm với nó: { $places }
    .advice = Lấy lại từ bản sao lưu của retractions/, hoặc rút lần nộp đó lần nữa: `motcua retract`. Trước khi có lại, không đêm nào chạy tiếp: các dòng đã rút sẽ lại được tính.
ledger-unbalanced = số dòng của { $count } lần nộp không khớp: { $places }
    .advice = Đừng công bố gì từ đó. `motcua verify --repair`, rồi `motcua rebuild`: lệnh này làm lại các bảng từ những dòng đã giữ và cho biết khác ở đâu (kết thúc với mã 1 nếu có khác, dù các bảng khi ấy đã đúng).
rows-missing = mất { $count } tệp dòng đã giữ: { $places }
    .advice = `motcua verify --repair`: lệnh này làm lại từ landing/, và cho biết tệp nào phải lấy từ bản sao lưu.
rows-damaged = { $count } tệp dòng đã giữ bị hỏng: { $places }
    .advice = `motcua verify --repair`: lệnh này làm lại từ landing/, và cho biết tệp nào phải lấy từ bản sao lưu.
current-dangling = { $link } dẫn đến { $leads }, nơi không còn gì
    .advice = `motcua verify --repair`: lệnh này cho nó dẫn đến bản chụp lành mới nhất, hoặc làm lại một bản.
current-missing = mất { $link }, trong khi có { $count } bản chụp
    .advice = `motcua verify --repair`: lệnh này cho nó dẫn đến bản chụp lành mới nhất.
current-wrong = { $link } không phải là liên kết đến một bản chụp của thư mục dữ liệu này ({ $leads ->
    [none] ở đó là một tệp hoặc thư mục
   *[other] nó dẫn đến { $leads }
})
    .advice = Chuyển thứ ở đó đi, rồi `motcua verify --repair`: lệnh này cho nó dẫn đến bản chụp lành mới nhất.
snapshot-damaged = { $count } tệp của các bản chụp bị hỏng, mất hoặc thừa: { $places }
    .advice = `motcua verify --repair`: lệnh này làm lại chúng, chuyển thứ không thuộc về đó vào damaged/, và cho biết tệp nào đã mất hẳn.

# Inbox.
inbox-name = { $file }: { $why }
    .advice = Tìm bằng `{ $command }` và đặt tên khác (thêm `-execdir mv -i {"{}"} TEN-MOI \;`); nhắc đơn vị đừng gửi tên như vậy nữa.
inbox-left-alone = { $file } đêm nào cũng bị bỏ qua: { $why }
    .advice = Tìm bằng `{ $command }`; đặt tệp vào thư mục của đơn vị với tên thường, hoặc bỏ thứ không ai cần.
inbox-future = { $file } bị bỏ qua đến { $day }: giờ của tệp ở tương lai
    .advice = Tìm bằng `{ $command }` và đặt lại giờ bây giờ (thêm `-exec touch {"{}"} +`); xem đồng hồ của máy đã gửi.
inbox-unreadable = không đọc được { $file } (quyền { $mode })
    .advice = Tìm bằng `{ $command }` và cho tài khoản chạy đêm đọc: bằng tài khoản chủ sở hữu `chmod u+r`, với thư mục là `u+rx`. Nếu là của người dùng khác, bằng root: `chown` cho tài khoản chạy đêm.

# Các bản công bố.
log-broken = { $why }
    .advice = Đừng công bố gì. Khôi phục thư mục editions từ bản sao lưu, rồi đối chiếu với dòng làm chứng: `motcua edition verify`.
log-missing = { $file } đã mất hoặc trống, trong khi có { $count } bản công bố
    .advice = Đừng công bố gì. Khôi phục thư mục editions từ bản sao lưu.
witness-missing = tệp làm chứng { $file } không có hoặc trống, trong khi nhật ký đã có mục
    .advice = Gắn lại nơi chứa tệp hoặc lấy tệp về; thiếu nó thì không công bố được gì. `motcua edition witness` cho dòng mà tệp phải có ở cuối.
index-unreadable = không đọc được { $file }: { $why }
    .advice = `{ $command }` chuyển tệp sang damaged/ và làm lại từ nhật ký.
index-behind-log = { $file } có { $indexed } trong { $entries } mục của nhật ký
    .advice = Do sự cố giữa chừng, hoặc tệp đã bị xóa: `{ $command }` bổ sung cho đủ.
edition-damaged = { $count } tệp của các bản công bố bị mất hoặc bị sửa: { $places }
    .advice = `motcua verify --repair` lấy lại những gì còn nguyên trong bản thảo hay trang công khai, và nêu tên phần còn lại: lấy phần đó từ bản sao lưu của { $folder }.
edition-snapshot-missing = mất { $count } bản chụp mà bản công bố dựa vào: { $places }
    .advice = Lấy lại từ bản sao lưu của snapshots/: thiếu nó thì không tính lại được số liệu nào của bản công bố, và không bản chụp nào khác thay được. `motcua verify --repair` cho biết phải gõ gì.
public-wrong = `public` dẫn đến { $leads ->
    [none] thứ không phải của motcua
   *[other] { $leads }
}, lẽ ra phải dẫn đến { $expected ->
    [none] không đâu cả
   *[other] { $expected }
}
    .advice = `{ $command }` chuyển đi những gì không phải của motcua và làm lại từ các bản công bố.

# Máy chủ Prefect.
server-open = máy khác vào được máy chủ Prefect: { $address }, cổng { $port }
    .advice = Khởi động với `--host 127.0.0.1` và đặt PREFECT_SERVER_API_HOST = 127.0.0.1: ai vào được đều chạy được mã bằng tài khoản của nó.
lease-in-memory = máy chủ giữ các lượt thuê trong bộ nhớ ({ $storage })
    .advice = Đặt PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE = prefect.server.concurrency.lease_storage.filesystem nơi khởi động máy chủ, rồi khởi động lại: sau sự cố, không đêm nào bắt đầu được nữa.
server-unreachable = máy chủ { $url } không trả lời: { $why }
    .advice = Khởi động nó (`systemctl status`, `prefect server start --host 127.0.0.1`), hoặc sửa PREFECT_API_URL.
no-schedule = không có gì khởi động lần chạy đêm: { $deployments ->
    [0] máy chủ không có deployment nào của flow
   *[other] không deployment nào của flow có lịch đang bật
}, cron và systemd cũng không
    .advice = `prefect --no-prompt deploy --all`, ở thư mục có prefect.yaml; lịch đang tạm dừng: `prefect deployment schedule resume`.
no-worker = không worker nào nhận việc của { $deployments }, pool { $pool }
    .advice = Khởi động một worker và giữ cho nó chạy: `prefect worker start --pool { $pool }`
