# What is said of one file: `motcua check`, and `motcua source check` and `source new` of a format that is new.

# How many rows, on one line.
count-rows_in = rows in
count-accepted = accepted
count-rejected = rejected
count-duplicate = duplicate
count-warnings = warnings
left-alone = Would not be taken in yet: { $why }
judged-as =
    Judged as a delivery into the folder { $folder }, business date { $day }. For another folder add --unit <unit>.
not-judged =
    Not judged is what depends on other files: whether this one was sent before, codes that other files or units have
    too, rows that a later export replaces, reports held against dossiers.

no-records = Rows that are no records
member = Sheet, archived file
first-row = First row
rule = Rule
rejected-because = Rejected because
examples = Examples
in-row = row { PLAIN($row) }
in-rows = rows { $rows } ({ $count })
for-rows =
    { $advice } ({ $count ->
        [one] 1 row
       *[other] { $count } rows
    })
repeats = Rows that repeat another to the letter and are counted once ({ $count } in all; the first are named)
repeated = Row
repeats-row = repeats
shapes =
    Of text that may be personal only the shape is shown: d a digit, a or A a letter; look at that row.
warnings = Warnings
warning = Warning
where = Where

no-source-names-unit = No source of the city names the unit within the file; add --unit <unit>.
source-names-no-unit = This source does not name the unit within the file; add --unit <unit>.
no-headers = { $file }: the row of headers looks like data; put a row of headers above it and try again.
no-table = There is no table '{ $table }'; try: { $nearest }.
no-source = There is no source '{ $source }' in { $folder } (nor is it a .toml file); nearest: { $nearest }. For another city add --city.
no-sources =
    There is no source '{ $source }' in { $folder } (nor is it a .toml file): this city has none. For another city add --city.
units-unsaid =
    The source { $source } does not say yet who sends it; the file was judged in the folder { $folder }. If that is right:
    units = ["{ $folder }"]
file-exists = { $file } exists; choose another name or remove it first.
no-source-name = { $file }: this file's name would be the id of the source, which is of a-z, 0-9 and hyphens; write --out { $possible }
drafted-for = Drafted for the table { $table }, which takes { $count } of { $total } headers surely; --table names another one.
other-table = The table { $table } would take { $count } headers surely: if that is what the rows are, add --table { $table }
drafted = Written: { $file }; look at every TODO, then try it with `motcua source check`.
page-written = Written: { $file }; send the page to whoever made the file.
unfinished = { $file }: { $count ->
        [one] 1 line has a TODO left.
       *[other] { $count } lines have a TODO left.
    }
