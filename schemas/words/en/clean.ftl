# What is said of `motcua clean`: what goes by the city's policy, and why the rest stays.

title = Retention
what = What
why = Why
system-says = The system says
nothing-declared = Nothing is declared in { $file }: everything is kept for ever, and nothing was removed.
gone =
    { $count ->
        [one] 1 thing
       *[other] { $count } things
    } removed, { $megabytes } MB free.
would-go =
    { $count ->
        [one] 1 thing
       *[other] { $count } things
    } would go, { $megabytes } MB come free. Nothing was removed.
not-removed = Could not be removed

kind-inbox = files of the inbox
kind-landing = landing copies
kind-snapshots = snapshots
kind-drafts = drafts
kind-runs = reports

reason-due = its time is over: goes
reason-young = its time is not over
reason-failed = could not be looked at: see its permissions, and what the last night says of it
reason-still-copying = not taken in yet, or left alone
reason-not-landed = there is no copy of it yet: the next night makes one
reason-without-record = never read: the next night reads it, or says why not
reason-waiting = is still to be read: the next night, after a change or for a person (motcua status)
reason-not-recognised = no source knows it: declare one, or remove the file by hand
reason-in-inbox = its file still lies in the inbox
reason-current = the current snapshot
reason-edition = an edition rests on it
reason-latest-draft = the newest draft, or its snapshot
reason-last-report = the last report
reason-damaged = not whole: run motcua verify
