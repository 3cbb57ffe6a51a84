# The settings of a method: missing data, adding up and ranks, which units are ranked.
nothing-arose = Không phát sinh (không có trường hợp nào để đếm): { $policy }.
not-reported = Không gửi số liệu: { $policy }.
too-few = Quá ít trường hợp (tỷ lệ của dưới { $least } trường hợp): { $policy }.
least-cases = Riêng { $codes }: tối thiểu { $count } trường hợp.
of-indicator-not_applicable = Riêng { $code }, khi không phát sinh: { $policy }.
of-indicator-not_reported = Riêng { $code }, khi không gửi số liệu: { $policy }.
of-indicator-small_n = Riêng { $code }, khi quá ít trường hợp: { $policy }.
contradictory = Số liệu mâu thuẫn (tử số ngoài khoảng 0 đến mẫu số): đơn vị được nêu riêng, không xếp hạng.
imputation = Ước đoán: { $policy }.

not_applicable-renormalise = { -reallocated }
not_applicable-city_rate = { -at-city-rate }
not_applicable-full = được điểm cao nhất
not_applicable-zero = nhận điểm thấp nhất
not_reported-ineligible = đơn vị được nêu riêng kèm lý do, không xếp hạng
not_reported-renormalise = { -reallocated }
not_reported-zero = nhận điểm thấp nhất, để giấu số liệu không có lợi
small_n-renormalise = được nêu mà không chấm; { -reallocated }
small_n-city_rate = { -at-city-rate }
small_n-pool_previous_period = gộp với kỳ trước; vẫn quá ít thì không chấm, { -reallocated }
small_n-ineligible = đơn vị được nêu riêng kèm lý do, không xếp hạng
imputation-none = không ước đoán số liệu thiếu
imputation-group_median = ô thiếu được điền bằng trung vị của các đơn vị cùng nhóm so sánh, và được đánh dấu
imputation-last_period = ô thiếu được điền bằng số của kỳ trước, và được đánh dấu

aggregation-arithmetic = trung bình cộng
aggregation-geometric = trung bình nhân
aggregation-harmonic = trung bình điều hòa
aggregation-mpi = Mazziotta-Pareto
aggregation-ampi = Mazziotta-Pareto điều chỉnh
aggregation-copeland = Copeland: so từng cặp đơn vị
whole-score = Điểm của mỗi nhóm và của cả bộ: { $aggregation }, { $formula } (w: { -weight }, v: điểm của từng phần).
group-score = Riêng bên trong nhóm { $group }: { $aggregation }, { $formula }.
terms-mpi =
    Trong Mazziotta-Pareto, m là trung bình cộng đơn giản của các phần, s² là phương sai của chúng, chia cho số phần trừ
    một: không đều thì bị trừ điểm.
terms-ampi =
    Trong Mazziotta-Pareto điều chỉnh, m là trung bình có trọng số của các phần, s² là phương sai có trọng số, chia cho
    tổng trọng số: không đều thì bị trừ điểm. Chỉ số ở chính giữa hai mốc được 100, ở ngoài hai mốc được 70 hoặc 130.
ignores-sizes = Mazziotta-Pareto không có trọng số: điểm hoặc trọng số khai báo cho các nhóm không được dùng.
ignores-sizes-of-group =
    Mazziotta-Pareto không có trọng số: điểm hoặc trọng số khai báo trong nhóm { $group } không được dùng.
ignores-noise = Khi so từng cặp, hai ô chênh lệch chưa đủ rõ so với ngẫu nhiên thì coi là bằng nhau.
rescaled = Phần không tính được bị bỏ ra; điểm của phần còn lại được quy về thang { $points } điểm.
unrounded = Xếp hạng theo điểm chưa làm tròn: hai điểm in ra như nhau vẫn có thể khác hạng.
rounded = Xếp hạng theo điểm đã làm tròn đến { $decimals } chữ số thập phân.
equal-scores = Bằng điểm: { $ties }.
ties-competition = cùng hạng, hạng sau bị bỏ trống: 1, 2, 2, 4
ties-dense = cùng hạng, hạng sau nối tiếp: 1, 2, 2, 3
ties-mid = ghi trung bình các hạng chung: 1; 2,5; 2,5; 4
tie-break = Phân định khi bằng điểm: lần lượt theo { $codes }.
tie-break-none = Không có tiêu chí phụ nào phân định khi bằng điểm.

least-scored =
    Ít nhất { PERCENT($overall) } tổng { -weight } chấm được bằng đủ số trường hợp của chính đơn vị, và ít nhất
    { PERCENT($each) } trong mỗi nhóm chấm được, kể cả khi có cộng thêm trường hợp; tính trên phần tính được và có phát
    sinh.
required = Bắt buộc có: { $codes }.
required-none = Không có chỉ số nào riêng là bắt buộc.
least-peers = Trong nhóm so sánh có dưới { $count } đơn vị đủ điều kiện thì không xếp hạng trong nhóm.
unranked = Đơn vị mới lập hoặc thay đổi địa giới trong kỳ, hay không đủ điều kiện: nêu dưới bảng với số liệu và lý do.
