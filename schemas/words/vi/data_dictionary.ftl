# The data dictionary, docs/tables.md: it stands there in all languages side by side.

title = Từ điển dữ liệu
generated = Tệp này được sinh từ { $sources } bằng `make docs`; đừng sửa tay.

# Its own words, each with its meaning.
required = bắt buộc
    .meaning = cột không bao giờ trống.
reject-row = loại dòng
    .meaning = dòng vi phạm không vào bảng.
share = ngưỡng
    .meaning = tỷ lệ dòng phải đạt để cả lần nộp được nhận.
limits-of-city = Giới hạn trong quy tắc là của { $city }.

# Headings of columns.
table = bảng
contents = nội dung
column = cột
type = kiểu
label = tiếng Việt
unit = đơn vị
source-field = gốc
code = mã
rule = quy tắc
severity = hậu quả
message = thông báo

# What stands above a table of columns.
cautions = Lưu ý
codes = Danh mục
rules = Quy tắc
key = Khóa
key-none = không có, các dòng cộng được với nhau
by-month = { $groups ->
    [1] Chia tệp theo tháng
   *[other] Chia tệp theo tháng, mỗi tháng { $groups } nhóm đơn vị
  }
scope = Phạm vi
scope-unit = mỗi đơn vị gửi phần của mình
scope-city = gửi một lần cho cả thành phố
scope-operational = hệ thống tự ghi
scope-published = làm ra khi công bố, không có trong bản chụp dữ liệu
subject = Nói về
subject-people = liên quan đến người dân; số nhỏ nào không công bố là theo quy định của thành phố
subject-office = công việc của cơ quan
published-as = Công bố
published-as-result = kết quả
published-as-analysis = phân tích kết quả
published-as-background = bối cảnh
published-as-register = danh bạ
published-as-history = lịch sử công bố, kèm theo các bản công bố
severity-reject = loại dòng
severity-warn = nhắc
severity-batch = cả lần nộp
