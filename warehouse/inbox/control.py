"""Control files: what a sender promises about a file, in `<name>.done` or `<name>.json` beside it."""

import json
import os
import re
import stat
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePath

from schemas.errors import SubmissionRejected
from schemas.words.shown import cut, shown

_KEYS = ("rows", "sha256", "exported_at")
_YEARS = (1900, 9998)
_LARGEST = 1 << 16  # bytes; a control file is a few lines


@dataclass(frozen=True)
class Control:
    """Promised number of rows, SHA-256 and time of export (with its offset, if one was written), where given.

    `problem` says why the control file cannot be understood; nothing was promised then.
    """

    rows: int | None = None
    sha256: str | None = None
    exported_at: datetime | None = None
    problem: SubmissionRejected | None = field(default=None, compare=False)


NO_CONTROL = Control()


def control_of(names: Sequence[str]) -> dict[str, str]:
    """Return data file -> its control file, for the file names of one folder.

    `a.csv` is described by `a.csv.done`, by `a.csv.json`, or by `a.done` where no other file is called `a`.
    """
    present = set(names)
    sidecars = {n for n in names if n.endswith(".done") or (n.endswith(".json") and n.removesuffix(".json") in present)}
    if not sidecars:
        return {}
    stems = Counter(PurePath(n).stem for n in names if n not in sidecars)
    found = {}
    for name in present - sidecars:
        stem = PurePath(name).stem
        candidates = (f"{name}.done", f"{name}.json", f"{stem}.done" if stems[stem] == 1 else "")
        if marker := next((c for c in candidates if c in sidecars), None):
            found[name] = marker
    return found


def read_control(path: Path) -> Control:
    """Return what a control file promises: nothing if it is empty, else JSON or lines of `key=value`.

    Never raises for its contents: a control file that cannot be understood comes back with its `problem`.
    """
    try:
        return _parse(_read(path))
    except (OSError, ValueError, RecursionError) as error:
        return Control(problem=_bad(path, error))


def check_rows(control: Control, records: int) -> None:
    """Raise `SubmissionRejected` with code `control-total` where another number of rows was promised than was read."""
    if control.rows not in (None, records):
        raise SubmissionRejected(
            "control-total",
            f"Tệp kiểm soát ghi {control.rows} dòng nhưng tệp có {records} dòng. Chép lại cả hai tệp.",
            f"The control file promises {control.rows} rows but the file holds {records}. Copy both files again.",
        )


def check_hash(control: Control, sha256: str) -> None:
    """Raise `SubmissionRejected` with code `control-total` where another SHA-256 was promised than the file has."""
    if control.sha256 not in (None, sha256):
        raise SubmissionRejected(
            "control-total",
            f"SHA-256 của tệp là {sha256}, tệp kiểm soát ghi {control.sha256}. Chép lại cả hai tệp.",
            f"The file's SHA-256 is {sha256}, the control file promises {control.sha256}. Copy both files again.",
        )


def _read(path: Path) -> str:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ValueError("not a regular file")
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise ValueError("longer than 64 KB")
    return data.decode("utf-8-sig").strip()


def _parse(text: str) -> Control:
    if text.startswith("{"):
        pairs = json.loads(text)
    else:
        lines = [line for line in text.splitlines() if line.strip()]
        if without := [i for i, line in enumerate(lines, start=1) if "=" not in line]:
            raise ValueError(f"line {without[0]} is not key=value")
        pairs = {key.strip(): value.strip() for key, value in (line.split("=", 1) for line in lines)}
    if unknown := [key for key in pairs if key not in _KEYS]:
        raise ValueError(f"unknown key {cut(repr(unknown[0]))}; known: {', '.join(_KEYS)}")
    return Control(
        rows=_rows(pairs["rows"]) if "rows" in pairs else None,
        sha256=_sha256(pairs["sha256"]) if "sha256" in pairs else None,
        exported_at=_time(pairs["exported_at"]) if "exported_at" in pairs else None,
    )


def _rows(value: object) -> int:
    if isinstance(value, bool) or not re.fullmatch("[0-9]{1,12}", str(value)):
        raise ValueError("rows is not a whole number")
    return int(str(value))


def _sha256(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch("[0-9a-fA-F]{64}", value):
        raise ValueError("sha256 is not 64 hexadecimal digits")
    return value.lower()


def _time(value: object) -> datetime:
    if not isinstance(value, str):
        raise ValueError("exported_at is not a text")  # noqa: TRY004 - one kind of fault for whoever reads it
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("exported_at is not an ISO date or time such as 2023-01-31T22:00:00") from None
    if not _YEARS[0] <= moment.year <= _YEARS[1]:  # the first and last years have moments that other zones lack
        raise ValueError(f"exported_at lies outside the years {_YEARS[0]} to {_YEARS[1]}")
    return moment


def _bad(path: Path, error: Exception) -> SubmissionRejected:
    why, name = str(error) if type(error) is ValueError else type(error).__name__, shown(path.name)
    return SubmissionRejected(
        "bad-control-file",
        f"Không hiểu tệp kiểm soát {name} ({why}). Cần để trống, hoặc JSON, hoặc các dòng khóa=giá trị với "
        f"{', '.join(_KEYS)}. Sửa hoặc xóa tệp này.",
        f"The control file {name} cannot be understood ({why}). It is empty, JSON, or lines of key=value with "
        f"{', '.join(_KEYS)}. Correct or remove it.",
    )
