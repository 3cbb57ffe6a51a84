"""Landing copies again, from the inbox or from a sound copy of the same bytes under another ending."""

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from warehouse import inbox, store
from warehouse.run import Run
from warehouse.upkeep.damage import NO_FILE, Damage
from warehouse.upkeep.expected import Expected, sound
from warehouse.upkeep.read_again import deliveries_with_hash

_SHA256 = re.compile(r"[0-9a-f]{64}")


def repair_landing(run: Run, damages: Iterable[Damage], needed_hashes: Collection[str]) -> None:
    """Land again what is damaged, and the copies with the `needed_hashes` that are not there, where the bytes lie."""
    copy_damages = [damage for damage in damages if _hash(damage.path)]  # the others are folders that are closed to us
    damaged_paths = [damage.path for damage in copy_damages]
    for damage in copy_damages:
        if damage.difference == NO_FILE:
            store.set_aside(run.home, damage.path)
    lost_hashes = {_hash(path) for path in damaged_paths} | {
        sha256 for sha256 in needed_hashes if not _copies(run, sha256)
    }
    for delivery, _ in deliveries_with_hash(run, lost_hashes):
        inbox.verify(delivery, run.home.landing)
    for path in damaged_paths:
        copies = [copy for copy in _copies(run, _hash(path)) if copy != path]
        if copies and not _is_sound(path):
            store.put_bytes_back(run.home, path, copies[0].read_bytes(), lambda copy: copy.chmod(0o600))


def _copies(run: Run, sha256: str) -> list[Path]:
    """Return the sound landing copies of these bytes."""
    return [path for path in sorted((run.home.landing / sha256[:2]).glob(f"{sha256}*")) if _is_sound(path)]


def _is_sound(path: Path) -> bool:
    return sound(Expected("landing-damaged", path, _hash(path)))


def _hash(path: Path) -> str:
    name = _SHA256.match(path.name)
    return name[0] if name else ""
