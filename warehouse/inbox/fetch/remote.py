"""What all kinds of servers have in common: files with a state, which can be listed, looked at again, and read."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

SOCKET_SECONDS = 30  # the longest that a server may be silent
BLOCK = 1 << 20
State = tuple[int | None, int | None, str]  # size, time of change, etag


@dataclass(frozen=True)
class RemoteFile:
    """A file on another machine: its name, and what the server knows it by; None and "" stand for what it does not say.

    `is_stored_whole`: the server shows no file before all of it is there. `is_only_named`: nothing else is known of it
    until it is looked at.
    """

    name: str
    address: str
    size: int | None
    mtime_ns: int | None
    etag: str = ""
    is_link: bool = False
    is_stored_whole: bool = False
    is_only_named: bool = False

    @property
    def state(self) -> State:
        """What cannot stay as it is when the file is changed, as far as the server says it."""
        return (self.size, self.mtime_ns, self.etag)

    @property
    def is_told_apart(self) -> bool:
        """Whether a change of the file would show in its state."""
        return self.mtime_ns is not None or bool(self.etag)


class Remote(Protocol):
    """A connection to a server. Every method raises whatever its library raises (`faults.from_server`)."""

    def files(self) -> list[RemoteFile]:
        """Return the files of the declared folder, or the declared file."""

    def look(self, file: RemoteFile) -> RemoteFile:
        """Return the file as it is now; raise `FileNotFoundError` where it is gone."""

    def blocks(self, file: RemoteFile) -> AbstractContextManager[Iterator[bytes]]:
        """Open the file and give its bytes."""

    def close(self) -> None:
        """End the connection."""
