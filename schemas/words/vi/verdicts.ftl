# The pages on which Great Expectations gives its verdicts: in all languages side by side.
data-checks = kiểm tra dữ liệu
results-by-night = Kết quả từng đêm
night = Đêm
table = Bảng
result = Kết quả
met = đạt
not-met = không đạt
suites = Bộ quy tắc
validation-results = Kết quả kiểm tra của Great Expectations
