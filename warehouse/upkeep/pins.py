"""What editions rest on: the snapshots that they were ranked from, and the drafts that somebody is reviewing."""

from collections.abc import Iterable
from pathlib import Path, PurePath

from schemas.edition import Edition
from warehouse.store import Home

_IN_HAND = ("draft", "in_review", "approved")  # not public yet


def pinned_snapshots(editions: Iterable[Edition]) -> frozenset[str]:
    """Return the names of the snapshots of all editions, whatever became of them: their figures follow from these."""
    return frozenset(PurePath(edition.snapshot).name for edition in editions)


def lost_snapshots(home: Home, editions: Iterable[Edition]) -> dict[Path, list[str]]:
    """Return the snapshots that are gone although editions rest on them, each with the names of these editions.

    Of a withdrawn edition nobody is shown a figure any more: it needs none.
    """
    edition_names: dict[Path, list[str]] = {}
    for edition in editions:
        snapshot = home.snapshots / PurePath(edition.snapshot).name
        if edition.state != "withdrawn" and not snapshot.is_dir():
            edition_names.setdefault(snapshot, []).append(edition.name)
    return edition_names


def pinned_drafts(editions: Iterable[Edition]) -> frozenset[str]:
    """Return the names of the drafts of editions that are not public yet: who approves looks at the exact tables."""
    editions_in_hand = (edition for edition in editions if edition.state in _IN_HAND)
    return frozenset(f"{PurePath(e.snapshot).name.partition('.')[0]}-{e.series}" for e in editions_in_hand)
