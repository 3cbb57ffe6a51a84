"""The witness of the audit log: one line that stands for all of it, to be kept where those who act cannot write.

The chain shows every change of a part of the log. A log recomputed as a whole has a whole chain again, and only a hash
that was written down elsewhere tells it from the true one.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from schemas.edition import AuditEntry
from schemas.words.message import Message, message

_DIGITS, _GROUP = 20, 4  # 80 bits: nobody finds another log with them, and they can be read out
_LINE = re.compile(r"\s*(?P<number>[0-9]+)\s+(?P<at>\S+)\s+(?P<digits>[0-9a-fA-F]{4}[0-9a-fA-F -]{12,})\s*")
_LEAST = 16


class Witnessed(NamedTuple):
    """What a line says: the number of an entry, and the first digits of its hash."""

    number: int
    digits: str


def witness_line(entry: AuditEntry) -> str:
    """Return the line that stands for the log up to an entry: "12 2022-12-31T10:00:00Z 3f2a-9c41-77b0-d5e2-90aa"."""
    groups = (entry.hash[start : start + _GROUP] for start in range(0, _DIGITS, _GROUP))
    return f"{entry.number} {entry.at:%Y-%m-%dT%H:%M:%SZ} {'-'.join(groups)}"


def witnessed(line: str) -> Witnessed:
    """Return what a line says; raise ValueError where it is no line of a witness. Its hash may stand in groups."""
    if (line_read := _line_read(line)) is None:
        raise ValueError(f"{line!r} is no line as `motcua edition witness` prints it")
    return line_read


def witness_fault(log: Sequence[AuditEntry], lines: Sequence[Witnessed]) -> Message | None:
    """Return where the log first differs from what was witnessed of it, or None where it agrees with every line.

    An entry stands for all before it, so that the first difference lies after the last entry that agrees.
    """
    sorted_lines = sorted(lines)
    wrong_line = next((line for line in sorted_lines if not _agrees(log, line)), None)
    if wrong_line is None:
        return None
    first_number = max((line.number for line in sorted_lines if line.number < wrong_line.number), default=0) + 1
    if wrong_line.number > len(log):
        return message("edition_faults.witness-cut", entries=len(log), number=wrong_line.number)
    if first_number == wrong_line.number:
        return message("edition_faults.witness-differs", number=first_number)
    return message("edition_faults.witness-differs-between", first=first_number, last=wrong_line.number)


def all_witnessed(lines: Sequence[str]) -> list[Witnessed]:
    """Return all that was witnessed in a file to which somebody may have added words of his own."""
    return [line_read for line in lines if (line_read := _line_read(line)) is not None]


def last_witnessed(lines: Sequence[str]) -> Witnessed | None:
    """Return what was witnessed last in a file to which somebody may have added words of his own."""
    return next((line_read for line in reversed(lines) if (line_read := _line_read(line)) is not None), None)


def _line_read(line: str) -> Witnessed | None:
    fields = _LINE.fullmatch(line)
    digits = re.sub(r"[ -]", "", fields["digits"]).lower() if fields else ""
    if fields is None or len(digits) < _LEAST or int(fields["number"]) < 1:
        return None
    return Witnessed(int(fields["number"]), digits)


def _agrees(log: Sequence[AuditEntry], line: Witnessed) -> bool:
    return line.number <= len(log) and log[line.number - 1].hash.startswith(line.digits)
