# What is found about published figures.

# Figures and sums.
number = { $number }
span = { $low } to { $high }
figure = { $number } ({ $name })
plus = { $left } + { $right }
minus = { $left } − { $right }
brackets = ({ $sum })
brackets-total = ({ $sum } = { $total })
quotient = { $numerator } / { $denominator }
gives = { PERCENT($share) }
spans = a span of shares
mode-half-up = rounded half-up
mode-half-even = rounded half to even
mode-cut = cut off, not rounded
mode-span = within its bound
reading = { $quotient }, { $rounding }
reading-scope = { $quotient }, { $rounding }, { $scope }

# Whose figures a reading takes.
same-days = the same days
no-days = days not stated
days = { $first } to { $last }
scope-of = figures of { $unit } ({ $window })
scope-without = what is left without { $units }
scope-sum = sum of the levels that are printed
scope-with = together with { $units }
scope-late-of = late dossiers of { $unit } alone
scope-late-without = without the late dossiers of { $unit }

# A rate.
fits = { $text } fits { $reading }: exactly { $gives }.
fits-if = { $text } fits only if read as { $readings } (the first gives { $gives }).
fits-if-not =
    { $text } does not fit { $by_default }, which gives { $default }; it fits only if read as { $readings } (the first
    gives { $gives }).
fits-mended = { $text } would fit if the { $name } were { $mended }: that figure is what does not add up.
inconsistent-rate =
    { $text } does not fit { $quotient }, which gives { $gives }, in no way of rounding and no other reading: at least
    { $apart } cases apart.
unfit =
    { $text } fits nothing that is printed (such as { $quotient }), but figures that are not printed could explain it.
no-counts = No counts are printed that it could be of.
no-counts-least =
    No counts are printed that it could be of. Such a figure needs at least { $least } cases if rounded half-up, { $cut }
    if cut off.
with-rest = { $why } Not said: { $scope }, { $quotient } = { $gives }.

# A count.
closes = { $whole } = { $parts }.
more-than = { $whole } is more than { $parts }
less-than = { $whole } is less than { $parts }
feeds = It is part of { $reading }.
feeds-otherwise = It is part of { $reading }, which is not what the sentence says: nothing follows for this figure.
remainder = { $whole } is { $apart } more than { $parts }: { $room }.
beyond = { $whole } is { $apart } less than { $parts }: { $room }.
inconsistent = The text contradicts itself: { $sums }; no other reading of these figures is left.
inconsistent-alone =
    The text contradicts itself: { $sums }. With { $mended } for this figure ({ $name }), and with no other single change,
    all of it would add up.
another = It stands in a sum that is not right ({ $sums }), but nothing says that this figure is the one.
beside-unfit = The rate that is printed of it does not fit; nothing says that this figure is the reason.
alone = Nothing is printed beside it that it could be tested with.
room-span = one of the figures is a span, is printed twice, or can be several things
room-read-twice = so little may have moved between two readings of one system
room-other-channel = another channel, or what was carried over, may have the rest
room-carried-over = what was carried over is not printed, and may be in it
room-withdrawn = returned, withdrawn and waiting dossiers are not printed, and may be the rest
room-undated = resolved dossiers without a due date may be the rest
room-paused = paused dossiers may be the rest
room-others = other outcomes may be the rest
room-level = the rest belongs to no level that is printed
room-own-body = what seems to be the whole may be one body of it
room-period = two periods need not agree

# What cannot be tested.
unknown-measure = The measure "{ $measure }" is not in the vocabulary.
no-share = "{ $text }" is no share.
no-count = "{ $text }" is no whole number of cases.
bad-days = "{ $days }" are no first and last day, each written like 2025-07-01, both or none.
another-value = The file gives the value { $value }, but "{ $text }" says another: correct one of them.

# The dossiers.
contradicted = The dossiers that were sent, which cover these days, give { $text } in no reading.
contradicted-usual =
    The dossiers that were sent, which cover these days, give { $text } in no reading; { $reading }: { $value }.
dossiers-fit = The dossiers bear it out: { $reading }.
dossiers-fit-if = The dossiers bear it out only if read as { $reading }.
