# Kết luận về các con số đã công bố.

# Số liệu và phép cộng.
number = { $number }
span = { $low } đến { $high }
figure = { $number } ({ $name })
plus = { $left } + { $right }
minus = { $left } − { $right }
brackets = ({ $sum })
brackets-total = ({ $sum } = { $total })
quotient = { $numerator } / { $denominator }
gives = { PERCENT($share) }
spans = một khoảng tỷ lệ
mode-half-up = làm tròn nửa lên
mode-half-even = làm tròn nửa về số chẵn
mode-cut = cắt bớt, không làm tròn
mode-span = trong phạm vi đã nêu
reading = { $quotient }, { $rounding }
reading-scope = { $quotient }, { $rounding }, { $scope }

# Cách hiểu lấy số liệu của ai.
same-days = cùng kỳ
no-days = không nêu kỳ
days = từ { $first } đến { $last }
scope-of = số liệu của { $unit } ({ $window })
scope-without = phần còn lại khi trừ { $units }
scope-sum = tổng các cấp đã nêu
scope-with = gộp cả { $units }
scope-late-of = chỉ tính hồ sơ quá hạn của { $unit }
scope-late-without = không tính hồ sơ quá hạn của { $unit }

# Một tỷ lệ.
fits = { $text } khớp với { $reading }: chính xác là { $gives }.
fits-if = { $text } chỉ khớp nếu hiểu là { $readings } (cách đầu cho { $gives }).
fits-if-not =
    { $text } không khớp với { $by_default }, vốn cho { $default }; chỉ khớp nếu hiểu là { $readings } (cách đầu cho
    { $gives }).
fits-mended = { $text } sẽ khớp nếu số { $name } là { $mended }: chính số đó không khớp với các số khác.
inconsistent-rate =
    { $text } không khớp với { $quotient }, vốn cho { $gives }, dù làm tròn cách nào và hiểu cách nào: lệch ít nhất
    { $apart } trường hợp.
unfit =
    { $text } không khớp với số nào đã nêu (chẳng hạn { $quotient }), nhưng những số không nêu có thể giải thích được.
no-counts = Không nêu số lượng nào để tính tỷ lệ này.
no-counts-least =
    Không nêu số lượng nào để tính tỷ lệ này. Con số như vậy cần ít nhất { $least } trường hợp nếu làm tròn nửa lên,
    { $cut } nếu cắt bớt.
with-rest = { $why } Điều không được nêu: { $scope }, { $quotient } = { $gives }.

# Một số lượng.
closes = { $whole } = { $parts }.
more-than = { $whole } lớn hơn { $parts }
less-than = { $whole } nhỏ hơn { $parts }
feeds = Số này nằm trong { $reading }.
feeds-otherwise = Nó là một phần của { $reading }, không phải cách hiểu mà câu nêu: chưa nói được gì về số này.
remainder = { $whole } lớn hơn { $parts } là { $apart }: { $room }.
beyond = { $whole } nhỏ hơn { $parts } là { $apart }: { $room }.
inconsistent = Văn bản tự mâu thuẫn: { $sums }; không còn cách hiểu nào khác cho các số này.
inconsistent-alone =
    Văn bản tự mâu thuẫn: { $sums }. Nếu số này ({ $name }) là { $mended } thì tất cả khớp, và chỉ có thay đổi này làm
    được như vậy.
another = Số này nằm trong một phép cộng không đúng ({ $sums }), nhưng không có gì cho thấy chính số này sai.
beside-unfit = Tỷ lệ được nêu từ số này không khớp; không có gì cho thấy chính số này là nguyên nhân.
alone = Không có số nào đi kèm để kiểm tra số này.
room-span = một trong các số là một khoảng, được nêu hai lần, hoặc có thể chỉ nhiều thứ
room-read-twice = số lượng nhỏ như vậy có thể đã thay đổi giữa hai lần lấy số liệu từ một hệ thống
room-other-channel = phần còn lại có thể qua kênh khác hoặc từ kỳ trước chuyển sang
room-carried-over = số kỳ trước chuyển sang không được nêu, và có thể nằm trong đó
room-withdrawn = hồ sơ trả lại, rút hoặc chờ bổ sung không được nêu, và có thể là phần còn lại
room-undated = phần còn lại có thể là hồ sơ đã giải quyết không có ngày hẹn trả
room-paused = phần còn lại có thể là hồ sơ tạm dừng
room-others = phần còn lại có thể là kết quả khác
room-level = phần còn lại không thuộc cấp nào đã nêu
room-own-body = con số tưởng là của toàn bộ có thể chỉ của một cơ quan
room-period = số liệu hai kỳ không nhất thiết bằng nhau

# Không kiểm tra được.
unknown-measure = Chỉ tiêu "{ $measure }" không có trong danh mục.
no-share = "{ $text }" không phải là tỷ lệ.
no-count = "{ $text }" không phải là số nguyên trường hợp.
bad-days = "{ $days }" không phải ngày đầu và ngày cuối, viết như 2025-07-01, đủ cả hai hoặc bỏ trống cả hai.
another-value = Tệp ghi giá trị { $value }, nhưng "{ $text }" nêu giá trị khác: cần sửa một trong hai.

# Hồ sơ.
contradicted = Hồ sơ đã gửi, đủ cho những ngày này, không cho { $text } theo cách đọc nào.
contradicted-usual =
    Hồ sơ đã gửi, đủ cho những ngày này, không cho { $text } theo cách đọc nào; { $reading }: { $value }.
dossiers-fit = Hồ sơ xác nhận: { $reading }.
dossiers-fit-if = Hồ sơ chỉ xác nhận nếu hiểu là { $reading }.
