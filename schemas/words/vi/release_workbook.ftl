# The workbook of a publication, and what it shares with that of a unit (cover, contents).

title = Xếp hạng cải cách thủ tục hành chính, { $city }, kỳ { $period }
synthetic = SỐ LIỆU TỔNG HỢP (giả lập).
one-table = Trang này có một bảng.

cover = Bìa
cover-figures = Số liệu từ { $first } đến hết { $last }.
cover-method = Phương pháp
cover-snapshot = { -snapshot }
cover-source = Số liệu do chính các đơn vị gửi.
cover-findings = Phát hiện

contents = Mục lục
contents-sheet = Trang
contents-about = Nội dung
contents-notes = Cách đọc, ký hiệu

notes = Ghi chú
notes-symbols = Ký hiệu
# The symbols that these explain are put before them.
notes-suppressed =
    không công bố số nhỏ (1 đến dưới { $threshold }), hoặc số từ đó tính ngược ra được, để bảo mật
notes-unreliable = độ tin cậy thấp: quá ít trường hợp, nêu mà không chấm
notes-missing = không có số liệu
notes-none = không phát sinh, không áp dụng
notes-reading = Cách đọc
notes-shares =
    Tỷ lệ ghi theo phần trăm, không bao giờ làm tròn thành 100% hay 0%; thay đổi của tỷ lệ là điểm phần trăm.
notes-cautions = Lưu ý

# Names of sheets: short, for the tabs.
sheet-ranking = Xếp hạng
sheet-indicators = Chỉ số
sheet-values = Giá trị chỉ số
sheet-trends = Diễn biến
sheet-changes = Thay đổi
sheet-form = Biểu II.06a
sheet-signals = Dấu hiệu
sheet-counts = Số đếm
sheet-deliveries = Số liệu đã gửi
sheet-rejections = Dòng bị loại
sheet-weights = Trọng số
sheet-suppressions = Không công bố

# In tables.
values-title = Giá trị của từng chỉ số
unit-name = Tên đơn vị
indicator-name = Tên chỉ số
whole-city = Toàn thành phố
score = Điểm chung
