"""What the exit code of a command, and of a run, says, and what is raised where a command names no data root."""

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
