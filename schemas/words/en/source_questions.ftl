# What `motcua source new --interactive` asks a person at a terminal.

no-terminal = There is nobody to ask: --interactive needs a terminal. Without it you get a draft with its TODOs. Nothing was written.
how =
    Answer with a number, or with words of the list; Enter leaves a question open (it stays a TODO); Ctrl-C ends the questions, and what was answered
    is kept.
stopped = No more questions: the draft has what was answered, the rest are TODOs.
units = Which units use this format? Names or ids, separated by commas; { $city }: one export with rows of several units; *: every unit sends its own (a file of the city is not among them); level:commune: every commune sends its own
label-vi = What is the format called, in Vietnamese (for instance "{ $label }, CSV")?
label-en = What is the format called, in English (for instance "{ $label }, CSV")?
unit-header = Which header names the unit of each row?
no-unit = There is no unit { $unit }; nearest: { $nearest }.
header = What is the column "{ $header }"? ({ $why }; { $facts })
facts = { $filled } of { $rows } rows filled, { $different } different values
facts-listed = { $filled } of { $rows } rows filled, { $different } different values: { $texts }
missing = { $column } is required and was not found. Which header holds it, or which one value do all rows have?
persons = Which of the headers that are ignored are personal data? Several numbers are separated by commas
order = How are the dates of { $headers } written?
first-day = day before month: 05/01 is 5 January
first-month = month before day: 05/01 is 1 May
first-year = the year first
code = Column "{ $header }": what does "{ $text }" mean ({ $rows ->
    [one] 1 row
   *[other] { $rows } rows
 })?
personal = personal data: dropped while reading
ignored = nobody needs it: ignored
none-of-them = none of them
no-choice = Type a number from 1 to { $most }, words of the list that only one line has, or Enter.
