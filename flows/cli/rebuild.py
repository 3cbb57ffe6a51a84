"""`motcua rebuild`: every table made again, from the kept rows or from the files' bytes, and compared with what is."""

from typing import Annotated, Any

from cyclopts import Parameter

from flows.cli.as_of import as_of_snapshot
from flows.cli.show import Exit, Json, say, say_of, write_json, write_table
from flows.cli.tables import current
from flows.owner import check_writer
from flows.settings import HERE, Place, open_run
from schemas.submission import Submission
from schemas.words.message import Message, message
from warehouse import store
from warehouse.night.rebuild import ReadAgain, Rebuilt, read_all_again, rebuild_snapshot

_COLUMNS = ("unit_id", "table", "file_name", "submission_id")
FromLanding = Annotated[bool, Parameter(name="--from-landing", negative="", help="help.from-landing")]


def rebuild(*, from_landing: FromLanding = False, place: Place = HERE, json: Json = False) -> int:
    """Make every table from nothing and compare it with what there is; return the exit code.

    The date stays that of the current snapshot, which is replaced only where something differs.
    """
    check_writer(place.home)
    run = open_run(place, None)
    current(run.home)  # where there is none, nothing is to be locked or made
    with store.one_writer(run.home):
        run = as_of_snapshot(run, None)
        store.empty_work(run.home)
        reread = read_all_again(run) if from_landing else None
        rebuilt = rebuild_snapshot(run)
    if json:
        write_json(_report(reread, rebuilt))
    else:
        _show(reread, rebuilt)
    return Exit.ATTENTION if rebuilt.differing or (reread and reread.differing) else Exit.FINE


def _report(reread: ReadAgain | None, rebuilt: Rebuilt) -> dict[str, Any]:
    """Return snapshot (its folder), files (how many), differing (their names), and read, where files were read."""
    result = {"snapshot": rebuilt.snapshot, "files": rebuilt.files, "differing": rebuilt.differing}
    if reread is None:
        return result | {"read": None}
    rows = {"differing": _rows(reread.differing), "without_bytes": _rows(reread.without_bytes)}
    return result | {"read": {"files": reread.files, **rows}}


def _rows(submissions: tuple[Submission, ...]) -> list[dict[str, str]]:
    return [{name: getattr(s, name) for name in _COLUMNS} for s in submissions]


def _show(reread: ReadAgain | None, rebuilt: Rebuilt) -> None:
    if reread is not None:
        say(message("cli_night.files-read-again", count=reread.files))
        _show_submissions(message("cli_night.replaced"), reread.differing)
        _show_submissions(message("cli_night.without-file"), reread.without_bytes)
    if rebuilt.differing:
        say(message("cli_night.files-differ", count=len(rebuilt.differing)))
        write_table(message("cli_night.differing"), [message("cli.file")], [(name,) for name in rebuilt.differing])
    else:
        say(message("cli_night.files-equal", count=rebuilt.files))
    say_of(message("cli.snapshot"), rebuilt.snapshot)


def _show_submissions(title: Message, submissions: tuple[Submission, ...]) -> None:
    columns = (message("cli.unit"), message("cli.table"), message("cli.file"), message("cli.submission"))
    write_table(title, columns, [tuple(row.values()) for row in _rows(submissions)])
