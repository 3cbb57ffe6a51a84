sets_title = { $count } trong { $of } đơn vị có thể đứng đầu
sets_caption =
    Thứ hạng thật của mọi đơn vị cùng lúc thuộc các khoảng này với độ tin cậy { $level }. Chấm: hạng theo điểm. Nền:
    nhóm thứ hạng.
sets_alt = { -rank-set } của { $of } đơn vị, theo thứ tự điểm; số liệu ở bảng bên dưới.
dots_caption =
    Chấm: giá trị; vạch: khoảng tin cậy. Chấm rỗng: quá ít trường hợp, không chấm điểm. Vạch đứt: số nhỏ không công bố,
    chỉ biết nằm trong khoảng.
dots_alt = { $what } của { $count } đơn vị với khoảng tin cậy; số liệu ở bảng bên dưới.
funnel_title = { $count } trong { $of } đơn vị khác mức chung toàn thành phố một cách có ý nghĩa thống kê
funnel_caption =
    Mỗi điểm là một đơn vị. Nếu mọi đơn vị như nhau, 95% nằm trong vạch đứt, 99,8% trong vạch liền. Chỉ đơn vị có số
    đếm được công bố.
funnel_alt = Biểu đồ phễu của { $of } đơn vị, { $count } nằm ngoài giới hạn; số liệu ở bảng bên dưới.
trend_title = { $unit }: { $indicator }
trend_caption =
    Theo quý, với khoảng tin cậy. Chấm rỗng: quý chưa hết. Chỗ trống: không có hoặc không công bố. Vạch đứt: trung vị
    các đơn vị.
trend_alt = Diễn biến qua { $count } quý; số liệu ở bảng bên dưới.
days = Từ { $first } đến hết { $last }.
absent = Không vẽ { $count } đơn vị: { $reasons }.
absent-reason = { $count } { $reason }
failures = Số trường hợp không đạt
status = Tình trạng
unit = Đơn vị
rank = Hạng
rank_low = { -rank-set } từ
rank_high = { -rank-set } đến
rank_axis = Hạng (1 là cao nhất)
tier = { -tier }
value = Giá trị
low = Cận dưới
high = Cận trên
# Failures, by the code of the indicator.
per_10k =
    { $indicator ->
        [on_time_766] Số hồ sơ quá hạn trên 10.000 hồ sơ
        [on_time_over_received] Số hồ sơ quá hạn trên 10.000 hồ sơ
        [on_time_over_resolved] Số hồ sơ quá hạn trên 10.000 hồ sơ
        [on_time_over_resolved_current] Số hồ sơ quá hạn trên 10.000 hồ sơ
        [overdue_open_share] Số hồ sơ quá hạn trên 10.000 hồ sơ
        [petitions_on_time] Số phản ánh, kiến nghị quá hạn trên 10.000 phản ánh, kiến nghị
       *[other] Số trường hợp không đạt trên 10.000 trường hợp
    }
share = Tỷ lệ
per_official = Bình quân một công chức
cases = Số trường hợp
outside = Ngoài giới hạn (1: 95%, 2: 99,8%)
all_together = mức chung
limit_95 = 95%
limit_998 = 99,8%
median = trung vị
quarter = Quý
form_title = { $count } trong { $of } số liệu đơn vị báo cáo khác với hồ sơ của chính đơn vị
form_caption = Biểu II.06a từ { $first } đến hết { $last }. Vạch đỏ nối hai số khác nhau; trục theo tỷ lệ logarit.
form_axis = Số hồ sơ
form_alt = { $of } số liệu của biểu II.06a, { $count } khác với hồ sơ; số liệu ở bảng bên dưới.
