# A file that is of another kind than its source declares.

other-kind = { $whose } là { $kind }, nguồn { $source } khai báo { $expected } (khóa format). { $cure }.
no-draft =
    Tệp là { $kind }; cần CSV, JSON, NDJSON, bảng tính, bảng HTML, hoặc zip chứa các tệp đó. { $cure }.
the-file = Tệp
the-member = Tệp trong zip
within-zip = { $kind } trong zip (format.member = { $member })

is-text = văn bản (như CSV hay JSON)
is-json = JSON
is-xlsx = bảng tính Excel .xlsx
is-zip = tệp zip
is-html = trang web (HTML)
is-xml-2003 = bảng tính XML 2003 (SpreadsheetML)
is-xml = tệp XML
is-xlsb = bảng tính nhị phân .xlsb
is-ods = bảng tính OpenDocument .ods
is-office = tài liệu Office khác (Word, PowerPoint)
is-xls = bảng tính Excel cũ .xls
is-encrypted = bảng tính có mật khẩu
is-ole = bảng tính .xls cũ hoặc có mật khẩu
is-gz = tệp nén gzip (.gz)
is-rar = tệp nén .rar
is-7z = tệp nén .7z
is-tar = tệp nén .tar
is-pdf = tệp PDF (nhị phân)
is-zeros = toàn byte 0
is-binary = tệp nhị phân không đọc được

# What to do, as the last sentence of the above.
send-as-declared = Gửi đúng dạng đã khai báo
save-as-xlsx = Mở bằng Excel hoặc LibreOffice, lưu lại dạng .xlsx
unpack = Giải nén rồi gửi tệp bên trong, hoặc nén lại dạng .zip
look-at-page =
    Thường là trang đăng nhập hay báo lỗi: đăng nhập lại rồi xuất lại; nếu đơn vị luôn gửi bảng HTML: kind = "html"
declare-workbook = Lưu lại dạng .xlsx; nếu đơn vị có thể gửi loại này: kind = "workbook"
any-workbook = bảng tính (.xlsx, .xls, .xlsb, .ods)
remove-password = Bỏ mật khẩu rồi lưu lại dạng .xlsx
copy-again = Việc chép tệp đã hỏng; hãy chép lại
