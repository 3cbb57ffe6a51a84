"""Who listens on this machine, as Linux tells it below /proc: the sockets of Prefect's server."""

import ipaddress
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_PROC = Path("/proc")
_LISTENING = "0A"
_SERVER = (("prefect", "server", "start"), ("prefect.server.api.server:create_app",))


class Listening(NamedTuple):
    """A socket that waits for connections; `inode` is the number by which its process has it."""

    address: str
    port: int
    inode: str

    @property
    def is_open(self) -> bool:
        """Whether other machines reach it: it waits on an address that is not this machine's own alone."""
        address = ipaddress.ip_address(self.address)
        mapped = getattr(address, "ipv4_mapped", None)
        return not (mapped or address).is_loopback


def listening() -> list[Listening]:
    """Return the sockets of this machine that wait for connections; none where the system does not tell."""
    return [socket for table in ("tcp", "tcp6") for socket in _listening_in_table(_PROC / "net" / table)]


def sockets_of_servers() -> list[Listening]:
    """Return those of them that a Prefect server has whose process we may look into."""
    inodes = {inode for process in _servers() for inode in _sockets(process)}
    return [socket for socket in listening() if socket.inode in inodes]


def _listening_in_table(path: Path) -> Iterator[Listening]:
    for line in _text(path).splitlines()[1:]:
        fields = line.split()
        if len(fields) > 9 and fields[3] == _LISTENING:
            address, _, port = fields[1].partition(":")
            yield Listening(_address(address), int(port, 16), fields[9])


def _address(digits: str) -> str:
    """Return an address that the kernel writes in words of four bytes, each in the order of the machine."""
    words = [bytes.fromhex(digits[start : start + 8]) for start in range(0, len(digits), 8)]
    data = b"".join(word[::-1] if sys.byteorder == "little" else word for word in words)
    return str(ipaddress.ip_address(data))


def _servers() -> Iterator[Path]:
    for process in _PROC.glob("[0-9]*"):
        tokens = [Path(token).name for token in _text(process / "cmdline").split("\0") if token]
        if any(_stand_in_order(part, tokens) for part in _SERVER):
            yield process


def _stand_in_order(part: tuple[str, ...], tokens: list[str]) -> bool:
    return any(tuple(tokens[start : start + len(part)]) == part for start in range(len(tokens)))


def _sockets(process: Path) -> Iterator[str]:
    try:
        for descriptor in (process / "fd").iterdir():
            try:
                match = re.fullmatch(r"socket:\[(\d+)\]", str(descriptor.readlink()))
            except OSError:  # it was closed meanwhile
                continue
            if match:
                yield match[1]
    except OSError:  # another user's, or it ended meanwhile
        return


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
