"""What came of looking and healing, and what a person types where something could not be healed."""

from dataclasses import dataclass

from schemas.words.message import Message, message
from warehouse.upkeep.damage import Code, Damage
from warehouse.upkeep.expected import Looked

# What can be done where there is no backup; all else must come from one.
_OTHERWISE: dict[Code, str] = {
    "record-damaged": "verify.without-record",
    "kept-damaged": "verify.without-rows",
    "landing-damaged": "verify.without-copy",
    "snapshot-damaged": "verify.without-snapshot",
    "manifest-damaged": "verify.without-snapshot",
    "edition-damaged": "verify.without-edition",
    "draft-damaged": "verify.without-draft",
    "log-damaged": "verify.without-log",
}


@dataclass(frozen=True)
class Repaired:
    """What was healed, and what is damaged still; `looked` is what it is now."""

    looked: Looked
    healed: tuple[Damage, ...]

    @property
    def left(self) -> tuple[Damage, ...]:
        """What could not be healed, or, where nobody tried, what is damaged."""
        return self.looked.damages


def remedy(damage: Damage, home: str, path: str) -> Message:
    """Return what to type to have a file back that could not be made again.

    Args:
        damage: what is damaged.
        home: the data root, as people write it.
        path: the file in the data root.
    """
    from_backup = message("verify.from-backup", home=home, path=path)
    if damage.code not in _OTHERWISE:
        return from_backup
    folder = "/".join(path.split("/")[:2])
    otherwise = message(_OTHERWISE[damage.code], home=home, path=path, folder=folder)
    return message("verify.either", first=from_backup, second=otherwise)
