# The sections of a method's explanation.
title-what = What this index is
title-tree = Groups and indicators
title-values = From values to points
title-missing = Where data are missing
title-adding-up = Adding up, and ranks
title-chance = Chance
title-rank-sets = Sets of ranks
title-classes = Tiers and bands
title-eligibility = Which units are ranked
title-choices = { -other-choices }
title-absent = What cannot be computed
title-record = To compute it again

# What the index is.
size = { $groups } groups, { $count } indicators, { $whole }; computed from the units' data: { $computable }.
whole-points = { $points } points
whole-weights = relative weights
computable-points = { $points } points
computable-weights = { PERCENT($share) } of the whole
basis = Legal basis: { $basis }
basis-none = Legal basis: –
cautions = Please note:

# The tree of groups and indicators.
group = { $name }: { $size }, { PERCENT($share) }
group-aggregation = { $name }: { $size }, { PERCENT($share) }; within: { $aggregation }
indicator = { $name } ({ $code }): { $size }, { PERCENT($share) }
indicator-absent = { $name } ({ $code }): { $size }, { PERCENT($share) }; not computable
size-points = { $size } points
size-weight = weight { $size }

# From values to points.
capped =
    { $formula }: a unit that reaches or passes the target earns all points, and no more. Counts are named by their
    codes in the data.
heading = { $name } ({ $code })
shown-only = Shown and not scored.
formula = Formula: { $formula }.
less-is-better = Less is better.
whole-year = The value of a period shorter than a year is brought to a whole year first.
census =
    All of a list that was fixed by decision, and no sample: the value has no error of chance. Any difference between
    two units is one.
required = Required: a unit without this indicator is not ranked.
counted = Divided by: { $denominator }. Counts: { $counts }.
excluded = Left out of the denominator, and shown beside every rate: { $counts }.
legal-basis = Legal basis: { $basis }.

# The names in formulas.
points = points
ratio = ratio
value = value
worse-units = number of units that are worse
all-units = number of units
pairs-won = pairs won
pairs-lost = pairs lost

# What cannot be computed, and how to compute it again.
all-computable = Every indicator can be computed.
absent = Named as not computable; never counted as 0 points.
absent-indicator = { $name } ({ $code }), { $size }: { $reason }
record-method = Id of the method: { $id }; hash (SHA-256) of every rule in its file: { $hash }.
record-seed =
    Seed of the simulations: { PLAIN($seed) }. The same data, this same file, the same version: the same results.
