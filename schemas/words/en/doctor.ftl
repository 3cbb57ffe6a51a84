# What `motcua doctor` looks at, and how it is where nothing is wrong. Faults stand in doctor_faults.ftl, by their codes.

item = Item
as-found = Found

# What is looked at: the names by which programs know them.
item-versions = versions
item-packages = packages
item-memory = memory
item-city = city
item-policy = policy
item-method = method { $method }
item-licence = licence
item-roles = roles
item-fetch = fetch { $name }
item-keys = keys
item-calendar = calendar
item-sources = sources of { $table }
item-disk = disk
item-disk-of = disk of { $folder }
item-folders = folders
item-home = home
item-lock = lock
item-staging = staging
item-access = access
item-last-run = last run
item-reports = reports
item-schedule = schedule
item-clock = clock
item-records = records
item-ledger = ledger
item-rows = rows
item-snapshots = snapshots
item-current = current
item-readings = readings
item-inbox = inbox
item-log = audit log
item-editions = editions
item-public = public
item-server = server

# The machine.
packages-as-asked = every package is in a version that motcua asks for
not-installed = motcua is not installed: nothing says which packages it needs
    .advice = Install it into its own environment: docs/installing.md.
free = { $megabytes } MB free
free-disk = Free some disk space, or move the data root.
free-memory = Use fewer --workers, or add memory.

# The city.
sources-declared = { $sources ->
    [one] 1 source
   *[other] { $sources } sources
}
city = { $city }, { $zone }, { $sources }
city-unfed = { $city }, { $zone }, { $sources }; no source for { $tables }
sizes-not-used = points or weights that are not used
every-unit-has-a-source = { $units ->
    [one] the one unit in force has a source for { $table }
   *[other] every one of the { $units } units in force has a source for { $table }
}
units-without-a-source = { $without } of { $units ->
    [one] 1 unit
   *[other] { $units } units
} in force without a source for { $table }: { $names }
no-licence = no licence is named
    .advice = Decide under which licence the city publishes, and name it in { $file }, [licence]; until then pages and files say that none is named.
roles-empty = nobody may { $roles }
    .advice = Name the users in { $file }, [roles], and have it put in force: `motcua policy bind`. Until then no edition can be published.
fetched-from = { $url } for { $unit }{ $user ->
    [none] {""}
   *[other] , as { $user }
}
declare-source = Declare one with `motcua source new`.
declare-source-of-table =
    Declare a source of { $table } for these units in { $file }, drafted by `motcua source new` (docs/add-a-format.md);
    units = ["level:…"] names all units of a level, "_city" a file of the whole city.
no-calendar = no calendar.toml: the public holidays of { $country } are taken
declare-calendar = Name the country in calendar.toml, also where it is that one: country = "VN" (docs/city-files.md).
calendar-reaches = it has the days of { $year }
calendar-ends = it has the decisions up to { $last }; what comes in now is due in { $year }
    .advice = When the swapped days of { $year } have been announced, write them into { $file } and set decided_through = { $year }.
policy-in-force = the city's folder is what is in force

# The data root.
home-not-there = { $home }: not there
no-home = The first night makes it. If there are data already, look at --home or MOTCUA_HOME.
other-user = it belongs to { $owner }, and { $user } is looking
    .advice = Look as the user of the nights: whether that user can read and write is not seen by another.
lock-free = free
lock-held = held
wait = A run is going on; wait. What a night would stumble over in its folders is not tried meanwhile.
left-behind = Left by an interrupted run; the next run removes it.
folders-fine = each can be written as a night writes it
closed = closed to other users but for what is public
open-to-others = { $count ->
    [one] 1 file or folder is open to other users, first { $first }
   *[other] { $count } files and folders are open to other users, first { $first }
}
close =
    Close it, as the user that owns it: `find { $home } -name public-trees -prune -o ! -type l -exec chmod o-rw {"{}"} +`

# The nights.
no-night = never
no-night-by-now = every report is dated later than now
run-nightly = Run `motcua nightly`.
schedule-not-seen = nothing can be seen on this machine that begins a night
    .advice = Look whether a schedule of another user or machine does; else make one: docs/deploy/README.md.
schedule-cron = by cron, { $file }
schedule-timer = by a timer of systemd, { $file }

# What is kept.
records-read = { $count ->
    [one] 1 record can be read
   *[other] { $count } records can be read
}
ledger-balances = { $count ->
    [one] 1 submission
   *[other] { $count } submissions
}, { $rows ->
    [one] 1 row stands
   *[other] { $rows } rows stand
} in the tables: every row is accounted for
rows-fine = { $count ->
    [one] 1 file has the rows of its record
   *[other] { $count } files have the rows of their records
}
snapshots-fine = { $count ->
    [one] 1 snapshot
   *[other] { $count } snapshots
}, { $files ->
    [one] 1 file has the rows of its manifest
   *[other] { $files } files have the rows of their manifests
}
current-older = it leads to { $current }, and there is a snapshot of { $newest }
    .advice = A night of an earlier date was run. The next night of today leads it on again.
readings = { $count ->
    [one] 1 submission
   *[other] { $count } submissions
}, { $outdated } of those that count read by an earlier version
inbox-fine = { $count ->
    [one] 1 file or folder, and nothing that a night would leave alone for ever
   *[other] { $count } files and folders, and nothing that a night would leave alone for ever
}
inbox-more = { $count ->
    [one] 1 more file or folder
   *[other] { $count } more files and folders
} of which something is to be said
    .advice = Mend those above and run `motcua doctor` again.
name-not-utf8 = its name is not written in UTF-8
name-unseen = its name holds characters that cannot be seen, such as a line break
name-too-long = its name is longer than 200 bytes
name-spaces = its name begins or ends with a space
log-whole = { $count ->
    [one] 1 entry, and the index has it
   *[other] { $count } entries, and the index has them
}
editions-whole = { $count ->
    [one] 1 edition has all its files
   *[other] { $count } editions have all their files
}

# Who is told.
item-notices = notices
item-channel = channel { $name }
nobody-told = nobody is told when a night fails or never begins
    .advice = Declare channels in { $file } (docs/alerts.md), try them with `motcua notify --test`, then schedule `motcua notify` hourly.
channel-declared = declared
channel-failed = the last notice was not taken ({ $reason })
cannot-be-read = { $file } cannot be read: { $why }
