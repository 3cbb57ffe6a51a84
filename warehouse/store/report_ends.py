"""When the run of each report ended, read without the rest of the report."""

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

_KEY = b'\n "ended_at": "'  # by one space: a key of the report itself
_TAIL = 4096  # bytes: the moments stand last, and after them what came of the notices


def report_end(path: Path) -> datetime:
    """Return when the run of a report ended: as the report says, whatever copied or touched its file since.

    A report of version 0.1.0, or one that cannot be read, goes by when its file was written. Raises `FileNotFoundError`
    where it is gone.
    """
    try:
        with path.open("rb", buffering=0) as file:
            recorded_end = _end_in_tail(file)
    except FileNotFoundError:
        raise
    except OSError:
        recorded_end = None
    return recorded_end or datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _end_in_tail(file: BinaryIO) -> datetime | None:
    file.seek(max(0, os.fstat(file.fileno()).st_size - _TAIL))
    _, key, text_after_key = file.read().rpartition(_KEY)
    with suppress(ValueError, TypeError, KeyError):
        text = text_after_key.partition(b'"')[0].decode() if key else _end_in_whole_report(file)
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else None
    return None


def _end_in_whole_report(file: BinaryIO) -> str:
    """Return the moment that a report holds anywhere; whether it holds any costs a hundredth of reading its JSON."""
    file.seek(0)
    content = file.read()
    text: str = json.loads(content)["ended_at"] if b'"ended_at"' in content else ""
    return text
