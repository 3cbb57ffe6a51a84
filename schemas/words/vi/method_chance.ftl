# What a method says about chance: intervals, sets of ranks, tiers and bands.
no-intervals = Không tính khoảng tin cậy: bảng xếp hạng chỉ mô tả, không nói lên chất lượng hoạt động của đơn vị.
interval = Mỗi tỷ lệ có khoảng tin cậy { PERCENT($level) } theo { $name }.
interval-wilson = Wilson
interval-jeffreys = Jeffreys
interval-clopper_pearson = Clopper-Pearson
why-intervals =
    Đếm đủ mọi hồ sơ mà vẫn có khoảng: số đếm nói về kỳ này, còn khoảng nói số đếm đó cho biết chắc đến đâu về điều
    được hỏi.
horizon-unit =
    Câu hỏi là đơn vị làm việc thế nào (horizon: unit). Kỳ này là một phần của câu trả lời: một tuần chậm, hay những
    tuần chậm nối tiếp nhau đến một quý, được coi là ngẫu nhiên.
horizon-period =
    Câu hỏi là kỳ này đã ra sao (horizon: period). Mỗi hồ sơ được coi là độc lập với hồ sơ khác; điều này không nói lên
    cách làm việc thường ngày của đơn vị.
batches =
    Hồ sơ quá hạn thường đến từng đợt, một sự cố làm nhiều hồ sơ quá hạn; hệ số thiết kế nới khoảng rộng thêm cho
    đúng: { $effect }.
effect-fixed = định trước là { $effect }
effect-estimated =
    ước lượng cho từng đơn vị từ số liệu từng tuần của nó và của mọi đơn vị, khi có đơn vị có ít nhất { $weeks } tuần; nếu
    không thì lấy { $default } và ghi rõ
draws = Khoảng của điểm tổng hợp: { $draws } lần mô phỏng.

no-rank-sets = Không có: không tính khoảng tin cậy.
example =
    Trong 22 đơn vị, "hạng 3–9" nghĩa là: 2 đơn vị được kết luận là hơn đơn vị này, 13 đơn vị được kết luận là kém nó,
    còn 6 đơn vị thì số liệu chưa đủ để nói hơn hay kém.
all-at-once =
    Với độ tin cậy { PERCENT($level) }, thứ hạng thật của mọi đơn vị cùng lúc thuộc { -rank-set(case: "lower") } của
    mình.
overlap = Hai khoảng thứ hạng rời nhau: kết luận được đơn vị nào hơn. Chồng lên nhau: xem kết quả so từng cặp.
ratios = Cách so hai tỷ lệ: { $rule }.
scores = Cách so hai điểm tổng hợp: { $rule }.
top = Nêu những đơn vị có thể thuộc { $count } đơn vị tốt nhất.
always-published = Hạng luôn được công bố.
withheld =
    Nếu phần chênh lệch không do ngẫu nhiên dưới { $least } (từ 0 đến 1) thì chỉ công bố { -tier(case: "lower") } thứ
    hạng, không công bố hạng; điểm thì được chia mức sao cho trong các cặp khác mức nhiều nhất { PERCENT($wrong) } bị xếp
    ngược.

ratios-arcsine_tukey = so sánh từng cặp trên thang arcsin, có tính mọi cặp cùng lúc (Tukey-Kramer)
ratios-fisher_holm = kiểm định chính xác Fisher cho từng cặp, hiệu chỉnh Holm
ratios-kww = so các khoảng tin cậy đồng thời với nhau
scores-draws = so sánh từng cặp bằng mô phỏng
scores-mc_stepdown = kiểm định từng bước trên mọi cặp theo mô phỏng
scores-kww = so các khoảng tin cậy đồng thời với nhau

no-tiers = { -tier } thứ hạng (thống kê): không có, vì không tính khoảng tin cậy.
tiers =
    { -tier } thứ hạng (thống kê): nhóm mới chỉ mở ra khi một đơn vị được kết luận là kém đơn vị đứng đầu nhóm trước.
    Chênh lệch giữa hai đơn vị ở hai bên ranh giới vẫn có thể chưa đủ rõ.
no-bands = Loại (mốc điểm định trước): không xếp loại.
bands = Loại (mốc điểm định trước): { $bands }. Khác loại không có nghĩa là khác nhau thật.
band = { $name } từ { $least }
