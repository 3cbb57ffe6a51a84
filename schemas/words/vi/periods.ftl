# How periods are called within a sentence.
year = { PLAIN($year) }
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
