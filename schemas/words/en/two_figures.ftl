# Where two true figures of one unit seem to contradict each other: why both are right.
heading = Two figures that differ and do not contradict each other
joined =
    { $one }: { $late } not on time of { $n }. { $other }: { $other_late } not on time of { $other_n }. Both are right:
    { $why }
then = { $sentence } { $following }
form-dossiers = Form II.06a counted from the dossiers ({ $first } – { $last })
form-unit = Form II.06a as the unit reported it ({ $first } – { $last })
due = the first is held against { $one }, the second against { $other }.
due-first = the first due date
due-current = the current due date (moved where the unit apologised and set another)
due-766 = the limit of QĐ 766 (supplements asked more than once are late too)
basis = the first counts { $one }, the second { $other }.
basis-resolved = dossiers resolved in the period
basis-received = dossiers received in the period, of which those still open are not on time yet
basis-due = dossiers that first fell due in the period, resolved or not
basis-handled = dossiers resolved and those still in progress
basis-in_progress = dossiers in progress, without those stated to be closed without a time
basis-open = all dossiers without a time at which they ended
undated = dossiers without a due date: the first { $one }, the second { $other }.
undated-on_time = counts them as on time
undated-left_out = leaves them out
letters = late dossiers with a letter of apology before the due date: the first { $one }, the second { $other }.
letters-counted = counts them
letters-taken_away = does not count them
source = the first was { $one }, the second { $other }.
source-dossiers = counted from the dossiers that the unit sent
source-unit = reported by the unit itself
days = the first is of { $first } – { $last }, the second of { $other_first } – { $other_last }.
rank-against-score =
    The score went from { DECIMAL($before, digits: 2) } to { DECIMAL($now, digits: 2) } and the rank from
    { $rank_before } to { $rank }: a rank depends on the scores of other units too, and those changed more, or there were
    not as many units in the period before.
rank-by-chance =
    The rank went from { $rank_before } to { $rank } (the score from { DECIMAL($before, digits: 2) } to
    { DECIMAL($now, digits: 2) }) and is not called changed: the rank sets of the two periods have ranks in common, so
    that chance alone may have moved it.
unranked =
    { $count ->
        [one] The score for reference, { DECIMAL($score, digits: 2) }, is above that of { $count } ranked unit and the unit has no rank: it is made of a part of the data, and does not compare with scores made of enough of them.
       *[other] The score for reference, { DECIMAL($score, digits: 2) }, is above that of { $count } ranked units and the unit has no rank: it is made of a part of the data, and does not compare with scores made of enough of them.
    }
