# What Prefect tells: the state in which a run of the night ends, and the automations of docs/deploy.

# Of the state, after each other.
state = A person should look
state-failed = faults of the system: { $count } ({ $ids })
state-rejected = files not accepted: { $count } ({ $ids })
state-missing = units that sent nothing: { $count } ({ $ids })
state-not-fetched = places not fetched from: { $count } ({ $ids })
state-not-released = editions not released: { $count } ({ $ids })

# To the person on call, and what to type.
failed = The nightly run { $subject } failed; the tables are as they were before.
    .advice = See why, then run it again: prefect flow-run logs { $subject_id }; motcua doctor
crashed =
    The nightly run { $subject } was ended in its middle (machine off, out of memory, or killed); the tables are as they
    were.
    .advice = Type motcua doctor, then run it again: prefect deployment run nightly/nightly
cancelled = The nightly run { $subject } was cancelled: by a person, or because the one before had not ended.
    .advice = See which one still runs: prefect flow-run ls --state Running; motcua status
needs-attention = The nightly run { $subject } has ended, and needs a person.
    .advice = Type motcua status to see which files and units.
late = It is past its time, and no worker has taken the nightly run { $subject }.
    .advice = Type systemctl status motcua-prefect-worker; if it has stopped: systemctl restart motcua-prefect-worker
never-began = No nightly run has begun for long: the schedule may be off or broken.
    .advice = Type prefect deployment inspect nightly/nightly; set the schedule again: prefect --no-prompt deploy --all
worker-gone = The work pool { $subject } has no worker left: no run can begin.
    .advice = Type systemctl status motcua-prefect-worker; if it has stopped: systemctl restart motcua-prefect-worker

# Of the command that creates them.
created = created
changed = changed
unchanged = as it was
left-out = left out: there is no address to tell (--url-file)
is-paused = paused in Prefect
automations = Automations in Prefect
automation = Name
what-was-done = What was done
no-server = No Prefect server is known: set PREFECT_API_URL, such as http://127.0.0.1:4200/api.
no-answer = The Prefect server { $url } does not answer: { $why }. Type systemctl status motcua-prefect-server.
wrong-file = { $file }: no file of Prefect's automations: { $why }
unreadable = { $file }: no line can be read; the file has one line, and only who runs this may read it (chmod 600).
no-url = { $file }: its first line is no address that begins with http:// or https://.
