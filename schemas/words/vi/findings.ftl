# What the table of a ranking shows.
nobody = Không đơn vị nào được xếp hạng.
elsewhere =
    Kỳ { $first } – { $last } không có số liệu nào để tính điểm. Số liệu nằm ngoài kỳ, trong { $years }.
year = năm { PLAIN($year) }
years = các năm từ { PLAIN($first) } đến { PLAIN($last) }
descriptive = Xếp hạng mô tả: không tính khoảng tin cậy, không kết luận về chất lượng hoạt động của đơn vị.
only-one = Chỉ một đơn vị được xếp hạng: không có gì để so.
withheld =
    Không công bố hạng: chỉ { $share } (từ 0 đến 1) của chênh lệch giữa các đơn vị là không do ngẫu nhiên, cần ít nhất
    { $least }. Chỉ nêu { -tier(case: "lower") } thứ hạng và { -rank-set(case: "lower") }.
grades =
    Thay cho hạng, các đơn vị được chia thành { $count } mức, mức 1 là cao nhất: { PERCENT($ordered, digits: 0) } số cặp
    đơn vị ở khác mức, và trong các cặp đó ước tính { PERCENT($wrong, digits: 0) } bị xếp ngược.
one-grade = Cũng không chia mức: số liệu không đủ để xếp trước sau dù chỉ một phần nhỏ các cặp đơn vị.
all-decided = Cả { $pairs } cặp đơn vị đều chênh lệch đủ rõ.
none-decided =
    Không cặp nào trong { $pairs } cặp đơn vị chênh lệch đủ rõ: thứ hạng cao hơn chưa có nghĩa là làm tốt hơn.
some-decided =
    Chỉ { $decided }/{ $pairs } cặp đơn vị chênh lệch đủ rõ; với { $undecided } cặp còn lại, thứ hạng cao hơn chưa có
    nghĩa là làm tốt hơn.
first = Chỉ { $unit } có thể đứng đầu.
several-first = { $count } đơn vị có thể đứng đầu: { $units }.
names-and-others = { $names } và { $others } đơn vị khác
neighbours =
    Trong { $pairs } cặp đơn vị liền hạng, cặp ở giữa (trung vị) cần khoảng { $times } lần số hồ sơ của kỳ này thì mới có
    một nửa khả năng chênh lệch đủ rõ.

# What its columns mean.
rank-set =
    { -rank-set }: với độ tin cậy { PERCENT($level) } cho cả bảng, thứ hạng thật của mọi đơn vị cùng lúc thuộc khoảng
    đã nêu ({ $rule }).
tier =
    { -tier } thứ hạng: số liệu không đủ để nói một đơn vị kém đơn vị đứng đầu nhóm của mình. Chênh lệch giữa hai đơn
    vị ở hai bên ranh giới vẫn có thể chưa đủ rõ.
mark = { $mark } Giá trị ghi ra bằng nhau; hạng khác nhau do phần lẻ chưa ghi ra.
mark-or-tie-break =
    { $mark } Điểm ghi ra bằng nhau; hạng khác nhau do phần chưa ghi ra, hoặc do chỉ số phân định khi bằng điểm.
too-few = Không xếp hạng trong nhóm: chỉ { $eligible } đơn vị đủ điều kiện, cần ít nhất { $least }.

# What changed since the period before.
change-unknown = Không so với kỳ trước: không tính khoảng tin cậy thì không biết thay đổi nào là thật.
change-of-nobody = Không so với kỳ trước ({ $first } – { $last }): không đơn vị nào được xếp hạng ở cả hai kỳ.
changes =
    So với kỳ trước ({ $first } – { $last }): điểm của { $scores } trong { $count } đơn vị thay đổi có ý nghĩa thống
    kê; hạng của { $ranks } đơn vị thay đổi đáng tin cậy.
changes-of-scores =
    So với kỳ trước ({ $first } – { $last }): điểm của { $scores } trong { $count } đơn vị thay đổi có ý nghĩa thống
    kê; không hạng nào thay đổi đáng tin cậy.

# What the model claims of reliability, and what a retest finds.
retest =
    Độ tin cậy của điểm: { $rankability } theo mô hình, { $reliability } khi so hai nửa kỳ (từ { $reliability_low } đến
    { $reliability_high }).
retest-below =
    So hai nửa kỳ thì thấp hơn hẳn mô hình: trong kỳ có điều dao động mà mô hình không thấy. Nên tin con số thấp hơn.
retest-agrees = Hai cách không mâu thuẫn nhau.
retest-of-period =
    Phương pháp chỉ hỏi về riêng kỳ này: điều đó vẫn có câu trả lời dù hai nửa kỳ khác nhau, nhưng khi đó không nói được
    đơn vị làm việc thế nào.

# Shares of the differences, and what other choices would move.
share =
    { $name }: khai báo { ROUGH_PERCENT($declared) }, chiếm { ROUGH_PERCENT($share) } chênh lệch điểm giữa các đơn vị.
share-left-out =
    { $name }: khai báo { ROUGH_PERCENT($declared) }, chiếm { ROUGH_PERCENT($share) } chênh lệch điểm giữa các đơn vị;
    nếu bỏ chỉ số này thì hạng xê dịch trung bình { DECIMAL($mean, digits: 1) } bậc, nhiều nhất { SPAN($largest, $largest) } bậc.
shares-sum = Phần chênh lệch của mọi chỉ số cộng lại đúng 100%.
shares-negative =
    Phần âm nghĩa là chỉ số kéo các đơn vị lại gần nhau: đơn vị điểm cao lại kém hơn ở chỉ số đó.
factor = Trong { $runs } cách tính hợp lý, { $factor } làm đổi hạng nhiều nhất ({ ROUGH_PERCENT($share) } dao động).
factor-normalisation = cách quy đổi ra điểm
factor-missing = cách xử lý khi thiếu số liệu
factor-imputation = cách ước đoán số liệu thiếu
factor-target = mức đạt điểm cao nhất
factor-aggregation = cách tổng hợp
factor-weights = { -weight }
factor-leave_one_out = việc bỏ một chỉ số
factor-reporting = việc đơn vị nào báo cáo
most-dependent = Hạng phụ thuộc cách tính nhiều nhất (90% các cách, không phải khoảng tin cậy): { $units }.
unit-ranks = { $unit } ({ SPAN($low, $high) })
