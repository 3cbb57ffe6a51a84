"""What came of looking and healing, and what a person types where something could not be healed."""

import shlex
from dataclasses import dataclass
from pathlib import Path

from schemas.words.message import Message, message
from schemas.words.shown import shown
from warehouse.store import Home
from warehouse.upkeep.damage import Code, Damage
from warehouse.upkeep.expected import Verified

# What can be done where there is no backup; all else must come from one.
_OTHERWISE: dict[Code, str] = {
    "record-damaged": "verify.without-record",
    "kept-damaged": "verify.without-rows",
    "retraction-damaged": "verify.without-retraction",
    "landing-damaged": "verify.without-copy",
    "snapshot-damaged": "verify.without-snapshot",
    "manifest-damaged": "verify.without-snapshot",
    "edition-damaged": "verify.without-edition",
    "draft-damaged": "verify.without-draft",
    "log-damaged": "verify.without-log",
}


@dataclass(frozen=True)
class Moved:
    """Where the link `current` led before, None where there was no link, and where it leads now, as it is written."""

    before: str | None
    now: str


@dataclass(frozen=True)
class Repaired:
    """What was healed, what is damaged still, and whether `current` leads to another snapshot since."""

    verified: Verified
    healed: tuple[Damage, ...]
    current: Moved | None = None

    @property
    def left(self) -> tuple[Damage, ...]:
        """What could not be healed, or, where nobody tried, what is damaged."""
        return self.verified.damages


def remedy(damage: Damage, home: Home) -> Message:
    """Return what to type to have a file back that could not be made again; a shell reads its paths as one each."""
    if damage.code == "witness-damaged":
        return message("verify.witness-again", file=_typed(damage.path))
    if damage.code == "public-damaged":
        return message("verify.after-editions")
    if damage.difference.key == "verify.unreadable" and damage.path.is_dir():
        return message("verify.let-read", folder=_typed(damage.path))
    path_in_home = damage.path.relative_to(home.root)
    from_backup = message("verify.from-backup", home=_typed(home.root), path=_typed(path_in_home))
    if damage.code not in _OTHERWISE:
        return from_backup
    folder = home.root.joinpath(*path_in_home.parts[:2])
    otherwise = message(_OTHERWISE[damage.code], place=_typed(damage.path), folder=_typed(folder))
    return message("verify.either", first=from_backup, second=otherwise)


def _typed(path: Path) -> str:
    return shlex.quote(shown(str(path)))
