title = Các chỉ số
lead = Mỗi chỉ số có định nghĩa, tử số, mẫu số, căn cứ và số liệu của mọi đơn vị.
indicator = Chỉ số
index_caption =
    Mức chung, giá trị thấp nhất và cao nhất của cùng những đơn vị: các đơn vị được xếp hạng, đủ số trường hợp và có số
    liệu được công bố.
size_points = Điểm tối đa
size_weight = Trọng số
overall = Mức chung
lowest = Thấp nhất
highest = Cao nhất
spread = Từ 0% đến 100%
spread_alt = từ { $low } đến { $high }, mức chung { $overall }
absent = Không tính được: { $reason }
signals = { -signals }
signals_means =
    Nêu bên cạnh điểm số, không bao giờ tính vào điểm. Xem ở trang của từng đơn vị và trang chất lượng số liệu.
finding = Mức chung: { $overall } ({ $counts }).
# Of which units the overall rate, the lowest and the highest are.
together-units = Mức chung, thấp nhất, tứ phân vị và cao nhất đều là của { $count } đơn vị được xếp hạng có số liệu công bố.
together-hidden = Không kể { $count } đơn vị không công bố số liệu.
together-few = Không kể { $count } đơn vị có quá ít trường hợp để chấm riêng.
end-unit = { $unit }: { $counts }
end-units = { $count } đơn vị, cộng lại { $counts }
not-scored = không chấm điểm
differ =
    Trong { $of } đơn vị có số liệu công bố, khác mức chung toàn thành phố một cách có ý nghĩa thống kê (giới hạn 99,8%
    của biểu đồ phễu): tốt hơn { $better }, kém hơn { $worse }.
direction_up = Càng cao càng tốt.
direction_down = Càng thấp càng tốt.
share = khai báo { $declared } của tổng, chiếm { $share } chênh lệch điểm giữa các đơn vị
target = Mức đạt điểm tối đa
numerator = Tử số
denominator = Mẫu số
denominator_id = mã
excluded = Loại khỏi mẫu số
basis = Căn cứ
deff = Hệ số thiết kế
deff_range = từ { $least } đến { $most }, đơn vị giữa { $median }
deff_from = (ước lượng từ { $weeks } tuần của { $units } đơn vị)
deff_from_clusters = (ước lượng từ { $clusters } đợt, ví dụ lớp bồi dưỡng, của { $units } đơn vị)
deff_given = (định trước)
chance = Sai số ngẫu nhiên
census = toàn bộ, không có sai số ngẫu nhiên
census_means =
    Không có: đây là toàn bộ danh mục do quyết định ấn định, không phải mẫu. Hai đơn vị khác nhau là khác nhau thật.
code = Mã trong dữ liệu
suppressed_note =
    Số đếm từ 1 đến dưới { $least }, và số từ đó tính ngược ra được, không được công bố: [c]. Nơi chỉ biết khoảng thì
    nêu khoảng.
values = Từng đơn vị
funnel = So với mức ngẫu nhiên
table = Bảng số liệu
caption = { $name }, theo từng đơn vị, tốt nhất trước.
interval = Khoảng tin cậy { $level }
x = Tử số
n = Mẫu số
excluded_count = Loại ra
ranks = { -rank-set }
points = Điểm
status_SMALL_N = quá ít trường hợp để chấm riêng
completed = chấm sau khi cộng thêm { $added } trường hợp theo tỷ lệ chung { $rate } của thành phố
status_NOT_APPLICABLE = không phát sinh
status_NOT_REPORTED = không gửi số liệu
status_INVALID = số liệu mâu thuẫn
status_NOT_COMPUTABLE = không tính được từ tệp của đơn vị
status_SUPPRESSED = không công bố số nhỏ
