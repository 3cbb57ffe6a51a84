# The list of indicators and measures, docs/indicators.md: it stands there in all languages side by side.

title = Indicators and measures
generated = Generated from { $indicators } and { $measures } by `make docs`; do not edit.
what-an-indicator-is =
    An indicator is a numerator over a denominator, as printed, each a sum of measures. What the denominator takes away
    is left out, and shown beside every rate.
how-to-add = How to add one

# Of an indicator.
indicator = indicator
label = English
numerator = Numerator
denominator = Denominator
denominator-id = Id of the denominator
left-out = Left out
part-of-failures = Part of the failures
case-mix-indirect =
    Like with like, indirectly (observed over expected): by { $strata }; strata of { $least } cases in the city or more
case-mix-direct =
    Like with like, directly (with the city's cases): by { $strata }; strata of { $least } cases in the city or more
chance = Error of chance
chance-census = none: all of a list that was fixed by decision
unit = Unit
a-share = a share
more-is-better = more is better
less-is-better = less is better
role = Role
role-integrity = a signal beside the score, never part of it
subject = About
subject-people = people: answers, complaints
subject-office = what the office did
legal-basis = Legal basis
in-force-from = from { $day }
in-force-until = until { $day }

# Of a measure.
measures = Measures
measure = measure
table = table
kind = kind
kind-flow = a flow, counted on its day
kind-stock = a stock, from its beginning to its end
kind-level = a level, averaged over days
days = days
condition = condition
every-row = every row
in-clusters = in clusters: { $clusters }
