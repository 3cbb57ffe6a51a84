# JSON and NDJSON: what is no JSON, records that are not as declared, and what an answer says of itself.

# Where in the file.
line = Dòng { PLAIN($number) }
record = Bản ghi { PLAIN($number) }
outside = Ngoài các bản ghi

# What is no JSON.
no-json = Tệp không phải JSON: không bắt đầu bằng {"{"} hoặc {"["}. Xuất lại dạng đã khai báo.
invalid = Không phải JSON hợp lệ: dòng { PLAIN($line) }, cột { PLAIN($column) }. Hãy xuất lại tệp.
cut-off = Tệp JSON bị cắt ngang ở dòng { PLAIN($line) }. Hãy chép hoặc xuất lại tệp.
text-follows =
    Dòng { PLAIN($line) }: sau dữ liệu JSON còn chữ không phải JSON. Xóa phần đó hoặc xuất lại tệp.
value-follows =
    Dòng { PLAIN($line) }: sau giá trị JSON đầu tiên còn giá trị khác; nguồn khai báo một tài liệu JSON duy nhất. Xuất
    lại, hoặc nếu mỗi dòng một đối tượng, đề nghị thành phố khai báo format.kind = "ndjson".
objects-in-a-line =
    Dòng { PLAIN($line) } có nhiều đối tượng liền nhau. NDJSON ghi mỗi dòng một đối tượng: xuống dòng sau mỗi đối tượng,
    không xuống dòng ở trong; xuất lại. Tệp là một tài liệu JSON thì đề nghị thành phố khai báo format.kind = "json".
object-over-lines =
    Dòng { PLAIN($line) } chỉ có một phần của đối tượng. NDJSON ghi mỗi dòng một đối tượng: xuống dòng sau mỗi đối
    tượng, không xuống dòng ở trong; xuất lại. Tệp là một tài liệu JSON thì đề nghị thành phố khai báo format.kind =
    "json".
half-character =
    { $place }, khóa "{ $header }": có nửa ký tự Unicode (mã \ud800 đến \udfff đứng lẻ). Xuất lại tệp.

# Records that are not as declared.
no-records =
    Không có danh sách bản ghi tại { $pointer } trong tệp JSON. Xuất lại theo cấu trúc đã khai báo, hoặc đề nghị thành
    phố sửa format.records của nguồn; nếu các bản ghi nằm trong một đối tượng theo mã: format.key.
no-ids =
    Không có đối tượng chứa các bản ghi theo mã tại { $pointer } trong tệp JSON. Xuất lại theo cấu trúc đã khai báo,
    hoặc đề nghị thành phố sửa format.records và format.key của nguồn.
key-twice =
    { $place }: khóa "{ $name }" xuất hiện hai lần trong một đối tượng. Mỗi khóa chỉ được có một lần.
no-columns =
    Không có danh sách tên cột tại { $pointer } (chuỗi, hoặc đối tượng có { $names }). Xuất lại theo cấu trúc đã khai
    báo, hoặc đề nghị thành phố sửa format.columns của nguồn.
column-twice = Tên cột lặp lại tại { $pointer }: { $names }. Mỗi tên chỉ được xuất hiện một lần.
record-not-as-declared =
    { $place } là { $actual }, không phải { $expected }. Xuất lại theo cấu trúc đã khai báo.{ $cure }
an-object = một đối tượng
an-array = một mảng
a-value = một giá trị đơn
object-expected = một đối tượng JSON {"{"}...{"}"}
array-expected = một mảng [...] theo format.columns
# Each with the space that goes before it.
declare-json = {" "}Nếu cả tệp là một tài liệu JSON, đề nghị thành phố khai báo format.kind = "json".
declare-columns =
    {" "}Nếu tên cột nằm riêng trong tệp, đề nghị thành phố khai báo format.columns (con trỏ đến tên cột).

# What an answer says of itself.
answer-failed =
    Tại { $pointer }, tệp cho biết hệ thống đã trả lời lỗi hoặc thiếu; danh sách bản ghi có thể không đủ. Xuất lại tệp
    (nguồn { $source }).
total-differs =
    Tệp ghi { $promised } bản ghi (tại { $pointer }) nhưng chỉ có { $present } bản ghi tại { $records }: có thể mới là
    một trang. Xuất lại đủ các trang. Nếu tệp đã đủ, đề nghị thành phố khai báo format.total của nguồn { $source }: con
    trỏ đến tổng số bản ghi, hoặc "" nếu không có.
pages-follow =
    Tệp có { $present } bản ghi tại { $records }, nhưng { $pointer } cho biết đây là một trang trong nhiều trang. Xuất
    lại đủ các trang. Nếu tệp đã đủ, đề nghị thành phố khai báo format.total của nguồn { $source }: con trỏ đến tổng số
    bản ghi, hoặc "" nếu không có.
no-total =
    Không có số nguyên tại { $pointer }, nơi nguồn { $source } khai báo tổng số bản ghi (format.total). Xuất lại theo
    cấu trúc đã khai báo.
page-full =
    Tệp có { $present } bản ghi, đúng bằng số bản ghi nhiều nhất của một trang (tại { $pointer }); có thể còn trang sau.
    .advice = Xuất lại đủ các trang; nếu tệp luôn đủ, đề nghị thành phố khai báo format.total = "".
answer-warns = Trong tệp có cảnh báo của hệ thống nguồn tại { $pointer }.
    .advice = Đọc cảnh báo đó trong tệp; nếu danh sách không đủ thì xuất lại.
lists-not-read = Danh sách tại { $pointer } có cùng các khóa và { $count } bản ghi nhưng không được đọc.
    .advice =
    Nếu các bản ghi đó cũng phải nộp, gộp thành một danh sách tại nơi khóa format.records chỉ đến, hoặc gửi thành tệp
    riêng; nếu không, bỏ danh sách đó.
