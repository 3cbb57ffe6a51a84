"""The audit log as a chain of hashes: an entry that is changed, left out, put in or moved breaks it where it happened.

A chain cannot tell that its last entries were cut off; for that there are two copies of the log, which are compared.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime

from schemas.edition import Action, AuditEntry, Details

START = "0" * 64  # stands for the hash before the first entry


def chained(
    log: Sequence[AuditEntry],
    at: datetime,
    actor: str,
    action: Action,
    edition: tuple[str, int],
    content_hash: str,
    details: Details,
) -> AuditEntry:
    """Return the entry that follows those of the log.

    Args:
        log: the entries so far, the first one first.
        at: the moment, with a zone; it is kept in UTC.
        actor: the system's name of the user who acts.
        action: the step that is taken, or that a refusal is written down.
        edition: series and version.
        content_hash: the content that the step is about, "" where there is none.
        details: what else is to be known of the step.
    """
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone: an entry of the audit log says its moment without doubt")
    series, version = edition
    entry = AuditEntry(
        number=len(log) + 1,
        at=at.astimezone(UTC),
        actor=actor,
        action=action,
        series=series,
        version=version,
        content_hash=content_hash,
        details=details,
        previous=log[-1].hash if log else START,
        hash="",
    )
    return entry.model_copy(update={"hash": entry_hash(entry)})


def entry_hash(entry: AuditEntry) -> str:
    """Return the SHA-256 of an entry's canonical JSON without its own hash."""
    content = entry.model_dump(mode="json", exclude={"hash"})
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def verify(log: Sequence[AuditEntry]) -> int | None:
    """Return the place (from 1) of the first entry that does not fit the chain, or None where all do."""
    previous = START
    for place, entry in enumerate(log, start=1):
        if (entry.number, entry.previous, entry.hash) != (place, previous, entry_hash(entry)):
            return place
        previous = entry.hash
    return None
