"""What an edition shows, and hides: counts, cells, scores, as facts of the model."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

import polars as pl

from schemas.measure import shared_measures
from schemas.table import load_tables
from schemas.words.message import Declared
from warehouse.attack.formulas import Formulas, counts_of, formulas_of
from warehouse.attack.index import Node, index_of, what_if_data
from warehouse.attack.stated import CITY, REST, SCORE, Key, StatedCount
from warehouse.attack.tree import Edition

_ALL = "all"
_HIDDEN = "SUPPRESSED"
_COUNTED = ("OK", "SMALL_N")  # statuses of cells that a total sums
_FORM = "form_ii06a"


@dataclass(frozen=True)
class HiddenCount:
    """A count that an edition lists as not published, with the range that it is said to be in, if one is."""

    key: Key
    is_small: bool
    least: int | None
    most: int | None


@dataclass(frozen=True)
class Public:
    """An edition as its reader sees it."""

    edition: Edition

    @cached_property
    def hidden_counts(self) -> Mapping[Key, HiddenCount]:
        """What it lists as hidden."""
        suppressions = self.edition.table("suppressions")
        rows = [] if suppressions is None else suppressions.iter_rows(named=True)
        listed_keys = [(Key(**{field: row[field] for field in Key._fields} | _city(row)), row) for row in rows]
        return {key: HiddenCount(key, row["why"] == "small", row["least"], row["most"]) for key, row in listed_keys}

    @cached_property
    def threshold(self) -> int:
        """The least count that is not small; 0 where it hides no small one."""
        return max((count.most + 1 for count in self.hidden_counts.values() if count.most is not None), default=0)

    @cached_property
    def stated_counts(self) -> Mapping[Key, StatedCount]:
        """Every count that stands anywhere in it, where it stands first."""
        stated_counts: dict[Key, StatedCount] = {}
        for count in self.edition.counts():
            stated_counts.setdefault(count.key, count)
        return stated_counts

    @cached_property
    def indicators(self) -> pl.DataFrame:
        """Its list of indicators."""
        table = self.edition.table("indicators")
        return pl.DataFrame() if table is None else table

    @cached_property
    def formulas(self) -> Formulas:
        """What its counts sum."""
        return formulas_of(self.indicators)

    @cached_property
    def proportions(self) -> Collection[str]:
        """The indicators whose numerator is a part of the denominator."""
        return frozenset(self.indicators.filter(pl.col("kind") == "proportion").get_column("indicator"))

    @cached_property
    def rankings(self) -> pl.DataFrame:
        """Its table of that name, of all units together."""
        table = self.edition.table("rankings")
        return pl.DataFrame() if table is None else table.filter(pl.col("peer_group") == _ALL)

    @cached_property
    def is_pooled(self) -> bool:
        """Whether some counts of its ranking are of two periods together: of hidden ones nobody knows."""
        return "pooled" in self.rankings.get_column("origin").to_list()

    @cached_property
    def weights_page(self) -> Mapping[str, Any] | None:
        """What its page of weights computes from."""
        return what_if_data(self.edition.files)

    @cached_property
    def index(self) -> Node | None:
        """How its score is made."""
        return index_of(self.weights_page, self.indicators)

    def members(self, indicator: str) -> list[str]:
        """Return the units that a total of the city sums: since 0.2.0 those alone that are shown."""
        totals = self.edition.table("benchmarks")
        statuses = _COUNTED if totals is not None and "hidden" in totals.columns else (*_COUNTED, _HIDDEN)
        rows = self.rankings.filter(pl.col("eligible"), pl.col("status").is_in(statuses), measure=indicator)
        return rows.get_column("unit_id").to_list()

    @cached_property
    def all_small_hidden(self) -> Collection[str]:
        """The items of which every small count is hidden because it is small: what is hidden else is not small.

        Those that count people, if the edition shows no small one of them; and the columns of the form, likewise.
        """
        small_items = {key.item for key, hidden in self.hidden_counts.items() if hidden.is_small}
        shown_items = {key.item for key, count in self.stated_counts.items() if 0 < count.value < self.threshold}
        people_items = set(self.indicators.filter("is_about_people").get_column("indicator"))
        form_items = {
            key.item
            for key in [*self.stated_counts, *self.hidden_counts]
            if key.table_name == _FORM and key.part == "value"
        }
        return (set() if people_items & shown_items else people_items) | (
            form_items if form_items & small_items and not form_items & shown_items else set()
        )

    def unit_name(self, unit: str) -> Declared:
        """Return what a unit is called, its id where the edition does not say."""
        units = self.edition.table("units")
        rows = [] if units is None else units.filter(unit_id=unit).select("name_vi", "name_en").rows()
        return Declared(*rows[0]) if rows else Declared(unit, unit)

    def item_name(self, item: str) -> Declared:
        """Return what an indicator or a column of the form is called, the item itself where nothing says it."""
        rows = self.indicators.filter(indicator=item).select("name_vi", "name_en").rows()
        columns = load_tables()[_FORM].column("item").codes
        return Declared(*rows[0]) if rows else Declared(*columns.get(item, (item, item)))

    def score(self, unit: str) -> float | None:
        """Return the published score of a unit."""
        values = self.rankings.filter(unit_id=unit, measure=SCORE).get_column("value").to_list()
        return values[0] if values else None

    def rest_keys(self) -> Iterator[Key]:
        """Yield what is left of the denominators of hidden cells: it is listed where it is small, and only there."""
        for key in self.hidden_counts:
            if key.part in ("x", "n") and key.item in self.proportions:
                yield key._replace(part=REST)

    def rows_sent(self) -> Mapping[tuple[str, str], int]:
        """Return how many rows of each table each unit sent, by unit and table.

        Not of a table of which more is counted somewhere: its rows came in another way as well.
        """
        deliveries = self.edition.table("deliveries")
        rows = [] if deliveries is None else deliveries.select("unit_id", "table_name", "accepted").rows()
        sent = {(unit, table): n for unit, table, n in rows}
        exceeded = {table for unit, table, n in self._counted_rows() if n > sent.get((unit, table), n)}
        return {(unit, table): n for (unit, table), n in sent.items() if table not in exceeded}

    def _counted_rows(self) -> Iterator[tuple[str, str, int]]:
        """Yield unit, table and number of what is counted of the rows of a table, where a count of it is shown."""
        for key, count in self.stated_counts.items():
            counts = counts_of(key, self.formulas) or {}
            measure = shared_measures().get(next(iter(counts)).measure) if len(counts) == 1 else None
            if measure is not None and not measure.weight:
                yield key.unit_id, measure.table, count.value

    def exact_scores(self) -> Iterator[tuple[str, str, Fraction]]:
        """Yield unit, indicator and normalised score of what the page of weights holds to the last digit.

        What stands in for a hidden cell has four decimals.
        """
        page_data = self.weights_page or {"units": [], "codes": []}
        for unit in page_data["units"]:
            for code, score in zip(page_data["codes"], unit.get("scores", []), strict=False):
                value = Fraction(score) if isinstance(score, str) else None
                if value is not None and (not unit["approximate"] or 10_000 % value.denominator):
                    yield unit["id"], code, value


def software(public: Public) -> tuple[str, date]:
    """Return what an edition was made with, and its last day."""
    return str(public.edition.record.get("software")), public.edition.days.last


def _city(row: Mapping[str, Any]) -> dict[str, str]:
    """Return whose a listed count is: an edition may leave the city's empty."""
    return {"unit_id": row["unit_id"] or CITY}
