# What a person must act on; the name of a message is the alert's code, `do` says what to do and what to type.

declaration-wrong = { $fault }. Chưa đêm nào chạy được với khai báo này.
    .do = Sửa tệp nêu trên, kiểm tra bằng `motcua doctor { $place }`, rồi chạy `motcua nightly --direct --date { $day } { $place }`.
night-late =
    { $state ->
        [never] Chưa từng có đêm chạy nào kết thúc trong thư mục dữ liệu này: lịch chạy có thể chưa được đặt.
        [future] Giờ kết thúc của đêm chạy gần nhất ({ $ended }) còn ở phía trước: đồng hồ của máy sai, nên không biết lịch còn chạy không.
       *[ended] Không có đêm chạy nào kết thúc trong { $hours } giờ qua; đêm gần nhất kết thúc lúc { $ended }. Lịch chạy có thể đã dừng.
    }
    .do =
        Xem lịch: `systemctl list-timers 'motcua*'` hoặc `crontab -l`; xem đồng hồ: `date`. Rồi chạy
        `motcua nightly --direct --date { $day } { $place }`.
night-died =
    Đêm chạy bắt đầu lúc { $began } đã dừng giữa chừng mà không báo gì: tiến trình bị tắt hoặc máy khởi động lại. Dữ
    liệu đã ghi trước đó vẫn nguyên vẹn.
    .do =
        Xem vì sao: `journalctl --since -2d | grep -i -e oom -e motcua`. Rồi chạy lại: `motcua nightly --direct --date { $day } { $place }`;
        lần chạy ấy tự dọn phần dở dang.
night-failed = Đêm chạy bắt đầu lúc { $began } không xong. { $why }
    .do = Chạy `motcua doctor { $place }`, sửa điều được nêu, rồi chạy lại: `motcua nightly --direct --date { $day } { $place }`.
night-stuck =
    Đêm chạy bắt đầu lúc { $began } đã quá { $hours } giờ mà chưa xong; nó vẫn giữ thư mục dữ liệu
    nên các đêm sau không chạy được.
    .do =
        Xem nó đang làm gì: `ps -o pid,etime,time,args -p { PLAIN($pid) }`. Nếu đã treo: `kill { PLAIN($pid) }`, chưa dừng thì `kill -9 { PLAIN($pid) }` (dữ liệu
        đã ghi vẫn nguyên vẹn), rồi chạy `motcua nightly --direct --date { $day } { $place }`.
damage-found = Có { $count } tệp đang giữ bị hỏng, theo lần kiểm tra `motcua verify` lúc { $at }.
    .do = Chạy `motcua verify --repair { $place }`: lệnh sửa những gì làm lại được và nêu những gì phải lấy từ bản sao lưu.
verify-late = Lần cuối kiểm tra các tệp đang giữ có còn nguyên vẹn là { $at }: `motcua verify` không còn được lập lịch, hoặc không chạy đến cuối.
    .do = Xem lịch chạy và nhật ký (`systemctl status motcua-verify`), rồi chạy `motcua verify { $place }`.
look-failed = Không xem được: { $what } ({ $kind }). Có thể có điều sai ở đó mà thông báo này không thấy.
    .do = Chạy `motcua doctor { $place }`.
disk-low =
    { $kind ->
        [files] Hệ thống tệp của { $folder } sắp hết chỗ cho tệp mới: còn { $free_files } tệp (inode).
       *[space] Hệ thống tệp của { $folder } sắp đầy: còn { $free_mb } MB, cần ít nhất { $least_mb } MB.
    }
    .do = Xem `df -h { $folder }` và `df -i { $folder }`; xóa bớt hoặc thêm đĩa. Đừng xóa gì trong thư mục dữ liệu bằng tay.
edition-due = Bản công bố { $edition }: { $why }
    .do =
        { $step ->
            [approve] Người duyệt: `motcua edition diff { $series } { $place }`, xem trang được nêu, rồi `motcua edition approve { $series } --hash "…" { $place }` với mã băm ghi trên trang ấy, hoặc `motcua edition return { $series } --reason "…" { $place }`.
            [publish] Người công bố: `motcua edition publish { $series } { $place }` (hẹn giờ: thêm --at).
            [submit] Xem `motcua edition show { $series } { $place }`, rồi trình lại: `motcua edition submit --period { $period } --method { $method } --reason "…" { $place }`.
           *[release] Chạy `motcua edition release { $place }`; nếu bị từ chối, lệnh nói vì sao.
        }
edition-approve = đã trình và đang chờ duyệt.
edition-publish = đã duyệt và đang chờ công bố.
edition-release = đã quá giờ hẹn mà chưa công khai.
edition-submit = nội dung khác với nội dung đã trình, nên đã trở lại bản nháp và chưa công bố.
file-failed = { $unit }: hệ thống không nhận được tệp { $file } ({ $reason }). { $why }
    .do = Xem tên tệp như đơn vị đã đặt: `motcua status { $place }`; xem quyền đọc tệp và đĩa: `motcua doctor { $place }`. Đêm sau tự thử lại.
file-rejected = { $unit }: tệp { $file } không được chấp nhận ({ $reason }). { $why }
    .do = Xem tên tệp như đơn vị đã đặt: `motcua status { $place }`. Báo đơn vị sửa và gửi lại; mã trong ngoặc: docs/warnings.md.
file-not-fetched = Không lấy được tệp từ { $source } ({ $unit }). { $why }
    .do = Sửa điều được nêu. Đêm sau tự lấy lại; cảnh báo này còn cho đến khi một đêm lấy được. Làm ngay: `motcua fetch { $place }` để thử, rồi `motcua nightly --direct --date { $day } { $place }`.
unit-missing =
    { $unit } chưa gửi hồ sơ tính đến { $day }, đã quá hạn của đơn vị{ $grace ->
        [0] {""}
       *[other] { " " }và { $grace } ngày làm việc được gia hạn
    }.
    .do = Nhắc đơn vị gửi; xem ai chưa gửi: `motcua status { $place }`. Đơn vị không được xếp hạng cho đến khi gửi.

# Of a run that ended without a word.
died = Tiến trình { PLAIN($pid) } đã dừng giữa chừng mà không báo gì.

# What could not be looked at.
look-records = các lần nộp
look-editions = các bản công bố
look-verified = kết quả kiểm tra gần nhất
look-report = kết quả đêm gần nhất
look-disks = dung lượng đĩa
look-nights = dấu vết của các đêm chạy
