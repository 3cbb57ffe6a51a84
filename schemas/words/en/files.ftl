# A delivered file as a whole: what the readers of every kind of file may refuse.

empty = The file is empty (0 bytes). Export it again.
record-count =
    { $counted ->
        [one] The file holds { $counted } record
       *[other] The file holds { $counted } records
    } but the reader found { $read }. Nothing was accepted; check quotation marks and stray characters, and export the
    file again.
header-only =
    The file has a header (or an empty list) and no rows. If something arose in the period, export it again; if such a
    file means that nothing did, have the source declare may_be_empty = true.
no-source =
    No source is declared for { $unit }. Ask the city to write { $file } with: motcua source new (docs/add-a-format.md).
no-source-at-all = There is no source to read the file by. Ask the city to declare one with: motcua source new.
no-source-of-table =
    { $unit } has no source for the table { $table }, and the file resembles source { $like } most. { $tables } Ask the
    city to name the unit in units of that source, where the file is of its form, or to write { $file } with:
    motcua source new (docs/add-a-format.md).
no-source-of-city =
    No source of the table { $table } reads files in the folder { $folder }, those with rows of several units; the file
    resembles source { $like } most. If it is of that form, the city writes { $folder } into its units:
    units = ["{ $folder }"]; units = "*" means all units, each in a folder of its own, and does not include { $folder }.
    If it is not: write { $file } with: motcua source new (docs/add-a-format.md).
has-sources-for = The unit has sources for: { $tables }.
has-no-source = The unit has no source at all.
no-table =
    No table is seen in the file: it should be CSV, JSON, NDJSON or .xlsx with a header, or a zip of such.

# The reader itself failed, or was stopped.
reader-failed =
    The file cannot be read ({ $error } in the reader). Open and check it, export it again; if that does not help, tell
    the city.
beyond-limits =
    Reading the file went beyond its limits ({ $limit }). Look for a cell far outside the table, or split the file by
    month.
beyond-seconds = took more than { $seconds } s
beyond-memory = needs more than { $megabytes } MB of memory or kills its reader

# The first of many things, and how many more there are.
first-of = { $items } (+{ $more })
