"""Whether all that is kept is what was written: every hash that there is, read again. It changes nothing."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from warehouse.run import Run
from warehouse.upkeep.expected import Progress, Verified, look_at
from warehouse.upkeep.verify_derived import look_at_cache, look_at_docs, look_at_drafts
from warehouse.upkeep.verify_editions import look_at_editions
from warehouse.upkeep.verify_landing import landing_copies, look_at_landing
from warehouse.upkeep.verify_records import kept_files, look_at_records, look_at_reports, look_at_retractions
from warehouse.upkeep.verify_snapshots import accounted, look_at_snapshots, snapshot_files


def silent(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


def verify_home(run: Run, progress: Progress = silent) -> Verified:
    """Look at all that is kept in the data root.

    A run that goes on meanwhile adds to it and moves links: what seems damaged is looked at once more at the end, so
    that only what is damaged both times counts.

    Args:
        run: the data root and the city.
        progress: is told how many bytes have been read.
    """
    verified = _look(run, progress)
    if not verified.damages:
        return verified
    damages_of_second_look = set(_look(run, silent, {damage.path for damage in verified.damages}).damages)
    return replace(verified, damages=tuple(damage for damage in verified.damages if damage in damages_of_second_look))


def _look(run: Run, progress: Progress, only: Collection[Path] | None = None) -> Verified:
    """Look at everything; of the files that are read as a whole at those in `only`, where it is given."""
    home = run.home
    snapshots, editions = look_at_snapshots(home), look_at_editions(home, run.city)
    records = look_at_records(home, accounted(home, snapshots))
    drafts, draft_damages = look_at_drafts(home)
    files = [*kept_files(home, records.whole.values()), *snapshot_files(snapshots), *landing_copies(home)]
    files += [*editions.files, *drafts]
    verified = look_at((file for file in files if only is None or file.path in only), progress)
    derived = (
        *records.damages,
        *snapshots.damages,
        *editions.damages,
        *look_at_landing(home),
        *draft_damages,
        *look_at_cache(home),
        *look_at_docs(home),
    )
    report_damages = (*look_at_retractions(home, snapshots.ids("retracted")), *look_at_reports(home))
    damages = sorted((*verified.damages, *derived, *report_damages), key=lambda damage: (damage.path, damage.code))
    return replace(verified, damages=tuple(damages))
