"""What can be made again at any time: drafts from their snapshots, indexes; reports that cannot be read go aside."""

import logging
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from schemas.errors import DamagedFile
from warehouse import store
from warehouse.editions.drafts import LATEST, keep_draft
from warehouse.night.ingest.gx_verdicts import heal_data_docs
from warehouse.ranking.request import Ranking, ranking_of
from warehouse.run import Run
from warehouse.upkeep.damage import Damage

log = logging.getLogger(__name__)


def repair_derived(run: Run, damages: Collection[Damage]) -> None:
    """Heal drafts, the index of the cache, and put reports of runs and of removals aside that cannot be read."""
    for damage in damages:
        if damage.code == "cache-damaged":
            store.drop_index(run.home)
        elif damage.code in ("report-damaged", "removal-damaged"):
            store.set_aside(run.home, damage.path)
    if any(damage.code == "docs-damaged" for damage in damages):
        with suppress(DamagedFile):
            heal_data_docs(run)
    paths = [damage.path for damage in damages if damage.code == "draft-damaged"]
    for link in (path for path in paths if path.name.startswith(LATEST) and path.is_symlink()):
        link.unlink()
    names = {path.relative_to(run.home.drafts).parts[0] for path in paths}
    for folder in (run.home.drafts / name for name in sorted(names) if not name.startswith(LATEST)):
        _repair_draft(run, folder)


def _repair_draft(run: Run, folder: Path) -> None:
    latest = {link: link.resolve() for link in run.home.drafts.glob(f"{LATEST}*")}
    for ranking in _rankings_of(run, folder):
        try:
            keep_draft(ranking)
        except (Exception, pl.exceptions.PanicException) as error:  # a panic of Polars is no Exception
            log.warning("%s cannot be made again: %s", folder.name, type(error).__name__)
    for link, led_to in latest.items():  # keeping a draft makes it the latest of its ranking
        if link.resolve() != led_to and led_to.exists():
            store.switch_link(link, led_to)


def _rankings_of(run: Run, folder: Path) -> Iterator[Ranking]:
    """Yield the ranking that a draft is of, by its folder's name: date, state of the snapshot, period, method."""
    day, state, series = folder.name[:10], folder.name[11:27], folder.name[28:]
    then = replace(run, business_date=date.fromisoformat(day))
    for method in sorted(path.stem for path in (run.city.folder / "methods").glob("*.toml")):
        if series.endswith(f"-{method}"):
            for snapshot in sorted(run.home.snapshots.glob(f"*-{state}*")):
                yield ranking_of(then, snapshot, series.removesuffix(f"-{method}"), method)
                return
