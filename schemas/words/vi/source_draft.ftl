# Comments in a source that `motcua source new` drafts: what a person has to look at.

head = Bản nháp, đoán theo tên cột; người phụ trách phải xem từng dòng TODO.
id = tên tệp
units = các đơn vị dùng định dạng này
ignored = không khớp cột nào; xem lại
personal = bị bỏ ngay khi đọc
missing = thiếu cột bắt buộc
no-export-time = thời điểm kết xuất lấy ở đâu
alike = { PERCENT($share) } giống
no-date = cột không có ngày đọc được
by-day = có ngày không ghi giờ, nên tính theo ngày
values = đủ các giá trị chưa
