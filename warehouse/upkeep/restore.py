"""A data root is made from a backup: aside and whole, then put into its place, so that a crash leaves nothing half.

All of it is made in the folder `.restoring` of the new data root. What makes it whole is noted there last; from then on
a restore that was interrupted only has to be run again to be finished.
"""

import errno
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from schemas.backup import CITY_FOLDER, BackupAbout, BackupRefused
from schemas.city import City
from schemas.edition import EditionRefused
from schemas.hashing import short_hash
from schemas.words.message import message
from warehouse import store
from warehouse.durable import make_folder, sync_folder
from warehouse.editions.acts import show_public
from warehouse.editions.log import Act
from warehouse.night.snapshot import commit_snapshot
from warehouse.run import Run
from warehouse.upkeep.archive import Checked, check_archive
from warehouse.upkeep.backup import hashes_of
from warehouse.upkeep.unpack import unpack

Advance = Callable[[int, int], None]
_ASIDE, _WHOLE = ".restoring", ".whole"
# What may lie in a folder that is empty: whoever looks at one in which no night has been leaves `notices`.
_IS_EMPTY = frozenset({".lock", "lost+found", "notices", _ASIDE})
_FIRST = "submissions"  # without its rows a night fails; without submissions it would begin anew


@dataclass(frozen=True)
class Restored:
    """A data root that was restored.

    `snapshot` is the one that is current, None where there was none; `is_same` whether all its files are those that
    were backed up, to the byte; `has_same_rules` whether it was made by the same code and declarations;
    `other_declarations` are the files of the city that are not what they were; `refused` is why the public pages could
    not be made.
    """

    about: BackupAbout
    files: int
    snapshot: str | None
    is_same: bool
    has_same_rules: bool
    other_declarations: tuple[str, ...] = ()
    refused: EditionRefused | None = None


def restore(run: Run, archive: Path, who: str, moment: datetime, advance: Advance | None = None) -> Restored:
    """Make a data root from a backup, in a folder that is empty or not there, with tables and public pages.

    Raises `BackupRefused`, before anything is written, where the backup is not whole or there is something in the
    folder, and `BlockingIOError` where another run holds it.

    Args:
        run: the data root that is to be and the city; the business date is that of the backup.
        archive: the backup.
        who: the user of the system.
        moment: the present moment, with a zone.
        advance: is told how many bytes of how many are done.
    """
    checked = check_archive(archive, advance)
    if checked.about.city != run.city.about.id:
        raise BackupRefused(
            "other-city", message("backup.other-city", theirs=checked.about.city, ours=run.city.about.id)
        )
    root = run.home.root
    _check_empty(root)
    make_folder(root)
    _check_room(root, checked)
    with store.one_writer(run.home):
        _check_empty(root)  # another restore may have ended meanwhile
        aside, name = store.Home(root / _ASIDE), short_hash(dict(checked.sums))
        _check_aside(root, name)
        refusal = None
        if not (aside.root / _WHOLE).exists():
            refusal = _make(replace(run, home=aside), archive, checked, Act(aside, run.city, who, moment), advance)
            _sync_all(aside.root, name)
            _put_in_place(run.home, aside)
        else:  # whether the pages could be made, only the restore that was interrupted knew
            _put_in_place(run.home, aside)
            refusal = _public_refused(Act(run.home, run.city, who, moment))
    current = store.current_snapshot(run.home)
    files, rules = hashes_of(current) if current else ("", "")
    return Restored(
        checked.about,
        len(checked.sums),
        current.name if current else None,
        files == checked.about.snapshot_hash,
        rules == checked.about.rules_hash,
        _other_declarations(checked.sums, run.city),
        refusal,
    )


def _check_empty(root: Path) -> None:
    if root.is_symlink() and not root.exists():
        raise BackupRefused("not-empty", message("backup.not-empty", folder=str(root)))
    is_interrupted = (root / _ASIDE / _WHOLE).exists()
    if root.exists() and not is_interrupted and {p.name for p in root.iterdir()} - _IS_EMPTY:
        raise BackupRefused("not-empty", message("backup.not-empty", folder=str(root)))


def _check_aside(root: Path, name: str) -> None:
    """Raise `BackupRefused` where what was being put in place is of another backup."""
    marker = root / _ASIDE / _WHOLE
    if marker.exists() and marker.read_text(encoding="utf-8") != name:
        raise BackupRefused("other-backup", message("backup.other-backup", folder=str(root)))


def _check_room(root: Path, checked: Checked) -> None:
    if (free := shutil.disk_usage(root).free) < checked.size:
        room = {"needed": -(-checked.size >> 20) or 1, "free": free >> 20}
        raise BackupRefused("no-room", message("backup.no-room", folder=str(root), **room))


def _make(run: Run, archive: Path, checked: Checked, act: Act, advance: Advance | None) -> EditionRefused | None:
    """Make the data root aside, from nothing; return why its public pages could not be made."""
    aside = run.home
    shutil.rmtree(aside.root, ignore_errors=True)
    make_folder(aside.root)
    unpack(archive, checked, aside.root, advance)
    make_folder(aside.inbox)
    if checked.about.business_date is not None:
        store.empty_work(aside)
        commit_snapshot(replace(run, business_date=checked.about.business_date))
    return _public_refused(act)


def _public_refused(act: Act) -> EditionRefused | None:
    """Have public what was; return why it could not be."""
    try:
        show_public(act)
    except EditionRefused as refused:
        return refused
    return None


def _sync_all(aside: Path, name: str) -> None:
    """Have all that was made on the disk, and then note that it is whole."""
    for made_again in ("work", "cache"):
        shutil.rmtree(aside / made_again, ignore_errors=True)
    os.sync()  # thousands of files: one by one they would take many times as long
    store.write_text(aside / _WHOLE, name)


def _put_in_place(home: store.Home, aside: store.Home) -> None:
    entries = sorted((p for p in aside.root.iterdir() if p.name != _WHOLE), key=lambda p: (p.name != _FIRST, p.name))
    for path in entries:
        if path.name != ".lock":
            _put(home, path)
    sync_folder(home.root)
    aside.root.rename(home.work)  # in one step it is no longer under way; a run empties the folder
    sync_folder(home.root)
    shutil.rmtree(home.work)
    if home.public.is_symlink():
        store.let_through(home.root)


def _put(home: store.Home, path: Path) -> None:
    """Put a file or a folder in its place; what others have left there since is kept in `damaged/`.

    Others hold no lock: `motcua notify`, and a night that was refused, note what they told and how it ended.
    """
    place = home.root / path.name
    while True:
        try:
            path.rename(place)
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
            store.set_aside(home, place)
        else:
            return


def _other_declarations(sums: Mapping[str, str], city: City) -> tuple[str, ...]:
    then = {n.removeprefix(f"{CITY_FOLDER}/"): h for n, h in sums.items() if n.startswith(f"{CITY_FOLDER}/")}
    paths = {name: city.folder / name for name in then}
    return tuple(sorted(n for n, path in paths.items() if not path.is_file() or store.file_hash(path) != then[n]))
