# What `motcua demo` says of the synthetic city.

synthetic = SỐ LIỆU TỔNG HỢP: mọi hồ sơ, số liệu và xếp hạng dưới đây đều được bịa ra để minh họa.
making = Tạo dữ liệu tổng hợp
other-data = { $home } đã có dữ liệu khác; chọn thư mục trống bằng --home để không trộn dữ liệu tổng hợp.
comparison = Đối chiếu với số liệu cài sẵn
compared = So sánh
planted = Cài sẵn
as-found = Tìm thấy
differing = Khác nhau
rows = { $count } dòng trong các bảng
make-draft = Làm bản nháp đêm qua
see-tables = Xem các bảng
public = Trang công bố, mở bằng trình duyệt
