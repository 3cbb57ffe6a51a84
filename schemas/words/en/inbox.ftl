# What lies in the inbox and is not taken in, and why; the name of a message is its code.

temporary-name = The name of a temporary file.
folder-named-like-file = This is a folder with the name of a file. Rename it.
not-a-file = Not a regular file (device, pipe).
outside-unit-folder =
    The file is in no unit's folder. Move it to the unit's folder or to { $city_folder }.
control-file = A control file: it is read together with the data file beside it.
control-without-file =
    The .done file belongs to no single data file beside it. Call it <file name>.done.
unknown-unit-folder = The folder names no unit. Rename it.
unknown-unit-folder-like = The folder names no unit. Nearest: { $nearest }. Rename it.
link = Links are not followed. Copy the file itself.
still-copying =
    The file is still changing; the next run takes it. A .done file beside it says that it is finished.
impossible-time =
    The file's time of change lies outside the calendar (before 1900 or after 9998). Copy it here again.

# Copies in landing/ whose bytes are no longer what they were.
damaged-and-replaced =
    The copy { $copy } in landing/ is damaged: its bytes are no longer the SHA-256 in its name. It was copied again from
    inbox/. Look at the disk.
damaged-for-good =
    The copy { $copy } in landing/ is damaged: its bytes are no longer the SHA-256 in its name. inbox/ no longer holds
    the file to copy it again. Look at the disk and at the backup.

# Control files: what is promised beside a file.
control-rows =
    The control file promises { $promised } rows but the file holds { $records }. Copy both files again.
control-hash =
    The file's SHA-256 is { $sha256 }, the control file promises { $promised }. Copy both files again.
bad-control-file =
    The control file beside this file cannot be understood ({ $why }). It is empty, JSON, or lines of key=value with { $keys }.
    Correct or remove it.

# Why a control file is not understood, within brackets.
bad-control-not-a-file = not a regular file
bad-control-too-long = longer than { $kilobytes } KB
bad-control-line = line { PLAIN($line) } is not key=value
bad-control-key = unknown key { $unknown }; known: { $keys }
bad-control-rows = rows is not a whole number
bad-control-sha256 = sha256 is not 64 hexadecimal digits
bad-control-no-text = exported_at is not a text
bad-control-time = exported_at is not an ISO date or time such as 2023-01-31T22:00:00
bad-control-years = exported_at lies outside the years { PLAIN($first) } to { PLAIN($last) }
