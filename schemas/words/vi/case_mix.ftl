title = So sánh cùng loại hồ sơ
lead =
    Hồ sơ của các đơn vị không giống nhau: đơn vị nhiều hồ sơ đất đai quá hạn nhiều hơn đơn vị ít hồ sơ đất đai, dù làm
    không kém hơn. Ở đây mỗi đơn vị được so theo từng loại hồ sơ, và phần do cơ cấu hồ sơ được tách khỏi phần do cách
    làm.
leads_here = đơn vị nào đổi bậc, và vì sao
none = Phương pháp này không có chỉ số nào được so theo loại hồ sơ.
share = Riêng cơ cấu hồ sơ giải thích { $share } chênh lệch giữa các đơn vị.
share_below = Cơ cấu hồ sơ che bớt chênh lệch giữa các đơn vị chứ không tạo ra nó ({ $share } của chênh lệch).
city = Các đơn vị được xếp hạng gộp lại: { $rate } ({ $counts }).
city-hidden = Tính cả { $count } đơn vị mà bảng không công bố.
how_indirect =
    Chuẩn hóa gián tiếp: số hồ sơ không đạt trên số kỳ vọng nếu các hồ sơ ấy được làm với tỷ lệ chung của thành phố. 1
    là như thành phố; càng nhỏ càng tốt.
how_direct =
    Chuẩn hóa trực tiếp: tỷ lệ mà đơn vị sẽ có với cơ cấu hồ sơ của thành phố, trên tỷ lệ chung của thành phố. 1 là như
    thành phố; càng nhỏ càng tốt.
moves = Đơn vị nào đổi bậc
no_moves = Không đơn vị nào có số liệu được công bố đổi bậc.
move_better = { $unit }: từ hạng { $crude } theo số đã đếm lên hạng { $rank } khi so cùng loại hồ sơ.
move_worse = { $unit }: từ hạng { $crude } theo số đã đếm xuống hạng { $rank } khi so cùng loại hồ sơ.
why = Khác nhất ở cơ cấu: { $kind }, { $own } hồ sơ của đơn vị và { $city } hồ sơ của thành phố.
caption =
    { $name }: hồ sơ không đạt, như đã đếm và khi so cùng loại, tỷ số tốt nhất trước. Chênh lệch tính bằng điểm phần
    trăm.
column_crude = Như đã đếm
column_ratio = Tỷ số
column_interval = Khoảng tin cậy
column_rate = Đã chuẩn hóa
column_rank_crude = Hạng như đã đếm
column_rank = Hạng cùng loại hồ sơ
column_ranks = Khoảng thứ hạng
column_mix = So với thành phố: do cơ cấu
column_performance = So với thành phố: do cách làm
column_change = Thay đổi
column_change_mix = do cơ cấu
column_change_performance = do cách làm
reading = Cách đọc
reading_score = Không điểm nào dựa trên các số này: phương pháp chấm số đã đếm.
reading_sum =
    Phần do cơ cấu và phần do cách làm cộng lại đúng bằng chênh lệch với thành phố, và bằng thay đổi so với kỳ trước.
reading_strata =
    Chỉ so được cùng loại trong chừng mực thủ tục và lĩnh vực cho biết loại hồ sơ. Điều do chính đơn vị quyết
    định, như cách ghi nhận hồ sơ, không nằm trong đó.
reading_pairs =
    Tỷ số được đọc so với mức chung của thành phố. Hai đơn vị có khác nhau hay không được xét trên các loại hồ sơ mà cả
    hai cùng có.
reading_noise =
    Chênh lệch do cách làm vẫn có thể là ngẫu nhiên: khoảng thứ hạng cho biết nó khác các đơn vị khác rõ đến đâu.
