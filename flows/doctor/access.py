"""Who can get at the data root: personal data are closed to all but their owner, and nobody else changes anything."""

import os
import pwd
import stat
from collections.abc import Iterator
from pathlib import Path

from flows.doctor.checkup import Checkup
from flows.doctor.disks import nearest
from flows.doctor.finding import Finding, fault, named_first
from flows.doctor.folders import night_folders
from schemas.words.message import message
from schemas.words.shown import shown
from warehouse import store

_ITEM = message("doctor.item-access")
_FOR_OTHERS = ("inbox", "outbox")  # where a city lets those in who deliver and fetch


def root(checkup: Checkup) -> Iterator[Finding]:
    """Yield whether the data root is there and can be written."""
    home, item = checkup.home.root, message("doctor.item-home")
    try:
        above = nearest(home)
    except OSError as error:  # a folder above it is closed to us
        yield fault(item, "home-not-reachable", home=str(home), why=error.strerror or type(error).__name__)
        return
    if not above.is_dir() or not os.access(above, os.W_OK | os.X_OK):
        yield fault(item, "home-not-writable", home=str(home), folder=str(above))
    elif not home.exists():
        words = message("doctor.home-not-there", home=str(home))
        yield Finding(item, "warning", words, message("doctor.no-home"))
    else:
        yield Finding(item, "ok", str(home))
        yield from _other_user(home)


def _other_user(home: Path) -> Iterator[Finding]:
    """Yield that another user owns the data root: what he can do is not seen by trying as somebody else."""
    owner, user = home.stat().st_uid, os.geteuid()
    if owner != user:
        words = message("doctor.other-user", owner=_name(owner), user=_name(user))
        yield Finding(message("doctor.item-home"), "warning", words, message("doctor.other-user.advice"))


def access(checkup: Checkup) -> Iterator[Finding]:
    """Yield what is open to whom it should not be open to."""
    yield from _landing(checkup.home)
    exposed = [path for path in store.exposed(checkup.home) if checkup.home.landing not in (path, *path.parents)]
    # Also in a closed data root.
    folders = [folder.path for folder in night_folders(checkup.home) if folder.path.is_dir()]
    paths_looked_at = dict.fromkeys([checkup.home.root, *folders, *exposed])
    changeable = [p for p in paths_looked_at if p != checkup.home.landing and _changed_by_others(checkup.home, p)]
    if changeable:
        places = _places(checkup.home, changeable)
        root_folder = str(checkup.home.root)
        yield fault(_ITEM, "open-to-change", count=len(changeable), places=places, home=root_folder)
    readable = [path for path in exposed if path not in changeable]
    if readable:
        words = message("doctor.open-to-others", count=len(readable), first=_places(checkup.home, readable[:1]))
        yield Finding(_ITEM, "warning", words, message("doctor.close", home=str(checkup.home.root)))
    elif not changeable:
        yield Finding(_ITEM, "ok", message("doctor.closed"))


def _landing(home: store.Home) -> Iterator[Finding]:
    """Yield what of the personal data others than its owner could get at, or could, were the folders above open."""
    if not home.landing.is_dir():
        return
    paths = (home.landing, *home.landing.rglob("*"))
    is_open = [path for path in paths if path.lstat().st_mode & 0o077 and not path.is_symlink()]
    if is_open:
        places = _places(home, is_open)
        yield fault(_ITEM, "landing-open", count=len(is_open), places=places, folder=str(home.landing))


def _changed_by_others(home: store.Home, path: Path) -> bool:
    is_for_others = path != home.root and path.relative_to(home.root).parts[0] in _FOR_OTHERS
    return bool(path.stat().st_mode & stat.S_IWOTH) and not is_for_others


def _places(home: store.Home, paths: list[Path]) -> str:
    return named_first([shown(str(path.relative_to(home.root))) for path in paths])


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"uid {uid}"
