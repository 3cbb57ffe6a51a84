title = Các đơn vị
lead = { $count } đơn vị trong kỳ. Mỗi đơn vị có trang riêng: kết quả, diễn biến, biểu II.06a và chất lượng số liệu.
score = Điểm
unranked = không xếp hạng
index_caption = Các đơn vị theo tên; hạng, { -rank-set(case: "lower") } và điểm.
not_ranked = Không xếp hạng.
partial_score =
    Điểm tham khảo: { $score }, là số nhỏ hơn giữa điểm của phần có số liệu và điểm khi mỗi ô thiếu nhận trung vị của các
    đơn vị được xếp hạng.
of = trong { $count } đơn vị
withheld = hạng không công bố vì các đơn vị khác nhau quá ít
of_tiers = trong { $count } nhóm
interval = khoảng tin cậy { $low }–{ $high }
hidden = { $count } số đếm của đơn vị không được công bố vì nhỏ hơn { $least } hoặc vì từ đó tính ngược ra được: [c].
chances = Mức độ chắc chắn
chances_means =
    Xác suất tính từ số liệu của kỳ này, có kể dao động ngẫu nhiên; không phải là tỷ lệ số năm hay số kỳ. "<1%" không có
    nghĩa là không thể.
indicators = Từng chỉ số
indicators_caption =
    Giá trị của đơn vị bên cạnh mức chung của các đơn vị được xếp hạng có số liệu công bố. Tốt hơn, kém hơn: một cách có
    ý nghĩa thống kê (giới hạn 99,8% của biểu đồ phễu).
bars = Phần điểm đạt được
bar_alt = { $share } số điểm
bar_none = không nêu được
against_better = ▲ đơn vị tốt hơn
against_worse = ▼ đơn vị kém hơn
formulas = Cách tính từng tỷ lệ
formulas_caption =
    Công thức gọi tên số đếm bằng mã, như trong bảng dưới; thay số đếm của đơn vị vào thì ra đúng giá trị đã nêu. Phần
    mẫu số trừ đi là phần loại ra.
formula = Công thức
formula_figures = Thay số
counts = Số đếm trong công thức
counts_caption = Số đếm của đơn vị trong kỳ mà các công thức gọi tên.
count_code = Mã
count_of = Đếm gì
count = Số đếm
trends = Diễn biến theo quý
quantiles = Giá trị của đơn vị bên cạnh các đơn vị khác
quantiles_means =
    Trong các đơn vị được xếp hạng: giá trị thấp nhất, mức mà một phần tư số đơn vị không vượt quá, giá trị giữa, mức mà
    ba phần tư không vượt quá, và giá trị cao nhất. Chỉ tính từ những gì được công bố.
quantiles_all = Mọi đơn vị được xếp hạng
quantiles_caption = Chỉ số của đơn vị bên cạnh các đơn vị khác: { $group }
quantiles_own = Đơn vị này
quantiles_lowest = Thấp nhất
quantiles_lower = Tứ phân vị dưới
quantiles_median = Trung vị
quantiles_upper = Tứ phân vị trên
quantiles_highest = Cao nhất
quantiles_units = Số đơn vị
quantiles_hidden = và { $count } không công bố
peers = So với đơn vị cùng nhóm
peer_line = { $group }: hạng { $rank } trong { $count } đơn vị, { -rank-set(case: "lower") } { $ranks }.
peer_none = { $group }: không xếp hạng trong nhóm.
form = Biểu II.06a
form_means = Số tính từ hồ sơ của đơn vị, và số đơn vị tự báo cáo cho đúng những ngày đó nếu có.
form_days = Biểu II.06a từ { $first } đến hết { $last }
form_item = Cột của biểu
form_counted = Theo hồ sơ
form_reported = Đơn vị báo cáo
form_difference = Chênh lệch
form_same = khớp
signals = { -signals }
signals_means = Nêu bên cạnh điểm số, không bao giờ tính vào điểm: một lý do để xem lại, không phải bằng chứng.
signal = Dấu hiệu
quality = Số liệu đã gửi
quality_caption = Bản ghi đã gửi = chấp nhận + bị loại + trùng.
kind = Loại số liệu
last_exported = Kết xuất gần nhất
submissions = Số lần nộp
refused = { $count } lần không được nhận
rows_in = Bản ghi đã gửi
accepted = Chấp nhận
rejected = Bị loại
duplicate = Trùng
nothing_sent = Đơn vị không gửi số liệu nào.
rejections = Dòng bị loại theo quy tắc
rejections_caption = Số dòng bị loại theo từng lý do, nhiều nhất trước.
rule = Lý do
rows = Số dòng
advice = Cách sửa
