"""What `motcua verify` finds: something that is kept is not what was written down of it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from schemas.words.message import Message, message
from schemas.words.shown import shown
from warehouse.store import Home

# Each begins a row of the table in docs/keeping.md.
Code = Literal[
    "record-damaged",
    "kept-damaged",
    "retraction-damaged",
    "snapshot-damaged",
    "manifest-damaged",
    "current-damaged",
    "landing-damaged",
    "log-damaged",
    "witness-damaged",
    "index-damaged",
    "edition-damaged",
    "edition-snapshot-missing",
    "public-damaged",
    "draft-damaged",
    "docs-damaged",
    "report-damaged",
    "removal-damaged",
    "cache-damaged",
]
MISSING, CHANGED, NO_FILE, ADDED = (
    message("verify.missing"),
    message("verify.changed"),
    message("verify.no-file"),
    message("verify.added"),
)


@dataclass(frozen=True)
class Damage:
    """One file or link that is not as it should be: its code, where it is, and in what it differs."""

    code: Code
    path: Path
    difference: Message = field(hash=False)

    @property
    def is_there(self) -> bool:
        """Whether something stands where it should be."""
        return self.difference != MISSING


def shown_path(home: Home, path: Path) -> str:
    """Return a path as people see it: from the data root on."""
    return shown(str(path.relative_to(home.root))) if path.is_relative_to(home.root) else shown(str(path))
