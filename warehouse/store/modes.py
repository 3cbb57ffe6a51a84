"""Who may read what is kept: who runs motcua, and the group of the data root; others what is public alone."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from warehouse.store.home import Home

_LISTED, _ENTERED = 0o006, 0o001  # of a folder: that others may list or change it; that they may go through it


def close_to_others(home: Home) -> None:
    """Have all that this process and its children make from now on closed to others, whatever they would have else.

    Files get 0600 and folders 0700. Where the data root's own folder has the setgid bit and its group may write it,
    they get 0660 and 02770: the system gives its group to all below it. What is made is closed by one umask rather than
    by a mode for each file, because SQLite, Polars, Great Expectations and Prefect make files as well.
    """
    shared = stat.S_ISGID | stat.S_IWGRP
    is_shared = home.root.is_dir() and home.root.stat().st_mode & shared == shared
    os.umask(0o007 if is_shared else 0o077)


def make_read_only(path: Path) -> None:
    """Let nobody change a file: who may read it, may read it still."""
    path.chmod(path.stat().st_mode & 0o444)


def open_to_all(path: Path) -> None:
    """Let everybody read a file, which nobody may change, or a folder, whose owner and group may change it as before.

    Raises `PermissionError` where it is not open yet and another user's.
    """
    mode = stat.S_IMODE(path.stat().st_mode)
    opened = mode | 0o055 if path.is_dir() else 0o444
    if mode != opened:
        path.chmod(opened)


def let_through(folder: Path) -> None:
    """Let everybody go through a folder without seeing what is in it, if it is ours to say so."""
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & 0o011 != 0o011 and folder.stat().st_uid == os.geteuid():
        folder.chmod(mode | 0o011)


def exposed(home: Home) -> Iterator[Path]:
    """Yield each file and folder below the data root that is not public and that others can read, list or change."""
    pending = [home.root] if home.root.is_dir() else []
    while pending:
        folder = pending.pop()
        with suppress(OSError):  # it may go while a night is running, and what we cannot look at is closed to us too
            entries = sorted(folder.iterdir()) if folder.stat().st_mode & _ENTERED else []
            for path in entries:
                mode = path.lstat().st_mode
                if stat.S_ISLNK(mode) or path == home.public_trees:
                    continue
                if mode & _LISTED:
                    yield path
                if stat.S_ISDIR(mode):
                    pending.append(path)
