# What rules say of a row that breaks them.

as-declared = { $text }

# What can be read in a column, after "expected".
expected-amount = { $decimals ->
    [0] an amount in { $currency }, without decimals
   *[other] an amount in { $currency }, with at most { $decimals } decimals
  }
expected-code = a value of the code list
expected-integer = a whole number
expected-number = a number
expected-boolean = yes or no
expected-date = a real date in a declared format
expected-datetime = a real date and time in a declared format

# The same, where the source is known.
expected-in-formats = a real date in the format: { $formats }
expected-among = one of: { $values }
expected-among-more = one of: { $values }, …
expected-amount-like = { $amount }, written like { $example }
expected-integer-like = a whole number, written like { $example }
expected-number-like = a number, written like { $example }

unreadable = { $column }: the value cannot be read; expected { $expected }
correct-value = Correct the value in the source system and send again.
correct-or-declare =
    Correct the value in the source system and send again. If it is always written so, ask the city to declare it in the
    source { $source }: { $place }, or { $empty } if the text stands for nothing.
correct-cell = Correct the cell, as the sheet of advice says, and send again.
write-hour =
    Write the day and the hour, such as 05/01/2026 08:30; of a due day without a time, the end of its working hours.
declare-empty = Leave the cell empty, or declare that the text stands for nothing:
no-code =
    { $column }: no code; a word that stands for nothing (NULL, -), an error of Excel, or a number in scientific notation
    (2.9E+10) or of more than 15 digits, of which digits are lost
take-code-anew =
    Take the code anew from the source system; in Excel format the column as Text before entering and saving, in JSON
    quote the code.
missing = { $column }: required but empty
fill-in = Fill in the missing value and send again.
out-of-range = { $column }: the date lies outside { $first } to { $last }
read-in-formats = { $wrong }; read in the format: { $formats }
check-year = Check the year (such as 20226, a year of two digits, or one of the Buddhist era).
after-export =
    { $column }: later than the day after the file's export; what had not happened cannot be recorded
correct-export =
    Correct the date in the source system; if it is right, the time of export is wrong: write it into the file's name,
    as the source's `exported_at` declares.
in-section-exported-at = { $advice } (Source { $source }, section {"["}exported_at].)
key-conflict = Different rows share one key within the file
one-row-per-key = Keep one row for each key.
rows-differ = Rows { $rows } share the key and differ in { $columns }; keep one row for each key.
ragged-row = The row does not have as many cells as the header
quote-delimiter = A cell may hold the delimiter without quotation marks; correct the row and export again.

unit-unknown = The unit's name is not in the register
official-name = Use the unit's official name, or ask the city to write this spelling into `aliases` in units.csv.
alias-near =
    If "{ $written }" is a unit, ask the city to write it into `aliases` of the unit in units.csv. Nearest: { $nearest }.
unit-foreign = The row belongs to another unit than the one that sent the file
check-folder = Check whether the file was put into the wrong folder.
unit-not-in-existence = The date lies outside the time in which the register says that the unit exists
check-date = Check the date, or send it through a source declared as a restatement.

printed-ambiguous = { $column }: the text can be read as two numbers
name-the-locale = Say in the column locale how the source writes numbers (vi or en), or write the number in words.
not-as-printed = { $column }: not what stands in { $printed }
leave-to-printed = Leave the cell empty: it is read from the printed text.
printed-says = The printed text says { $said }, the file { $stated }. Leave the cell empty, or correct the printed text.
printed-says-no-number = { $why } Leave the cell empty.

# Of rules that only warn.
look-at-rows = Look at these rows in the source system; if they are right there is nothing to do.

# Why a whole submission is turned back: its rules with the rows that break them.
broken-by = { $wrong } ({ $unexpected } of { $rows } rows)
broken-both = { $first }; { $second }
