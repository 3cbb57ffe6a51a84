title = Phương pháp
lead =
    Mọi quy định của phương pháp “{ $method }” bằng lời và công thức, và kết quả của chúng trong kỳ từ { $first } đến
    hết { $last }. Mọi con số lấy từ tệp phương pháp và số liệu, không viết tay.
contents = Trong trang này
rules_heading = Các quy định
effects_heading = Trong kỳ này
basis = Căn cứ
groups_heading = Nhóm, chỉ số và phần điểm
groups_caption_points = Các chỉ số của phương pháp, điểm tối đa và phần của tổng điểm
groups_caption_weights = Các chỉ số của phương pháp, trọng số và phần của toàn bộ
groups_indicator = Chỉ số
groups_points = Điểm tối đa
groups_weight = Trọng số
groups_share = Phần của toàn bộ
groups_target = Mức đạt điểm tối đa
groups_role = Vai trò
groups_shown_only = nêu, không chấm điểm
weights_heading = Trọng số khai báo và phần chênh lệch điểm
weights_text =
    Trọng số khai báo là điều cơ quan quyết định. Phần chênh lệch là phần mà chỉ số chiếm trong chênh lệch điểm giữa các
    đơn vị; các chỉ số cộng lại đúng 100%. Chỉ số mà mọi đơn vị đều đạt gần như nhau thì chiếm rất ít, dù được giao
    nhiều điểm. Phần dưới 0 nghĩa là chỉ số kéo các đơn vị lại gần nhau: đơn vị điểm cao lại kém hơn ở chỉ số đó. Phần lớn
    không có nghĩa là thứ hạng phụ thuộc vào chỉ số: cột bên cạnh nêu hạng xê dịch bao nhiêu nếu bỏ nó. R² là bình
    phương hệ số tương quan với điểm: cao ở mọi chỉ số đi cùng các chỉ số khác, dù trọng số nhỏ, và không cộng lại thành
    100%.
weights_caption = Trọng số khai báo của các nhóm và chỉ số, và phần chênh lệch điểm
weights_measure = Nhóm hoặc chỉ số
weights_declared = Khai báo
weights_share = Phần chênh lệch điểm
weights_mean_shift = Nếu bỏ: xê dịch trung bình (hạng)
weights_largest_shift = Nếu bỏ: xê dịch lớn nhất
weights_linear = R² (đường thẳng)
weights_spline = R² (đường cong)
weights_empty = Chưa có đơn vị nào được xếp hạng, nên không có chênh lệch điểm.
weights_title = { $name }: khai báo { $declared }, chiếm { $share } chênh lệch điểm giữa các đơn vị
weights_axis = Phần của toàn bộ
weights_figure_caption =
    Phần khai báo và phần mà từng chỉ số chiếm trong chênh lệch điểm giữa các đơn vị, khác nhau nhiều nhất ở trên. Các
    phần chênh lệch cộng lại đúng 100%.
weights_alt =
    Biểu đồ chấm của { $count } chỉ số: ô vuông là phần khai báo, chấm tròn là phần chênh lệch, nối với nhau bằng vạch. Số
    liệu ở bảng bên dưới.
weights_none = không khác nhau
choices_heading = { -other-choices }
choices_text =
    Bảng được tính lại { $runs } lần với những lựa chọn khác cũng hợp lý. Khoảng dưới đây là hạng trong 90% số lần đó;
    đây không phải khoảng tin cậy, và hạng chính thức không đổi.
choices_text_none = Phương pháp này không thử cách làm nào khác, hoặc không đơn vị nào được xếp hạng.
ranges_caption =
    Hạng theo phương pháp này và dao động của hạng khi đổi cách làm, do ngẫu nhiên, và cả hai (từ bách phân vị 5 đến 95)
ranges_title = Hạng của { $count } trong { $of } đơn vị xê dịch từ { $places } bậc trở lên khi chọn cách tính khác
ranges_figure_caption =
    Chấm: hạng theo phương pháp này. Vạch: hạng trong 90% số lần tính lại, không phải khoảng tin cậy.
ranges_alt =
    Hạng của { $count } đơn vị với hai vạch: dao động khi đổi cách làm và dao động do ngẫu nhiên. Số liệu ở bảng bên
    dưới.
ranges_low = { $kind }: từ
ranges_high = { $kind }: đến
ranges_unit = Đơn vị
ranges_rank = Hạng
ranges_method = Khi đổi cách làm
ranges_median = Trung vị khi đổi cách làm
ranges_sampling = Do ngẫu nhiên
ranges_combined = Cả hai
factors_caption = Lựa chọn nào làm các hạng dao động
factors_text =
    Phần riêng: dao động do một mình lựa chọn đó. Phần toàn bộ: kể cả khi nó đi cùng lựa chọn khác. Chỉ đúng với những
    phương án đã thử.
