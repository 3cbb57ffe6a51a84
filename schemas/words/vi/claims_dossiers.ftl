# Số liệu công bố đối chiếu với hồ sơ đã gửi.
count = { $of }
rate = { $of } trên { $over }
reading = { $words } ({ $said })
scope-with-successors = gồm cả các đơn vị trước hoặc sau khi sắp xếp
scope-with-others = gồm cả nơi khác mà hồ sơ không có ở đây
reporting-period = theo kỳ báo cáo, từ { $first } đến { $last }
half-even = { $words }, làm tròn về chữ số chẵn
cut = { $words }, cắt bớt chứ không làm tròn
share = { PERCENT($value, digits: 3) }
left-open =
    Hồ sơ đã gửi, như hiện có, không cho số này; có thể do những dòng bị từ chối, do những ngày trước khi bắt đầu xuất dữ
    liệu, hoặc do hồ sơ của nơi khác không được gửi đến (phường, xã của quận, huyện; sở, ngành của thành phố).
