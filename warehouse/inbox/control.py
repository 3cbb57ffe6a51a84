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
from schemas.words.message import Message, message
from schemas.words.shown import cut

_KEYS = ("rows", "sha256", "exported_at")
_YEARS = (1900, 9998)
_LARGEST_KB = 64  # a control file is a few lines


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


class _NotUnderstood(Exception):
    """A control file cannot be understood; `why` says why to people."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.key)
        self.why = why


def control_of(names: Sequence[str]) -> dict[str, str]:
    """Return data file -> its control file, for the file names of one folder.

    `a.csv` is described by `a.csv.done`, by `a.csv.json`, or by `a.done` where no other file is called `a`.
    """
    present = set(names)
    sidecars = {n for n in names if n.endswith(".done") or (n.endswith(".json") and n.removesuffix(".json") in present)}
    if not sidecars:
        return {}
    stems = Counter(PurePath(n).stem for n in names if n not in sidecars)
    control_files = {}
    for name in present - sidecars:
        stem = PurePath(name).stem
        candidates = (f"{name}.done", f"{name}.json", f"{stem}.done" if stems[stem] == 1 else "")
        if marker := next((c for c in candidates if c in sidecars), None):
            control_files[name] = marker
    return control_files


def read_control(path: Path) -> Control:
    """Return what a control file promises: nothing if it is empty, else JSON or lines of `key=value`.

    Never raises for its contents: a control file that cannot be understood comes back with its `problem`.
    """
    try:
        return _parse(_text_of(path))
    except _NotUnderstood as error:
        return Control(problem=_bad_control(error.why))
    except (OSError, ValueError, RecursionError) as error:
        return Control(problem=_bad_control(type(error).__name__))


def check_rows(control: Control, records: int) -> None:
    """Raise `SubmissionRejected` with code `control-total` where another number of rows was promised than was read."""
    if control.rows not in (None, records):
        raise SubmissionRejected("control-total", message("inbox.control-rows", promised=control.rows, records=records))


def check_hash(control: Control, sha256: str) -> None:
    """Raise `SubmissionRejected` with code `control-total` where another SHA-256 was promised than the file has."""
    if control.sha256 not in (None, sha256):
        raise SubmissionRejected("control-total", message("inbox.control-hash", sha256=sha256, promised=control.sha256))


def _text_of(path: Path) -> str:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise _NotUnderstood(message("inbox.bad-control-not-a-file"))
        content = file.read(_LARGEST_KB * 1024 + 1)
    if len(content) > _LARGEST_KB * 1024:
        raise _NotUnderstood(message("inbox.bad-control-too-long", kilobytes=_LARGEST_KB))
    return content.decode("utf-8-sig").strip()


def _parse(text: str) -> Control:
    if text.startswith("{"):
        pairs = json.loads(text)
    else:
        lines = [line for line in text.splitlines() if line.strip()]
        if lines_without_sign := [i for i, line in enumerate(lines, start=1) if "=" not in line]:
            raise _NotUnderstood(message("inbox.bad-control-line", line=lines_without_sign[0]))
        pairs = {key.strip(): value.strip() for key, value in (line.split("=", 1) for line in lines)}
    if unknown := [key for key in pairs if key not in _KEYS]:
        raise _NotUnderstood(message("inbox.bad-control-key", unknown=cut(repr(unknown[0])), keys=_KEYS))
    return Control(
        rows=_rows(pairs["rows"]) if "rows" in pairs else None,
        sha256=_sha256(pairs["sha256"]) if "sha256" in pairs else None,
        exported_at=_time(pairs["exported_at"]) if "exported_at" in pairs else None,
    )


def _rows(value: object) -> int:
    if isinstance(value, bool) or not re.fullmatch("[0-9]{1,12}", str(value)):
        raise _NotUnderstood(message("inbox.bad-control-rows"))
    return int(str(value))


def _sha256(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch("[0-9a-fA-F]{64}", value):
        raise _NotUnderstood(message("inbox.bad-control-sha256"))
    return value.lower()


def _time(value: object) -> datetime:
    if not isinstance(value, str):
        raise _NotUnderstood(message("inbox.bad-control-no-text"))
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise _NotUnderstood(message("inbox.bad-control-time")) from None
    if not _YEARS[0] <= moment.year <= _YEARS[1]:  # the first and last years have moments that other zones lack
        raise _NotUnderstood(message("inbox.bad-control-years", first=_YEARS[0], last=_YEARS[1]))
    return moment


def _bad_control(why: Message | str) -> SubmissionRejected:
    return SubmissionRejected("bad-control-file", message("inbox.bad-control-file", why=why, keys=_KEYS))
