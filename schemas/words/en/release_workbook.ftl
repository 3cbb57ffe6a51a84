# The workbook of a publication, and what it shares with that of a unit (cover, contents).

title = Ranking of administrative reform, { $city }, period { $period }
synthetic = SYNTHETIC data.
one-table = This worksheet contains one table.

cover = Cover
cover-figures = Figures from { $first } to { $last }.
cover-method = method
cover-snapshot = snapshot
cover-source = The figures are those that the units themselves sent.
cover-findings = Findings

contents = Contents
contents-sheet = Sheet
contents-about = Contents
contents-notes = How to read, symbols

notes = Notes
notes-symbols = Symbols
# The symbols that these explain are put before them.
notes-suppressed =
    suppressed for confidentiality: a count from 1 to below { $threshold }, or one from which it could be computed
notes-unreliable = low reliability: too few cases, shown and not scored
notes-missing = not available
notes-none = not applicable
notes-reading = How to read
notes-shares =
    Shares are percentages, never rounded to 100% or 0%; changes of shares are percentage points.
notes-cautions = Cautions

# Names of sheets: short, for the tabs.
sheet-ranking = Ranking
sheet-indicators = Indicators
sheet-values = Values
sheet-trends = Trends
sheet-changes = Changes
sheet-form = Form II.06a
sheet-signals = Signals
sheet-counts = Counts
sheet-deliveries = Data sent
sheet-rejections = Rejected rows
sheet-weights = Weights
sheet-suppressions = Suppressed

# In tables.
values-title = Values of the indicators
unit-name = Name of the unit
indicator-name = Name of the indicator
whole-city = the whole city
score = the score
