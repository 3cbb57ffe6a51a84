# What rules say of a row that breaks them.

as-declared = { $text }

# What can be read in a column, after "expected".
expected-amount = { $decimals ->
    [0] một số tiền { $currency }, không có số lẻ
   *[other] một số tiền { $currency }, có không quá { $decimals } chữ số thập phân
  }
expected-code = một mã trong danh mục
expected-integer = một số nguyên
expected-number = một số
expected-boolean = có hoặc không
expected-date = một ngày có thật theo mẫu đã khai báo
expected-datetime = một ngày giờ có thật theo mẫu đã khai báo

# The same, where the source is known.
expected-in-formats = ngày giờ có thật, theo mẫu: { $formats }
expected-among = một trong các giá trị: { $values }
expected-among-more = một trong các giá trị: { $values }, …
expected-amount-like = { $amount }, viết như { $example }
expected-integer-like = số nguyên, viết như { $example }
expected-number-like = số, viết như { $example }

unreadable = { $column }: không đọc được giá trị; cần { $expected }
correct-value = Sửa giá trị trong hệ thống nguồn rồi gửi lại.
correct-or-declare =
    Sửa giá trị trong hệ thống nguồn rồi gửi lại. Nếu luôn được ghi như vậy, đề nghị thành phố khai báo trong nguồn
    { $source }: { $place }, hoặc { $empty } nếu chữ đó nghĩa là không có giá trị.
correct-cell = Sửa ô đó theo trang hướng dẫn rồi gửi lại.
write-hour =
    Ghi ngày và cả giờ, như 05/01/2026 08:30; ngày hẹn trả không có giờ thì ghi giờ hết làm việc của ngày đó.
declare-empty = Để trống ô, hoặc khai báo rằng chữ này nghĩa là không có:
no-code =
    { $column }: không phải là mã; là chữ nghĩa là không có (NULL, -), lỗi của Excel, hoặc số ở dạng khoa học (2,9E+10)
    hay quá 15 chữ số nên đã mất chữ số
take-code-anew =
    Lấy lại mã từ hệ thống nguồn; trong Excel định dạng cột là Văn bản (Text) trước khi nhập và lưu, trong JSON viết mã
    trong ngoặc kép.
missing = { $column }: bắt buộc nhưng để trống
fill-in = Điền giá trị còn thiếu rồi gửi lại.
out-of-range = { $column }: ngày nằm ngoài khoảng { $first }–{ $last }
read-in-formats = { $wrong }; đã đọc theo mẫu: { $formats }
check-year = Kiểm tra lại năm (ví dụ 20226, năm hai chữ số, Phật lịch).
after-export =
    { $column }: muộn hơn ngày liền sau ngày kết xuất tệp; việc chưa xảy ra thì không thể đã được ghi
correct-export =
    Sửa ngày trong hệ thống nguồn; nếu ngày đúng thì thời điểm kết xuất sai: ghi nó trong tên tệp, theo `exported_at`
    của khai báo nguồn.
in-section-exported-at = { $advice } (Nguồn { $source }, mục {"["}exported_at].)
key-conflict = Nhiều dòng khác nhau có cùng khóa trong một tệp
one-row-per-key = Giữ một dòng cho mỗi khóa.
rows-differ = Các dòng { $rows } có cùng khóa nhưng khác nhau ở { $columns }; giữ một dòng cho mỗi khóa.
ragged-row = Số ô của dòng khác với dòng tiêu đề
quote-delimiter =
    Có thể một ô chứa dấu phân cách mà không đặt trong dấu ngoặc kép; sửa dòng này rồi xuất lại.

unit-unknown = Tên đơn vị không có trong danh bạ
official-name =
    Dùng tên chính thức của đơn vị, hoặc đề nghị thành phố ghi cách viết này vào cột `aliases` trong units.csv.
alias-near =
    Nếu "{ $written }" là một đơn vị, đề nghị thành phố ghi tên này vào cột `aliases` của đơn vị đó trong units.csv. Gần
    giống: { $nearest }.
unit-foreign = Dòng này thuộc đơn vị khác với đơn vị nộp tệp
check-folder = Kiểm tra xem tệp có bị đặt nhầm thư mục không.
unit-not-in-existence = Ngày nằm ngoài thời gian đơn vị tồn tại theo danh bạ
check-date = Kiểm tra ngày, hoặc gửi qua nguồn được khai báo là số liệu tính lại.

printed-ambiguous = { $column }: nguyên văn có thể đọc thành hai số khác nhau
name-the-locale = Ghi ở cột locale cách nguồn viết số (vi hoặc en), hoặc viết số bằng chữ.
not-as-printed = { $column }: khác với điều ghi ở { $printed }
leave-to-printed = Để trống ô này: giá trị được đọc từ nguyên văn.
printed-says = Nguyên văn nói { $said }, tệp ghi { $stated }. Hãy để trống ô này, hoặc sửa nguyên văn.
printed-says-no-number = { $why } Hãy để trống ô này.

# Of rules that only warn.
look-at-rows = Xem lại các dòng này trong hệ thống nguồn; nếu đúng thì không phải làm gì.

# Why a whole submission is turned back: its rules with the rows that break them.
broken-by = { $wrong } ({ $unexpected }/{ $rows } dòng)
broken-both = { $first }; { $second }
