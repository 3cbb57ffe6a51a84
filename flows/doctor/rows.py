"""The kept rows: of each submission the accepted ones and the reasons of the rejected, as many as its record says."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from flows.doctor.examined import Examined
from flows.doctor.finding import Finding, fault, named_first
from flows.doctor.footers import rows_of
from schemas.submission import SubmissionRecord
from schemas.words.message import message
from warehouse import store

_ITEM = message("doctor.item-rows")


def kept_rows(at: Examined, records: Iterable[SubmissionRecord]) -> Iterator[Finding]:
    """Yield what is missing or damaged of the kept rows."""
    missing, damaged, examined = [], [], 0
    for record in records:
        for path, least, most in _expected(at.home, record):
            examined += 1
            name = str(path.relative_to(at.home.root))
            if not os.path.lexists(path):
                missing.append(name)
            elif (rows := rows_of(path)) is None or not least <= rows <= most:
                damaged.append(name)
    if missing:
        yield fault(_ITEM, "rows-missing", count=len(missing), places=named_first(missing))
    if damaged:
        yield fault(_ITEM, "rows-damaged", count=len(damaged), places=named_first(damaged))
    if not missing and not damaged:
        yield Finding(_ITEM, "ok", message("doctor.rows-fine", count=examined))


def _expected(home: store.Home, record: SubmissionRecord) -> Iterator[tuple[Path, int, int]]:
    """Yield each file that a loaded submission must have, and the least and the most rows that it may hold."""
    if not record.is_loaded:
        return
    if record.accepted:
        yield home.kept(record), record.accepted, record.accepted
    if record.rejected:  # for one or several reasons each
        yield home.kept(record, "rejected"), record.rejected, sys.maxsize
