# How periods are called within a sentence.
year = năm { PLAIN($year) }
month = tháng { $number }/{ PLAIN($year) }
quarter = quý { $number ->
    [1] I
    [2] II
    [3] III
   *[4] IV
}/{ PLAIN($year) }
# From the 15th of the month before the quarter to the 14th of its last month.
reporting-quarter = quý báo cáo { $number ->
    [1] I
    [2] II
    [3] III
   *[4] IV
}/{ PLAIN($year) }
# From 15 December to 14 December.
reporting-year = năm báo cáo { PLAIN($year) }
days = { $first } – { $last }

# What is no period, or has none before it.
not-begun = kỳ { $id } chưa bắt đầu vào ngày { $day }
nothing-before = không có kỳ nào trước kỳ { $id }
unknown = kỳ '{ $written }' không hợp lệ: không phải một dạng đã biết; các dạng được nhận: { $forms }
ends-first = kỳ '{ $written }' không hợp lệ: ngày cuối trước ngày đầu; các dạng được nhận: { $forms }
no-date = kỳ '{ $written }' không hợp lệ: có ngày không có trong lịch; các dạng được nhận: { $forms }
forms = 2022-03 (tháng), 2022-Q1, 2022 (năm), 2022-RQ1 và 2022-RY (kỳ báo cáo), 2022-01-15..2022-03-14
