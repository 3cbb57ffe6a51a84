"""The kept rows: of each submission the accepted ones and the reasons of the rejected, as many as its record says."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from flows.doctor.checkup import Checkup
from flows.doctor.finding import Finding, fault, named_first
from flows.doctor.footers import rows_of
from schemas.submission import SubmissionRecord
from schemas.words.message import message
from warehouse import store

_ITEM = message("doctor.item-rows")


def kept_rows(checkup: Checkup, records: Iterable[SubmissionRecord]) -> Iterator[Finding]:
    """Yield what is missing or damaged of the kept rows."""
    missing_files, damaged_files, file_count = [], [], 0
    for record in records:
        for path, least, most in _expected_files(checkup.home, record):
            file_count += 1
            name = str(path.relative_to(checkup.home.root))
            if not os.path.lexists(path):
                missing_files.append(name)
            elif (rows := rows_of(path)) is None or not least <= rows <= most:
                damaged_files.append(name)
    if missing_files:
        yield fault(_ITEM, "rows-missing", count=len(missing_files), places=named_first(missing_files))
    if damaged_files:
        yield fault(_ITEM, "rows-damaged", count=len(damaged_files), places=named_first(damaged_files))
    if not missing_files and not damaged_files:
        yield Finding(_ITEM, "ok", message("doctor.rows-fine", count=file_count))


def _expected_files(home: store.Home, record: SubmissionRecord) -> Iterator[tuple[Path, int, int]]:
    """Yield each file that a loaded submission must have, and the least and the most rows that it may hold."""
    if not record.is_loaded:
        return
    if record.accepted:
        yield home.kept(record), record.accepted, record.accepted
    if record.rejected:  # for one or several reasons each
        yield home.kept(record, "rejected"), record.rejected, sys.maxsize
