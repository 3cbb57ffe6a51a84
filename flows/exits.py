"""What the exit code of a command, and of a run, says."""

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
