# What `motcua verify` finds damaged, and what commands say that cannot go on because of it.

missing = không còn
changed = không còn như lúc được ghi
no-file = thứ khác nằm ở chỗ của tệp
added = không thuộc về chỗ này
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
type-repair = Gõ `motcua verify --repair --home { $home }`.
