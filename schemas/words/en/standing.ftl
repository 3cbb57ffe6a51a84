# What one unit reads of its own place: a label, and what stands beside it.
rank = Rank
unranked = Not ranked. Reason: { $reason }
elsewhere = Figures of this unit
withheld = Withheld: the { $count } units differ too little from what chance does. See the tier.
place = { $rank } of { $count } ranked units
place-tied = { $rank } (tied) of { $count } ranked units
set = The true rank lies in ({ PERCENT($level) } confidence for the whole table)
ranks = { SPAN($low, $high) }
tier = Tier (1 is the highest)
grade = Grade, in the place of a rank (1 is the best)
number = { PLAIN($number) }
score = Score
score-of = Score (at most { $total })
score-of-part = Score (at most { $total }, the part of { $whole } that can be computed)
no-score = Could not be computed
points = { DECIMAL($value, digits: 2) }
interval = { PERCENT($level) } confidence interval of the score
ends = { DECIMAL($low, digits: 2) } – { DECIMAL($high, digits: 2) }
band = Band by points
odds = { $band } { PROBABILITY($p) }
odds-label = Probability of each band
odds-list = { $odds }
chance-top = Probability to be among the { $k } highest scores
chance-bottom = Probability to be among the { $k } lowest scores
probability = { PROBABILITY($p) }
expected-label = Expected rank, chance included
expected = { DECIMAL($rank, digits: 1) } of { $count } units
next-above = Against the unit ranked just above
next-below = Against the unit ranked just below
named-above = Against { $unit } (ranked just above)
named-below = Against { $unit } (ranked just below)
pair-apart = told apart already
pair-equal = cannot be told apart: by the data of this period the two do not differ
pair-needs =
    not told apart; if the true difference is the one seen, about { $times } times the dossiers of this period, that is
    { $duration }, would give an even chance, and about { $likely } times a chance of 80%
duration-months = about { $months } months
duration-years = about { $years } years
duration-longest = more than { $years } years
coverage = Share of the weight that was scored
share = { PERCENT($share, digits: 0) }
before = The period before
before-place = { DECIMAL($score, digits: 2) }, rank { $rank }; the score { $change }
change-none = has not changed significantly
change-better = is better
change-worse = is worse

# What it reads of each indicator.
status-OK = scored
status-SMALL_N = too few cases to be scored by themselves
status-NOT_REPORTED = no data
status-NOT_APPLICABLE = nothing arose
status-INVALID = contradictory counts
status-SUPPRESSED = a small count, suppressed for confidentiality
not-scored = not scored, shown beside the score alone
completed = { $status }; scored with { $added } cases added at { $rate }, the city's rate
not-computable = not computable yet: { $reason }
as-all = as all units together
better-than-all = better than all units together
worse-than-all = worse than all units together

# What would earn the missing points.
send-data = No figures to score. Send the data, missing columns too: { $tables }.
check-files = The counts contradict each other: check the files.
by-scale = Now { $value }; the scale of the method gives more points for a better value.
value-none = no value
value-share = { PERCENT($share) }
value-counted = { $value } ({ $x } of { $n } { $cases })
of-rate = Now { DECIMAL($value, digits: 2) } for each of the { $cases }; full points at { $target } for a whole year.
more-needed = Full points at { PERCENT($target) }: { $more } more needed. Now { $x } of { $n } { $cases }.
fewer-needed = Full points at { PERCENT($target) }: { $fewer } too many. Now { $x } of { $n } { $cases }.
