title = Nếu trọng số khác đi
lead =
    Kéo thanh trượt để xem điểm và hạng đổi ra sao khi mỗi nhóm tiêu chí nặng, nhẹ khác đi. Đây chỉ là phép thử, tính
    ngay trên máy của người xem; kết quả công bố không thay đổi.
caution =
    Chọn trọng số sau khi đã thấy hạng là cách dễ nhất để được một bảng xếp hạng như ý. Hãy dùng trang này để biết kết
    quả vững đến đâu, không phải để tìm kết quả mong muốn.
no_script =
    Trình duyệt này không chạy JavaScript, nên không di chuyển được trọng số. Bảng dưới đây là kết quả công bố; ở cuối
    trang có các phép thử đã tính sẵn.
unsupported =
    Phương pháp này không thử được trên trang web: { $why } Bảng dưới đây là kết quả công bố; ở cuối trang có các phép
    thử đã tính sẵn.
weights = Trọng số
weights_hint = Đặt số nào cũng được: các số tự quy về 100%. Dùng chuột, ngón tay hoặc các phím mũi tên.
equal = Chia đều
reset = Về trọng số công bố
unit_points = điểm
unit_weights = trọng số
number = { $name }: nhập { $unit }
share = trong điểm
inner = Từng phần của nhóm
not_computable = Không có số liệu để tính. Số điểm đi theo nhóm; nhóm chỉ nặng bằng phần tính được.
only_shown = Chỉ nêu, không chấm điểm.
empty_group = Không có chỉ số nào trong nhóm được chấm điểm.
sum_points = Tổng đang đặt: { $sum }, được quy về { $total } điểm.
sum_weights = Trọng số chỉ có nghĩa so với nhau trong cùng một cấp.
value_points = { $value } điểm, chiếm { $share } của điểm chung
value_weights = trọng số { $value }, chiếm { $share } của điểm chung
result = Kết quả
caption = Các đơn vị theo điểm với trọng số đang đặt, bên cạnh hạng công bố
caption_scores = Các đơn vị theo điểm với trọng số đang đặt
rank = Hạng
unit = Đơn vị
change = So với hạng công bố
score = Điểm
difference = Chênh lệch điểm
published = Hạng công bố
set = { -rank-set } công bố ({ PERCENT($level) })
unranked = Không xếp hạng
up = ↑ tăng { $count } bậc
down = ↓ giảm { $count } bậc
same = giữ hạng
new = ↑ được xếp hạng
lost = ↓ không còn hạng
declared = Đang theo trọng số công bố; đứng đầu: { $first }.
moved = { $count } đơn vị đổi hạng; đứng đầu: { $first }.
moved_none = Không đơn vị nào đổi hạng; đứng đầu: { $first }.
scores = Điểm cao nhất: { $first }.
nobody = Không đơn vị nào được xếp hạng: mọi trọng số bằng 0, hoặc phần có trọng số không có số liệu.
sets_warning =
    Khoảng thứ hạng là của bản công bố và không được tính lại ở đây: khi trọng số đổi, khoảng thứ hạng cũng đổi. Hai đơn
    vị có khoảng chồng lên nhau thì thứ tự giữa chúng vẫn chưa chắc.
withheld =
    Bản công bố không nêu hạng vì các đơn vị chênh nhau quá ít so với dao động ngẫu nhiên; trang này cũng vậy, và chỉ
    nêu điểm.
approximate =
    ≈ { $count } đơn vị có số nhỏ không công bố. Điểm của các đơn vị này theo trọng số công bố là đúng; khi đổi trọng
    số, điểm và hạng chỉ là ước tính từ những gì đã công bố, có thể lệch vài bậc.
approximate_short = ước tính
keep = Giữ lại hoặc gửi đi
link = Đường dẫn đến các trọng số đang đặt
copy = Chép đường dẫn
copied = Đã chép đường dẫn.
other_link = Đường dẫn này thuộc về một phương pháp khác, nên trang đang theo trọng số công bố.
file = Tải trọng số (TOML)
file_hint =
    Chép các số trong tệp vào tệp phương pháp, rồi chạy motcua rank để có đủ khoảng thứ hạng, nhóm thứ hạng và cảnh báo.
file_1 =
    Trọng số thử, từ trang “Nếu trọng số khác đi” (phương pháp { $method }, kỳ { $period }). Chưa được ai quyết định.
file_2 = Chép các số này vào tệp của phương pháp, giữ nguyên các dòng khác, rồi chạy motcua rank.
reason_INVALID = số liệu mâu thuẫn: { $names }
reason_NOT_REPORTED = không gửi số liệu: { $names }
reason_SMALL_N = quá ít trường hợp: { $names }
reason_LOW_COVERAGE = số liệu chấm được quá ít, thiếu: { $names }
reason_WEIGHTLESS = phần có trọng số không có số liệu
precomputed = Đã tính sẵn: kết quả vững đến đâu
left_out = Bỏ lần lượt từng chỉ số
left_out_caption =
    Các hạng xê dịch bao nhiêu bậc nếu không có chỉ số này; trọng số của nó được phân bổ lại cho các chỉ số còn lại
    trong nhóm
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
uses_no_weights = Phương pháp so từng cặp đơn vị (Copeland) hoặc trừ điểm khi các mặt không đều (Mazziotta-Pareto).
depends_on_others = Điểm của một chỉ số phụ thuộc các đơn vị khác được xếp hạng, nên không tính lại được ở đây.
