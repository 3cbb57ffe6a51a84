# CSV and other delimited text: the header, quotation marks, and cells that do not fit.

# Where the header is.
separator-hint =
    Dòng 1 (sep={ $hint }) cho biết các cột phân cách bằng { $actual }, nguồn { $source } khai báo { $declared }. Xuất
    lại với đúng dấu phân cách, hoặc sửa khóa format.delimiter.
other-delimiter =
    Dòng { PLAIN($line) }: các cột phân cách bằng { $actual }, nguồn { $source } khai báo { $declared }. Xuất lại với
    đúng dấu phân cách, hoặc sửa khóa format.delimiter.
header-empty =
    Dòng { PLAIN($line) } phải là dòng tiêu đề nhưng để trống. Kiểm tra số dòng tựa đề phía trên (khóa
    format.title_rows).
header-open =
    Dòng tiêu đề ({ PLAIN($line) }): một dấu ngoặc kép được mở ở đầu ô mà không đóng ở cuối ô. Sửa lại hoặc xuất lại
    tệp.
header-runs-on =
    Dòng tiêu đề ({ PLAIN($line) }) có { $cells } ô nhưng dòng sau có { $below }: có thể thiếu dấu xuống dòng sau tiêu
    đề. Hãy xuất lại tệp.
header-further-down =
    Dòng { PLAIN($line) } phải là dòng tiêu đề nhưng các tiêu đề ở dòng { PLAIN($actual) }. Bỏ các dòng phía trên, hoặc
    khai báo format.title_rows = { PLAIN($title_rows) }.
header-is-comment =
    Dòng { PLAIN($line) } phải là dòng tiêu đề nhưng bắt đầu bằng "{ $mark }", giống một dòng chú thích.{ $actual } Bỏ
    các dòng đó, hoặc khai báo format.comment = "{ $mark }", hoặc số dòng phía trên tiêu đề ở format.title_rows.
# Stands within the sentence before, with the space that goes before it.
headers-at = {" "}Các tiêu đề ở dòng { PLAIN($line) }.
no-header-line =
    Không tìm thấy dòng tiêu đề: các dòng không kết thúc bằng ký tự xuống dòng thông thường (LF hoặc CRLF).
other-header =
    Dòng { PLAIN($line) } lại là một dòng tiêu đề, nhưng khác thứ tự hoặc khác cột so với tiêu đề của tệp: có vẻ hai bản
    kết xuất được nối với nhau. Hãy gửi mỗi bản thành một tệp. Không nhận dòng nào.
unnamed-columns =
    Cột { $columns } có dữ liệu nhưng không có tiêu đề ở dòng { PLAIN($line) }. Đặt tên hoặc xóa cột.

# Quotation marks.
quotation-spans-cells =
    Dòng { PLAIN($line) }: một dấu ngoặc kép ở giữa ô và một dấu khác ở cuối ô sau: không rõ các ô tách nhau ở đâu. Sửa
    dòng này hoặc xuất lại tệp. Không nhận dòng nào.
quotation-merges-rows =
    Dòng { PLAIN($line) }: dấu ngoặc kép mở ở đây và đóng ở dòng { PLAIN($last) }; giữa hai dấu có vẻ là nhiều dòng dữ
    liệu. Nếu " chỉ là ký tự (ví dụ "như trên"), hãy viết chữ thay cho nó hoặc xuất lại tệp với mọi ô đặt trong dấu
    ngoặc kép. Không nhận dòng nào.
quotation-beside-odd-row =
    Dòng { PLAIN($line) }: một dấu ngoặc kép ở cuối ô mà ô không mở bằng dấu ngoặc kép, và dòng này hoặc dòng liền kề
    thừa, thiếu ô hoặc có xuống dòng trong ô: không rõ các dòng kết thúc ở đâu. Sửa các dòng này hoặc xuất lại tệp.
    Không nhận dòng nào.
quotation-closed-within =
    Dòng { PLAIN($line) }: một ô mở bằng dấu ngoặc kép ở đầu ô nhưng dấu tiếp theo (dòng { PLAIN($closing) }) không ở
    cuối ô. Dấu ngoặc kép bên trong ô phải được nhân đôi; sửa lại hoặc xuất lại tệp. Không nhận dòng nào.
quotation-never-closed =
    Dòng { PLAIN($line) }: một dấu ngoặc kép được mở mà không đóng đến hết tệp; tệp bị cắt ngang hoặc xuất sai. Sửa dòng
    này hoặc xuất lại tệp.
stray-quotation-mark =
    Dấu ngoặc kép đặt giữa ô mà ô không mở bằng dấu ngoặc kép, dòng { $lines }: được đọc như một ký tự.
    .advice = Kiểm tra các dòng này; nên xuất lại với ô đặt trong dấu ngoặc kép và dấu bên trong được nhân đôi.

# Lines and cells.
cell-too-long =
    Dòng { PLAIN($line) } có một ô dài hơn { $most } ký tự: có thể một dấu ngoặc kép được mở mà không đóng. Sửa dòng này
    hoặc xuất lại tệp.
lone-return =
    Dòng { PLAIN($line) } có ký tự xuống dòng kiểu cũ (CR) ở giữa: không rõ dòng kết thúc ở đâu. Hãy xuất lại tệp với LF
    hoặc CRLF.
breaks-off =
    Tệp bị cắt ngang: dòng cuối ({ PLAIN($line) }) chỉ có { $present } trong { $expected } trường và không xuống dòng.
    Hãy chép hoặc xuất lại tệp.
split-texts =
    Mọi dòng thừa một ô, và ô sau cột '{ $header }' luôn bắt đầu bằng khoảng trắng: có vẻ chữ của cột này chứa dấu phân
    cách mà không đặt trong dấu ngoặc kép, nên các cột sau bị lệch. Hãy xuất lại với ô đặt trong dấu ngoặc kép, hoặc với
    dấu phân cách khác (khóa format.delimiter).
shifted-columns =
    Mọi dòng thừa một ô trống ở cuối, và cột '{ $header }' cùng cột sau đều là số: nếu số của cột này có dấu phân cách
    bên trong thì các cột sau đã bị lệch.
    .advice =
    Kiểm tra một dòng; nếu bị lệch, xuất lại với số đặt trong dấu ngoặc kép hoặc với dấu phân cách khác (khóa
    format.delimiter).
