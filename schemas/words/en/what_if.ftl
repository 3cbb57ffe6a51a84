title = What if the weights were different?
lead =
    Move a slider to see how scores and ranks change when each group of criteria counts for more or less. This is only a
    trial, computed on your own machine: the published result does not change.
caution =
    Choosing weights after seeing the ranks is the easiest way to get the ranking that one wishes. Use this page to
    learn how firm the result is, not to find a better one.
no_script =
    This browser does not run JavaScript, so the weights cannot be moved. The table below is the published result;
    trials that were computed beforehand stand at the end of the page.
unsupported =
    This method cannot be tried on a page: { $why } The table below is the published result; trials that were computed
    beforehand stand at the end of the page.
weights = Weights
weights_hint = Set any numbers: they are scaled to 100% by themselves. Use a mouse, a finger or the arrow keys.
equal = Equal weights
reset = Back to the published weights
unit_points = points
unit_weights = weight
number = { $name }: enter the { $unit }
share = of the score
inner = Within the group
not_computable = No data to compute it. It moves with its group, and the group weighs only what can be computed.
only_shown = Shown only, not scored.
empty_group = Nothing in this group is scored.
sum_points = Set in all: { $sum }, scaled to { $total } points.
sum_weights = Weights count relative to each other, within one level.
value_points = { $value } points, { $share } of the score
value_weights = weight { $value }, { $share } of the score
result = Result
caption = The units by score under the weights that are set, beside their published rank
caption_scores = The units by score under the weights that are set
rank = Rank
unit = Unit
change = Against the published rank
score = Score
difference = Change of score
published = Published rank
set = Published range of ranks ({ PERCENT($level) })
unranked = Not ranked
up =
    { $count ->
        [one] ↑ up { $count } place
       *[other] ↑ up { $count } places
    }
down =
    { $count ->
        [one] ↓ down { $count } place
       *[other] ↓ down { $count } places
    }
same = unchanged
new = ↑ now ranked
lost = ↓ no longer ranked
declared = These are the published weights; first: { $first }.
moved =
    { $count ->
        [one] { $count } unit changes rank; first: { $first }.
       *[other] { $count } units change rank; first: { $first }.
    }
moved_none = No unit changes rank; first: { $first }.
scores = Highest score: { $first }.
nobody = No unit is ranked: every weight is 0, or what weighs has no data.
sets_warning =
    The ranges of ranks are those of the publication and are not computed again here: with other weights they would
    differ. Between units whose ranges overlap the order is uncertain all the same.
withheld =
    The publication gives no ranks, because the units differ too little for the noise; nor does this page, which shows
    scores alone.
approximate =
    { $count ->
        [one] ≈ { $count } unit has small counts that are not published. Under the published weights its score is right; under others its score and rank are estimates from what is published, and may be some places off.
       *[other] ≈ { $count } units have small counts that are not published. Under the published weights their scores are right; under others their scores and ranks are estimates from what is published, and may be some places off.
    }
approximate_short = estimate
keep = Keep it or send it
link = Link to the weights that are set
copy = Copy the link
copied = The link is copied.
other_link = This link belongs to another method; these are the published weights.
file = Download the weights (TOML)
file_hint = Put the numbers of the file into the method's file, then run motcua rank for ranges, tiers and warnings.
file_1 =
    Trial weights from the page “What if the weights were different?” (method { $method }, period { $period }). Nobody
    has decided on them.
file_2 = Put these numbers into the method's file, leave its other lines as they are, then run motcua rank.
reason_INVALID = contradictory counts: { $names }
reason_NOT_REPORTED = not reported: { $names }
reason_SMALL_N = too few cases: { $names }
reason_LOW_COVERAGE = too little could be scored; missing: { $names }
reason_WEIGHTLESS = what weighs has no data
precomputed = Computed beforehand: how firm the result is
left_out = Leaving out one indicator at a time
left_out_caption = By how many places ranks move without the indicator; the others of its group carry its weight
left_out_indicator = Indicator left out
left_out_mean = On average
left_out_largest = At most
left_out_movers = Units that move most
left_out_nobody = none
ranges = How far ranks vary
ranges_caption = Within which ranks each unit lies in 90% of the trials; these are no confidence sets
ranges_method = Under other choices
ranges_sampling = By chance
ranges_combined = Both
precomputed_none = None: nobody is ranked, or the method asks for no trials.
uses_no_weights =
    The method compares units pair by pair (Copeland), or takes points off where parts are uneven (Mazziotta-Pareto).
depends_on_others =
    The score of an indicator depends on which other units are ranked, so it cannot be computed again here.
