sets_title = { $count } of { $of } units could be first
sets_caption =
    The true ranks of all units lie in these ranges at once with { $level } confidence. Dot: rank by score. Bands:
    tiers.
sets_alt = The rank ranges of { $of } units in the order of their scores; the figures are in the table below.
dots_caption =
    Dot: value; line: interval. Hollow dot: too few cases, not scored. Dashed line: a suppressed small count, known only
    to lie in the range.
dots_alt = { $what } of { $count } units with intervals; the figures are in the table below.
funnel_title =
    { $count ->
        [one] { $count } of { $of } units differs from all together by more than chance explains
       *[other] { $count } of { $of } units differ from all together by more than chance explains
    }
funnel_caption =
    Each point is a unit. If all were alike, 95% would lie within the dashed lines and 99.8% within the solid ones. Only
    units whose counts are published.
funnel_alt = Funnel plot of { $of } units, { $count } outside the limits; the figures are in the table below.
trend_title = { $unit }: { $indicator }
trend_caption =
    By quarter, with intervals. Hollow dot: the quarter is not over. Gaps: nothing to show, or suppressed. Dashed: the
    median of the units.
trend_alt = The course over { $count } quarters; the figures are in the table below.
days = From { $first } to { $last }.
absent =
    { $count ->
        [one] { $count } unit is not drawn: { $reasons }.
       *[other] { $count } units are not drawn: { $reasons }.
    }
absent-reason = { $count } { $reason }
failures = Failures
status = Status
unit = Unit
rank = Rank
rank_low = True rank from
rank_high = True rank to
rank_axis = Rank (1 is best)
tier = Tier
value = Value
low = Low
high = High
# Failures, by the code of the indicator.
per_10k =
    { $indicator ->
        [on_time_766] Late dossiers per 10,000
        [on_time_over_received] Late dossiers per 10,000
        [on_time_over_resolved] Late dossiers per 10,000
        [on_time_over_resolved_current] Late dossiers per 10,000
        [overdue_open_share] Late dossiers per 10,000
        [petitions_on_time] Late answers per 10,000 petitions
       *[other] Failures per 10,000 cases
    }
share = Share
per_official = Number per official
cases = Cases
outside = Outside the limits (1: 95%, 2: 99.8%)
all_together = all together
limit_95 = 95%
limit_998 = 99.8%
median = median
quarter = Quarter
form_title =
    { $count ->
        [one] { $count } of { $of } figures that the unit reported differs from its own dossiers
       *[other] { $count } of { $of } figures that the unit reported differ from its own dossiers
    }
form_caption =
    Form II.06a from { $first } to { $last }. A red line joins two figures that differ; the axis is logarithmic.
form_axis = Dossiers
form_alt = { $of } figures of form II.06a, { $count } unlike the dossiers; the figures are in the table below.
