"""A ranking that is asked for, and all that it follows from: nothing is ranked until something needs it."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import warehouse
from schemas.city import City
from schemas.table import Table, load_tables
from warehouse import store
from warehouse.ranking.evidence.periods import Period, parse_period
from warehouse.ranking.nightly_method import running_period
from warehouse.run import Run

if TYPE_CHECKING:
    from warehouse.ranking.draft import Draft


@dataclass(frozen=True)
class Ranking:
    """A ranking that is asked for: of a period by a method, from a snapshot, as of the business date of the run."""

    run: Run
    snapshot: Path
    period: Period
    method: str

    @cached_property
    def draft(self) -> "Draft":
        """The ranking itself: the one that the snapshot was made with, else computed when something needs it."""
        ranked: Draft | None = self.run.ranked.get((self.snapshot.name, self.period.id, self.method))
        if ranked is not None:
            return ranked
        from warehouse.ranking.rank_period import rank_period

        return rank_period(self.run.city, self.snapshot, self.period.id, self.method, self.run.business_date)


def ranking_of(run: Run, snapshot: Path, period: str = "", method: str = "") -> Ranking:
    """Return a ranking up to the business date; without period and method the one that the city makes every night.

    Raises `ValueError` where the period cannot be read or has not begun.

    Args:
        run: the night or command, with its city.
        snapshot: the folder of the snapshot.
        period: as it is written; the running one where it is empty.
        method: an id; the nightly one where it is empty.
    """
    requested_period = parse_period(period) if period else running_period(run.city, run.business_date)
    return Ranking(run, snapshot, requested_period.until(run.business_date), method or run.city.about.nightly_method)


def inputs_of(ranking: Ranking) -> list[Any]:
    """Return what a ranking and its words follow from beside our code: data, day, period, method, declarations.

    The manifest names every byte of the snapshot, and whether the data are synthetic. Of the method's file every letter
    counts: its hash is in the record of the ranking.
    """
    city = ranking.run.city
    return [
        warehouse.version(),
        ranking.snapshot.name,
        store.file_hash(ranking.snapshot / store.MANIFEST),
        ranking.run.business_date,
        ranking.period.id,
        store.file_hash(city.method_path(ranking.method)),
        _declarations(city),
    ]


def _declarations(city: City) -> list[Any]:
    """Return every declaration of a city, those that every city shares among them."""
    return [
        city.about.model_dump(mode="json"),
        city.calendar.fingerprint,
        city.time_rules.model_dump(mode="json"),
        [declaration.model_dump(mode="json") for declaration in (*city.measures.values(), *city.indicators.values())],
        [unit.model_dump(mode="json") for unit in city.register.units],
        [row.model_dump(mode="json") for row in city.peers],
        {name: source.model_dump(mode="json") for name, source in city.sources.items()},
        [_table_declarations(table) for tables in (load_tables(), city.tables) for table in tables.values()],
    ]


def _table_declarations(table: Table) -> list[Any]:
    return [table.model_dump(mode="json"), [rule.model_dump(mode="json") for rule in table.rules]]
