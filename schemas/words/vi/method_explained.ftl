# The sections of a method's explanation.
title-what = Bộ chỉ số này là gì
title-tree = Nhóm và chỉ số
title-values = Từ giá trị đến điểm
title-missing = Khi thiếu số liệu
title-adding-up = Cộng điểm và thứ hạng
title-chance = Sai số ngẫu nhiên
title-rank-sets = { -rank-set }
title-classes = { -tier } thứ hạng và loại
title-eligibility = Đơn vị nào được xếp hạng
title-choices = { -other-choices }
title-absent = Phần không tính được
title-record = Để tính lại đúng như vậy

# What the index is.
size = Gồm { $groups } nhóm, { $count } chỉ số, { $whole }; tính được từ số liệu của các đơn vị: { $computable }.
whole-points = tổng { $points } điểm
whole-weights = { -weight } tương đối
computable-points = { $points } điểm
computable-weights = { PERCENT($share) } của toàn bộ
basis = Căn cứ: { $basis }
basis-none = Căn cứ: –
cautions = Lưu ý:

# The tree of groups and indicators.
group = { $name }: { $size }, { PERCENT($share) }
group-aggregation = { $name }: { $size }, { PERCENT($share) }; bên trong: { $aggregation }
indicator = { $name } ({ $code }): { $size }, { PERCENT($share) }
indicator-absent = { $name } ({ $code }): { $size }, { PERCENT($share) }; không tính được
size-points = { $size } điểm
size-weight = { -weight } { $size }

# From values to points.
capped = { $formula }: đạt hoặc vượt mức thì được điểm cao nhất, không hơn. Ký hiệu số đếm là mã trong dữ liệu.
heading = { $name } ({ $code })
shown-only = Được nêu, không chấm điểm.
formula = Công thức: { $formula }.
less-is-better = Càng thấp càng tốt.
whole-year = Giá trị của kỳ ngắn hơn một năm được quy đổi ra cả năm trước khi tính.
census =
    Toàn bộ danh mục do quyết định ấn định, không phải mẫu: giá trị không có sai số ngẫu nhiên. Hai đơn vị khác nhau là
    khác nhau thật.
required = Bắt buộc: thiếu chỉ số này thì đơn vị không được xếp hạng.
counted = Chia cho: { $denominator }. Số đếm: { $counts }.
excluded = Loại khỏi mẫu số, nêu bên cạnh mọi tỷ lệ: { $counts }.
legal-basis = Căn cứ: { $basis }.

# The names in formulas.
points = điểm
ratio = tỷ lệ
value = giá trị
worse-units = số đơn vị kém hơn
all-units = số đơn vị
pairs-won = số cặp thắng
pairs-lost = số cặp thua

# What cannot be computed, and how to compute it again.
all-computable = Mọi chỉ số đều tính được.
absent = Được nêu là không tính được, không bao giờ là 0 điểm.
absent-indicator = { $name } ({ $code }), { $size }: { $reason }
record-method = Mã phương pháp: { $id }; { -hash } của mọi quy định trong tệp: { $hash }.
record-seed =
    { -seed } của các phép mô phỏng: { PLAIN($seed) }. Cùng dữ liệu, cùng tệp này, cùng phiên bản: cùng kết quả.
