# What is guessed of a file that nobody has declared, and not sure: comments of a draft, and advice where there is none.

encoding-of-signs =
    bảng mã: ngoài ASCII chỉ có các dấu như ° hoặc €, giống nhau ở nhiều bảng mã, nên { $encoding } chỉ là phỏng đoán; hãy đối chiếu với tệp khi mở bằng phần
    mềm đã xuất
encoding-by-few =
    bảng mã: { $best } hay { $second }? Chỉ có { $words } từ có chữ ngoài ASCII, quá ít để xác định; hãy đối chiếu với
    tệp khi mở bằng phần mềm đã xuất
encoding-partly =
    bảng mã: có khả năng nhất là { $encoding }, nhưng chỉ { PERCENT($share) } số từ có chữ ngoài ASCII đọc được thành
    từ; hãy đối chiếu với tệp khi mở bằng phần mềm đã xuất
encoding-undeclarable =
    Tệp không phải UTF-8, và không bảng mã nào khai báo được ({ $tried }) đọc ra thành từ. { $looks_like } Hãy lưu lại
    tệp dạng UTF-8 (trong Excel: "CSV UTF-8") rồi lập bản nháp từ tệp đó.
looks-like = Có vẻ là { $encoding }.
utf-16-unmarked =
    Tệp là UTF-16 nhưng không có dấu ở đầu tệp mà nguồn khai báo cần. Hãy lưu lại tệp dạng UTF-8 (trong Excel: "CSV
    UTF-8") hoặc "Unicode text" rồi lập bản nháp từ tệp đó.

day-or-month =
    { $formats } hay { $others }? Cả hai đều đọc được mọi giá trị; không có ngày nào lớn hơn 12 và thứ tự các ngày không
    cho biết. Hãy hỏi nơi gửi tệp
formats = { $formats }
unread-times =
    { PERCENT($share) } số giá trị không đọc được bằng định dạng nào, như các giá trị dạng { $shapes } (9: chữ số, a:
    chữ cái)

thousands-or-decimals =
    { $text } là { $here } hay { $other }? Tệp không cho biết; bản nháp hiểu là { $here }. Nếu là { $other } thì ghi:
    { $keys }
number-marks-differ =
    số được viết theo nhiều cách: dấu thập phân { $decimal }, dấu phân nhóm hàng nghìn { $thousands }; hãy khai báo mỗi
    cách một nguồn
currencies = các khoản tiền thuộc nhiều loại tiền ({ $marks }) sẽ bị cộng chung; hãy hỏi nơi gửi tệp
unread-numbers =
    { PERCENT($share) } số giá trị của cột số không đọc được thành số, như các giá trị dạng { $shapes } (9: chữ số, a:
    chữ cái)

no-header =
    Tệp không có dòng tên cột: ở chỗ đó, các cột { $columns } chứa số hoặc ngày như các dòng bên dưới. Hãy thêm dòng tên
    cột phía trên rồi thử lại.
delimiter = các ô có thể phân cách bằng { $delimiters }; xem các cột dưới đây có đúng như trong tệp không
footers =
    dưới hồ sơ cuối cùng còn { $rows } dòng khác: nếu không phải hồ sơ thì khai báo vào totals phần chữ đầu dòng; nếu là
    chữ ký thì không ghi tên người

several-sheets =
    Có nhiều trang tính hay bảng cùng tiêu đề này và tất cả đều được đọc: { $names }. Khai báo hẹp hơn nếu không cần hết.
several-members =
    Tệp zip có { $count } tệp, mới xem một tệp; tất cả được đọc theo cùng một cách.
