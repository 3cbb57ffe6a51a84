title = The units
lead = { $count } units in the period. Each has its page: results, trends, form II.06a and data quality.
score = Score
unranked = not ranked
index_caption = The units by name; rank, range of the true rank, and score.
not_ranked = Not ranked.
partial_score =
    Score for reference: { $score }, the smaller of the score of what there is and the score with the median of the ranked
    units in each missing cell.
of = of { $count } units
withheld = ranks are withheld: the units differ too little
of_tiers =
    { $count ->
        [one] of { $count } tier
       *[other] of { $count } tiers
    }
interval = interval { $low }–{ $high }
hidden =
    { $count ->
        [one] { $count } count of this unit is suppressed, being below { $least } or telling one that is: [c].
       *[other] { $count } counts of this unit are suppressed, being below { $least } or telling one that is: [c].
    }
chances = How sure this is
chances_means =
    The probabilities follow from the data of this period, chance included; they are no shares of years or of periods.
    "<1%" does not mean impossible.
indicators = Indicator by indicator
indicators_caption =
    The unit beside all ranked units together whose figures are published. Better, worse: by more than chance explains
    (the 99.8% limits of the funnel plot).
bars = Share of the points
bar_alt = { $share } of the points
bar_none = not told
against_better = ▲ the unit is better
against_worse = ▼ the unit is worse
formulas = How each rate is worked out
formulas_caption =
    Formulas name counts by their codes, as in the table below; with the unit's counts in their places they give the
    value that is shown. What the denominator takes away is left out.
formula = Formula
formula_figures = With the unit's counts
counts = Counts in the formulas
counts_caption = The unit's counts of the period that the formulas name.
count_code = Code
count_of = What is counted
count = Count
trends = Quarter by quarter
quantiles = Its values beside those of others
quantiles_means =
    Of the ranked units: the lowest value, the value that a quarter of units does not exceed, the middle one, the value
    that three quarters do not exceed, and the highest. They are made of what is published alone.
quantiles_all = All ranked units
quantiles_caption = The unit's value and the values of others: { $group }
quantiles_own = This unit
quantiles_lowest = Lowest
quantiles_lower = Lower quartile
quantiles_median = Median
quantiles_upper = Upper quartile
quantiles_highest = Highest
quantiles_units = Units
quantiles_hidden = and { $count } suppressed
peers = Among its peers
peer_line = { $group }: rank { $rank } of { $count }, true rank { $ranks }.
peer_none = { $group }: no rank within the group.
form = Form II.06a
form_means = As the unit's dossiers give it and, where it reported for the very same days, as the unit reported it.
form_days = Form II.06a from { $first } to { $last }
form_item = Column of the form
form_counted = By the dossiers
form_reported = As reported
form_difference = Difference
form_same = the same
signals = Signals of integrity
signals_means = Beside the score and never part of it: a reason to look, no proof of anything.
signal = Signal
quality = What the unit sent
quality_caption = Rows in = accepted + rejected + repeats.
kind = Kind of data
last_exported = Latest export
submissions = Submissions
refused = { $count } refused
rows_in = Rows in
accepted = Accepted
rejected = Rejected
duplicate = Repeats
nothing_sent = The unit sent nothing.
rejections = Rejected rows by rule
rejections_caption = Rejected rows for each reason, most first.
rule = Reason
rows = Rows
advice = What to do
