# Headings in the workbook that each unit gets: the sheet, and the column's name in our code.

faults-message = Lỗi
faults-rows = Số dòng
faults-files = Số tệp
faults-advice = Cách sửa
faults-table = Loại dữ liệu
faults-rule_id = Mã quy tắc

rejections-file_name = Tệp
rejections-exported_at = Kết xuất lúc
rejections-source_member = Trang tính / tệp nén
rejections-source_row = Dòng trong tệp
rejections-header = Cột trong tệp
rejections-written = Giá trị đã ghi
rejections-message = Lỗi
rejections-advice = Cách sửa
rejections-table = Loại dữ liệu
rejections-rule_id = Mã quy tắc
rejections-column_name = Cột

deliveries-file_name = Tệp
deliveries-table = Loại dữ liệu
deliveries-exported_at = Kết xuất lúc
deliveries-origin = Căn cứ của giờ kết xuất
deliveries-status = Kết quả
deliveries-rows_in = Bản ghi đã gửi
deliveries-accepted = Chấp nhận
deliveries-rejected = Bị loại
deliveries-duplicate = Trùng lặp
deliveries-layout = Dòng trình bày
deliveries-current = Đang dùng
deliveries-active = Có hiệu lực
deliveries-message = Thông báo

warnings-subject = Tệp, mã hoặc kỳ
warnings-source_member = Trang tính / tệp nén
warnings-source_rows = Các dòng đầu tiên
warnings-header = Cột trong tệp
warnings-message = Cảnh báo
warnings-row_count = Số dòng
warnings-advice = Nên làm gì
warnings-table = Loại dữ liệu
warnings-code = Mã cảnh báo

standing-label = Nội dung
standing-words = Kết quả

indicators-name = Chỉ số
indicators-group = Nhóm
indicators-value = Giá trị
indicators-ci_low = Cận dưới
indicators-ci_high = Cận trên
indicators-x = Tử số
indicators-n = Mẫu số
indicators-counted = Mẫu số là
indicators-excluded = Loại ra
indicators-points = Điểm
indicators-max_points = Điểm tối đa
indicators-status = Tình trạng
indicators-compared = So với mức chung
indicators-before = Kỳ trước
indicators-x_before = Tử số kỳ trước
indicators-n_before = Mẫu số kỳ trước
indicators-excluded_before = Loại ra kỳ trước
indicators-changed = So với kỳ trước

improvements-name = Chỉ số
improvements-lost = Điểm còn có thể đạt
improvements-advice = Cần gì để đạt

claims-printed = Nguyên văn
claims-measure = Số liệu
claims-days = Thời gian
claims-source = Nguồn
claims-verdict = Kết luận
claims-why = Kết quả đối chiếu
claims-computed = Tính được
claims-reading = Cách đọc (mã)
claims-against = Đối chiếu với
