# Where published figures and what was found about them are shown: a page, a unit's profile, a unit's workbook.
title = Published figures
lead =
    What pages, reports and newspapers printed about the work of the offices, held against itself, against the figures
    printed beside it and, where that may be told, against the dossiers that were sent.

# What was found, in one sentence.
counts = { $all ->
    [one] One published figure was judged: { $verdicts }.
   *[other] { $all } published figures were judged: { $verdicts }.
}
count = { $verdict }: { $count }
none = No published figure is in the data.
by-text-alone =
    Figures are judged here by their own text alone: the city publishes no small counts of dossiers, and a verdict by
    dossiers would tell them.
months-by-text =
    Figures about less than a quarter are judged by their own text alone: the city does not publish all counts by month.
synthetic = The figures, and the sources that they name, are invented: nobody printed them.

# How to read it.
reading = How to read this
reading-caption = The five verdicts, their marks, and how many figures have each
verdict = Verdict
means = What it means
figures = Figures
share-alt = { PERCENT($share, digits: 0) } of the figures
means-reconciles =
    In the reading that the sentence names, or that a reader expects, the figures printed beside it or the dossiers give
    what is printed.
means-reconciles_only_if =
    It fits, but in another reading only: another denominator, cut instead of rounded, other units or days. The reading
    is named. That is no error by itself; it should have been said.
means-internally_inconsistent =
    The figures of the same text exclude each other in every admissible reading. Something in the text is wrong, be it a
    misprint: who wrote it should correct it.
means-contradicted =
    The dossiers that were sent, which cover these days, give it in no admissible reading. Either the figure is wrong or
    dossiers were not sent: both are worth a question.
means-not_testable =
    Nothing can be said: the text prints too little beside it, or it cannot be read with certainty. That is no reproach
    and no sign that the figure is wrong.
no-accusation =
    Verdicts speak of figures, never of persons. The two hard ones are given only where no admissible reading is left;
    “cannot be tested” is no accusation, and “reconciles” no proof that a figure is true: it says that what is printed
    agrees.

# The figures, verdict by verdict.
group-caption = { $verdict }: figures as printed, text by text, and what was found
printed = Figure as printed
result = What was found
computed = Computed
source = Source
days = { $first } to { $last }
unknown-measure = { $name }
no-days = days not stated
share = { PERCENT($share, digits: 5) }
number = { $number }
code = Reading:
against = tested against: { $what }
take = All of it as a table, to take away:

# Of one unit.
unit-heading = Its published figures
unit-lead =
    What was printed about this unit, and whether it agrees with itself and with the dossiers. What each verdict means
    stands on the page of published figures.
unit-page = How to read the verdicts, and all figures
sentence = { $measure }, { $days }: { $verdict }.
