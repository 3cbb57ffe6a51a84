# What `motcua --help` and `motcua <command> --help` say. The message of a command stands in lists of commands, after the
# same in Vietnamese; its attribute `detail` is shown below it where the help of that command is asked for.

motcua = one-stop dossiers of a city's districts, from the files they send to a ranking.
    .detail =
        Exit codes: 0 fine · 1 something needs a person (a file was rejected or failed, or a unit sent nothing) · 2
        wrong usage · 3 a declaration is wrong · 4 another run holds the data root · 5 a fault of the system · 6 no
        night has ended within the time asked.
flag-help = show this help.
flag-version = show the version.

demo = a synthetic city, from files to ranking.
    .detail =
        Makes a synthetic city and runs three nights. The pages that are made are those of the published year 2022. The
        results are compared with what was planted. Exit code 5 if the two differ.
nightly = one night: take in the inbox, update the tables.
    .detail =
        Takes in what the inbox holds and updates the tables. A second run does nothing twice. Exit code 1 if a file was
        rejected or failed, or a unit sent nothing.
fetch = fetch files from other machines into the inbox.
    .detail =
        From the places that fetch/*.toml of the city declares. Each file once, whole or not at all; nothing is taken
        in. A night does the same first. Exit code 1 where something was not fetched.
check = check a file before sending it.
    .detail =
        Nothing is stored. Exit code as of a night: 0 if the file would be taken in, also with rejected rows; 1 if the
        whole file would be rejected. Without --unit, the units are those that the file names.
rank = rank the units over a period.
    .detail =
        Period and method are by default those of the nightly draft. A draft with pages is kept, to be looked at and
        submitted. With --json the ranking is printed: no page is made, nothing is kept.
reconcile = judge published figures.
    .detail =
        FILE is a CSV with the columns of the table claims: claim_id, unit_as_written, period_from, period_to, measure,
        printed, and where known denominator_id, set_id, locale, scope. The figures of one set_id are judged together.
        Needs no data root; by the dossiers of one with a snapshot they are judged as well. Without FILE, the claims of
        that snapshot are judged. Exit code 1 if a figure contradicts its own text or the dossiers.
status = what there is, and who has not sent.
    .detail =
        The current snapshot, the last night, and who has not sent. Exit code 1 if the last night needs a person or a
        unit has not sent. With --max-age the code says the cause: 6 no night has ended within it, 5 the last one failed
        or died, 4 one has been under way for longer, 1 something else needs a person.
retract = take a submission back.
    .detail =
        Folds the tables again. SUBMISSION is the id in the table of submissions. No file is deleted. It asks before.
rebuild = make every table again, from nothing.
    .detail =
        Compares the new tables with those of the current snapshot. Their date stays that of the snapshot, which is
        replaced only where something differs; the exit code is 1 then.
tables = the tables and where to read them.
    .detail =
        The tables of the current snapshot and where to read them. Name a table for its columns and a line for each
        tool. A path points to this very snapshot, which the next night does not change.
doctor = check the machine and the data root.
    .detail = Exit code 1 if something must be repaired.
notify = people are told of what is wrong.
    .detail =
        Look at the data root, and tell what is new through the channels that the city's notices.toml declares, each
        alert once. Schedule it hourly, apart from the nights: it alone can tell that their schedule is dead. Exit code 1
        where nobody was told of an alert, or a channel took nothing.
verify = check every file that is kept.
    .detail =
        Reads everything that has a hash again and compares it: records, kept rows, snapshots, landing, editions, the
        log. Changes nothing without --repair, which heals what can be made again and names what must come from a
        backup. Exit code 1 where something is damaged still.
automations = create automations in a Prefect server.
    .detail =
        As a file such as docs/deploy/automations.yaml has them: where a nightly run fails, is late, dies or has no
        worker, the person on call is told; a run without a sign of life is ended, so that its slot is free. Doing it
        again makes no second copy.

source = declare the format of a file.
    .detail = A TOML file says what each column of a file is: draft it from a file, then try it on that file.
source-new = draft one from a file.
    .detail =
        Prints TOML with a TODO wherever a person must look. Of the values only codes are printed: the texts of columns that
        hold a short list of them again and again, such as a status.
source-check = try one on a file.
    .detail =
        Nothing is stored. SOURCE is the id of a source of the city or a .toml file. Exit code 3 if the declaration is
        wrong.
source-template = write the workbook that a unit fills in.
    .detail = Made from the table's declaration, with the source that reads it. With --unit it is of that unit alone.
method = the methods of ranking.
    .detail = Methods are TOML files of the city.
method-explain = explain a method.
    .detail =
        In words and formulas. METHOD is the id of a method of the city, such as qd766. --lang en prints it in English.
        --json prints every rule of the method and its fingerprint.

edition = editions, from submission to withdrawal.
    .detail = Whoever acts is the user of the system; no option changes that. city.toml declares who may do what.
edition-list = the editions and their states.
    .detail = Every edition, and its state.
edition-show = one edition and its history.
    .detail = One edition: who did what, and when.
edition-drafts = the drafts that can be submitted.
    .detail = Name, business date, and as which edition it was submitted. `motcua edition submit --draft` takes the name.
edition-diff = what changes, for who approves.
    .detail = What it changes of the edition before. A page is written.
edition-submit = submit a draft for approval.
    .detail =
        The newest draft of a ranking. Period and method are by default those of the nightly draft. From the second
        version on a reason is needed. Where this makes an approval void, it asks first.
edition-return = give an edition back to who works on it.
    .detail = Approval and embargo are void.
edition-approve = approve the content that was looked at.
    .detail =
        Whoever submitted it cannot approve it. Without --hash it only shows what would be approved. It asks before it
        approves.
edition-publish = publish now or at a moment.
    .detail =
        Publishes an approved edition. The moment is by the city's clock. The edition becomes public when the nightly
        run, or `motcua edition release`, runs then or later. A moment that is past is not taken. It asks before it
        publishes.
edition-release = publish what is due.
    .detail = Exit code 1 if one is refused.
edition-withdraw = take a published edition back.
    .detail = A notice with the reason takes its place. It asks before.
edition-attack = try to work out the small counts that are hidden.
    .detail =
        As an intruder who knows only what is public: the newest version that is not public yet, a draft, or a tree.
        Exit code 1 where a small count is worked out.
edition-verify = check log, contents and public pages.
    .detail =
        Exit code 1 if anything is wrong. --witness compares the log with a line that was written down elsewhere: nothing
        else shows a log made anew as a whole.
edition-witness = print the line that bears witness to the log.
    .detail =
        One line that stands for the whole log: number, moment, hash. Write it into minutes, or add it with --file to a
        file elsewhere.

policy = roles, register and policy in force.
    .detail =
        The audit log holds the hash of the city's folder that is in force. Steps of editions are taken with that folder
        only.
policy-show = what is in force.
    .detail = Exit code 1 if the city's folder is another, or nothing is in force yet.
policy-bind = put roles and policy into force.
    .detail =
        Shows what changes and asks. The first time it is for who owns the data root, later for an administrator
        (administer in [roles]) by what is in force.

# Options, by what they are about.
series = the ranking, such as 2022-qd766.
file = the file.
interactive = ask a person at the terminal what the file does not tell.
source-id = the id of a source of the city, or a .toml file.
submission = the id in the table of submissions.
method-id = the id of a method of the city, such as qd766.
language = vi or en.
where = Where
home = the data root.
city = the city's folder (default: Ho Chi Minh City).
run = The run
business-date = the business date (today; before 6 am: yesterday).
settle = leave alone files changed less than so many seconds ago.
workers = files read at the same time.
seconds = the longest that reading one file may take.
memory = the memory that reading one file may take.
runner =
    on what the work runs: threads or processes of this machine, dask (a cluster on this machine), or the address of a
    Dask scheduler.
direct = run without Prefect.
as-json = print the result as JSON.
claims-file = a CSV of published figures.
unit = the unit that sends the file.
date = as of this day (default: today).
date-of-tables = the business date of the tables (default: that of the current snapshot).
date-of-status = the day by which units should have sent (default: that of the current snapshot).
period = the period.
ranking-method = the method.
peer-group = rank within each group of a grouping.
table-name = a table, to see its columns.
fed-table = the table that the file feeds; the draft says which other one would suit.
out = write to this new file.
check-page = write the report as one page (HTML), to send on to whoever made the file.
template-out = write the workbook to this new .xlsx file.
retraction-reason = why; it is kept.
verify-repair = heal what can be made again
from-landing = read the files in landing/ again as well.
demo-home = its own data root.
demo-dossiers = how many, roughly.
edition-verify-witness = a line of a witness, or a file of such lines.
edition-witness-file = add the line to this file.
edition-version = the version (newest).
edition-in-force = the version (the one in force).
edition-reason = why; kept and published.
edition-hash = hash of the content that was looked at, at least its first 10 digits.
edition-attacked-draft = a draft (motcua edition drafts) or its folder, instead of an edition.
edition-tree = a folder of a public tree.
edition-draft = name of a draft (motcua edition drafts) or its folder (the newest).
edition-at = publish at this moment, such as 2030-01-05T08:00, by the city's clock.
edition-now = publish now although it is held back until later.
yes = do not ask (for programs).
max-age = Within it a night must have ended: 90m, 26h, 2d
notify-dry-run = Show it, and send nothing
notify-test = Send a trial notice through every channel

# Backup and restore.
clean = what is no longer to be kept goes.
    .detail =
        By retention.toml of the city: files of the inbox and untouched copies that were read, by the day on which they came,
        snapshots, drafts and reports. What is not said there is kept for ever; what editions rest on, what is current and
        what was not read always stays. Asks nothing: look with --dry-run first. Exit code 1 if something could not be
        removed.
dry-run = only say what would go.
backup = all that cannot be made again, in one file.
    .detail =
        A tar file with a list of hashes, for the data root as it is between two runs: submissions, kept rows, editions with
        their snapshots, reports, and the city's declarations. TARGET is a file that is not there yet, or a folder. The
        untouched copies of files go with it only where you ask for them: they hold personal data.
restore = a data root from a backup.
    .detail =
        Into the folder that --home names, which is empty or not there. Every hash is checked before anything is written;
        tables, index and public pages are made again. Exit code 1 if the backup is damaged, or the tables are not those
        that were backed up and nothing explains it.
backup-target = the file to write, or a folder for it.
backup-file = what `motcua backup` has written.
with-landing = with the untouched copies of files, which hold personal data.
url-file = a file of one line: the address at which the person on call is told (POST, JSON).
token-file = a file of one line: the token that goes with it (Bearer).
