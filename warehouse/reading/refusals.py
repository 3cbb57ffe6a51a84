"""How a file that no source of its unit reads is refused: by the table whose headers it resembles most."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import SubmissionRejected
from schemas.register import CITY
from schemas.source import Source
from schemas.words.message import Message, message
from schemas.words.text import header_key
from warehouse.reading.outcome import Refused, first_of
from warehouse.reading.peek.headers import peek_headers
from warehouse.reading.sender import Sender

_LIKENESS = 0.3  # of the file's headers, known to a source: below it the file resembles none


@dataclass(frozen=True)
class Attempt:
    """How one source refused a file: how nearly the file was what the source declares (1: it is), and why not."""

    source: Source
    closeness: float
    refusal: SubmissionRejected


def attempted(source: Source, refusal: SubmissionRejected) -> Attempt:
    """Return the attempt that ended with a refusal: one that looks at no header alone is of a file of the source."""
    return Attempt(source, refusal.closeness if isinstance(refusal, Refused) else 1.0, refusal)


def nearest_refusal(attempts: Sequence[Attempt]) -> SubmissionRejected:
    """Return the refusal of the source that the file is nearest to; raise ValueError where there are none."""
    nearest = max(attempts, key=lambda attempt: attempt.closeness).refusal
    return SubmissionRejected(nearest.code, nearest.message)


def refusal_by_table(path: Path, attempts: Sequence[Attempt], sender: Sender) -> SubmissionRejected:
    """Return the refusal by the table that the file most plausibly feeds, by its headers.

    Where the sender has sources of it, that is what the nearest of them says, else that it has none.

    Args:
        path: the file.
        attempts: how each source of the sender refused it.
        sender: who sent the file.
    """
    like = _most_alike(path, [*(attempt.source for attempt in attempts), *sender.other_sources])
    attempts_of_table = [attempt for attempt in attempts if like and attempt.source.table == like.table]
    if like and not attempts_of_table:
        return SubmissionRejected("no-source", _without_source_of(like, attempts, sender))
    return (
        nearest_refusal(attempts_of_table or attempts)
        if attempts
        else SubmissionRejected("no-source", _without_any(sender))
    )


def _most_alike(path: Path, sources: Sequence[Source]) -> Source | None:
    """Return the source that knows most of the file's headers, the first of several; None where none knows enough.

    Its kind is not asked: a workbook in the place of a CSV is still of its table.
    """
    try:
        readings = [{header_key(h) for h in peek.headers if h.strip()} for peek in peek_headers(path)]
    except SubmissionRejected:
        return None
    share = {source.id: max((_share_known(keys, source) for keys in readings), default=0.0) for source in sources}
    alike = max(sources, key=lambda source: share[source.id], default=None)
    return alike if alike and share[alike.id] >= _LIKENESS else None


def _share_known(keys: Collection[str], source: Source) -> float:
    known_keys = {header_key(header) for header in source.headers}
    return len(known_keys.intersection(keys)) / len(keys) if len(keys) > 1 else 0.0


def _without_any(sender: Sender) -> Message:
    return message("files.no-source", unit=sender.name, file=_file("…", sender))


def _without_source_of(like: Source, attempts: Sequence[Attempt], sender: Sender) -> Message:
    file = _file(like.table, sender)
    if sender.unit_id == CITY:
        return message("files.no-source-of-city", table=like.table, folder=CITY, like=like.id, file=file)
    tables = sorted({attempt.source.table for attempt in attempts})
    return message(
        "files.no-source-of-table",
        unit=sender.name,
        table=like.table,
        like=like.id,
        tables=message("files.has-sources-for", tables=first_of(tables)) if tables else message("files.has-no-source"),
        file=file,
    )


def _file(table: str, sender: Sender) -> str:
    return f"sources/{table}-{sender.unit_id.strip('_')}.toml"
