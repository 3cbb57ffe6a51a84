# What a method says about chance: intervals, sets of ranks, tiers and bands.
no-intervals = No intervals are computed: a descriptive ranking, no statement about performance.
interval = Each rate has a { PERCENT($level) } confidence interval, by { $name }.
interval-wilson = Wilson
interval-jeffreys = Jeffreys
interval-clopper_pearson = Clopper-Pearson
why-intervals =
    Every dossier is counted, and there is an interval all the same: the count describes this period; the interval says
    how well that tells what is asked.
horizon-unit =
    What is asked is how the unit works (horizon: unit). This period is a part of that: a slow week, and slow weeks that
    follow each other for up to a quarter of a year, count as chance.
horizon-period =
    What is asked is how this period was (horizon: period). Cases count as independent of each other; how the unit
    ordinarily works is not told.
batches =
    Late dossiers come in batches, as one breakdown delays many; the design effect widens the interval accordingly:
    { $effect }.
effect-fixed = fixed at { $effect }
effect-estimated =
    estimated for each unit from its weekly figures and those of all, where some unit has at least { $weeks } weeks;
    otherwise { $default }, and the result says so
draws = Intervals of composite scores: { $draws } simulated draws.

no-rank-sets = None: no intervals are computed.
example =
    Of 22 units, "ranks 3–9" means: 2 units are shown to be better than this one, 13 units are shown to be worse, and of
    6 units the data cannot say whether they are better or worse.
all-at-once = With { PERCENT($level) } confidence, the true ranks of all units lie within their sets at once.
overlap = Where two sets do not overlap, one unit is shown to be better. Where they do, see the comparison of the pair.
ratios = How two rates are compared: { $rule }.
scores = How two composite scores are compared: { $rule }.
top = The units that could be among the best { $count } are named.
always-published = Ranks are always published.
withheld =
    If the part of the differences that is not chance is below { $least } (on a scale of 0 to 1), only tiers are
    published and no ranks; scores have grades, such that at most { PERCENT($wrong) } of the pairs in different grades are
    the wrong way round.

ratios-arcsine_tukey = pair by pair on the arcsine scale, all pairs at once (Tukey-Kramer)
ratios-fisher_holm = Fisher's exact test for each pair, with Holm's correction
ratios-kww = joint confidence intervals against each other
scores-draws = simulated scores, pair by pair
scores-mc_stepdown = max-t step-down over all pairs
scores-kww = joint confidence intervals

no-tiers = Tiers (statistical): none, as no intervals are computed.
tiers =
    Tiers (statistical): a new tier opens only where a unit is shown to be worse than the leader of the tier before. Two
    units on either side of a border may still be impossible to tell apart.
no-bands = Bands (fixed scores): none.
bands = Bands (fixed scores): { $bands }. Another band does not mean a true difference.
band = { $name } from { $least }
