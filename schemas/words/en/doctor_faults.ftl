# The faults that `motcua doctor` finds: the name of a message is its code (docs/doctor.md), `advice` says what to do.

# The machine.
package-missing = { $package } is not installed
    .advice = `.venv/bin/python -m pip install --require-hashes --no-deps -r requirements.lock` (docs/installing.md).
wrong-pins = { $package } { $installed } is installed, motcua asks for { $asked }
    .advice = `.venv/bin/python -m pip install --require-hashes --no-deps -r requirements.lock` (docs/installing.md); with this version something stops working, also without a message.
disk-low = { $megabytes } MB are free where { $folder } lies; a night needs { $least } MB
    .advice = Free some disk space there: `df -h { $folder }` says what it is. Nothing is lost, but the next night may fail.
inodes-low = { $files } more files can be made where { $folder } lies
    .advice = Remove files that nobody needs from that file system (`df -i { $folder }`), or move the data root.
other-file-system = { $folder } lies on another file system than { $root }
    .advice = Stop the nights. First copy it to the data root's file system: `cp -a { $folder }/. { $folder }.copy`. Then `umount { $folder }` (a link: `rm { $folder }`), also out of /etc/fstab, and `mv -T { $folder }.copy { $folder }`. It must be a plain folder: kept files are linked and renamed between folders.
check-failed = the check { $check } could not be made: { $why }
    .advice = What it looks at cannot be read as it should: look at the other findings first, then run `motcua verify`. If it stays, send this line to who maintains motcua.

# The city.
declaration-wrong = { $why }
    .advice = Correct the declaration; no night begins before.
fetch-not-possible = { $why }
    .advice = { $advice }
channel-down = { $why }
    .advice = Try the channel with `motcua notify --test`; what each reason means and what to do: docs/alerts.md.
keys-open = { $file }: others may read it
    .advice = Keys stand in it: `chmod 600 { $file }`
calendar-out-of-date = its swapped days end with { $last }; tonight is in { $year }
    .advice = Write the days off and the days made up of { $year } into { $file } and set decided_through = { $year }, also where that year has none. Until then deadlines are reckoned a day wrong.
calendar-lacks-days = { $country } makes up work on { $days }, which the calendar does not know
    .advice = Write these days below [working_days] of { $file }; where your offices were closed all the same, write them below [days_off].
calendar-too-short = the calendar can be reckoned with up to { $last } only; what comes in now is due up to { $day }
    .advice = A newer version of motcua has a longer calendar: install it.

# The folders of the data root.
home-not-reachable = { $home }: cannot be reached: { $why }
    .advice = Let this user through the folders above it (`namei -l { $home }` shows them), or mount it again.
home-not-writable = { $home }: not writable
    .advice = Make { $folder } a folder that this user may write.
lock-not-writable = { $file } cannot be opened: { $why }
    .advice = Look whose it is (`ls -l { $file }`) and give it to the user of the nights; where its file system is read-only, mount it writable again.
no-inbox = there is no { $folder }, and no night begins without it
    .advice = Mount it again, or, where it was an ordinary folder: `mkdir -m 700 { $folder }`, and make the units' folders in it.
not-a-folder = { $folder } is no folder
    .advice = Look what stands there (`ls -ld { $folder }`) and move it away. { $name ->
        [inbox] No night makes the inbox: `mkdir -m 700 { $folder }`, and make the units' folders in it.
        [public-trees] Then `motcua verify --repair` makes what is public again.
       *[made] The next night makes the folder again with all that is in it.
        [kept] Then bring the folder back from the backup (docs/keeping.md).
    }
not-readable = { $folder } cannot be read (mode { $mode })
    .advice = As its owner: `chmod u+rx { $folder }`
not-writable = { $folder } cannot be written: { $why }
    .advice = As its owner: `chmod u+rwx { $folder }`. If it is another user's, give it back: `chown -R`, to the user of the nights.
immutable = { $folder } is fixed: { $why }
    .advice = As root: `chattr -R -i -a { $folder }`, after asking who fixed it and why.
read-only-mount = { $folder } lies on a file system that is read-only: { $why }
    .advice = Look into the system's log for a fault of the disk (`dmesg`), have it checked, then as root: `mount -o remount,rw`, of the file system that `findmnt -T { $folder }` names.
