title = Nếu tỷ trọng khác đi
lead =
    Kéo thanh trượt để xem điểm và hạng đổi ra sao khi mỗi nhóm tiêu chí nặng, nhẹ khác đi. Đây chỉ là phép thử, tính
    ngay trên máy của người xem; kết quả công bố không thay đổi.
caution =
    Chọn tỷ trọng sau khi đã thấy hạng là cách dễ nhất để được một bảng xếp hạng như ý. Hãy dùng trang này để biết kết
    quả vững đến đâu, không phải để tìm kết quả mong muốn.
no_script =
    Trình duyệt này không chạy JavaScript, nên không di chuyển được tỷ trọng. Bảng dưới đây là kết quả công bố; ở cuối
    trang có các phép thử đã tính sẵn.
unsupported =
    Phương pháp này không thử được trên trang web: { $why } Bảng dưới đây là kết quả công bố; ở cuối trang có các phép
    thử đã tính sẵn.
weights = Tỷ trọng
weights_hint = Đặt số nào cũng được: các số tự quy về 100%. Dùng chuột, ngón tay hoặc các phím mũi tên.
equal = Chia đều
reset = Về tỷ trọng công bố
unit_points = điểm
unit_weights = tỷ trọng
number = { $name }: nhập { $unit }
share = trong điểm
inner = Từng phần của nhóm
not_computable = Không có số liệu để tính. Số điểm đi theo nhóm; nhóm chỉ nặng bằng phần tính được.
only_shown = Chỉ nêu, không chấm điểm.
empty_group = Không có chỉ số nào trong nhóm được chấm điểm.
sum_points = Tổng đang đặt: { $sum }, được quy về { $total } điểm.
sum_weights = Tỷ trọng chỉ có nghĩa so với nhau trong cùng một cấp.
value_points = { $value } điểm, chiếm { $share } của điểm chung
value_weights = tỷ trọng { $value }, chiếm { $share } của điểm chung
result = Kết quả
caption = Các đơn vị theo điểm với tỷ trọng đang đặt, bên cạnh hạng công bố
caption_scores = Các đơn vị theo điểm với tỷ trọng đang đặt
rank = Hạng
unit = Đơn vị
change = So với hạng công bố
score = Điểm
difference = Chênh lệch điểm
published = Hạng công bố
set = Khoảng hạng công bố
unranked = Không xếp hạng
up = ↑ tăng { $count } bậc
down = ↓ giảm { $count } bậc
same = giữ hạng
new = ↑ được xếp hạng
lost = ↓ không còn hạng
declared = Đang theo tỷ trọng công bố; đứng đầu: { $first }.
moved = { $count } đơn vị đổi hạng; đứng đầu: { $first }.
moved_none = Không đơn vị nào đổi hạng; đứng đầu: { $first }.
scores = Điểm cao nhất: { $first }.
nobody = Không đơn vị nào được xếp hạng: mọi tỷ trọng bằng 0, hoặc phần có tỷ trọng không có số liệu.
sets_warning =
    Khoảng hạng là của bản công bố và không được tính lại ở đây: khi tỷ trọng đổi, khoảng hạng cũng đổi. Hai đơn vị có
    khoảng chồng lên nhau thì thứ tự giữa chúng vẫn chưa chắc.
withheld =
    Bản công bố không nêu hạng vì các đơn vị chênh nhau quá ít so với dao động ngẫu nhiên; trang này cũng vậy, và chỉ
    nêu điểm.
approximate =
    ≈ { $count } đơn vị có số nhỏ không công bố. Điểm của các đơn vị này theo tỷ trọng công bố là đúng; khi đổi tỷ
    trọng, điểm và hạng chỉ là ước tính từ những gì đã công bố, có thể lệch vài bậc.
approximate_short = ước tính
keep = Giữ lại hoặc gửi đi
link = Đường dẫn đến các tỷ trọng đang đặt
copy = Chép đường dẫn
copied = Đã chép đường dẫn.
other_link = Đường dẫn này thuộc về một phương pháp khác, nên trang đang theo tỷ trọng công bố.
file = Tải tỷ trọng (TOML)
file_hint = Chép các số trong tệp vào tệp phương pháp, rồi chạy motcua rank để có đủ khoảng hạng, bậc và cảnh báo.
file_1 =
    Tỷ trọng thử, từ trang “Nếu tỷ trọng khác đi” (phương pháp { $method }, kỳ { $period }). Chưa được ai quyết định.
file_2 = Chép các số này vào tệp của phương pháp, giữ nguyên các dòng khác, rồi chạy motcua rank.
reason_INVALID = số liệu mâu thuẫn: { $names }
reason_NOT_REPORTED = không gửi số liệu: { $names }
reason_SMALL_N = quá ít trường hợp: { $names }
reason_LOW_COVERAGE = số liệu chấm được quá ít, thiếu: { $names }
reason_WEIGHTLESS = phần có tỷ trọng không có số liệu
precomputed = Đã tính sẵn: kết quả vững đến đâu
left_out = Bỏ lần lượt từng chỉ số
left_out_caption = Các hạng xê dịch bao nhiêu bậc nếu không có chỉ số này; tỷ trọng của nó do các chỉ số cùng nhóm gánh
left_out_indicator = Chỉ số bị bỏ
left_out_mean = Trung bình
left_out_largest = Nhiều nhất
left_out_movers = Đơn vị xê dịch nhiều nhất
left_out_nobody = không đơn vị nào
ranges = Hạng dao động bao nhiêu
ranges_caption = Hạng của từng đơn vị nằm trong khoảng nào trong 90% số lần thử; không phải khoảng tin cậy
ranges_method = Khi cách tính khác đi
ranges_sampling = Do ngẫu nhiên
ranges_combined = Cả hai
precomputed_none = Không có: chưa đơn vị nào được xếp hạng, hoặc phương pháp không yêu cầu thử.
