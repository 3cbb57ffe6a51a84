# The workbook that a unit fills in, and the source that reads it (`motcua source template`).

source-head = Reads the template of `motcua source template`; both are made together from the table's declaration.
source-label = { $table }, a template that was filled in
true = Yes
false = No

title = { $table }
title-of-unit = { $table }: { $unit }
first-row = Fill in from row { PLAIN($row) }, one record a row. How: the sheet of advice.
required = Required
optional = If there is one
cell = { $need }. { $how }
wrong = Not a valid value

# What is written in a column.
how-unit = Choose the unit from the list.
how-list = Choose from the list: { $choices }.
how-money = A number without a sign of currency: { $amount }.
how-between = { $kind ->
    [integer] A whole number from { $least } to { $most }.
   *[number] A number from { $least } to { $most }.
}
how-integer = A whole number.
how-number = A number.
how-date = A date, such as 05/01/2026.
how-datetime = A date and a time, such as 05/01/2026 08:30.
how-code = The code exactly as the system has it, leading zeros too.
how-string = Text. No names of persons, identity numbers or telephone numbers.
example-money = 54500
example-integer = 3
example-number = 99.5
example-date = 05/01/2026
example-datetime = 05/01/2026 08:30
example-code = VIDU-260105-0001
example-string = (example) Something invented
example-most = { $number }

# The sheet of advice.
advice-sheet = Advice
advice-title = Advice: { $title }
advice-column = Column
advice-need = Needed
advice-how = What to write
advice-example = Example (invented)
advice-english = In English
fill-heading = How to fill in
fill-rows = On the first sheet, right below the headings, one record a row. To drop a row, clear its cells.
fill-lists = Where a column has a list, choose a value from it and write no other.
fill-times =
    Day/month/year hour:minute. Always with the time: a date alone is not taken, for it would be read as 00:00, and what
    is done on its due day would count as late. Where a due day has no time, write the end of its working hours.
fill-personal =
    No personal data: no name, identity number, telephone number, address or e-mail of anybody. This table does not
    want them.
fill-columns = Add, rename or remove no column; write nothing into the rows above the headings.
rejected-heading = When a row is rejected
rejected-missing = A required column is empty, or a value cannot be read.
rejected-key = Two different rows have the same { $columns } in one file.
rejected-dates = A date outside { $first }–{ $last }, or something that came about later than the day of the file.
rejected-rule = { $wrong }. { $advice }
send-heading = How to name and send it
send-name =
    Save as .xlsx with the day of the file as year-month-day in its name, such as { $name }. Next time the new day.
send-folder = Put the file into { $folder }, the way the city has said.
folder-of-unit = the unit's folder (inbox/<unit>)
folder-of-city = the city's folder (inbox/_city)
send-check = Better check it before sending: motcua check { $command }
its-unit = <unit>
send-empty = Where nothing arose, send the empty table: it is accepted with 0 rows.
lists-heading = The hidden sheet
lists-no-data = The hidden sheet of lists holds what can be chosen; it is no data and needs no correction.
lists-sheet = Lists
list-of = List: { $column }
written =
    Written: { $workbook } and { $source }. Copy the .toml file into the city's folder sources; send the workbook to the
    unit.
no-unit-in-table = The table { $table } is of the whole city: leave --unit out.
