"""Whose nights a data root holds: what root leaves there with mode 0600 ends every later night of that user."""

import os
import pwd
import shlex
from pathlib import Path

from flows.exits import NightsOfAnother
from warehouse.store import Home


def other_owner(root: Path) -> int | None:
    """Return the user (uid) whose nights a data root holds, where this process is root and root is not that user.

    Asked is a folder that nights alone make: who owns the folder or the mount of a data root without nights is the same
    to root.
    """
    if os.geteuid() != 0:
        return None
    try:
        return Home(root).submissions.stat().st_uid or None
    except OSError:  # no night yet
        return None


def check_writer(root: Path) -> None:
    """Raise `NightsOfAnother` where root would write into a data root that holds the nights of another user."""
    if (owner := other_owner(root)) is not None:
        raise NightsOfAnother(str(root.absolute()), *_name_and_way(owner))


def _name_and_way(uid: int) -> tuple[str, str]:
    """Return the user's name, and what runs a command as that user."""
    try:
        name = pwd.getpwuid(uid).pw_name
    except KeyError:  # a user without an entry, as in a container
        return f"uid {uid}", f"sudo -u '#{uid}'"
    return name, f"runuser -u {shlex.quote(name)} --"
