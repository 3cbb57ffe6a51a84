# What a notice says around its alerts, and what is said of channels; a channel's reason is the name of its message.

subject =
    { $city }: { $count ->
        [one] 1 alert
       *[other] { $count } alerts
    } ({ $codes })
subject-test = { $city }: a trial notice
head =
    motcua, { $city }: { $count ->
        [one] 1 alert
       *[other] { $count } alerts
    }, at { $at }. Machine { $machine }, data root { $home }.
head-test = motcua, { $city }: a trial notice, at { $at }, about no alert. Machine { $machine }, data root { $home }.
foot = Each alert is told once. What each code means: docs/alerts.md.
more = And { $count } more: see `motcua notify --dry-run --json`.

# What `motcua notify` and a night print.
nothing = There is nothing to tell.
no-channel = No channel is declared in { $file }: nobody is told.
channel = Channel
alerts-told = Alerts
outcome = Outcome
told = told
would-tell = would be told
channels = Told through
tried = Tried
test-sends = --test sends a trial notice, and with --dry-run nothing is sent: leave out one of the two.
wrong-file = The declaration of notices is wrong, nobody is told: { $fault }

# Why a channel did not take a notice.
no-secret = There is nothing to read at { $place }: no password or token. Put it there, readable by the user of the nights alone.
certificate = Nobody whom this machine trusts vouches for the server. Ask for the certificate of its authority, and declare ca_file.
no-encryption = The server does not encrypt as declared. Look at port and tls.
no-login = The server takes no user and password over this connection. Look at tls and port; where it needs none, take out user and secret.
login-refused = The server refuses the user or the token ({ PLAIN($code) }). Look at user and secret.
recipients-refused =
    The server refuses { $count ->
        [one] 1 recipient
       *[other] { $count } recipients
    }. Look at from and to.
answered = The server answered { PLAIN($code) } and took nothing. Ask who runs it; the next time it is sent again.
silent = The server did not answer in time. The next time it is sent again; where the server is slow, raise max_seconds.
unreachable = The server cannot be reached, or broke off ({ $kind }). Look at host and port; the next time it is sent again.
answer-unreadable = The answer of the server cannot be understood ({ $kind }). Look at address and port.
address = The address in the file of the secret cannot be used: https://host/path is needed.
not-written = { $file } cannot be written: { $why }. Give the right to write, or correct path.
no-ledger = The ledger of notices (notices/ledger.jsonl) cannot be written, so that all is told again the next time: { $fault }
