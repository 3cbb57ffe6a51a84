title = Method
lead =
    Every rule of the method “{ $method }” in words and formulas, and what the rules did from { $first } to { $last }.
    All figures are taken from the method's file and the data; none is written by hand.
contents = On this page
rules_heading = The rules
effects_heading = In this period
basis = Legal basis
groups_heading = Groups, indicators and what they count for
groups_caption_points = Indicators of the method, their most points and share of the whole
groups_caption_weights = Indicators of the method, their weight and share of the whole
groups_indicator = Indicator
groups_points = Most points
groups_weight = Weight
groups_share = Share of the whole
groups_target = Target that earns all points
groups_role = Role
groups_shown_only = shown, not scored
weights_heading = Declared weights and shares of the differences
weights_text =
    The declared weight is what the office decided. The share of the differences is the part of the differences between
    the units' scores that goes with the indicator; together the indicators have 100%. One in which all units do about
    equally well has next to nothing, however many points it was given. A share below 0 draws the units together: those
    with high scores do worse in that indicator. A large share does not mean that ranks hang on the indicator: beside it
    stands how far they would move without it. R² is the squared correlation with the score. It is high for whatever
    goes with the others, whatever it weighs, and does not sum to 100%.
weights_caption = Declared weights of groups and indicators, and their shares of the differences
weights_measure = Group or indicator
weights_declared = Declared
weights_share = Share of the differences
weights_mean_shift = Left out: mean shift (ranks)
weights_largest_shift = Left out: largest shift
weights_linear = R² (line)
weights_spline = R² (curve)
weights_empty = No unit is ranked, so that there are no differences.
weights_title = { $name }: declared { $declared }, { $share } of the differences between units' scores
weights_axis = Share of the whole
weights_figure_caption =
    What each indicator was declared to count for and its share of the differences between units' scores, the widest gap
    first. The shares sum to 100%.
weights_alt =
    Dot plot of { $count } indicators: a square for the declared share, a circle for the share of the differences, joined by a
    line. The figures are in the table below.
weights_none = no difference
choices_heading = Would ranks change if other choices were made?
choices_text =
    The table was computed { $runs } times under other choices that are reasonable too. The ranges below hold the ranks
    of 90% of these runs; they are not confidence sets, and the official ranks do not change.
choices_text_none = This method tries no other choices, or no unit is ranked.
ranges_caption =
    Rank by this method, and how it varies with other choices, by chance, and with both (5th to 95th percentile)
ranges_title = Ranks of { $count } of { $of } units move by { $places } places or more under other choices
ranges_figure_caption = Dot: rank by this method. Bars: ranks in 90% of the runs; no confidence sets.
ranges_alt =
    Ranks of { $count } units with two bars each: how they vary with other choices, and by chance. The figures are in
    the table below.
ranges_low = { $kind }: from
ranges_high = { $kind }: to
ranges_unit = Unit
ranges_rank = Rank
ranges_method = Other choices
ranges_median = Median of other choices
ranges_sampling = Chance
ranges_combined = Both
factors_caption = Which choice makes the ranks move
factors_text =
    Alone: the part of the shifts that this choice causes by itself. In all: together with others. Both hold for the
    levels tried only.
factors_factor = Choice
factors_levels = Levels
factors_first = Alone
factors_total = In all
left_caption = How far ranks move where one indicator is left out
left_indicator = Indicator left out
left_mean = Mean shift (ranks)
left_largest = Largest shift (ranks)
left_movers = Units that move most
reliability_heading = How far can the differences be relied on?
reliability_text =
    Reliability by the model is the part of the differences between units that is no chance, if chance varies as the
    model says. Reliability by retest needs no model: the first half of the period is set beside the second, and their
    correlation is stepped up to the whole period. Where the retest finds clearly less, something varies that the model
    does not see, or units changed for good: then believe the retest.
reliability_caption = Reliability of each measure, by the model and by retest, with its interval
reliability_measure = Measure
reliability_score = Score
reliability_units = Units
reliability_model = By the model
reliability_correlation = Correlation of halves
reliability_retest = By retest
reliability_below = clearly below the model
reliability_none = Too few units, or too short a period, for a retest.
design_heading = Design effects
design_text =
    Late dossiers come in batches, and slow weeks follow slow weeks, so that counts vary more than by chance. Intervals
    are widened by this factor, which is greater for units with more dossiers; 1 means not at all.
design_caption = Design effects by indicator, and what they rest on
design_none = This method computes no intervals, so that there are no design effects.
design_indicator = Indicator
design_least = Least
design_median = Median unit
design_most = Greatest
design_persistence = Correlation of successive weeks
design_basis = Rests on
design_clusters = { $clusters } clusters, such as courses, of { $units } units
design_estimated = { $weeks } weeks of { $units } units
design_set = not estimated: set beforehand; intervals may be too narrow
record_heading = How to compute this ranking again
record_text =
    The same snapshot, the same method file and the same version of the software give every figure again. The command:
record_caption = What determines this ranking
record_what = Item
record_value = Value
record_period = Period
record_days = { $name }: { $first } – { $last }
record_snapshot = Snapshot
record_method = Method
record_fingerprint = Hash of the method
record_indicators = Hash of the indicators' declarations
record_file = SHA-256 of the method's file
record_seed = Seed of the simulations
record_draws = Simulated draws
record_runs = Runs under other choices
record_software = Software
reporting_heading = Who reports
reporting_text =
    Units that lack data are not ranked, so that the ranks of others depend on who reports. Here everybody is ranked:
    each missing cell has the median of the ranked units, and for the range their lower and upper quartiles. A median is
    no figure of the unit: this says which ranks depend on who reports, and not how good a unit is.
reporting_none = No unit is left out for lack of data that could be ranked for a trial.
reporting_caption = Where units without a rank would stand
reporting_place = Rank with the median
reporting_range = Range with the quartiles
reporting_missing = Missing indicators
reporting_moves = { $count } of { $of } ranked units would then change their rank: { $units }.
reporting_move = { $unit } ({ $rank } → { $everybody })
reporting_still = No ranked unit would then change its rank.
