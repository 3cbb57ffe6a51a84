# How periods are called within a sentence.
year = { PLAIN($year) }
month = { $number ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { PLAIN($year) }
quarter = Q{ $number } { PLAIN($year) }
# From the 15th of the month before the quarter to the 14th of its last month.
reporting-quarter = reporting quarter { $number } of { PLAIN($year) }
# From 15 December to 14 December.
reporting-year = reporting year { PLAIN($year) }
days = { $first } – { $last }