no-hard-links = the file system of { $folder } makes no hard links: { $why }
    .advice = Move the data root to a file system that makes them, such as ext4 or XFS: else every night keeps a whole set of tables.
landing-open = { $count ->
    [one] 1 file or folder with personal data is open to others: { $places }
   *[other] { $count } files and folders with personal data are open to others: { $places }
}
    .advice = At once: `chmod -R go-rwx { $folder }`. Then find out who could read it since, and report it as your rules on personal data ask.
open-to-change = { $count ->
    [one] 1 file or folder can be changed by every user: { $places }
   *[other] { $count } files and folders can be changed by every user: { $places }
}
    .advice = `chmod -R o-w { $home }`, then `motcua verify`: it says whether anything was changed.

# The nights.
no-recent-night = the last night ended at { $at }, { $hours } hours ago
    .advice = Look whether the schedule still runs (`systemctl list-timers`, `crontab -l`, Prefect's page), and why it did not; then run `motcua nightly`.
report-unreadable = { $count ->
    [one] 1 report cannot be read: { $places }
   *[other] { $count } reports cannot be read: { $places }
}
    .advice = `motcua verify --repair` moves them from { $at } to damaged/: they are for people only, and the next night writes its own.
from-the-future = { $count ->
    [one] 1 thing is dated later than now ({ $now }): { $places }
   *[other] { $count } things are dated later than now ({ $now }): { $places }
}
    .advice = Look at the clock (`timedatectl`). If it is right, a night was run with a wrong date: a report or a snapshot of a day to come can be moved away, then `motcua verify --repair` has `current` lead to another; of a submission, take its file back, `motcua retract`, and ask its unit to send it again, exported anew.

# What is kept.
record-unreadable = { $count ->
    [one] 1 record cannot be read: { $places }
   *[other] { $count } records cannot be read: { $places }
}
    .advice = `motcua verify --repair`: it moves them aside and reads the files again from landing/, and says what is left to do by hand.
record-missing = { $count ->
    [one] 1 record is gone of which the current snapshot has the rows: { $places }
   *[other] { $count } records are gone of which the current snapshot has the rows: { $places }
}
    .advice = Run no night before: `motcua verify --repair` reads them again from landing/, and names those that must come from a backup of submissions/.
retraction-unreadable = { $count ->
    [one] 1 record of what was taken back cannot be read: { $places }
   *[other] { $count } records of what was taken back cannot be read: { $places }
}
    .advice = Bring it back from the backup, or move it away and take the submission back again: `motcua retract`. Without it rows count that nobody wanted.
retraction-missing = { $count ->
    [one] 1 record of what was taken back is gone, with which a snapshot was made: { $places }
   *[other] { $count } records of what was taken back are gone, with which a snapshot was made: { $places }
}
    .advice = Bring it back from the backup of retractions/, or take the submission back again: `motcua retract`. Until then no night goes on: rows would count that nobody wanted.
ledger-unbalanced = the rows of { $count ->
    [one] 1 submission do not add up: { $places }
   *[other] { $count } submissions do not add up: { $places }
}
    .advice = Publish nothing of it. `motcua verify --repair`, then `motcua rebuild`: it makes the tables again from the kept rows and says what differed (with exit code 1 where anything did, although the tables are right then).
rows-missing = { $count ->
    [one] 1 file of kept rows is gone: { $places }
   *[other] { $count } files of kept rows are gone: { $places }
}
    .advice = `motcua verify --repair`: it makes them again from landing/, and says which must come from the backup.
rows-damaged = { $count ->
    [one] 1 file of kept rows is damaged: { $places }
   *[other] { $count } files of kept rows are damaged: { $places }
}
    .advice = `motcua verify --repair`: it makes them again from landing/, and says which must come from the backup.
current-dangling = { $link } leads to { $leads }, which is not there
    .advice = `motcua verify --repair`: it leads to the newest sound snapshot again, or makes one.
current-missing = { $link } is gone, and { $count ->
    [one] there is 1 snapshot
   *[other] there are { $count } snapshots
}
    .advice = `motcua verify --repair`: it leads to the newest sound snapshot again.
current-wrong = { $link } is no link to a snapshot of this data root ({ $leads ->
    [none] a file or folder stands there
   *[other] it leads to { $leads }
})
    .advice = Move what stands there away, then `motcua verify --repair`: it leads to the newest sound snapshot again.
snapshot-damaged = { $count ->
    [one] 1 file of the snapshots is damaged, gone or too many: { $places }
   *[other] { $count } files of the snapshots are damaged, gone or too many: { $places }
}
    .advice = `motcua verify --repair`: it makes them again, moves what does not belong there to damaged/, and says which are lost.

# The inbox.
inbox-name = { $file }: { $why }
    .advice = Find it by `{ $command }`, and give it another name (add `-execdir mv -i {"{}"} NEW-NAME \;`); ask the unit to send such names no more.
inbox-left-alone = { $file } is left alone every night: { $why }
    .advice = Find it by `{ $command }`; put the file into its unit's folder under a plain name, or take away what nobody needs.
inbox-future = { $file } is left alone until { $day }: its time lies in the future
    .advice = Find it by `{ $command }`, and give it the time of now (add `-exec touch {"{}"} +`); look at the clock of the machine that sent it.
inbox-unreadable = { $file } cannot be read (mode { $mode })
    .advice = Find it by `{ $command }`, and let the user of the nights read it: as its owner `chmod u+r`, of a folder `u+rx`. If it is another user's, as root: `chown`, to the user of the nights.

# The editions.
log-broken = { $why }
    .advice = Publish nothing. Restore the folder `editions` from a backup, and compare it with what was witnessed: `motcua edition verify`.
log-missing = { $file } is gone or empty, and { $count ->
    [one] there is 1 edition
   *[other] there are { $count } editions
}
    .advice = Publish nothing. Restore the folder `editions` from a backup.
witness-missing = the witness { $file } is not there or empty, and the log has entries
    .advice = Mount the place where it lies again, or bring it back; nothing can be published without it. `motcua edition witness` gives the line that it should end with.
index-unreadable = { $file } cannot be read: { $why }
    .advice = `{ $command }` moves it to damaged/ and makes it again from the log.
index-behind-log = { $file } has { $indexed } of { $entries } entries of the log
    .advice = A crash left it behind, or it was removed: `{ $command }` brings it up to date.
edition-damaged = { $count ->
    [one] 1 file of the editions is gone or changed: { $places }
   *[other] { $count } files of the editions are gone or changed: { $places }
}
    .advice = `motcua verify --repair` brings back what has the same bytes in a draft or in what is public, and names the rest: bring that back from a backup of { $folder }.
edition-snapshot-missing = { $count ->
    [one] 1 snapshot is gone on which an edition rests: { $places }
   *[other] { $count } snapshots are gone on which editions rest: { $places }
}
    .advice = Bring it back from a backup of snapshots/: no figure of the edition can be worked out again without it, and no other snapshot takes its place. `motcua verify --repair` says what to type.
public-wrong = `public` leads to { $leads ->
    [none] nothing of ours
   *[other] { $leads }
}, and should lead to { $expected ->
    [none] nothing
   *[other] { $expected }
}
    .advice = `{ $command }` moves away what is not ours and makes it again from the editions.

# Prefect's server.
server-open = Prefect's server can be reached from other machines: { $address }, port { $port }
    .advice = Start it with `--host 127.0.0.1`, and set PREFECT_SERVER_API_HOST = 127.0.0.1: whoever reaches it can run code as its user.
lease-in-memory = the server keeps leases in memory ({ $storage })
    .advice = Set PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE = prefect.server.concurrency.lease_storage.filesystem where the server is started, and start it again: after a crash no night would ever begin again.
server-unreachable = the server { $url } does not answer: { $why }
    .advice = Start it (`systemctl status`, `prefect server start --host 127.0.0.1`), or correct PREFECT_API_URL.
no-schedule = nothing begins a night: { $deployments ->
    [0] the server has no deployment of the flow
   *[other] no deployment of the flow has a schedule that is active
}, and neither cron nor systemd does
    .advice = `prefect --no-prompt deploy --all`, where prefect.yaml lies; a schedule that is paused: `prefect deployment schedule resume`.
no-worker = no worker takes up the runs of { $deployments }, pool { $pool }
    .advice = Start one, and keep it running: `prefect worker start --pool { $pool }`
