"""`motcua retract`: take one submission back; its rows leave the tables, its record and the reason stay.

What is taken back of a file that was beyond the limits is the refusal: the next night reads it once more.
"""

from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from flows.cli.as_of import as_of_snapshot
from flows.cli.confirm import Yes, agree
from flows.cli.show import Exit, Json, WrongUsage, say, say_of, write_json
from flows.editions import system_user
from flows.owner import check_writer
from flows.settings import HERE, Place, now_utc, open_run
from schemas.submission import Submission
from schemas.words.message import message
from schemas.words.shown import shown
from schemas.words.text import nearest
from warehouse import store
from warehouse.night.snapshot import commit_snapshot
from warehouse.run import Run

SubmissionArgument = Annotated[str, Parameter(help="help.submission")]
Reason = Annotated[str, Parameter(name="--reason", help="help.retraction-reason")]
_On = Annotated[date | None, Parameter(name="--date", help="help.date-of-tables")]


def retract(
    submission: SubmissionArgument,
    *,
    reason: Reason,
    yes: Yes = False,
    place: Place = HERE,
    on: _On = None,
    json: Json = False,
) -> int:
    """Take a submission back and fold the tables again; return the exit code.

    Args:
        submission: its id in the table of submissions.
        reason: why; it is kept.
        yes: take it back without asking.
        place: the data root and the city.
        on: the business date of the tables, by default that of the current snapshot.
        json: print the result as JSON.
    """
    if not reason.strip():
        raise WrongUsage(message("cli_night.no-reason"))
    check_writer(place.home)
    run = open_run(place, on)
    record = _find(run, submission)
    if submission not in store.load_retractions(run.home):
        question = "cli_confirm.retract-refusal" if record.is_beyond_limits else "cli_confirm.retract"
        agree(message(question, rows=record.accepted, file=_file(record)), yes, json)
    with store.one_writer(run.home):
        run = as_of_snapshot(run, on)  # of a day whose night is yet to come all units would be missing
        earlier = store.load_retractions(run.home).get(submission)
        if earlier is None:
            retraction = {"reason": reason.strip(), "retracted_at": now_utc().isoformat(), "by": system_user()}
            store.keep_retraction(run.home, submission, retraction)
        store.empty_work(run.home)
        snapshot = commit_snapshot(run)  # where a crash came between the record and the tables, this makes them agree
    if json:
        result = {"submission_id": submission, "was_retracted": earlier is not None, "snapshot": snapshot}
        write_json(result | {"retraction": store.load_retractions(run.home)[submission]})
    else:
        _show(record, earlier, snapshot)
    return Exit.FINE


def _find(run: Run, submission: str) -> Submission:
    records = store.load_submissions(run.home)
    if submission not in records:
        alike = [f"{i} ({records[i].unit_id}, {records[i].file_name})" for i in nearest(submission, sorted(records))]
        if alike:
            raise WrongUsage(message("cli_night.no-submission-near", submission=shown(submission), nearest=alike))
        raise WrongUsage(message("cli_night.no-submission", submission=shown(submission)))
    if not (records[submission].is_loaded or records[submission].is_beyond_limits):
        raise WrongUsage(message("cli_night.not-loaded", submission=submission))
    return records[submission]


def _file(record: Submission) -> str:
    return f"{record.file_name} ({record.unit_id}, {record.table})"


def _show(record: Submission, earlier: dict[str, str] | None, snapshot: Path) -> None:
    file = _file(record)
    if earlier:
        user, why = earlier["by"], earlier["reason"]
        say(message("cli_night.retracted-before", file=file, at=earlier["retracted_at"], by=user, why=why))
    elif record.is_beyond_limits:
        say(message("cli_night.refusal-retracted", file=file))
    else:
        say(message("cli_night.retracted", file=file, rows=record.accepted))
    say_of(message("cli.snapshot"), snapshot)
