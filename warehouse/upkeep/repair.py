"""Healing what can be made again: found, healed, and looked at once more, so that nothing is believed to be healed."""

from collections.abc import Collection, Iterable
from pathlib import Path

from warehouse import store
from warehouse.night.ingest.children import stop_children
from warehouse.night.steps import Steps, usual_steps
from warehouse.run import Run
from warehouse.upkeep.damage import Code, Damage
from warehouse.upkeep.expected import Progress
from warehouse.upkeep.outcome import Moved, Repaired
from warehouse.upkeep.repair_derived import repair_derived
from warehouse.upkeep.repair_editions import repair_editions
from warehouse.upkeep.repair_kept import facts_of, repair_kept, repair_records
from warehouse.upkeep.repair_landing import repair_landing
from warehouse.upkeep.repair_snapshots import repair_current, repair_snapshots
from warehouse.upkeep.verify import silent, verify_home
from warehouse.upkeep.verify_records import look_at_records
from warehouse.upkeep.verify_snapshots import accounted, look_at_snapshots

Place = tuple[Code, Path]
_USUAL = usual_steps()
_OF_SNAPSHOTS = ("snapshot-damaged", "manifest-damaged", "current-damaged")


def repair_home(run: Run, progress: Progress = silent, steps: Steps = _USUAL) -> Repaired:
    """Heal what is damaged in the data root as far as it can be made again; the caller holds it and its editions.

    Whatever is healed may show more that is damaged (the kept rows of a record that could not be read), so that all is
    looked at again until nothing more can be healed. It may be killed at any moment and be run again.

    Args:
        run: the data root, the city and the business date.
        progress: is told how much has been read.
        steps: how files are read again.
    """
    earlier_target = _leads(run.home)
    verified, healed_damages = verify_home(run, progress), dict[Place, Damage]()
    while verified.damages:
        earlier_damages = _by_place(verified.damages)
        _heal(run, verified.damages, steps)
        verified = verify_home(run, progress)
        remaining_damages = _by_place(verified.damages)
        healed_damages = {
            place: damage
            for place, damage in (healed_damages | earlier_damages).items()
            if place not in remaining_damages
        }
        # What could not be read before may show now to be damaged otherwise, and be healed the next time.
        if all(
            place in remaining_damages and remaining_damages[place].difference == damage.difference
            for place, damage in earlier_damages.items()
        ):
            break
    present_target = _leads(run.home)
    moved = (
        Moved(earlier_target, present_target)
        if present_target is not None and present_target != earlier_target
        else None
    )
    return Repaired(verified, tuple(healed_damages.values()), moved)


def _leads(home: store.Home) -> str | None:
    return str(home.current.readlink()) if home.current.is_symlink() else None


def _by_place(damages: Iterable[Damage]) -> dict[Place, Damage]:
    return {(damage.code, damage.path): damage for damage in damages}


def _heal(run: Run, damages: Collection[Damage], steps: Steps) -> None:
    """Heal one kind after the other: what is healed first, the next is made from."""
    home = run.home
    store.empty_work(home)
    for damage in damages:
        if damage.difference.key == "verify.unreadable" and damage.path.is_relative_to(home.root):
            store.make_readable(damage.path)
    records = look_at_records(home, accounted(home, look_at_snapshots(home)))
    lost_ids = [damage.path.stem for damage in records.damages]
    kept_damages = [damage for damage in damages if damage.code == "kept-damaged"]
    facts = facts_of(run, lost_ids)
    try:
        needed_hashes = {facts[i].file_sha256 for i in lost_ids if i in facts}
        needed_hashes |= {records.whole[d.path.stem].file_sha256 for d in kept_damages if d.path.stem in records.whole}
        repair_landing(run, [damage for damage in damages if damage.code == "landing-damaged"], needed_hashes)
        if lost_ids:
            repair_records(run, lost_ids, facts, records.whole, steps.read)
        if kept_damages:
            store.drop_compacted(home)  # copies of rows that may be damaged
            repair_kept(run, kept_damages, records.whole, steps.read)
    finally:
        stop_children()
    snapshot_damages = [damage for damage in damages if damage.code in _OF_SNAPSHOTS]
    if snapshot_damages:
        repair_snapshots(run, snapshot_damages, steps)
        repair_current(run, any(damage.code == "current-damaged" for damage in snapshot_damages), steps)
    repair_editions(home, run.city, damages)
    repair_derived(run, damages)
