# What `motcua verify` finds damaged, and what commands say that cannot go on because of it.

missing = không còn
changed = không còn như lúc được ghi
no-file = thứ khác nằm ở chỗ của tệp
added = không thuộc về chỗ này
edition-rests = không còn, trong khi { $editions } dựa vào đó
unreadable = không đọc được: { $why }
other-rows = có { $rows } dòng, biên bản ghi { $expected }
says = { $fault }
in-the-way =
    Tệp { $file } bị hỏng. Chưa có gì bị thay đổi. Gõ `motcua verify --repair`: lệnh này sửa những gì làm lại được và
    nêu những gì phải lấy từ bản sao lưu.

code = Mã
what = Thấy
damages = Bị hỏng
looked-at =
    Đã đọc { $files } tệp, { $megabytes } MB; { $damages ->
        [0] không có gì bị hỏng
       *[other] { $damages } chỗ bị hỏng
    }.
reading = Đang đọc
type-repair = Gõ `motcua verify --repair { $place }`.
healed = Đã sửa
left = Còn hỏng: lấy từ bản sao lưu
current-moved =
    `current` nay dẫn đến { $now }, { $before ->
        [none] trước đó không có liên kết
       *[other] trước đó đến { $before }
    }. Xem ở đó có những gì đêm trước đã nhận không; nếu không: `motcua nightly`.
from-backup = Lấy từ bản sao lưu: `tar -xpf BACKUP.tar -C { $home } { $path }`
either = { $first }. { $second }
without-record =
    Nếu không có: chuyển { $place } ra chỗ khác (các dòng của tệp sẽ rời khỏi bảng), rồi gửi lại tệp.
without-rows =
    Nếu không có: xin đơn vị gửi lại tệp, đưa vào inbox rồi gõ `motcua verify --repair`; nếu thư viện nay mới hơn khi ấy
    thì gõ `motcua rebuild --from-landing`.
without-retraction =
    Nếu không có: chuyển { $place } ra chỗ khác nếu tệp còn đó, rồi rút lần nộp đó lần nữa: `motcua retract`.
let-read =
    Bằng tài khoản chủ thư mục hoặc root: `chmod u+rx { $folder }`, hoặc trả lại cho tài khoản chạy đêm: `chown`.
without-copy = Nếu không có: `rm { $place }`; các dòng đã giữ vẫn còn, nhưng không đọc lại tệp được nữa.
without-snapshot = Nếu không có, và không ai đọc, không bản công bố nào cần: `rm -r { $folder }`
without-edition = Nếu không có: `motcua edition withdraw`.
without-draft = Hoặc: `rm -r { $folder }`, rồi `motcua rank`.
after-editions = Làm từ các bản công bố, không có trong bản sao lưu: sửa các bản đó trước, rồi gõ lại `motcua verify --repair`.
without-log = Trước hết so với bản chứng: `motcua edition verify`.
witness-again =
    Gắn lại nơi có { $file }, hoặc đưa tệp trở lại; `motcua edition witness` in ra dòng mà tệp phải có ở cuối.
