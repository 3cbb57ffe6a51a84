heading = Month by month against its own past
lead =
    Each month of a year beside what the unit's own twelve months before make one expect, for the indicators that weigh
    most. A month that stands out is a reason to look, and no conclusion: seasons and campaigns do it too, and by chance
    alone about one month in twenty lies outside the bars.
title = { $unit }, month by month: { $indicator }
caption = Dots: the month. Bars: where chance would keep a unit that goes on as before (95%). Dashed: its own past.
alt = The course over { $count } months; the figures are in the table below.
month = Month
value = Value
expected = Own past
low = Lower limit (95%)
high = Upper limit (95%)
unusual-better = In { $month }: { $value }, better than its own past ({ $expected }); by chance about once in 40 months.
unusual-worse = In { $month }: { $value }, worse than its own past ({ $expected }); by chance about once in 40 months.
rare-better = In { $month }: { $value }, much better than its own past ({ $expected }); by chance once in 1,000 months.
rare-worse = In { $month }: { $value }, much worse than its own past ({ $expected }); by chance once in 1,000 months.
none = No month stands out.
