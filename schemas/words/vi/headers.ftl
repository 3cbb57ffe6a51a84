# The headers of a file against those that its source declares.

in-row = ở dòng { PLAIN($row) }
in-records = trong các bản ghi
twice = Tiêu đề lặp lại { $place }: { $names }. Mỗi tiêu đề chỉ được xuất hiện một lần; hãy xóa cột thừa.
not-recognised =
    Không nhận ra tiêu đề { $place } (cột { $columns }). Cần các tiêu đề: { $expected }. Kiểm tra dòng tiêu đề có đúng
    vị trí không.
unknown =
    Tiêu đề lạ { $place }: { $names }.{ $nearest }{ $missing } Đổi lại tên cột, hoặc đề nghị thành phố khai báo cột mới
    (nguồn { $source }).
# These two stand within the sentence before, each with the space that goes before it.
nearest = {" "}Gần giống: { $pairs }.
also-missing = {" "}Thiếu: { $names }.
missing = Thiếu tiêu đề { $place }: { $names } (nguồn { $source }). Xuất lại tệp với đủ các cột.
