# Whether a unit sent all there was: beside its rank, and no part of its score.
title = Số liệu đã gửi có đủ không
means =
    Nêu bên cạnh hạng, không tính vào điểm: không công thức nào tính trên phần đã gửi mà thấy được phần không gửi. Chữ
    đậm: đáng xem lại (không có ngày hẹn trả từ { PERCENT($due, digits: 0) }, bản ghi bị loại từ
    { PERCENT($limit, digits: 0) }, và gấp đôi trung vị của các đơn vị trở lên; mã khuyết từ
    { PERCENT($limit, digits: 0) }; biểu II.06a khác hồ sơ). Đó là lý do để hỏi, không phải bằng chứng.
column = Số liệu
warnings = cần xem: { $count }
column_without_due_share = Không có ngày hẹn trả
column_code_gap_share = Mã khuyết
column_form_difference = Biểu II.06a trừ hồ sơ (đã giải quyết)
column_rejected_share = Bản ghi hồ sơ bị loại
unknown = không rõ
no_form = không có biểu
# A share in these sentences, with what it was counted from.
share = { PERCENT($share) }
share-of = { PERCENT($share) } ({ $x } / { $n })
codes-rounded = làm tròn lên, không nêu số đếm
hidden = Số này không được công bố vì từ đó tính ra được số đếm nhỏ.
without-due =
    { $share } hồ sơ đã giải quyết không có ngày hẹn trả, nên không bao giờ quá hạn. Thủ tục trả kết quả ngay
    thì không có ngày hẹn trả; nhiều hơn hẳn các đơn vị khác là lý do để xem lại.
without-due-none = Không có hồ sơ đã giải quyết nào để xem có ngày hẹn trả hay không.
codes-whole =
    Số thứ tự trong mã hồ sơ liền nhau trong từng ngày. Hồ sơ không được cấp mã, hoặc cấp mã sau hồ sơ cuối cùng đã gửi
    của ngày đó, thì không thấy được.
codes-missing =
    Khuyết { PERCENT($share, digits: 1) } số thứ tự trong mã hồ sơ: có số đã cấp mà hồ sơ không có trong số liệu. Có thể
    vì dòng bị loại, biên nhận bị hủy hoặc số bị bỏ qua; không chứng tỏ hồ sơ bị giấu.
codes-unknown =
    Không rõ mã hồ sơ có khuyết số hay không: mã không có số thứ tự theo ngày, dãy số dùng chung với đơn vị khác, hoặc
    có quá ít mã.
form-none = Đơn vị không gửi biểu II.06a nào để đối chiếu với hồ sơ.
form-same = Biểu II.06a của đơn vị (từ { $first } đến hết { $last }) và hồ sơ đã gửi có cùng số đã giải quyết.
form-more =
    Biểu II.06a của đơn vị (từ { $first } đến hết { $last }) nêu nhiều hơn hồ sơ đã gửi { $count } hồ sơ đã giải quyết:
    có thể còn hồ sơ chưa gửi, hoặc biểu tính cách khác.
form-fewer =
    Biểu II.06a của đơn vị (từ { $first } đến hết { $last }) nêu ít hơn hồ sơ đã gửi { $count } hồ sơ đã giải quyết: có
    thể biểu được lập sớm hơn, hoặc tính cách khác.
rows-none = Đơn vị không gửi bản ghi hồ sơ nào.
rejected =
    { $share } bản ghi hồ sơ đã gửi bị loại và không được đếm. Bản ghi gửi lại sau khi sửa thì được đếm, nên số
    hồ sơ thật sự thiếu có thể ít hơn.
