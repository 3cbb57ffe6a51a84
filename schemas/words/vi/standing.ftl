# What one unit reads of its own place: a label, and what stands beside it.
rank = Hạng
unranked = Không xếp hạng. Lý do: { $reason }
elsewhere = Số liệu của đơn vị
withheld =
    Không nêu hạng: { $count } đơn vị khác nhau quá ít so với dao động ngẫu nhiên. Xem { -tier(case: "lower") } thứ
    hạng.
place = { $rank } trong { $count } đơn vị được xếp hạng
place-tied = { $rank } (đồng hạng) trong { $count } đơn vị được xếp hạng
set = { -rank-set } ({ PERCENT($level) } cho cả bảng)
ranks = { SPAN($low, $high) }
tier = { -tier } thứ hạng (1 là cao nhất)
grade = Mức, thay cho hạng (1 là cao nhất)
number = { PLAIN($number) }
score = Điểm
score-of = Điểm (cao nhất { $total })
score-of-part = Điểm (cao nhất { $total }, là phần tính được của { $whole })
no-score = Không tính được
points = { DECIMAL($value, digits: 2) }
interval = Khoảng tin cậy { PERCENT($level) } của điểm
ends = { DECIMAL($low, digits: 2) } – { DECIMAL($high, digits: 2) }
band = Xếp loại theo điểm
odds = { $band } { PROBABILITY($p) }
odds-label = Xác suất xếp loại
odds-list = { $odds }
chance-top = Xác suất thuộc { $k } đơn vị điểm cao nhất
chance-bottom = Xác suất thuộc { $k } đơn vị điểm thấp nhất
probability = { PROBABILITY($p) }
expected-label = Hạng kỳ vọng, tính cả dao động ngẫu nhiên
expected = { DECIMAL($rank, digits: 1) } trong { $count } đơn vị
next-above = So với đơn vị có hạng ngay trên
next-below = So với đơn vị có hạng ngay dưới
named-above = So với { $unit } (hạng ngay trên)
named-below = So với { $unit } (hạng ngay dưới)
pair-apart = chênh lệch đã đủ rõ
pair-equal = không thể phân biệt: theo số liệu của kỳ này, hai đơn vị không khác nhau
pair-needs =
    chênh lệch chưa đủ rõ; nếu chênh lệch thật đúng như đã thấy, cần khoảng { $times } lần số hồ sơ của kỳ này, tức
    { $duration }, để có một nửa khả năng đủ rõ, và khoảng { $likely } lần để có 80% khả năng
duration-months = khoảng { $months } tháng
duration-years = khoảng { $years } năm
duration-longest = hơn { $years } năm
coverage = Phần { -weight } chấm được
share = { PERCENT($share, digits: 0) }
before = Kỳ trước
before-place = { DECIMAL($score, digits: 2) } điểm, hạng { $rank }; điểm { $change }
change-none = { -undecided } để nói là khác
change-better = tốt lên có ý nghĩa thống kê
change-worse = kém đi có ý nghĩa thống kê

# What it reads of each indicator.
status-OK = đã chấm
status-SMALL_N = quá ít trường hợp để chấm riêng
status-NOT_REPORTED = chưa có số liệu
status-NOT_APPLICABLE = không phát sinh
status-INVALID = số liệu mâu thuẫn
status-SUPPRESSED = không công bố số nhỏ, để bảo mật
not-scored = không chấm điểm, chỉ nêu bên cạnh điểm số
completed = { $status }; chấm sau khi cộng thêm { $added } trường hợp theo tỷ lệ chung { $rate } của thành phố
not-computable = chưa tính được: { $reason }
as-all = như mức chung
better-than-all = tốt hơn mức chung
worse-than-all = kém hơn mức chung

# What would earn the missing points.
send-data = Chưa có số liệu để chấm. Gửi đủ dữ liệu, kể cả cột còn thiếu: { $tables }.
check-files = Số liệu mâu thuẫn: kiểm tra lại các tệp đã gửi.
by-scale = Hiện { $value }; điểm theo thang của phương pháp, giá trị tốt hơn thì điểm cao hơn.
value-none = chưa có giá trị
value-share = { PERCENT($share) }
value-counted = { $value } ({ $x } trong { $n } { $cases })
of-rate = Hiện { DECIMAL($value, digits: 2) } trên một { $cases }; điểm tối đa ở mức { $target } cho cả năm.
more-needed =
    Điểm tối đa ở mức { PERCENT($target) }: cần thêm { $more } trường hợp đạt. Hiện { $x } trong { $n } { $cases }.
fewer-needed =
    Điểm tối đa ở mức { PERCENT($target) }: cần bớt { $fewer } trường hợp. Hiện { $x } trong { $n } { $cases }.
