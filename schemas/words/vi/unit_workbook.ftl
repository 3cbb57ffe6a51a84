# The workbook that each unit gets after a night: its sheets, with the notes above their tables.

title = Kết quả kiểm tra số liệu và xếp hạng: { $unit }, ngày { $day }
synthetic = SỐ LIỆU TỔNG HỢP (giả lập), chỉ để thử, không phải số liệu thật.

faults = Lỗi cần sửa
    .notes = Mỗi loại lỗi một dòng, lỗi nhiều nhất ở trên. Một dòng của tệp có thể mắc nhiều lỗi.
    .none = Không có dòng nào bị loại, nên không có lỗi nào phải sửa.

rejections = Dòng bị loại
    .notes = Các dòng không vào bảng số liệu, tệp mới nhất ở trên. Sửa trong hệ thống nguồn rồi kết xuất lại.
    .none = Không có dòng nào bị loại trong các tệp đã gửi.
rejections-corrected = Dòng đã được sửa trong tệp gửi sau vẫn còn ghi ở đây dưới tên tệp cũ: xem tệp mới nhất trước.
rejections-masked =
    Giá trị có thể là dữ liệu cá nhân chỉ được ghi dạng (d: chữ số, a hoặc A: chữ cái): mở đúng dòng đó để xem.
rejections-cut = CHỈ GHI { $shown } TRONG { $count } LỖI; trang 1 đếm đủ tất cả.
# What is shown of a value that was left empty, and of a rule that gives no advice.
written-nothing = (để trống)
advice = Sửa giá trị trong hệ thống nguồn rồi gửi lại.

deliveries = Tệp đã gửi
    .notes = Với mỗi tệp: bản ghi đã gửi = chấp nhận + bị loại + trùng lặp. Tệp mới nhất ở trên.
    .none = { $unit } chưa gửi tệp nào.
deliveries-layout =
    Dòng trình bày (tựa đề, tiêu đề, dòng trống, dòng cộng, chú thích) không phải bản ghi, không thuộc bản ghi đã gửi.
deliveries-current = Đang dùng: số dòng được chấp nhận mà chưa bị tệp kết xuất sau thay thế.
deliveries-active =
    Có hiệu lực: tệp không được chấp nhận, đã rút lại hoặc đã đọc lại theo quy định mới thì không còn hiệu lực.
active-yes = có
active-no = không
unrecognised = không nhận ra

warnings = Cảnh báo
    .notes = Cảnh báo không loại dòng nào; đó là những điểm nên xem lại. Tệp mới nhất ở trên.
    .none = Không có cảnh báo nào.

standing = Xếp hạng
    .notes = Số liệu từ { $first } đến hết { $last }, theo phương pháp: { $method }.
standing-draft = Bản dự thảo hằng đêm, chưa phải kết quả công bố.

indicators = Chỉ số
    .notes = Tử số, mẫu số là số đếm chính xác của đơn vị, chưa làm tròn, chưa che số nhỏ: không công bố.
    .none = Chưa có chỉ số nào được tính cho đơn vị trong kỳ này.
indicators-excluded =
    Loại ra: trường hợp mà mẫu số của chỉ số trừ đi, vì số liệu không cho biết gì hoặc vì cách đếm không tính đến. Cận
    dưới, cận trên: khoảng tin cậy.
indicators-compared =
    So với mức chung của mọi đơn vị: chỉ gọi là hơn, kém khi chênh lệch vượt mức các đơn vị vốn khác nhau. Ô trống:
    không có số liệu hoặc không tính được.

improvements = Cần cải thiện
    .notes = Chỉ số còn nhiều điểm nhất ở trên. Số trường hợp cần thêm được tính trên số liệu của cả kỳ đến nay.
    .none = Không có chỉ số nào còn điểm để đạt thêm, hoặc chưa có số liệu để chấm.

claims = Số liệu công bố
    .notes = Những con số đã in về đơn vị, và có phù hợp với các số in cùng, với hồ sơ của đơn vị hay không.
    .none = Trong số liệu không có con số đã công bố nào của đơn vị.
