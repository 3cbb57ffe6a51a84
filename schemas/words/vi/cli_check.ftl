# What is said of one file: `motcua check`, and `motcua source check` and `source new` of a format that is new.

# How many rows, on one line.
count-rows_in = bản ghi đã gửi
count-accepted = nhận
count-rejected = loại
count-duplicate = trùng
count-warnings = cảnh báo
left-alone = Sẽ chưa nhận: { $why }
judged-as =
    Xét như tệp gửi vào thư mục { $folder }, ngày làm việc { $day }. Gửi vào thư mục khác thì thêm --unit <đơn vị>.
not-judged =
    Chưa xét phần phụ thuộc vào tệp khác: tệp này đã gửi chưa, mã trùng với tệp hoặc đơn vị khác, tệp kết xuất sau thay
    dòng của tệp trước, đối chiếu báo cáo với hồ sơ.

no-records = Không phải bản ghi
member = Trang tính, tệp nén
first-row = Dòng đầu
rule = Quy tắc
rejected-because = Bị loại vì
examples = Ví dụ
in-row = dòng { PLAIN($row) }
in-rows = dòng { $rows } ({ $count })
for-rows = { $advice } ({ $count } dòng)
repeats = Các dòng trùng hoàn toàn với dòng khác, chỉ tính một lần (tổng cộng { $count }; nêu các dòng đầu)
repeated = Dòng
repeats-row = trùng với
shapes =
    Chữ có thể là dữ liệu cá nhân chỉ được ghi dạng: d là chữ số, a hoặc A là chữ cái; xem dòng đó trong tệp.
warnings = Cảnh báo
warning = Cảnh báo
where = Ở đâu

no-source-names-unit = Các nguồn của thành phố không ghi đơn vị trong tệp; hãy thêm --unit <đơn vị>.
source-names-no-unit = Nguồn này không ghi đơn vị trong tệp; hãy thêm --unit <đơn vị>.
no-headers = { $file }: dòng tiêu đề trông như dữ liệu; thêm dòng tiêu đề vào tệp rồi thử lại.
no-table = Không có bảng '{ $table }'; có: { $nearest }.
no-source = Không có nguồn '{ $source }' trong { $folder } (và không phải tệp .toml); gần giống: { $nearest }. Thành phố khác thì thêm --city.
no-sources =
    Không có nguồn '{ $source }' trong { $folder } (và không phải tệp .toml): thành phố này chưa có nguồn nào. Thành phố
    khác thì thêm --city.
units-unsaid =
    Nguồn { $source } chưa nêu đơn vị nào gửi; tệp được xét như nằm trong thư mục { $folder }. Nếu đúng vậy:
    units = ["{ $folder }"]
file-exists = { $file } đã có; chọn tên khác hoặc xóa nó trước.
no-source-name = { $file }: tên tệp là mã của nguồn, chỉ gồm a-z, 0-9 và dấu gạch nối; hãy ghi --out { $possible }
drafted-for = Phác thảo cho bảng { $table }: { $count }/{ $total } cột của tệp khớp chắc chắn; chọn bảng khác bằng --table
other-table = Bảng { $table } khớp chắc chắn { $count } cột: nếu đúng là loại dữ liệu này, hãy thêm --table { $table }
drafted = Đã ghi { $file }; xem các dòng TODO, rồi thử bằng `motcua source check`.
page-written = Đã ghi { $file }; gửi trang này cho người làm tệp.
unfinished = { $file }: còn { $count } dòng TODO.
