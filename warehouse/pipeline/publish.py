"""What is made of a ranking: its draft and the units' workbooks. What is there already, of equal inputs, is kept.

Nothing is ranked, drawn or written where the keys hold, and the modules that do it are not even imported then.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import warehouse
from schemas.city import City
from schemas.edition import series_of
from schemas.hashing import short_hash
from schemas.table import Table, load_tables
from warehouse import store
from warehouse.editions.states import versions
from warehouse.pipeline.edition_log import read_book
from warehouse.pipeline.run import Run
from warehouse.ranking.periods import Period, parse_period, running_period

if TYPE_CHECKING:
    from warehouse.ranking.draft import Draft

_KEY = "key.json"
_SITE, _RECORD = "site", "record.json"


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
        from warehouse.pipeline.draft import rank_period

        return rank_period(self.run.city, self.snapshot, self.period.id, self.method, self.run.business_date)

    @property
    def folder(self) -> Path:
        """Where its draft is kept."""
        state = self.snapshot.name.rpartition("-")[2]
        return self.run.home.drafts / f"{self.run.business_date}-{state}-{series_of(self.period.id, self.method)}"


def ranking_of(run: Run, snapshot: Path, period: str = "", method: str = "") -> Ranking:
    """Return a ranking up to the business date; without period and method the one that the city makes every night.

    Raises `ValueError` where the period cannot be read or has not begun.
    """
    about = run.city.about
    named = parse_period(period or running_period(about.nightly_period, run.business_date))
    return Ranking(run, snapshot, named.until(run.business_date), method or about.nightly_method)


def keep_draft(ranking: Ranking) -> Path:
    """Make the draft of a ranking, unless it is there, and return the first page of its site.

    `drafts/<date>-<state>-<period>-<method>/site` is what would be published; the exact tables beside it are not for
    publication. Equal inputs give equal files, to the byte.
    """
    folder, key = ranking.folder, draft_key(ranking)
    if store.is_made(folder / _KEY, key, folder, whole=[_SITE]):
        series = series_of(ranking.period.id, ranking.method)
        store.make_newest(folder / _RECORD, ranking.run.home.drafts.glob(f"*-{series}/{_RECORD}"))
    else:
        from warehouse.pipeline.draft_files import write_draft

        store.keep_key(folder / _KEY, key, folder, write_draft(ranking.run, ranking.snapshot, ranking.draft, folder))
    return folder / _SITE / "index.html"


def fill_outbox(ranking: Ranking, late: Collection[str]) -> Path:
    """Write the workbook of each unit that delivers or should, unless all are there, and return the outbox.

    `late` are the ids of units that sent nothing although their cadence asks for it.
    """
    home = ranking.run.home
    made, key = home.cache / "outbox.json", outbox_key(ranking, late)
    if not store.is_made(made, key, home.outbox):
        from warehouse.pipeline.outbox import write_outbox

        written = write_outbox(ranking.run, ranking.snapshot, ranking.draft, late)
        store.keep_key(made, key, home.outbox, written)
    return home.outbox


def draft_key(ranking: Ranking) -> str:
    """Return a hash of all that the files of a draft follow from: its ranking, the editions before it, and our code."""
    series = series_of(ranking.period.id, ranking.method)
    editions = versions(read_book(ranking.run.home).editions, series)
    known = [edition.model_dump(mode="json") for edition in editions]
    return short_hash([ranking.run.keys["publish"].derived, _inputs(ranking), known])


def outbox_key(ranking: Ranking, late: Collection[str]) -> str:
    """Return a hash of all that the workbooks for the units follow from."""
    return short_hash([ranking.run.keys["outbox"].derived, _inputs(ranking), sorted(late)])


def _inputs(ranking: Ranking) -> list[Any]:
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
        _declared(city),
    ]


def _declared(city: City) -> list[Any]:
    """Return every declaration of a city, those that every city shares among them."""
    return [
        city.about.model_dump(mode="json"),
        city.calendar.fingerprint,
        city.time_rules.model_dump(mode="json"),
        [unit.model_dump(mode="json") for unit in city.register.units],
        [row.model_dump(mode="json") for row in city.peers],
        {name: source.model_dump(mode="json") for name, source in city.sources.items()},
        [_of_table(table) for tables in (load_tables(), city.tables) for table in tables.values()],
    ]


def _of_table(table: Table) -> list[Any]:
    return [table.model_dump(mode="json"), [rule.model_dump(mode="json") for rule in table.rules]]
