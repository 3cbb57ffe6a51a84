sets_title = { $count } trong { $of } đơn vị có thể đứng đầu
sets_caption =
    Hạng thật của mọi đơn vị cùng lúc nằm trong các khoảng này với độ tin cậy { $level }. Chấm: hạng theo điểm. Nền:
    bậc.
sets_alt = Khoảng hạng của { $of } đơn vị, theo thứ tự điểm; số liệu ở bảng bên dưới.
dots_caption =
    Chấm: giá trị; vạch: khoảng tin cậy. Chấm rỗng: quá ít trường hợp, không chấm điểm. Vạch đứt: số nhỏ không công bố,
    chỉ biết nằm trong khoảng.
dots_alt = { $what } của { $count } đơn vị với khoảng tin cậy; số liệu ở bảng bên dưới.
funnel_title = { $count } trong { $of } đơn vị khác mức chung hơn mức ngẫu nhiên giải thích được
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
unit = Đơn vị
rank = Hạng
rank_low = Hạng thật từ
rank_high = Hạng thật đến
rank_axis = Hạng (1 là cao nhất)
tier = Bậc
value = Giá trị
low = Cận dưới
high = Cận trên
per_10k = Số không đạt trên 10.000 trường hợp
share = Tỷ lệ
per_official = Số trên một công chức
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
