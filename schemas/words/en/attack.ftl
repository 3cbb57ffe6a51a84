# What an intruder finds of hidden counts, and how: `motcua edition attack`.

# A count: of which unit, of what, of which days.
count = { $unit }, { $item } ({ $part }), { $first } – { $last }
city = the whole city
stands = it stands in { $file }
by-sums = no other number agrees with the sums that are published: quarters, totals, form, formulas
by-rates = no other number agrees with a rate that is published beside it
by-scores = no other number agrees with the score { DECIMAL($score, digits: 2) } of the unit and with what else is published
by-all = it follows from everything together

# The output of the command.
recovered = Small counts that were worked out: { $count }
narrow = Small counts of which too few values are left: { $count }
of-count = Count
value = Value
how = How
left = Values left
range = { $least } to { $most }, { $left } values
attacked =
    { $edition }: { $hidden } hidden counts, { $small } of them small. Worked out to the number: { $recovered }; too
    few values left: { $narrow }; not small and worked out: { $known }.
withstood = An intruder who knows what is public works out no small count.
contradicting = Facts of these units contradict each other, and not all were used: { $units }.
nothing = { $folder }: no edition that lists hidden counts stands there.
