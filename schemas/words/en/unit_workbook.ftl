# The workbook that each unit gets after a night: its sheets, with the notes above their tables.

title = What came of the data and the ranking: { $unit }, { $day }
synthetic = SYNTHETIC data.

faults = Faults to correct
    .notes = One line for each kind of fault, the most frequent first. A row of a file may have several faults.
    .none = No row was rejected, so that there is nothing to correct.

rejections = Rejected rows
    .notes = Rows that are in no table, those of the newest file first. Correct them in the source system and export again.
    .none = No row of the files was rejected.
rejections-corrected =
    Rows that were corrected in a later file still stand here under the name of the earlier one: look at the newest file
    first.
rejections-masked =
    Of a value that may be personal data only the form is shown (d: a digit, a or A: a letter): open that row to see it.
rejections-cut = Only the first { $shown } of { $count } are listed; sheet 1 counts all of them.
# What is shown of a value that was left empty, and of a rule that gives no advice.
written-nothing = (left empty)
advice = Correct the value in the source system and send again.

deliveries = Files received
    .notes = For each file: records sent = accepted + rejected + duplicate. The newest file comes first.
    .none = { $unit } has sent no file yet.
deliveries-layout =
    Rows of layout (titles, headings, empty rows, totals, comments) are no records and not among the records sent.
deliveries-current = In use: accepted rows that no later export has replaced.
deliveries-active =
    In force: a file that was refused, taken back, or read again by new rules is no longer in force.
active-yes = yes
active-no = no
unrecognised = not recognised

warnings = Warnings
    .notes = A warning rejects no row; it names what somebody should look at. The newest file comes first.
    .none = There are no warnings.

standing = Standing
    .notes = Figures from { $first } to { $last }, by the method: { $method }.
standing-draft = A nightly draft, not the published ranking.

indicators = Indicators
    .notes =
        Numerators and denominators are exact counts of the unit, neither rounded nor suppressed: not for publication.
    .none = No indicator has been computed for the unit in this period yet.
indicators-excluded =
    Excluded: cases that the denominator of the indicator takes away, because the data say nothing or because the reading
    passes over them. Lower and upper limit: the confidence interval.
indicators-compared =
    Compared with all units together: called better or worse only where the difference exceeds what units differ by
    anyway. An empty cell: no data, or not to be computed.

improvements = What to improve
    .notes =
        The indicator with the most points left comes first. How many more cases are needed is computed on the whole
        period so far.
    .none = No indicator has points left to earn, or there are no data to score.

claims = Published figures
    .notes = What was printed about the unit, and whether it agrees with the figures printed beside it and with the unit's dossiers.
    .none = No published figure of the unit is in the data.
