heading = Từng tháng so với chính đơn vị
lead =
    Mỗi tháng trong một năm đặt bên cạnh mức của chính đơn vị trong những tháng trước đó, ở những chỉ số có trọng số lớn
    nhất. Tháng khác hẳn là lý do để xem lại, không phải kết luận: mùa vụ, đợt cao điểm cũng gây ra, và chỉ do ngẫu
    nhiên thì khoảng hai mươi tháng có một tháng bị đánh dấu. ▲ tốt hơn, ▼ kém hơn: do ngẫu nhiên thì mỗi dấu khoảng 40
    tháng gặp một lần. ▲▲, ▼▼: do ngẫu nhiên thì mỗi dấu khoảng 1.000 tháng gặp một lần.
caption = Từng tháng so với chính đơn vị trước đó
rare-better = tốt hơn hẳn chính đơn vị trước đó
unusual-better = tốt hơn chính đơn vị trước đó
as-before = như trước
unusual-worse = kém hơn chính đơn vị trước đó
rare-worse = kém hơn hẳn chính đơn vị trước đó
unknown = trước đó quá ít để so sánh, hoặc trong tháng không phát sinh
