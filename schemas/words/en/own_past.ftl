heading = Month by month against its own past
lead =
    Each month of a year beside what the unit's own months before make one expect, for the indicators that weigh most. A
    month that stands out is a reason to look, and no conclusion: seasons and campaigns do it too, and by chance alone
    about one month in twenty is marked. ▲ better, ▼ worse: by chance about once in 40 months each. ▲▲, ▼▼: by chance
    about once in 1,000 months each.
caption = Months against the unit's own past
rare-better = much better than its own past
unusual-better = better than its own past
as-before = as before
unusual-worse = worse than its own past
rare-worse = much worse than its own past
unknown = too little before to compare with, or nothing in the month
