"""Landing by an index: a file that is as it was, and whose copy is there, is neither read nor written."""

import logging
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from schemas.errors import SubmissionRejected
from schemas.hashing import short_hash
from schemas.words.catalogue import text
from schemas.words.languages import ENGLISH
from warehouse import inbox, store
from warehouse.inbox import KnownFile
from warehouse.run import Run
from warehouse.store import Home

log = logging.getLogger(__name__)
_KIND, _SHAPE = "landed", short_hash([*KnownFile._fields, "state: size, mtime, ctime, device, inode"])
Landing = inbox.Landed | inbox.LeftAlone | Exception
_Outcome = tuple[Landing, KnownFile | None]  # what became of a file, and what is to be remembered of it


def land_all(run: Run, deliveries: Sequence[inbox.Delivery], settled_before_ns: int) -> list[Landing]:
    """Return what became of each delivery: its landed copy, why it is left alone, or what went wrong with it alone.

    Brings the index up to date. Where there is none that can be believed, every file is hashed, and copied only where
    no sound copy is there.
    """
    index, inbox_path, landing = _read_index(run.home), os.fsencode(run.home.inbox), run.home.landing
    names = [delivery.location.removeprefix(inbox_path) for delivery in deliveries]
    indexed = [(index or {}).get(name) for name in names]
    unread = [_unread(run, landing, *pair) for pair in zip(deliveries, indexed, strict=True)]
    is_lost = index is None and landing.is_dir() and any(landing.iterdir())
    with ThreadPoolExecutor() as pool:  # copying and hashing wait for the disk and leave the interpreter free
        futures = {
            i: pool.submit(_land_one, run, deliveries[i], indexed[i], settled_before_ns, is_lost)
            for i, known_outcome in enumerate(unread)
            if known_outcome is None
        }
    outcomes = [known_outcome or futures[i].result() for i, known_outcome in enumerate(unread)]
    _write_index(run.home, index, {name: file for name, (_, file) in zip(names, outcomes, strict=True) if file})
    return [_as_promised(delivery, landing) for delivery, (landing, _) in zip(deliveries, outcomes, strict=True)]


def look_in_place(delivery: inbox.Delivery) -> Landing:
    """Return what became of one delivery that is judged where it lies; nothing is landed."""
    try:
        landed = inbox.in_place(delivery)
    except Exception as fault:
        return fault
    return _as_promised(delivery, landed)


def known_files(home: Home) -> Mapping[bytes, KnownFile]:
    """Return what is known of files of the inbox, by their place below it; nothing where no index can be believed."""
    return _read_index(home) or {}


def _unread(run: Run, landing: Path, delivery: inbox.Delivery, file: KnownFile | None) -> _Outcome | None:
    """Return the copy of a file that need not be read, or None."""
    if file is None or inbox.is_due(file, run.business_date, run.city.about.recheck_landing_days):
        return None
    copy = inbox.known_copy(delivery, file, landing)
    return (copy, file) if copy else None


def _land_one(
    run: Run, delivery: inbox.Delivery, file: KnownFile | None, settled_before_ns: int, is_lost: bool
) -> _Outcome:
    """Land one file; `is_lost`: there is no index of what was landed. What goes wrong is of this file alone."""
    landing = run.home.landing
    try:
        if is_lost or (file and file.state[0] == delivery.size):  # its bytes may well be there
            landed = inbox.verify(delivery, landing, landing / file.copy if file else None)
        else:
            landed = inbox.land(delivery, landing)
    except Exception as fault:
        return fault, None
    if isinstance(landed, inbox.LeftAlone):
        return landed, None
    for damage in landed.damaged:
        log.error("%s", text(damage.message, ENGLISH))
    return landed, inbox.as_known(delivery, landed, landing, run.business_date, settled_before_ns)


def _as_promised(delivery: inbox.Delivery, landing: Landing) -> Landing:
    if isinstance(landing, inbox.Landed):
        try:
            inbox.check_hash(delivery.control, landing.sha256)
        except SubmissionRejected as reason:
            return reason
    return landing


def _read_index(home: Home) -> dict[bytes, KnownFile] | None:
    entries = store.read_index(home, _KIND, _SHAPE)
    if entries is None:
        return None
    return {
        name: KnownFile(tuple(state), sha256, copy, date.fromisoformat(day))
        for name, (state, sha256, copy, day) in entries.items()
    }


def _write_index(
    home: Home, files_before: Mapping[bytes, KnownFile] | None, files_now: Mapping[bytes, KnownFile]
) -> None:
    """Write what has changed; nothing where nothing has."""
    changed_files = {
        name: file for name, file in files_now.items() if files_before is None or files_before.get(name) != file
    }
    dropped_names = None if files_before is None else [name for name in files_before if name not in files_now]
    if changed_files or dropped_names:
        entries = {name: [*file[:-1], file.checked_on.isoformat()] for name, file in changed_files.items()}
        store.write_index(home, _KIND, _SHAPE, entries, dropped_names)
