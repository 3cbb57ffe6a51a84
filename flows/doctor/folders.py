"""The folders of the data root: each is a folder, its owner may write it, and nothing forbids what a commit does."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.doctor.checkup import Checkup
from flows.doctor.finding import Finding, fault
from flows.doctor.trying import Forbidden, forbidden_flag, try_commit, try_writing
from schemas.words.message import message
from warehouse import store

_ITEM = message("doctor.item-folders")
_MADE_FOLDERS = ("drafts", "docs", "outbox", "cache", "work")  # from what is kept, by the next night
_INBOX = "inbox"  # the only folder that a night does not write


@dataclass(frozen=True)
class NightFolder:
    """A folder that a night reads or writes, by what it is called in the data root."""

    name: str
    path: Path

    @property
    def is_written(self) -> bool:
        """Whether a night writes it."""
        return self.name != _INBOX

    @property
    def how_it_comes_back(self) -> str:
        """Where it comes from when it is lost: `made` by the next night, `kept` in a backup, or its name: by hand."""
        if self.name in (_INBOX, "public-trees"):
            return self.name
        return "made" if self.name in _MADE_FOLDERS else "kept"


def night_folders(home: store.Home) -> list[NightFolder]:
    """Return every folder of the data root that a night may need, whether it is there or not."""
    return [NightFolder(name, home.root / name) for name in (_INBOX, home.landing.name, *store.KEPT, *store.MADE)]


def folders(checkup: Checkup) -> Iterator[Finding]:
    """Yield each folder that a night would stumble over. The caller holds the lock of the data root."""
    home = checkup.home
    if not os.path.lexists(home.inbox) and home.submissions.is_dir():
        yield fault(_ITEM, "no-inbox", folder=str(home.inbox))
    faults: list[Finding] = []
    for folder in [NightFolder("", home.root), *night_folders(home)]:
        if os.path.lexists(folder.path):
            faults += _folder_faults(folder)
    faults += _file_faults(home)
    if not faults:
        faults += _commit_faults(home)
    yield from _outermost(faults)
    if not faults:
        yield Finding(_ITEM, "ok", message("doctor.folders-fine"))


def _outermost(faults: list[Finding]) -> Iterator[Finding]:
    """Yield the faults, of what is fixed only the outermost: one command frees all that is below it."""
    fixed_folders: list[str] = []
    for finding in faults:
        if finding.code == "immutable" and not isinstance(finding.words, str):
            folder = str(finding.words.values["folder"])
            if any(folder.startswith(f"{above}/") for above in fixed_folders):
                continue
            fixed_folders.append(folder)
        yield finding


def _folder_faults(folder: NightFolder) -> Iterator[Finding]:
    path = folder.path
    if not path.is_dir():
        yield fault(_ITEM, "not-a-folder", folder=str(path), name=folder.how_it_comes_back)
        return
    mode = stat.S_IMODE(path.stat().st_mode)
    needed_mode = stat.S_IRUSR | stat.S_IXUSR | (stat.S_IWUSR if folder.is_written else 0)
    is_closed = mode & needed_mode != needed_mode  # to its owner: root alone would not notice
    if not folder.is_written:
        if is_closed or not os.access(path, os.R_OK | os.X_OK):
            yield fault(_ITEM, "not-readable", folder=str(path), mode=f"{mode:03o}")
    elif is_closed:
        yield _forbidden(path, Forbidden("not-writable", f"{mode:03o}"))
    elif (why := try_writing(path)) is not None:
        yield _forbidden(path, why)


def _file_faults(home: store.Home) -> Iterator[Finding]:
    """Yield what is fixed of the files and folders that a night changes, or takes the place of."""
    changing_files = [home.root / ".lock", home.editions / ".lock", home.control, store.index_path(home)]
    snapshot_entries = sorted(home.snapshots.iterdir()) if home.snapshots.is_dir() else []
    for path in (*changing_files, *snapshot_entries, store.audit_path(home)):
        if not path.is_symlink() and path.exists() and (flag := forbidden_flag(path)) is not None:
            if path == store.audit_path(home) and flag == "append-only":
                continue  # it only grows
            yield _forbidden(path, Forbidden("immutable", flag))


def _commit_faults(home: store.Home) -> Iterator[Finding]:
    current = store.current_snapshot(home)
    files = (path for path in current.rglob("*.parquet")) if current else iter(())
    if (why := try_commit(home, next(files, None))) is not None:
        yield _forbidden(home.snapshots, why)


def _forbidden(path: Path, why: Forbidden) -> Finding:
    return fault(_ITEM, why.code, folder=str(path), why=why.system_text)
