title = The indicators
lead = Each indicator with its definition, numerator, denominator, legal basis and the figures of every unit.
indicator = Indicator
index_caption =
    All together, the lowest and the highest are of the same units: those that are ranked, with enough cases and figures
    that are published.
size_points = Most points
size_weight = Weight
overall = All together
lowest = Lowest
highest = Highest
spread = From 0% to 100%
spread_alt = from { $low } to { $high }, all together { $overall }
absent = Not computable: { $reason }
signals = Signals of integrity
signals_means = Shown beside the score and never part of it. See the pages of the units and of data quality.
finding = All together: { $overall } ({ $counts }).
# Of which units the overall rate, the lowest and the highest are.
together-units =
    { $count ->
        [one] The overall rate, the lowest, the quartiles and the highest are of { $count } ranked unit whose figures are published.
       *[other] The overall rate, the lowest, the quartiles and the highest are of the same { $count } ranked units whose figures are published.
    }
together-hidden =
    { $count ->
        [one] { $count } unit whose figures are not published is not among them.
       *[other] { $count } units whose figures are not published are not among them.
    }
together-few =
    { $count ->
        [one] { $count } unit with too few cases to be scored is not among them.
       *[other] { $count } units with too few cases to be scored are not among them.
    }
end-unit = { $unit }: { $counts }
end-units = { $count } units, together { $counts }
not-scored = not scored
differ =
    Of the { $of } units whose figures are published, differing from all together by more than chance explains (the
    99.8% limits of the funnel plot): better { $better }, worse { $worse }.
direction_up = More is better.
direction_down = Less is better.
share = declared { $declared } of the whole, { $share } of the differences between units' scores
target = Target that earns all points
numerator = Numerator
denominator = Denominator
denominator_id = id
excluded = Left out of the denominator
basis = Legal basis
deff = Design effect
deff_range = { $least } to { $most }, median { $median }
deff_from = (estimated from { $weeks } weeks of { $units } units)
deff_from_clusters = (estimated from { $clusters } clusters, such as courses, of { $units } units)
deff_given = (given)
chance = Error of chance
census = all counted, no error of chance
census_means =
    None: the cases are a list that was fixed by decision, and all of them are counted. Any difference between two units
    is one.
code = Code in the data
suppressed_note =
    Counts from 1 to below { $least }, and those that would tell them, are suppressed: [c]. Where only a range is known,
    the range is given.
values = Unit by unit
funnel = Against what chance explains
table = All figures
caption = { $name }, by unit, best first.
interval = { $level } interval
x = Numerator
n = Denominator
excluded_count = Left out
ranks = True rank
points = Points
status_SMALL_N = too few cases to be scored by themselves
completed = scored with { $added } cases added at { $rate }, the city's rate
status_NOT_APPLICABLE = nothing arose
status_NOT_REPORTED = not reported
status_INVALID = contradictory counts
status_NOT_COMPUTABLE = not computable from the units' exports
status_SUPPRESSED = a small count, suppressed
