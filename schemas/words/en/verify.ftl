# What `motcua verify` finds damaged, and what commands say that cannot go on because of it.

missing = is gone
changed = is not as it was written
no-file = something else stands in its place
added = does not belong there
unreadable = cannot be read: { $why }
other-rows =
    { $rows ->
        [one] holds 1 row
       *[other] holds { $rows } rows
    }, its record says { $expected }
says = { $fault }
in-the-way =
    { $file } is damaged. Nothing was changed. Type `motcua verify --repair`: it heals what can be made again and says
    what must come from a backup.

code = Code
what = Found
damages = Damaged
looked-at =
    { $files ->
        [one] 1 file
       *[other] { $files } files
    } of { $megabytes } MB read, { $damages ->
        [0] nothing is damaged
        [one] 1 damaged
       *[other] { $damages } damaged
    }.
reading = Reading
type-repair = Type `motcua verify --repair --home { $home }`.