factors_factor = Lựa chọn
factors_levels = Số phương án
factors_first = Phần riêng
factors_total = Phần toàn bộ
left_caption = Các hạng xê dịch bao nhiêu khi bỏ một chỉ số
left_indicator = Bỏ chỉ số
left_mean = Xê dịch trung bình (hạng)
left_largest = Xê dịch lớn nhất (hạng)
left_movers = Đơn vị xê dịch nhiều nhất
reliability_heading = Tin được những khác biệt này đến đâu?
reliability_text =
    Độ tin cậy theo mô hình là phần chênh lệch giữa các đơn vị không phải do ngẫu nhiên, nếu ngẫu nhiên dao động đúng
    như mô hình giả định. Độ tin cậy theo thử lại không cần mô hình: so nửa đầu với nửa cuối của kỳ, rồi quy mức tương
    quan về cả kỳ. Nơi thử lại thấp hơn hẳn thì có điều dao động mà mô hình không thấy, hoặc có đơn vị đã thay đổi hẳn:
    khi đó nên tin số thử lại.
reliability_caption = Độ tin cậy của từng phép đo, theo mô hình và theo thử lại, kèm khoảng tin cậy
reliability_measure = Phép đo
reliability_score = Điểm
reliability_units = Số đơn vị
reliability_model = Theo mô hình
reliability_correlation = Tương quan hai nửa kỳ
reliability_retest = Theo thử lại
reliability_below = thấp hơn hẳn mô hình
reliability_none = Quá ít đơn vị, hoặc kỳ quá ngắn, nên không thử lại được.
design_heading = Hệ số thiết kế
design_text =
    Hồ sơ quá hạn đến từng đợt, tuần chậm nối tiếp tuần chậm, nên số đếm dao động nhiều hơn ngẫu nhiên. Khoảng tin cậy
    được nới theo hệ số này, lớn hơn ở đơn vị nhiều hồ sơ; 1 nghĩa là không phải nới.
design_caption = Hệ số thiết kế theo chỉ số, và ước lượng dựa trên bao nhiêu
design_none = Phương pháp này không tính khoảng tin cậy, nên không có hệ số thiết kế.
design_indicator = Chỉ số
design_least = Nhỏ nhất
design_median = Đơn vị giữa
design_most = Lớn nhất
design_persistence = Tương quan hai tuần liền nhau
design_basis = Căn cứ
design_clusters = { $clusters } đợt, ví dụ lớp bồi dưỡng, của { $units } đơn vị
design_estimated = { $weeks } tuần của { $units } đơn vị
design_set = không ước lượng được: đặt trước, khoảng có thể hẹp quá
record_heading = Tính lại bảng này
record_text =
    Cùng { -snapshot(case: "lower") }, cùng tệp phương pháp và cùng phiên bản phần mềm thì cho đúng từng con số. Lệnh:
record_caption = Những gì xác định bảng xếp hạng này
record_what = Mục
record_value = Giá trị
record_period = Kỳ
record_days = { $name }: { $first } – { $last }
record_snapshot = { -snapshot }
record_method = Phương pháp
record_fingerprint = { -hash(case: "heading") } của phương pháp
record_indicators = Mã của định nghĩa các chỉ số
record_file = SHA-256 của tệp phương pháp
record_seed = { -seed }
record_draws = Số lần mô phỏng
record_runs = Số lần tính theo lựa chọn khác
record_software = Phần mềm
reporting_heading = Ai báo cáo
reporting_text =
    Đơn vị thiếu số liệu không được xếp hạng, nên hạng của các đơn vị khác phụ thuộc vào việc ai báo cáo. Dưới đây xếp
    hạng tất cả: mỗi ô thiếu lấy trung vị của các đơn vị được xếp hạng, khoảng thì lấy tứ phân vị dưới và trên. Trung vị
    không phải số liệu của đơn vị: bảng nói hạng nào phụ thuộc vào ai báo cáo, không nói đơn vị làm tốt hay kém.
reporting_none = Không có đơn vị nào không được xếp hạng vì thiếu số liệu mà có thể xếp thử.
reporting_caption = Đơn vị không được xếp hạng sẽ đứng ở đâu
reporting_place = Hạng với trung vị
reporting_range = Khoảng với tứ phân vị
reporting_missing = Chỉ số thiếu
reporting_moves = Khi đó { $count } trong { $of } đơn vị được xếp hạng đổi hạng: { $units }.
reporting_move = { $unit } ({ $rank } → { $everybody })
reporting_still = Khi đó không đơn vị nào được xếp hạng đổi hạng.
