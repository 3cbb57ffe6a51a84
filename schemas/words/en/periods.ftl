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

# What is no period, or has none before it.
not-begun = period { $id } has not begun on { $day }
nothing-before = no period comes before { $id }
unknown = not a period: '{ $written }' (not a known form); accepted forms: { $forms }
ends-first = not a period: '{ $written }' (it ends before it begins); accepted forms: { $forms }
no-date = not a period: '{ $written }' (no such date); accepted forms: { $forms }
forms = 2022-03 (month), 2022-Q1, 2022 (year), 2022-RQ1 and 2022-RY (reporting periods), 2022-01-15..2022-03-14
