# What is said of what there is: `motcua status` and `motcua tables`.

as-of = As of { $day }; another day: --date.
no-home = There is no data root { $home }: no night has run there, or --home or MOTCUA_HOME names another path.
no-span = { $text } is no span of time; expected minutes, hours or days: 90m, 26h, 2d.
tables = Tables
units = Units
unit-name = Name
last-export = Last export
silence = Silence
read-earlier = Read by an earlier version
outdated =
    { $count ->
        [one] { $count } submission was read with declarations or a program no longer in force. The next night reads it again if its file is in landing/; if the file is gone, ask the unit to send it again, or keep the rows as they were read.
       *[other] { $count } submissions were read with declarations or a program no longer in force. The next night reads those again whose files are in landing/; of files that are gone, ask the units to send them again, or keep the rows as they were read.
    }

no-table = The current snapshot has no table '{ $table }'; nearest: { $nearest }. `motcua tables` lists them.
table-undeclared = { $city } does not declare the table '{ $table }'; name the city's folder with --city.
columns = Columns
column = Column
type = Type
name-vi = Vietnamese name
name-en = English name
path = path
paths = paths to paste into a query
queries = lines to paste
