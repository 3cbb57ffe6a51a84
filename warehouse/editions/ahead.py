"""Whether something that follows from the log is ahead of it: then entries at its end were cut off.

An entry is on the disk before anything follows from it, so that a crash leaves the log ahead of the editions' records
and of what is public, never behind them.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from schemas.edition import AuditEntry, Edition
from schemas.words.message import Message, message
from warehouse import store
from warehouse.editions.states import Key, editions_after

_Step = tuple[str, bool]  # the state of an edition, and whether it is to become public at a moment to come


def ahead_fault(home: store.Home, log: Sequence[AuditEntry]) -> Message | None:
    """Return what was made by an entry that the log no longer has: the record of an edition, or a public tree."""
    paths = [*_records_ahead(home, log), *_trees_ahead(home, len(log))]
    if not paths:
        return None
    return message("edition_faults.log-behind", entries=len(log), file=str(paths[0].relative_to(home.root)))


def _records_ahead(home: store.Home, log: Sequence[AuditEntry]) -> list[Path]:
    steps, hashes = _steps(log)
    ahead = []
    for path, record in store.kept_editions(home).items():
        key = (record.series, record.version)
        sums = path.with_name(store.SUMS)
        is_of_content = sums.is_file() and store.file_hash(sums) == record.content_hash  # else the record is damaged
        if _step(record) not in steps.get(key, ()) or (is_of_content and record.content_hash not in hashes[key]):
            ahead.append(path)
    return ahead


def _steps(log: Sequence[AuditEntry]) -> tuple[Mapping[Key, set[_Step]], Mapping[Key, set[str]]]:
    """Return every step that each edition has stood at, and the hash of every content that it has had."""
    steps, hashes = dict[Key, set[_Step]](), dict[Key, set[str]]()
    editions: Mapping[Key, Edition] = {}
    for entry in log:
        editions = editions_after(editions, entry)
        for key, edition in editions.items():
            steps.setdefault(key, set()).add(_step(edition))
            hashes.setdefault(key, set()).add(edition.content_hash)
    return steps, hashes


def _step(edition: Edition) -> _Step:
    return edition.state, edition.release_at is not None


def _trees_ahead(home: store.Home, entries: int) -> list[Path]:
    """Return the public trees that a later entry made: a tree has the number of the entry that it shows."""
    trees = (path for path in home.public_trees.glob("[0-9]*") if path.name.isdecimal() and path.is_dir())
    return sorted(path for path in trees if int(path.name) > entries)
