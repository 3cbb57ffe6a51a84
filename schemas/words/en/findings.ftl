# What the table of a ranking shows.
nobody = No unit is ranked.
elsewhere =
    Nothing that the method counts lies in the period { $first } – { $last }. What it counts lies outside, in { $years }.
year = { PLAIN($year) }
years = the years { PLAIN($first) } to { PLAIN($last) }
descriptive = A descriptive ranking: no intervals, no statement about performance.
only-one = Only one unit is ranked: nothing to compare.
withheld =
    Ranks are withheld: only { $share } (on a scale of 0 to 1) of the differences between units is not chance, at least
    { $least } is needed. Tiers and sets of ranks are shown.
grades =
    In the place of ranks the units have { $count } grades, 1 being the best: { PERCENT($ordered, digits: 0) } of the
    pairs of units are in different grades, and about { PERCENT($wrong, digits: 0) } of those are the wrong way round.
one-grade = Nor are there grades: the data cannot put even a small part of the pairs in order.
all-decided = All { $pairs } pairs of units can be told apart.
none-decided = None of { $pairs } pairs of units can be told apart: a better place is no evidence of being better.
some-decided =
    { $decided } of { $pairs } pairs of units can be told apart; in the other { $undecided } a better place is no
    evidence of being better.
first = Only { $unit } could be first.
several-first = { $count } units could be first: { $units }.
names-and-others =
    { $others ->
        [one] { $names } and { $others } other
       *[other] { $names } and { $others } others
    }
neighbours =
    Of the { $pairs } pairs of neighbours in rank, the middle one (median) would take about { $times } times the dossiers
    of this period for an even chance to be told apart.

# What its columns mean.
rank-set =
    True rank: with { PERCENT($level) } confidence for the whole table, the true ranks of all units lie in their ranges
    at once ({ $rule }).
tier =
    Tier: no unit of a tier can be told from the tier's leader. Neighbours across a border may still be impossible to
    tell apart.
mark = { $mark } Shown values are equal; ranks differ by decimals that are not shown.
mark-or-tie-break =
    { $mark } Shown scores are equal; ranks differ by what is not shown, or by the indicator that breaks ties.
too-few = No ranks within the group: eligible units { $eligible }, at least { $least } are needed.

# What changed since the period before.
change-unknown =
    No comparison with the period before: without intervals nobody can say which change is more than chance.
change-of-nobody = No comparison with the period before ({ $first } to { $last }): no unit is ranked in both.
changes =
    Since the period before ({ $first } to { $last }): scores of { $scores } of { $count } units changed significantly;
    the ranks of { $ranks } changed reliably.
changes-of-scores =
    Since the period before ({ $first } to { $last }): scores of { $scores } of { $count } units changed significantly;
    no reliable change of rank.

# What the model claims of reliability, and what a retest finds.
retest =
    Reliability of the scores: { $rankability } by the model, { $reliability } by comparing the two halves of the period
    ({ $reliability_low } to { $reliability_high }).
retest-below =
    The comparison of halves is clearly below the model: something varies within the period that the model does not see.
    Believe the lower figure.
retest-agrees = The two do not contradict each other.
retest-of-period =
    The method asks about this period alone: that is answered even where its halves differ, but it is then no answer to
    how the units work.

# Shares of the differences, and what other choices would move.
share =
    { $name }: declared { ROUGH_PERCENT($declared) }, { ROUGH_PERCENT($share) } of the differences between units' scores.
share-left-out =
    { $name }: declared { ROUGH_PERCENT($declared) }, { ROUGH_PERCENT($share) } of the differences between units' scores;
    without it ranks would move by { DECIMAL($mean, digits: 1) } places on average, and by { SPAN($largest, $largest) } at most.
shares-sum = The shares of all indicators sum to 100%.
shares-negative =
    A share below 0 draws the units together: those with high scores do worse in that indicator.
factor = Of { $runs } reasonable ways, { $factor } moves ranks most ({ ROUGH_PERCENT($share) } of the shifts).
factor-normalisation = the scale
factor-missing = the policy for what is missing
factor-imputation = imputation
factor-target = the targets
factor-aggregation = the aggregation
factor-weights = the weights
factor-leave_one_out = leaving one indicator out
factor-reporting = who reports
most-dependent = These ranks depend most on such choices (range of 90% of the ways; no confidence set): { $units }.
unit-ranks = { $unit } ({ SPAN($low, $high) })
