# Workbooks of Excel (.xlsx): sheets, headers, cells, and what is hidden in them.

# Sheets.
no-sheet =
    Không có trang tính { $wanted } trong tệp; các trang: { $names }. Đặt lại tên trang tính, hoặc khai báo khóa sheet
    của nguồn.
in-sheet =
    Trang tính "{ $sheet }": { $why } Khóa sheet = "{ $pattern }" của nguồn đọc mọi trang có tên như vậy; khai báo hẹp
    hơn nếu trang này không phải dữ liệu.
sheet-empty = Trang tính "{ $sheet }" trống. Xuất lại tệp.
sheet-too-wide =
    Trang tính "{ $sheet }" trải đến dòng { PLAIN($row) }, { $columns } cột: có ô nằm rất xa bảng. Xóa các ô thừa rồi
    lưu lại.
columns-uncertain =
    Không xác định chắc chắn được vị trí các cột của trang tính. Mở bằng Excel hoặc LibreOffice, lưu lại dạng .xlsx rồi
    gửi lại.
unreadable = Không đọc được trang tính. Mở bằng Excel hoặc LibreOffice, lưu lại dạng .xlsx rồi gửi lại.
chart-in-sheet =
    Trang tính "{ $sheet }" của tệp .xls cũ có biểu đồ chứa số liệu riêng, không tách được khỏi các ô của trang tính.
    Hãy xóa biểu đồ hoặc lưu lại dạng .xlsx rồi gửi lại.
cells-lost =
    Trang tính "{ $sheet }", cột "{ $header }": có ô chứa số hoặc giờ không đọc được ({ $cells }). Hãy định dạng cột là
    văn bản hoặc lưu lại dạng .xlsx rồi gửi lại.
with-password = Bảng tính có mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi gửi lại.
cells-repeated =
    Bảng tính trải ra hơn { $most } ô, phần lớn là một ô lặp lại. Hãy xóa các ô lạc rồi lưu lại.
new-errors =
    Trang tính "{ $sheet }" có ô báo lỗi (cột trong ngoặc): { $cells }. Sửa công thức rồi gửi lại.
date-system =
    Bảng tính đếm ngày từ năm { PLAIN($year) }, còn cột "{ $header }" (từ dòng { PLAIN($row) }) có số ngày mà nguồn
    { $source } khai báo là "{ $declared }": ngày sẽ lệch bốn năm. Định dạng cột là ngày rồi lưu lại, hoặc khai báo
    formats = ["{ $actual }"].
unnamed-columns =
    Cột thứ { $columns } của bảng (cột { $letters }) có dữ liệu nhưng không có tiêu đề (dòng { PLAIN($row) }). Đặt tên
    hoặc xóa cột.

# Sheets that were not read.
sheet-not-read =
    { $state ->
        [hidden] Trang tính "{ $sheet }" (đang ẩn) có cùng tiêu đề và { $count } dòng nhưng không được đọc.
       *[visible] Trang tính "{ $sheet }" có cùng tiêu đề và { $count } dòng nhưng không được đọc.
    }
    .advice =
    Nếu các dòng đó cũng phải nộp: khai báo khóa sheet của nguồn là sheet = "*" để đọc mọi trang (số 0 là trang đầu);
    nếu không, xóa trang đó rồi gửi lại.
records-not-read =
    Trang tính "{ $sheet }" không có tiêu đề nhưng { $count } dòng trông như bản ghi nối tiếp; chúng chưa được đọc.
    .advice =
    Chép các dòng đó vào trang tính được đọc, hoặc ghi lại dòng tiêu đề ở đầu trang và đề nghị thành phố khai báo
    sheet = "*".

# Cells.
error-cells = Cột "{ $header }" có { $count } ô báo lỗi: { $cells }. Ô lỗi không được coi là ô trống.
    .advice =
    Sửa công thức hoặc ghi giá trị đúng rồi gửi lại; nếu lỗi đó có nghĩa là không có gì, khai báo khóa empty của cột,
    như empty = ["#N/A"].
formula-without-result =
    Cột "{ $header }" có { $count } công thức chưa được tính (không có hoặc đều là 0): { $cells }.
    .advice = Mở tệp bằng Excel hoặc LibreOffice để tính lại, lưu rồi gửi lại.
codes-by-format =
    Cột "{ $header }" có { $count } mã lưu dạng số và chỉ hiển thị đủ nhờ định dạng ô (như 000000); mã được đọc như
    Excel hiển thị.
    .advice = Định dạng cột là Văn bản (Text) và lấy lại mã từ hệ thống nguồn.
merged-down =
    Cột "{ $header }" có ô gộp qua nhiều dòng ({ $ranges }): giá trị được hiểu là của mọi dòng đó.
    .advice = Bỏ gộp ô và ghi giá trị vào từng dòng; đừng gộp ô ở phần dữ liệu.
merged-across = Có ô gộp qua nhiều cột ({ $ranges }): giá trị chỉ tính cho cột đầu, các cột kia để trống.
    .advice = Bỏ gộp ô và ghi giá trị vào từng cột.

# What is hidden, and was read all the same.
hidden-sheet = Trang tính "{ $sheet }" đang ẩn; { $count } dòng của nó vẫn được đọc.
    .advice = Hiện lại và kiểm tra; xóa hẳn những gì không muốn gửi rồi gửi lại.
hidden-rows = { $count } dòng đang ẩn hoặc bị lọc (từ dòng { PLAIN($first) }) vẫn được đọc.
    .advice = Hiện lại và kiểm tra; xóa hẳn những gì không muốn gửi rồi gửi lại.
hidden-columns = Cột "{ $header }" ({ $letters }) đang ẩn nhưng vẫn được đọc.
    .advice = Hiện lại và kiểm tra; xóa hẳn những gì không muốn gửi rồi gửi lại.
