# Which other choices a ranking is tried under.
none = No other choices are tried.
again =
    The ranking is computed again under other choices that are reasonable too, to see how far ranks depend on them. The
    official ranks do not change.
tried = { $choice } ({ $count } levels).
normalisation = The scale of points: { $levels }
aggregation = The aggregation: { $levels }
missing = Missing data: { $levels }
imputation = Imputation: { $levels }
weights = Weights: { $sets } random sets within ±{ PERCENT($change) }
target = The targets that earn all points: { PERCENT($change) } lower and higher
leave_one_out = Each indicator left out in turn
reporting = Who reports: units that lack data are ranked too, with the median of the ranked units in each missing cell
all-runs = Every combination is tried, the official one included: { $counts } = { $runs } runs.
too-many-runs = { $counts } = { $runs } combinations are too many: a random sample by Saltelli's scheme is tried.
times = { $count } × { $rest }

level-minmax = min-max
level-zscore = z-score
level-prank = percentile rank
level-renormalise = { -reallocated }
level-zero = the worst score
level-none = nothing imputed
level-group_median = the median of the group
level-arithmetic = arithmetic mean
level-geometric = geometric mean
level-harmonic = harmonic mean
level-mpi = Mazziotta-Pareto
level-ampi = adjusted Mazziotta-Pareto
level-copeland = Copeland, pair by pair
