# What `motcua rank` says of a ranking, and why it cannot be made.

period = Kỳ { $first } – { $last }.
computable = Tính được { $points } trong { $of } điểm.
ranking = Xếp hạng
set = Khoảng thứ hạng ({ PERCENT($level) })
interval = Khoảng tin cậy { PERCENT($level) }
band = Xếp loại
change = So kỳ trước
change-unsure = chưa đủ căn cứ
unranked = Không xếp hạng (điểm tham khảo)
elsewhere = Các ngày có số liệu: { $first } – { $last }. Để xếp hạng theo số liệu đó: { $command }
outside = Không thuộc một nhóm suốt kỳ: { $units }.
weights = Trọng số khai báo và phần chênh lệch điểm
choices = Nếu chọn cách tính khác

no-method = Không có phương pháp '{ $method }'. { $why }
no-grouping = Không có cách chia nhóm '{ $grouping }'; có: { $groupings }.
