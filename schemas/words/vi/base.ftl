# The name of the language, in the language itself.
language = Tiếng Việt
site = Cải cách thủ tục hành chính, { $city }
description = Kết quả giải quyết thủ tục hành chính của các đơn vị thuộc { $city }, từ { $first } đến { $last }.
skip = Đến nội dung chính
synthetic = SỐ LIỆU TỔNG HỢP (giả lập), không phải số liệu thật của đơn vị nào.
synthetic_short = số liệu tổng hợp
navigation = Các trang
nav_ranking = Xếp hạng
nav_indicators = Chỉ số
nav_units = Đơn vị
nav_case_mix = So sánh cùng loại
nav_quality = Chất lượng số liệu
nav_method = Phương pháp
nav_what_if = Thử trọng số khác
nav_revisions = Lịch sử công bố
nav_downloads = Tải số liệu
nav_about = Giới thiệu
status = Tình trạng công bố
review = Bản để xem xét trong nội bộ.
review_means =
    Không dùng để công bố hoặc trích dẫn. Trang công khai ghi ở chỗ này ngày công bố và tình trạng.
footer_period = Số liệu từ { $first } đến hết { $last }. Phương pháp: { $method }.
footer_made = Tính từ { -snapshot(case: "lower") }
footer_method = { -hash } của phương pháp
footer_data = Tải toàn bộ số liệu
footer_about = Cách đọc, cách trích dẫn, khả năng tiếp cận
footer_revisions = Các lần công bố và đính chính
figure_data = Số liệu của biểu đồ
figure_table = bảng số liệu
figure_picture = Tải hình (SVG)
figure_csv = Tải số liệu (CSV)
yes = có
no = không
suppressed = Không công bố số nhỏ, để bảo mật
# Beside a rate, wherever it stands.
counts = { $x } / { $n }
counts-left-out = { $x } / { $n } · loại ra { $excluded }
