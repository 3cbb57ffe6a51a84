# What a person must act on; the name of a message is the alert's code, `do` says what to do and what to type.

declaration-wrong = { $fault }. No night can run with it.
    .do = Correct the file named above, check with `motcua doctor { $place }`, then run `motcua nightly --direct --date { $day } { $place }`.
night-late =
    { $state ->
        [never] No night has ever ended in this data root: perhaps nothing is scheduled yet.
        [future] The last night is said to have ended at { $ended }, which is still to come: the clock of the machine is wrong, and nobody can tell whether the schedule still runs.
       *[ended] No night has ended within the last { $hours } hours; the last one ended at { $ended }. Perhaps the schedule has stopped.
    }
    .do =
        Look at the schedule: `systemctl list-timers 'motcua*'` or `crontab -l`; at the clock: `date`. Then run
        `motcua nightly --direct --date { $day } { $place }`.
night-died =
    The night that began at { $began } ended without a word: its process was killed, or the machine was reset. What was
    committed before is intact.
    .do =
        Look why: `journalctl --since -2d | grep -i -e oom -e motcua`. Then run it again:
        `motcua nightly --direct --date { $day } { $place }`, which clears away what was left half-done.
night-failed = The night that began at { $began } failed. { $why }
    .do = Run `motcua doctor { $place }`, mend what it names, then run again: `motcua nightly --direct --date { $day } { $place }`.
night-stuck =
    The night that began at { $began } has not ended after { $hours } hours; it still holds the data
    root, so that no other night can run.
    .do =
        Look what it does: `ps -o pid,etime,time,args -p { PLAIN($pid) }`. If it hangs: `kill { PLAIN($pid) }`, and where it stays `kill -9 { PLAIN($pid) }` (what was
        committed is intact), then run `motcua nightly --direct --date { $day } { $place }`.
damage-found =
    { $count ->
        [one] 1 file that is kept is damaged
       *[other] { $count } files that are kept are damaged
    }, as `motcua verify` found at { $at }.
    .do = Run `motcua verify --repair { $place }`: it heals what can be made again, and names what must come from a backup.
verify-late = Whether the files that are kept are whole was checked last at { $at }: `motcua verify` is scheduled no more, or does not end.
    .do = Look at the schedule and its log (`systemctl status motcua-verify`), then run `motcua verify { $place }`.
look-failed = This could not be looked at: { $what } ({ $kind }). Something may be wrong there that this notice does not see.
    .do = Run `motcua doctor { $place }`.
disk-low =
    { $kind ->
        [files] The file system of { $folder } has little room for new files: { $free_files } are left (inodes).
       *[space] The file system of { $folder } is nearly full: { $free_mb } MB are left, at least { $least_mb } MB are needed.
    }
    .do = Look at `df -h { $folder }` and `df -i { $folder }`; free space or add a disk. Delete nothing in the data root by hand.
edition-due = Edition { $edition }: { $why }
    .do =
        { $step ->
            [approve] Who approves: `motcua edition diff { $series } { $place }`, look at the page that it names, then `motcua edition approve { $series } --hash "…" { $place }` with the hash that stands on that page, or `motcua edition return { $series } --reason "…" { $place }`.
            [publish] Who publishes: `motcua edition publish { $series } { $place }` (for a moment to come: add --at).
            [submit] Look at `motcua edition show { $series } { $place }`, then submit it anew: `motcua edition submit --period { $period } --method { $method } --reason "…" { $place }`.
           *[release] Run `motcua edition release { $place }`; where it is refused, the command says why.
        }
edition-approve = submitted, and waiting to be approved.
edition-publish = approved, and waiting to be published.
edition-release = its embargo has ended, and it is still not public.
edition-submit = its content is not what was submitted, so that it is a draft again and was not published.
file-failed = { $unit }: the system could not take in the file { $file } ({ $reason }). { $why }
    .do = See the file's name as it was sent: `motcua status { $place }`; its permissions and the disk: `motcua doctor { $place }`. The next night tries again.
file-rejected = { $unit }: the file { $file } was not accepted ({ $reason }). { $why }
    .do = See the file's name as it was sent: `motcua status { $place }`. Ask the unit to correct it and send it again; the code in brackets: docs/warnings.md.
file-not-fetched = Files could not be fetched from { $source } ({ $unit }). { $why }
    .do = Mend it. The next night fetches again; until one has, this alert stands. At once: `motcua fetch { $place }` to try, then `motcua nightly --direct --date { $day } { $place }`.
unit-missing =
    { $unit } has sent no dossiers up to { $day }, after its own deadline{ $grace ->
        [0] {""}
        [one] { " " }and 1 working day of grace
       *[other] { " " }and { $grace } working days of grace
    }.
    .do = Ask the unit; see who has not sent: `motcua status { $place }`. It gets no rank until it sends.

# Of a run that ended without a word.
died = Process { PLAIN($pid) } ended without a word.

# What could not be looked at.
look-records = the submissions
look-editions = the editions
look-verified = what was last verified
look-report = the report of the last night
look-disks = the space on the disks
look-nights = the traces of the nights
