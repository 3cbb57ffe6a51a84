"""A file of the inbox goes although its sender may put another in its place at any moment: that one is not to go.

What has a name is moved, and looked at, before it is removed: between looking at a name and removing it another file
may have taken it. It is moved into a hidden folder beside it, where no run looks; what a crash leaves there is put
back.
"""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from warehouse.inbox.control import Control, control_of, read_control
from warehouse.upkeep.cleaning import Candidate, State, state_of

_GOING = ".motcua-going-"


def control_beside(path: Path, control: Control) -> tuple[Path, State] | None:
    """Return the control file of a file of the inbox and its state, or None where there is none.

    Raises `FileNotFoundError` where it is no longer the one that was read.

    Args:
        path: the file.
        control: what was read of its control file.
    """
    names = sorted(p.name for p in path.parent.iterdir() if p.is_file() and not p.is_symlink())
    if (name := control_of(names).get(path.name)) is None:
        return None
    beside = path.with_name(name)
    state = state_of(beside)
    if read_control(beside) != control:
        raise FileNotFoundError(beside)
    return beside, state


def remove_delivery(candidate: Candidate) -> bool:
    """Remove a file of the inbox with its control file; say whether it is gone. Another in its place stays."""
    folder = Path(tempfile.mkdtemp(prefix=_GOING, dir=candidate.path.parent))
    try:
        is_gone = _remove(candidate.path, candidate.state, folder)
        if is_gone and candidate.control is not None:
            _remove(*candidate.control, folder)
    finally:
        with suppress(OSError):
            folder.rmdir()
    return is_gone


def put_back_unfinished(inbox: Path) -> None:
    """Put back under their names what a cleaning that was interrupted was about to remove."""
    for folder in sorted(inbox.rglob(f"{_GOING}*")):
        if folder.is_symlink():
            continue
        for path in sorted(folder.iterdir()):
            _put_back(path, folder.parent / path.name)
        folder.rmdir()


def _remove(path: Path, state: State, folder: Path) -> bool:
    aside = folder / path.name
    try:
        if state_of(path) != state:
            return False
        path.rename(aside)
    except FileNotFoundError:  # its sender has removed it
        return True
    if _but_its_name(state_of(aside)) != _but_its_name(state):
        _put_back(aside, path)
        return False
    aside.unlink()
    return True


def _but_its_name(state: State) -> State:
    """Return a state without the time that another name changes, too."""
    size, mtime_ns, _, device, inode = state
    return size, mtime_ns, device, inode


def _put_back(aside: Path, path: Path) -> None:
    """Give a file its name again, unless its sender has replaced it once more."""
    try:
        os.link(aside, path, follow_symlinks=False)
    except FileExistsError:
        pass
    except OSError:  # a file system that knows no further names
        aside.rename(path)
        return
    aside.unlink()
