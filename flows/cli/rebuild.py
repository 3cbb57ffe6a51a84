"""`motcua rebuild`: every table made again, from the kept rows or from the files' bytes, and compared with what is."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from cyclopts import Parameter

from flows.cli.show import Exit, Json, say, write_json, write_table
from flows.cli.tables import current
from flows.settings import HERE, Place, open_run
from schemas.submission import Submission
from schemas.words.numbers import number
from warehouse import store
from warehouse.night.rebuild import ReadAgain, Rebuilt, read_all_again, rebuild_snapshot

_SHOWN = ("unit_id", "table", "file_name", "submission_id")
FromLanding = Annotated[
    bool,
    Parameter(
        name="--from-landing",
        negative="",
        help="Đọc lại cả các tệp gốc trong landing/ / read the files in landing/ again as well.",
    ),
]


def rebuild(*, from_landing: FromLanding = False, place: Place = HERE, json: Json = False) -> int:
    """Làm lại mọi bảng từ đầu và so với bản hiện tại / make every table from nothing and compare it with what there is.

    Ngày của bản hiện tại được giữ nguyên. Bản đang dùng chỉ bị thay khi có khác biệt; khi đó mã thoát là 1 / the date
    stays that of the current snapshot, which is replaced only where something differs; the exit code is 1 then.
    """
    run = open_run(place, None)
    current(run.home)  # where there is none, nothing is to be locked or made
    with store.one_writer(run.home):
        manifest = store.read_manifest(current(run.home))
        run = replace(run, business_date=date.fromisoformat(manifest["business_date"]))
        store.empty_work(run.home)
        read = read_all_again(run) if from_landing else None
        rebuilt = rebuild_snapshot(run)
    if json:
        write_json(_report(read, rebuilt))
    else:
        _show(read, rebuilt)
    return Exit.ATTENTION if rebuilt.differing or (read and read.differing) else Exit.FINE


def _report(read: ReadAgain | None, rebuilt: Rebuilt) -> dict[str, Any]:
    """Return snapshot (its folder), files (how many), differing (their names), and read, where files were read."""
    about = {"snapshot": rebuilt.snapshot, "files": rebuilt.files, "differing": rebuilt.differing}
    if read is None:
        return about | {"read": None}
    rows = {"differing": _rows(read.differing), "without_bytes": _rows(read.without_bytes)}
    return about | {"read": {"files": read.files, **rows}}


def _rows(submissions: tuple[Submission, ...]) -> list[dict[str, str]]:
    return [{name: getattr(s, name) for name in _SHOWN} for s in submissions]


def _show(read: ReadAgain | None, rebuilt: Rebuilt) -> None:
    if read is not None:
        say(f"Đã đọc lại {number(read.files)} tệp.", f"{number(read.files)} files were read again.")
        _listed("Khác với dòng đã giữ, đã thay / Differed from the kept rows, replaced", read.differing)
        _listed("Tệp gốc không còn, giữ như cũ / Files that are gone, rows kept as they were", read.without_bytes)
    if rebuilt.differing:
        say(
            f"{len(rebuilt.differing)} tệp của các bảng khác với bản cũ; bản mới đã thay bản cũ.",
            f"{len(rebuilt.differing)} files of the tables differed; the new snapshot takes the place of the old one.",
        )
        write_table("Khác nhau / Differing", ("Tệp / File",), [(name,) for name in rebuilt.differing])
    else:
        say(
            f"Cả {number(rebuilt.files)} tệp của các bảng đều giống từng byte.",
            f"All {number(rebuilt.files)} files of the tables are equal, byte by byte.",
        )
    say(f"Bản hiện tại / current snapshot: {rebuilt.snapshot}")


def _listed(title: str, submissions: tuple[Submission, ...]) -> None:
    columns = ("Đơn vị / Unit", "Bảng / Table", "Tệp / File", "Lần nộp / Submission")
    write_table(title, columns, [tuple(row.values()) for row in _rows(submissions)])
