# Which other choices a ranking is tried under.
none = Không thử cách làm nào khác.
again =
    Bảng xếp hạng được tính lại với những lựa chọn khác cũng hợp lý, để biết hạng phụ thuộc vào chúng đến đâu. Hạng
    chính thức không đổi.
tried = { $choice } ({ $count } mức).
normalisation = Cách quy đổi ra điểm: { $levels }
aggregation = Cách tổng hợp: { $levels }
missing = Số liệu thiếu: { $levels }
imputation = Ước đoán: { $levels }
weights = Trọng số: { $sets } bộ ngẫu nhiên trong khoảng ±{ PERCENT($change) }
target = Mức đạt điểm cao nhất: giảm và tăng { PERCENT($change) }
leave_one_out = Lần lượt bỏ từng chỉ số
reporting = Ai báo cáo: xếp hạng cả đơn vị thiếu số liệu, mỗi ô thiếu lấy trung vị của các đơn vị được xếp hạng
all-runs = Thử mọi tổ hợp, kể cả cách chính thức: { $counts } = { $runs } lần tính.
too-many-runs = { $counts } = { $runs } tổ hợp là quá nhiều: thử một mẫu ngẫu nhiên theo Saltelli.
times = { $count } × { $rest }

level-minmax = khoảng từ thấp nhất đến cao nhất
level-zscore = số lần độ lệch chuẩn
level-prank = thứ bậc
level-renormalise = { -reallocated }
level-zero = điểm thấp nhất
level-none = không ước đoán
level-group_median = trung vị của nhóm
level-arithmetic = trung bình cộng
level-geometric = trung bình nhân
level-harmonic = trung bình điều hòa
level-mpi = Mazziotta-Pareto
level-ampi = Mazziotta-Pareto điều chỉnh
level-copeland = Copeland: so từng cặp đơn vị
