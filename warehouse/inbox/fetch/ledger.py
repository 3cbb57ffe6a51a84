"""What was fetched before: one line of JSON for each file, so that none is fetched again once the inbox is emptied."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from warehouse.durable import sync_folder
from warehouse.inbox.fetch.remote import State


@dataclass(frozen=True)
class Fetched:
    """A file as it was at the other side when it was fetched, and the SHA-256 of what was fetched."""

    address: str
    size: int | None
    mtime_ns: int | None
    etag: str
    sha256: str

    @property
    def state(self) -> State:
        """What the file was, to be compared with what it is."""
        return (self.size, self.mtime_ns, self.etag)


def read_ledger(path: Path) -> dict[str, Fetched]:
    """Return what was last fetched from each address; a line that a crash left unfinished is none."""
    last_by_address = dict[str, Fetched]()
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
    for line in lines:
        try:
            fetched = Fetched(**json.loads(line))
        except (ValueError, TypeError):
            continue
        last_by_address[fetched.address] = fetched
    return last_by_address


def append(path: Path, fetched: Fetched) -> None:
    """Remember a file, durably. Each line begins with a line break: behind an unfinished one it is still a line."""
    is_new = not path.exists()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    try:
        os.write(descriptor, f"\n{json.dumps(asdict(fetched))}".encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        sync_folder(path.parent)
