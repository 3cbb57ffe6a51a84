# Comments in a source that `motcua source new` drafts: what a person has to look at.

head = Bản nháp, đoán theo tên cột và giá trị; người phụ trách phải xem từng dòng TODO.
id = tên tệp
units = các đơn vị dùng định dạng này
ignored = các cột bỏ qua; xem lại
personal = dữ liệu cá nhân, bị bỏ ngay khi đọc; đã đủ chưa
missing = thiếu cột bắt buộc
constant = nếu mọi dòng như nhau: [constants] { $column } = một trong { $codes }
no-export-time = thời điểm kết xuất lấy ở đâu
no-date = cột không có ngày đọc được
by-day = có ngày không ghi giờ, nên tính theo ngày
values = đủ các giá trị chưa
code = giá trị này nghĩa là gì

# Why a header is taken for a column.
alike = tên cột khớp { PERCENT($share) }
no-value = cột trống
times = { PERCENT($share) } là ngày giờ
holds-times = chứa ngày giờ
values-of = chứa các giá trị của { $column }
no-list = không phải danh mục
list = { $count ->
    [0] không phải danh mục
   *[other] danh mục { $count } giá trị
 }
numbers = là số
unique = { PERCENT($share) } giá trị khác nhau
different = { $count } giá trị khác nhau
units-known = { PERCENT($share) } là tên đơn vị của thành phố
only-end = là mốc kết thúc duy nhất trong tệp; kiểm tra lại
which-end = là mốc kết thúc, chưa rõ là có kết quả hay trả kết quả
weak-name = tên cột chưa rõ, giá trị thì phù hợp; kiểm tra lại
weak-unit = TODO: tên cột chưa rõ; có phải đơn vị xử lý không
by-a-person = theo người phụ trách

# Why a header is in doubt.
out-of-order = phần lớn ngày ở cột này trước ngày tiếp nhận
after-start = ngày ở cột này thường sau ngày tiếp nhận
late-start = có cột khác, có thể là ngày tiếp nhận hoặc phải sau đó, lại sớm hơn: { $names }
weak = tên cột không đủ rõ
of-a-permit = có cả { $name }: với giấy phép, ngày cấp là kết thúc xử lý, còn ngày hoàn thành có thể là của công trình
rivals = cột { $names } cũng phù hợp như vậy

# Why a header is taken for personal data.
personal-name = tên cột: "{ $words }"
personal-names = { PERCENT($share) } giống họ tên
personal-identities = { PERCENT($share) } giống số giấy tờ tùy thân
personal-telephones = { PERCENT($share) } giống số điện thoại
personal-emails = { PERCENT($share) } có địa chỉ thư điện tử
personal-addresses = { PERCENT($share) } giống địa chỉ
personal-places = { PERCENT($share) } giống tọa độ
personal-place = là vị trí, cho biết chỗ ở như địa chỉ
personal-births = giống ngày sinh
personal-sentences = văn bản dài, có thể nhắc đến người dân
