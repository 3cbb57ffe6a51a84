# The data dictionary, docs/tables.md: it stands there in all languages side by side.

title = Data dictionary
generated = Generated from { $sources } by `make docs`; do not edit.

# Its own words, each with its meaning.
required = required
    .meaning = The column is never empty.
reject-row = reject row
    .meaning = A row that breaks the rule does not enter the table.
share = share
    .meaning = The share of rows that must meet the rule, or the submission is rejected whole.
limits-of-city = Limits in rules are those of { $city } (`city.toml`).

# Headings of columns.
table = table
contents = contents
column = column
type = type
label = English
unit = unit
source-field = source
code = code
rule = rule
severity = severity
message = message

# What stands above a table of columns.
cautions = Cautions
codes = Codes of
rules = Rules
key = Key
key-none = none, the rows add up
by-month = { $groups ->
    [1] One file for each month
   *[other] One file for each month, in { $groups } groups of units
  }
scope = Scope
scope-unit = each unit sends its own rows
scope-city = sent once for the whole city
scope-operational = written by the pipeline itself
scope-published = made for a publication, in no snapshot
subject = About
subject-people = people's business; which small counts are not published, the city's policy says
subject-office = the office's own work
published-as = Published as
published-as-result = the result
published-as-analysis = analysis of the result
published-as-background = background
published-as-register = the register
published-as-history = the history of editions, beside them
severity-reject = reject row
severity-warn = warn
severity-batch = whole submission
