# The settings of a method: missing data, adding up and ranks, which units are ranked.
nothing-arose = Nothing arose (there is no case to count): { $policy }.
not-reported = Not reported: { $policy }.
too-few = Too few cases (a rate of fewer than { $least } cases): { $policy }.
least-cases = For { $codes }: the least number of cases is { $count }.
of-indicator-not_applicable = For { $code }, where nothing arose: { $policy }.
of-indicator-not_reported = For { $code }, where nothing was reported: { $policy }.
of-indicator-small_n = For { $code }, where cases are too few: { $policy }.
contradictory = Contradictory counts (a numerator outside 0 to the denominator): the unit is shown apart, without rank.
imputation = Imputation: { $policy }.

not_applicable-renormalise = { -reallocated }
not_applicable-city_rate = { -at-city-rate }
not_applicable-full = the best score
not_applicable-zero = the worst score
not_reported-ineligible = the unit is shown apart with the reason, without a rank
not_reported-renormalise = { -reallocated }
not_reported-zero = the worst score, so that it does not pay to hide data
small_n-renormalise = shown and not scored; { -reallocated }
small_n-city_rate = { -at-city-rate }
small_n-pool_previous_period = pooled with the period before; if still too few, not scored, and { -reallocated }
small_n-ineligible = the unit is shown apart with the reason, without a rank
imputation-none = missing data are not imputed
imputation-group_median = a missing cell gets the median of the units of its peer group, and is flagged
imputation-last_period = a missing cell gets the figure of the period before, and is flagged

aggregation-arithmetic = arithmetic mean
aggregation-geometric = geometric mean
aggregation-harmonic = harmonic mean
aggregation-mpi = Mazziotta-Pareto
aggregation-ampi = adjusted Mazziotta-Pareto
aggregation-copeland = Copeland, pair by pair
whole-score =
    The score of each group and of the whole: { $aggregation }, { $formula } (w: weight, v: score of each part).
group-score = Within the group { $group }: { $aggregation }, { $formula }.
terms-mpi =
    In Mazziotta-Pareto, m is the plain mean of the parts and s² their variance, divided by their number less one: what
    is uneven costs points.
terms-ampi =
    In adjusted Mazziotta-Pareto, m is the weighted mean of the parts and s² their weighted variance, divided by the sum
    of weights: what is uneven costs points. Half-way between its goalposts an indicator has 100; beyond them it has 70
    or 130.
ignores-sizes = Mazziotta-Pareto has no weights: the points or weights declared for the groups are not used.
ignores-sizes-of-group =
    Mazziotta-Pareto has no weights: the points or weights declared within the group { $group } are not used.
ignores-noise = In comparing pairs, two cells that chance does not let us tell apart count as equal.
rescaled = What cannot be computed is left out; the points of the rest are rescaled to { $points }.
unrounded = Ranks are by unrounded scores: two scores that print alike may differ in rank.
rounded = Ranks are by scores rounded to { $decimals } decimals.
equal-scores = Equal scores: { $ties }.
ties-competition = the same rank, and the next one is left empty: 1, 2, 2, 4
ties-dense = the same rank, and the next one follows: 1, 2, 2, 3
ties-mid = the mean of the ranks they share: 1; 2.5; 2.5; 4
tie-break = Ties are broken by { $codes }, in this order.
tie-break-none = No further criterion breaks ties.

least-scored =
    At least { PERCENT($overall) } of the whole weight is scored by enough cases of the unit itself, and at least
    { PERCENT($each) } within each group is scored, with cases added to a rate where they are; of what can be computed
    and did arise.
required = Required: { $codes }.
required-none = No single indicator is required.
least-peers = Within a peer group of fewer than { $count } eligible units nobody is ranked.
unranked =
    Units that were set up or changed their boundaries within the period, or are not eligible: shown below the table
    with their figures and the reason.
