# Where two true figures of one unit seem to contradict each other: why both are right.
heading = Hai số khác nhau mà không trái nhau
joined =
    { $one }: { $late } không đúng hạn trong { $n }. { $other }: { $other_late } không đúng hạn trong { $other_n }. Hai số
    cùng đúng: { $why }
then = { $sentence } { $following }
form-dossiers = Biểu II.06a tính từ hồ sơ ({ $first } – { $last })
form-unit = Biểu II.06a đơn vị báo cáo ({ $first } – { $last })
due = số thứ nhất so với { $one }, số thứ hai so với { $other }.
due-first = ngày hẹn trả lần đầu
due-current = ngày hẹn trả hiện tại (đã dời nếu đơn vị xin lỗi và hẹn lại)
due-766 = hạn theo QĐ 766 (bị yêu cầu bổ sung từ hai lần cũng là quá hạn)
basis = số thứ nhất đếm { $one }, số thứ hai đếm { $other }.
basis-resolved = hồ sơ đã giải quyết trong kỳ
basis-received = hồ sơ tiếp nhận trong kỳ, hồ sơ chưa giải quyết xong chưa tính là đúng hạn
basis-due = hồ sơ đến ngày hẹn trả lần đầu trong kỳ, đã giải quyết hay chưa
basis-handled = hồ sơ đã giải quyết và hồ sơ còn đang giải quyết
basis-in_progress = hồ sơ đang giải quyết, không kể hồ sơ ghi là đã kết thúc nhưng không có thời điểm
basis-open = mọi hồ sơ chưa có thời điểm kết thúc
undated = hồ sơ không có ngày hẹn trả: số thứ nhất { $one }, số thứ hai { $other }.
undated-on_time = tính là đúng hạn
undated-left_out = không tính
letters = hồ sơ quá hạn có thư xin lỗi gửi trước ngày hẹn trả: số thứ nhất { $one }, số thứ hai { $other }.
letters-counted = có tính
letters-taken_away = không tính
source = số thứ nhất do { $one }, số thứ hai do { $other }.
source-dossiers = hệ thống đếm từ hồ sơ đơn vị đã gửi
source-unit = đơn vị tự báo cáo
days = số thứ nhất của các ngày { $first } – { $last }, số thứ hai của các ngày { $other_first } – { $other_last }.
rank-against-score =
    Điểm từ { DECIMAL($before, digits: 2) } thành { DECIMAL($now, digits: 2) } mà hạng từ { $rank_before } thành { $rank }:
    hạng còn tùy thuộc điểm của các đơn vị khác, và kỳ trước không cùng số đơn vị hoặc các đơn vị khác thay đổi nhiều hơn.
rank-by-chance =
    Hạng từ { $rank_before } thành { $rank } (điểm từ { DECIMAL($before, digits: 2) } thành
    { DECIMAL($now, digits: 2) }) mà không nói là hạng đã đổi: { -rank-set(case: "lower") } của hai kỳ còn chung hạng, nên
    thay đổi ấy có thể chỉ do ngẫu nhiên.
unranked =
    Điểm tham khảo { DECIMAL($score, digits: 2) } cao hơn điểm của { $count } đơn vị được xếp hạng mà đơn vị không có
    hạng: điểm này tính trên một phần số liệu, không so được với điểm tính trên đủ số liệu.
