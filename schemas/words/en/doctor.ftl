# What `motcua doctor` advises. What it finds is named in English, as programs and logs have it.

item = Item
as-found = Found
install = Install the packages of requirements.lock again.
make-writable = Make { $folder } writable for this user.
free-disk = Free some disk space, or move the data root.
free-memory = Use fewer --workers, or add memory.
wait = A run is going on; wait.
left-behind = Left by an interrupted run; the next run removes it.
run-nightly = Run `motcua nightly`.
look-at-schedule = Look whether the nightly schedule still runs.
close =
    Close it, as the user that owns it: find { $home } -name public-trees -prune -o ! -type l -exec chmod o-rw {"{}"} +
close-keys = Keys stand in it: chmod 600 { $file }
declare-calendar = Name the country in calendar.toml, also where it is that one: country = "VN" (docs/city-files.md).
declare-source = Declare one with `motcua source new`.
declare-source-of-table =
    Declare a source of { $table } for these units in { $file }, drafted by `motcua source new` (docs/add-a-format.md);
    units = ["level:…"] names all units of a level, "_city" a file of the whole city.
no-home = The first night makes it. If there are data already, look at --home or MOTCUA_HOME.
restore-log = The audit log is broken: restore the folder `editions` from a backup.
