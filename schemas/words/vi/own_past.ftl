heading = Từng tháng so với chính đơn vị
lead =
    Mỗi tháng trong một năm đặt bên cạnh mức của chính đơn vị trong mười hai tháng trước đó, ở những chỉ số có trọng số
    lớn nhất. Tháng khác hẳn là lý do để xem lại, không phải kết luận: mùa vụ, đợt cao điểm cũng gây ra, và chỉ do ngẫu
    nhiên thì khoảng hai mươi tháng có một tháng nằm ngoài vạch.
title = { $unit }, từng tháng: { $indicator }
caption =
    Chấm: trong tháng. Vạch: khoảng dao động ngẫu nhiên của đơn vị vẫn làm như trước (95%). Nét đứt: mức của chính đơn
    vị.
alt = Diễn biến qua { $count } tháng; số liệu ở bảng bên dưới.
month = Tháng
value = Giá trị
expected = Mức của chính đơn vị
low = Giới hạn dưới (95%)
high = Giới hạn trên (95%)
unusual-better =
    Trong { $month }: { $value }, tốt hơn mức của chính đơn vị ({ $expected }); do ngẫu nhiên thì khoảng 40 tháng mới
    gặp một lần.
unusual-worse =
    Trong { $month }: { $value }, kém hơn mức của chính đơn vị ({ $expected }); do ngẫu nhiên thì khoảng 40 tháng mới
    gặp một lần.
rare-better =
    Trong { $month }: { $value }, tốt hơn hẳn mức của chính đơn vị ({ $expected }); do ngẫu nhiên thì 1.000 tháng mới
    gặp một lần.
rare-worse =
    Trong { $month }: { $value }, kém hơn hẳn mức của chính đơn vị ({ $expected }); do ngẫu nhiên thì 1.000 tháng mới
    gặp một lần.
none = Không tháng nào khác hẳn.
