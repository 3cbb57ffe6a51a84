# Lời về bản sao lưu: `motcua backup` và `motcua restore`.

written = bản sao lưu
holds = { $files } tệp, { $megabytes } MB, của bảng dữ liệu ngày { $day }
without-landing = Không có bản gốc trong landing (--with-landing): tệp mất bản gốc thì không đọc lại được nữa.
personal = Trong đó có bản gốc của các tệp đã nhận: chỉ giữ ở nơi được phép giữ dữ liệu cá nhân.
restored = thư mục dữ liệu đã khôi phục
equal = Mọi bảng đúng như lúc sao lưu, đến từng byte.
other-tables =
    Bảng dữ liệu không giống lúc sao lưu. { $why }
why-version = Lúc đó do { $then } làm, mã chương trình khác với { $now } ở đây: như sau khi nâng cấp.
why-declarations =
    Khai báo của thành phố không còn như lúc đó ({ $files }); bản lúc đó nằm trong bản sao lưu, thư mục city/.
why-unknown = Không rõ vì sao: giữ lại bản sao lưu, chạy `motcua verify` và hỏi người bảo trì motcua.
no-public-pages = Không làm lại được trang công bố: { $why }
what-next = Bây giờ chạy `motcua doctor`, rồi đặt lại lịch chạy đêm.

writing = đang sao lưu
reading = đang kiểm tra và khôi phục

# Vì sao không sao lưu.
nothing-there = { $home }: không có thư mục dữ liệu nào đã nhận hồ sơ, nên không có gì để sao lưu. Chỉ thư mục bằng --home.
inside = { $file }: bản sao lưu phải nằm ngoài { $folder }, tốt nhất là ở máy khác. Chọn thư mục khác.
no-folder = { $folder }: không có thư mục này. Tạo nó, hoặc gắn ổ đĩa cần có, rồi chạy lại; tên tệp thì phải kết thúc bằng .tar.
is-there = { $file }: đã có tệp này, mà bản sao lưu không thay tệp nào. Chọn tên khác, hoặc chỉ một thư mục.
no-room = { $folder }: cần { $needed } MB, còn trống { $free } MB. Dọn chỗ, hoặc chọn thư mục khác.

# Vì sao không khôi phục.
unreadable = { $file }: không phải tệp tar do `motcua backup` ghi, hoặc đã cụt, đã hỏng. Nếu là tệp nén thì giải nén trước; chép lại, hoặc dùng bản sao lưu khác.
cut-off = Bản sao lưu bị cụt: thiếu tệp cuối là SHA256SUMS. Chép lại, hoặc dùng bản khác.
changed =
    Bản sao lưu bị hỏng: { $count } tệp không đúng như danh sách ghi, đầu tiên là { $file }. Chép lại, hoặc dùng bản khác.
hostile =
    Trong bản sao lưu có thứ không bản sao lưu nào có: { $file }. Chưa giải nén gì; dùng bản khác, và hỏi xem bản này ở
    đâu ra.
other-format = Trong { $file }, bản sao lưu ghi một dạng mà phiên bản này không biết. Khôi phục bằng phiên bản mới hơn.
other-city = Bản sao lưu là của thành phố { $theirs }, còn khai báo là của { $ours }. Chỉ thư mục của thành phố đó bằng --city.
not-empty = { $folder }: chỉ khôi phục vào thư mục trống, hoặc chưa có. Chọn thư mục khác bằng --home.
other-backup =
    { $folder }: ở đó đang dở một bản sao lưu khác. Khôi phục lại bản đó, hoặc làm trống thư mục rồi chạy lại.
