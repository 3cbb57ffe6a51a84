# Nơi nêu số liệu đã công bố và kết quả đối chiếu: một trang, trang của từng đơn vị, sổ làm việc của từng đơn vị.
title = Số liệu đã công bố
lead =
    Những con số mà trang tin, báo cáo, báo chí đã in về công việc của các cơ quan, được đối chiếu với chính nó, với các
    số in cùng và, khi được phép nêu, với hồ sơ đã gửi.

# Kết quả trong một câu.
counts = Đã đối chiếu { $all } số liệu đã công bố: { $verdicts }.
count = { $verdict }: { $count }
none = Trong số liệu không có con số đã công bố nào.
by-text-alone =
    Ở đây số liệu chỉ được đối chiếu theo chính văn bản in ra: thành phố không công bố số đếm nhỏ về hồ sơ, mà kết luận
    theo hồ sơ sẽ làm lộ số đếm đó.
months-by-text =
    Số liệu về kỳ ngắn hơn một quý chỉ được đối chiếu theo chính văn bản in ra: thành phố không công bố hết số đếm theo
    tháng.
synthetic = Các con số và các nguồn nêu ở đây là giả lập: không ai công bố những số này.

# Cách đọc.
reading = Cách đọc trang này
reading-caption = Năm kết luận, dấu hiệu, và số lượng số liệu của từng kết luận
verdict = Kết luận
means = Nghĩa là gì
figures = Số lượng
share-alt = { PERCENT($share, digits: 0) } số liệu
means-reconciles =
    Theo cách đọc mà câu văn nêu, hoặc cách đọc thông thường, các số in cùng hoặc hồ sơ cho đúng con số đã in.
means-reconciles_only_if =
    Khớp, nhưng chỉ theo một cách đọc khác: mẫu số khác, cắt bớt thay vì làm tròn, phạm vi hay thời gian khác. Cách đọc
    đó được nêu rõ. Đây chưa phải là sai; lẽ ra câu văn nên nói rõ.
means-internally_inconsistent =
    Các số trong cùng một văn bản loại trừ nhau theo mọi cách đọc có thể chấp nhận. Trong văn bản có chỗ sai, có khi chỉ
    là lỗi in: nơi viết nên đính chính.
means-contradicted =
    Hồ sơ đã gửi, đủ cho những ngày này, không cho con số đã in theo cách đọc nào có thể chấp nhận. Hoặc con số sai,
    hoặc còn hồ sơ chưa gửi: cả hai đều đáng hỏi lại.
means-not_testable =
    Chưa nói được gì: văn bản in quá ít số cùng với nó, hoặc không đọc được chắc chắn. Đây không phải lời chê trách,
    cũng không phải dấu hiệu con số sai.
no-accusation =
    Kết luận nói về con số, không nói về người. Hai kết luận nặng chỉ được nêu khi không còn cách đọc nào có thể chấp
    nhận; “không kiểm tra được” không phải lời buộc tội, và “khớp” không chứng minh con số là đúng: chỉ cho biết những
    gì in ra phù hợp với nhau.

# Số liệu, theo từng kết luận.
group-caption = { $verdict }: số liệu theo nguyên văn, từng văn bản, và kết quả đối chiếu
printed = Số liệu theo nguyên văn
result = Kết quả đối chiếu
computed = Tính được
source = Nguồn
days = từ { $first } đến hết { $last }
unknown-measure = { $name }
no-days = không nêu thời gian
share = { PERCENT($share, digits: 5) }
number = { $number }
code = Cách đọc:
against = đối chiếu với: { $what }
take = Tất cả ở dạng bảng, để tải về:

# Của một đơn vị.
unit-heading = Số liệu đơn vị đã công bố
unit-lead =
    Những con số đã in về đơn vị này, và có phù hợp với nhau, với hồ sơ hay không. Nghĩa của từng kết luận ở trang số
    liệu đã công bố.
unit-page = Cách đọc các kết luận, và toàn bộ số liệu
sentence = { $measure }, { $days }: { $verdict }.
