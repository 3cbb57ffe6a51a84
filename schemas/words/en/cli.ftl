# What several commands say: what they cannot do and why, and headings that many of their tables have.

synthetic = SYNTHETIC DATA
snapshot = current snapshot
full-page = full page
unit = Unit
table = Table
file = File
rows = Rows
submission = Submission
submissions = Submissions
count = Number
rank = Rank
score = Score
tier = Tier
advice = What to do

# Wrong usage.
file-is-link = { $file }: this is a link; name the file itself.
file-is-folder = { $file }: this is a folder; name one file in it.
no-file = { $file }: there is no such file (the working directory is { $folder }).
no-unit = There is no unit '{ $unit }' in the register.
no-unit-near = There is no unit '{ $unit }' in the register. Nearest: { $nearest }.
no-method = There is no method '{ $method }'; this city has: { $methods }.
name-a-method = Name a method by its id; this city has: { $methods }.
no-tables = There are no tables yet; run `motcua nightly`.
no-tables-in = { $home }: there are no tables yet; run `motcua nightly` first, or name the data root with --home.
nights-of-another =
    The nights of { $home } are those of { $owner }, who cannot read what root leaves there: every later night would end
    with code 5. Nothing was written. Type: `{ $command }`. If the nights are to be root's from now on:
    `chown -R root { $quoted }`.
home-is-a-file = { $home }: this is a file, the data root is a folder
runner-unknown = { $runner }: give threads, processes, dask or tcp://…
no-dask = Dask is not installed: pip install 'motcua[dask]'
no-server = other machines need a Prefect server that they can reach: set PREFECT_API_URL

# How a command ends that could not do its work.
wrong-declaration = A declaration is wrong, correct it and run again:
held = Another run holds the data root; wait until it ends and run again. Nothing was changed.
stopped = Stopped as asked; the next run goes on from here.
fault =
    A fault of the system ({ $kind }, { $file }:{ PLAIN($line) }). What was committed before is intact; run
    `motcua doctor`.
fault-quoted =
    A fault of the system ({ $kind }, { $file }:{ PLAIN($line) }): { $text }. What was committed before is intact; run
    `motcua doctor`.
