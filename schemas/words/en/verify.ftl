# What `motcua verify` finds damaged, and what commands say that cannot go on because of it.

missing = is gone
changed = is not as it was written
no-file = something else stands in its place
added = does not belong there
edition-rests = is gone, and { $editions } rests on it
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
type-repair = Type `motcua verify --repair { $place }`.
healed = Healed
left = Damaged still: from a backup
current-moved =
    `current` leads to { $now } now, { $before ->
        [none] where no link stood before
       *[other] before to { $before }
    }. Look whether it has what the last night took in; if it does not: `motcua nightly`.
from-backup = From a backup: `tar -xpf BACKUP.tar -C { $home } { $path }`
either = { $first }. { $second }
without-record =
    Without one: `mv { $place }` away (its rows leave the tables), and deliver the file again.
without-rows =
    Without one: ask the unit for its file again, deliver it, and type `motcua verify --repair`; or, where the libraries
    are newer than then, `motcua rebuild --from-landing`.
without-retraction =
    Without one: move { $place } away where it is still there, and take the submission back again: `motcua retract`.
let-read = As its owner, or root: `chmod u+rx { $folder }`, or give it back to the user of the nights: `chown`.
without-copy = Without one: `rm { $place }`; the kept rows stay, the file cannot be read again.
without-snapshot = Without one, and where no reader and no edition needs it: `rm -r { $folder }`
without-edition = Without one: `motcua edition withdraw`.
without-draft = Or: `rm -r { $folder }`, and `motcua rank`.
after-editions = It is made from the editions, and in no backup: heal those, then type `motcua verify --repair` again.
without-log = First compare with what was witnessed: `motcua edition verify`.
witness-again =
    Mount the place where { $file } lies again, or bring the file back; `motcua edition witness` gives the line that it
    should end with.
