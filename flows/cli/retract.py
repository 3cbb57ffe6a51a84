"""`motcua retract`: take one submission back; its rows leave the tables, its record and the reason stay."""

import getpass
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from flows.cli.options import DateOption
from flows.cli.show import Exit, Json, WrongUsage, say, write_json
from flows.settings import HERE, Place, now_utc, open_run
from schemas.submission import Submission
from schemas.words.text import nearest
from warehouse import store
from warehouse.night.snapshot import commit_snapshot
from warehouse.run import Run

Reason = Annotated[str, Parameter(name="--reason", help="Lý do, được lưu lại / why; it is kept.")]


def retract(submission: str, *, reason: Reason, place: Place = HERE, on: DateOption = None, json: Json = False) -> int:
    """Rút lại một lần nộp và tính lại các bảng / take a submission back and fold the tables again.

    SUBMISSION là mã trong bảng submissions / is the id in the table of submissions. Tệp không bị xóa / no file is
    deleted.
    """
    if not reason.strip():
        raise WrongUsage('Cần ghi lý do: --reason "...".', 'A reason is needed: --reason "...".')
    run = open_run(place, on)
    with store.one_writer(run.home):
        record = _find(run, submission)
        known = store.load_retractions(run.home).get(submission)
        if known is None:
            about = {"reason": reason.strip(), "retracted_at": now_utc().isoformat(), "by": getpass.getuser()}
            store.keep_retraction(run.home, submission, about)
        store.empty_work(run.home)
        snapshot = commit_snapshot(run)  # where a crash came between the record and the tables, this makes them agree
    if json:
        told = {"submission_id": submission, "was_retracted": known is not None, "snapshot": snapshot}
        write_json(told | {"retraction": store.load_retractions(run.home)[submission]})
    else:
        _show(record, known, snapshot)
    return Exit.FINE


def _find(run: Run, submission: str) -> Submission:
    records = store.load_submissions(run.home)
    if submission not in records:
        close = [f"{i} ({records[i].unit_id}, {records[i].file_name})" for i in nearest(submission, sorted(records))]
        hint = "; ".join(close)
        raise WrongUsage(
            f"Không có lần nộp {submission!r}.{f' Gần giống: {hint}.' if hint else ''} Xem bảng submissions.",
            f"There is no submission {submission!r}.{f' Nearest: {hint}.' if hint else ''} See the submissions table.",
        )
    if not records[submission].is_loaded:
        raise WrongUsage(
            f"Lần nộp {submission} đã không được chấp nhận nên không có dòng nào trong bảng để rút.",
            f"Submission {submission} was not accepted, so that the tables hold no rows of it to take back.",
        )
    return records[submission]


def _show(record: Submission, known: dict[str, str] | None, snapshot: Path) -> None:
    file = f"{record.file_name} ({record.unit_id}, {record.table})"
    if known:
        when, by, why = known["retracted_at"], known["by"], known["reason"]
        say(f"Đã được rút từ trước: {file}, {when}, {by}: {why}", f"It had been retracted already, at {when} by {by}.")
    else:
        say(f"Đã rút {file}: {record.accepted} dòng.", f"Retracted {file}: {record.accepted} rows.")
    say(f"Bản hiện tại / current snapshot: {snapshot}")
