# The list of indicators and measures, docs/indicators.md: it stands there in all languages side by side.

title = Chỉ số và đại lượng
generated = Tệp này được sinh từ { $indicators } và { $measures } bằng `make docs`; đừng sửa tay.
what-an-indicator-is =
    Một chỉ số là tử số chia cho mẫu số, đúng như được in; mỗi phần là tổng của các đại lượng. Phần mẫu số trừ đi là
    phần loại ra, được nêu bên cạnh mọi tỷ lệ.
how-to-add = Cách thêm

# Of an indicator.
indicator = chỉ số
label = tiếng Việt
numerator = Tử số
denominator = Mẫu số
denominator-id = Mã mẫu số
left-out = Loại ra
part-of-failures = Phần không đạt
case-mix-indirect =
    So sánh cùng loại, gián tiếp (thực tế trên kỳ vọng): theo { $strata }; nhóm từ { $least } hồ sơ của thành phố trở lên
case-mix-direct =
    So sánh cùng loại, trực tiếp (theo cơ cấu hồ sơ của thành phố): theo { $strata }; nhóm từ { $least } hồ sơ trở lên
chance = Sai số ngẫu nhiên
chance-census = không có: toàn bộ danh mục do quyết định ấn định
unit = Đơn vị đo
a-share = tỷ lệ
more-is-better = cao là tốt
less-is-better = thấp là tốt
role = Vai trò
role-integrity = dấu hiệu nêu bên cạnh điểm, không tính vào điểm
subject = Nói về
subject-people = người dân: lượt đánh giá, khiếu nại
subject-office = việc cơ quan đã làm
legal-basis = Căn cứ
in-force-from = từ { $day }
in-force-until = đến { $day }

# Of a measure.
measures = Đại lượng
measure = đại lượng
table = bảng
kind = loại
kind-flow = đếm theo ngày xảy ra
kind-stock = số đang có
kind-level = mức của từng ngày, lấy bình quân
days = ngày
condition = điều kiện
in-clusters = theo từng đợt: { $clusters }
every-row = mọi dòng
