"""What the exit code of a command, and of a run, says, and what is raised where a command cannot use a data root."""

from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """What the exit code says."""

    FINE = 0
    ATTENTION = 1
    USAGE = 2
    DECLARATION = 3
    LOCKED = 4
    FAULT = 5
    LATE = 6


class RootIsNoFolder(Exception):
    """What is named as the data root is a file: whoever typed that is told, and nothing else is wrong."""


@dataclass
class NightsOfAnother(Exception):
    """Root would write where another user's nights run: `as_owner` is what runs a command as that user."""

    home: str
    owner: str
    as_owner: str
