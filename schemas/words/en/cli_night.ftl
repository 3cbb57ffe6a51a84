# What is said of a night, of one that is made again, and of submissions: `motcua nightly`, `status`, `retract`,
# `rebuild`, and the tables that a flow leaves in Prefect.

# What became of a submission, a file left alone, or a unit that sent nothing.
outcome-accepted = accepted
outcome-accepted_with_rejections = accepted, some rows rejected
outcome-rejected = not accepted
outcome-failed = a fault of the system
outcome-already_loaded = taken in before
outcome-left_alone = not touched yet
outcome-missing = nothing sent
outcome-not_expected = a day off
outcomes = Outcomes of { $day }
outcome = Outcome
status = Status
need-a-person = These need a person
left-alone = Left alone: look whether they should be
waiting =
    { $count ->
        [one] 1 file waits
       *[other] { $count } files wait
    }, because it changed less than { $seconds } seconds ago and may still be copied; it is in no table yet. Run the
    command again after { $seconds } seconds, or put an empty <file name>.done beside it to say that it is whole.
reason-and-advice = Reason and what to do
names-as-sent = Files are called by their bytes or the shapes of their names; as they were sent: motcua status.
read-again =
    { $count ->
        [one] { $count } submission was read again, because declarations or the program have changed.
       *[other] { $count } submissions were read again, because declarations or the program have changed.
    }
silent = no dossiers were sent ({ $count })
ask-silent = Ask these units; they get no rank.
warned = there are warnings about files of
see-warnings = See the table warnings and the units' workbooks.

# Where what was made is to be found.
ledger = Row ledger
tables = tables
draft = draft ranking
workbooks = workbooks for the units
data-docs = data docs
released = released
not-released = Not released: { $edition }: { $why }

# While it runs.
taking-in = Taking in
ranking = Ranking, making pages, charts and downloads
direct-in-threads = --direct runs without Prefect, in threads only; leave out --direct or --runner.
not-in-inbox = { $file }: there is no such file in the inbox { $inbox }
other-version = this worker runs another version of motcua
no-children =
    this worker may start no children; start it with DASK_DISTRIBUTED__WORKER__DAEMON=False

# A submission that is taken back.
no-reason = A reason is needed: --reason "...".
no-submission = There is no submission '{ $submission }'. See the submissions table.
no-submission-near = There is no submission '{ $submission }'. Nearest: { $nearest }. See the submissions table.
not-loaded = Submission { $submission } was not accepted, so that the tables hold no rows of it to take back.
retracted =
    { $rows ->
        [one] Retracted { $file }: { $rows } row.
       *[other] Retracted { $file }: { $rows } rows.
    }
refusal-retracted = The refusal of { $file } is taken back: the next night reads it once more.
retracted-before = It had been retracted already: { $file }, { $at }, { $by }: { $why }

# Tables that are made again.
files-read-again =
    { $count ->
        [one] { $count } file was read again.
       *[other] { $count } files were read again.
    }
replaced = Differed from the kept rows, replaced
without-file = Files that are gone, rows kept as they were
files-differ =
    { $count ->
        [one] { $count } file of the tables differed; the new snapshot takes the place of the old one.
       *[other] { $count } files of the tables differed; the new snapshot takes the place of the old one.
    }
files-equal = All { $count } files of the tables are equal, byte by byte.
differing = Differing
