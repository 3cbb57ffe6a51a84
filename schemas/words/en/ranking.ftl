title = Ranking of administrative reform, { $city }
lead = From { $first } to { $last }, by { $method }. The figures are those that the units themselves sent.
table = The ranking
caption =
    The units by score, highest first. Scores are out of { $total }, from the { $computable } points of the method that
    can be computed.
caption_weights = The units by score, highest first.
rank = Rank
grade = Grade { $grade }
unit = Unit
set = True rank lies within ({ PERCENT($level) })
set_alt = true rank { $ranks } of { $of }
tier = Tier
score = Score and interval
band = Band
late = Late per 10,000
bars = Each indicator
change = Change
no_change = not reliable
bars_key =
    The small bars from left to right show the share of the points earned for the indicators below. An empty box:
    nothing to show, or suppressed; for a small count that is suppressed, the middle of its range.
letters = Letters below the tier: two units that share one cannot be told apart.
mark = † The scores shown are equal; ranks differ by what is not shown, or by the indicator that breaks ties.
sets = The true rank of each unit
how_to_read = How to read the table
why_intervals = Counts describe the period; intervals say how well the period tells the unit's way of working behind it.
unranked = Not ranked
unranked_means =
    Missing data are not counted as 0; these units are listed with the reason. The score for reference is the smaller of
    two: that of what there is, and that with the median of the ranked units in each missing cell; so that not reporting
    never raises it.
unscored =
    Score and rank are not published: with other figures the score would tell a count below { $least }, which is suppressed.
unranked_none = Every unit is ranked.
unranked_score = Score for reference
reason = Reason
peers = Within each peer group
peers_means = The same scores, ranked among units of one kind.
peers_caption = { $group }: the units by score, highest first.
peers_units =
    { $count ->
        [one] { $count } unit
       *[other] { $count } units
    }
peers_few = No ranks within the group: too few eligible units.
changes = Since the period before
choices = { -other-choices }
choices_more = See the method and how sensitive it is
absent = What the units' exports cannot tell
absent_item = { $name } ({ $size }): { $reason }
cautions = Keep in mind
empty = No unit is ranked in this period.
rate_changes = Rates that changed by more than chance explains
rate_change = { $unit }: { $before } → { $after }
rate_counted = { $rate } ({ $counts })
