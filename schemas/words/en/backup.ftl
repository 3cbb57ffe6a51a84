# What is said of backups: `motcua backup` and `motcua restore`.

written = backup
holds = { $files ->
        [one] 1 file
       *[other] { $files } files
    }, { $megabytes } MB, of the tables of { $day }
without-landing = Without the landing copies (--with-landing): a file whose copy is gone cannot be read again.
personal = The landing copies are in it: keep it where personal data may be kept.
restored = data root restored
equal = Every table is as it was backed up, to the byte.
other-tables =
    The tables are not those that were backed up. { $why }
why-version = They were made by { $then }, by other code than this of { $now }: as after an upgrade.
why-declarations = The city's declarations are not those of then ({ $files }); those are in the backup, in the folder city/.
why-unknown = Nothing explains it: keep the backup, run `motcua verify` and ask who maintains motcua.
no-public-pages = The public pages could not be made: { $why }
what-next = Now run `motcua doctor`, then schedule the nights again.

writing = backing up
reading = checking and restoring

# Why a backup is not made.
nothing-there = { $home }: there is no data root with submissions, so nothing to back up. Name the data root with --home.
inside = { $file }: a backup lies outside of { $folder }, best on another machine. Name another folder.
no-folder = { $folder }: there is no such folder. Make it, or mount what should be there, and run again; the name of a file ends with .tar.
is-there = { $file }: there is such a file already, and a backup replaces none. Name another, or a folder.
no-room = { $folder }: { $needed } MB are needed, { $free } MB are free. Make room, or name another folder.

# Why a backup is not restored.
unreadable = { $file }: this is no tar file as `motcua backup` writes it, or it was cut off or damaged. Unpack it first where it is compressed, copy it again, or use another backup.
cut-off = The backup is cut off: its last file, SHA256SUMS, is missing. Copy it again, or use another backup.
changed =
    The backup is damaged: { $count ->
        [one] one file is
       *[other] { $count } files are
    } not what its list says, first { $file }. Copy it again, or use another backup.
hostile =
    The backup holds something that no backup holds: { $file }. Nothing was unpacked; use another backup, and ask where
    this one comes from.
other-format = The backup says in { $file } that it is of a kind that this version does not know. Restore it by a later version.
other-city = The backup is of the city { $theirs }, and the declarations are of { $ours }. Name its folder with --city.
not-empty = { $folder }: a data root is restored into an empty folder, or one that is not there yet. Name another with --home.
other-backup =
    { $folder }: another backup is half put in place there. Restore that one again, or empty the folder and run again.
