title = Xếp hạng cải cách thủ tục hành chính, { $city }
lead = Từ { $first } đến hết { $last }, theo { $method }. Số liệu do chính các đơn vị gửi.
table = Bảng xếp hạng
caption =
    Các đơn vị theo điểm, từ cao xuống thấp. Điểm trên thang { $total }, tính được từ { $computable } điểm của phương
    pháp.
caption_weights = Các đơn vị theo điểm, từ cao xuống thấp.
rank = Hạng
grade = Mức { $grade }
unit = Đơn vị
set = { -rank-set } ({ PERCENT($level) })
set_alt = { -rank-set(case: "lower") } { $ranks } trong { $of }
tier = { -tier }
score = Điểm và khoảng tin cậy
band = Xếp loại
late = Quá hạn trên 10.000 hồ sơ
bars = Từng chỉ số
change = So kỳ trước
no_change = { -undecided }
bars_key =
    Các cột nhỏ, từ trái sang phải, là phần điểm đạt được của các chỉ số dưới đây. Ô trống: không có hoặc không công bố;
    số nhỏ không công bố thì lấy giữa khoảng đã nêu.
letters = Chữ cái dưới { -tier(case: "lower") }: hai đơn vị có chung một chữ thì chênh lệch chưa đủ rõ.
mark = † Điểm ghi ra bằng nhau; hạng khác nhau do phần chưa ghi ra hoặc do chỉ số phân định.
sets = { -rank-set } của từng đơn vị
how_to_read = Cách đọc bảng
why_intervals =
    Số đếm nói về kỳ này; khoảng tin cậy nói kỳ này cho biết chắc đến đâu về cách làm việc thường ngày của đơn vị.
unranked = Không xếp hạng
unranked_means =
    Thiếu số liệu không bị coi là 0 điểm; đơn vị được nêu ở đây với lý do. Điểm tham khảo là số nhỏ hơn trong hai số:
    điểm của phần có số liệu, và điểm khi mỗi ô thiếu nhận trung vị của các đơn vị được xếp hạng; vì vậy không báo cáo
    không làm điểm cao lên.
unscored =
    Không công bố điểm và hạng: cùng với các số khác, điểm sẽ làm lộ một số đếm dưới { $least }, là số không công bố.
unranked_none = Mọi đơn vị đều được xếp hạng.
unranked_score = Điểm tham khảo
reason = Lý do
peers = Trong từng nhóm so sánh
peers_means = Cùng điểm số, xếp lại giữa các đơn vị cùng loại.
peers_caption = { $group }: các đơn vị theo điểm, từ cao xuống thấp.
peers_units = { $count } đơn vị
peers_few = Không xếp hạng trong nhóm: quá ít đơn vị đủ điều kiện.
changes = So với kỳ trước
choices = { -other-choices }
choices_more = Xem phương pháp và độ nhạy
absent = Không tính được từ số liệu của đơn vị
absent_item = { $name } ({ $size }): { $reason }
cautions = Cần biết khi đọc
empty = Không đơn vị nào được xếp hạng trong kỳ này.
rate_changes = Tỷ lệ thay đổi có ý nghĩa thống kê
rate_change = { $unit }: { $before } → { $after }
rate_counted = { $rate } ({ $counts })
