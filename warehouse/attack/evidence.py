"""The facts that an edition gives away, kind by kind."""

from collections.abc import Collection, Iterator

import polars as pl

from warehouse.attack.cells import Cell, Least
from warehouse.attack.domains import FAR
from warehouse.attack.formulas import Formulas
from warehouse.attack.model import Model
from warehouse.attack.public import Public
from warehouse.attack.rates import Ratio
from warehouse.attack.scales import Scale, scale_of
from warehouse.attack.stated import CITY, REST, Key
from warehouse.attack.sums import NotSmall, Sum, is_within

_PARTS = ("x", "n", REST)


def formulas_for(public: Public, key: Key) -> Formulas:
    """Return what a count sums, as far as it is sure: counts that may be of two periods sum nothing that is known."""
    return {} if public.is_pooled and key.table_name == "rankings" else public.formulas


def bind_counts(model: Model, public: Public, units: Collection[str], tables: Collection[str]) -> None:
    """Bind what tables of an edition state and hide of some units, and their cells.

    Args:
        model: where the facts go.
        public: the edition.
        units: of which it speaks; `CITY` for its totals.
        tables: names.
    """
    edition = public.edition.folder
    keys = [*public.stated_counts, *public.hidden_counts, *public.rest_keys()]
    chosen_keys = [key for key in dict.fromkeys(keys) if key.table_name in tables and key.unit_id in units]
    for key in chosen_keys:
        number = model.number(edition, key, formulas_for(public, key))
        if (stated_count := public.stated_counts.get(key)) is not None:
            model.bind(key.unit_id, is_within(number, stated_count.value, stated_count.value))
        elif (
            (hidden_count := public.hidden_counts.get(key)) is not None
            and hidden_count.least is not None
            and hidden_count.most is not None
        ):
            model.bind(key.unit_id, is_within(number, hidden_count.least, hidden_count.most))
        elif key.item in public.all_small_hidden and key.part != "reported":
            model.bind(key.unit_id, NotSmall(number, 1, public.threshold - 1))
    for key in chosen_keys:
        x, n, rest = (model.get(edition, key._replace(part=part)) for part in _PARTS)
        if key.part == "x" and x is not None and n is not None and rest is not None:
            model.bind(key.unit_id, Sum((n, x, rest), (-1, 1, 1)))


def bind_totals(model: Model, public: Public) -> None:
    """Bind the totals of the city to the cells of the units that they sum."""
    edition, days = public.edition.folder, public.edition.days
    for total in [key for key in {**public.stated_counts, **public.hidden_counts} if key.table_name == "benchmarks"]:
        unit_numbers = [
            model.get(edition, Key("rankings", unit, total.item, days.first, days.last, total.part))
            for unit in public.members(total.item)
        ]
        number = model.get(edition, total)
        if number is not None and unit_numbers and None not in unit_numbers:
            summed_numbers = [n for n in unit_numbers if n is not None]
            model.bind(CITY, Sum((number, *summed_numbers), (-1, *(1 for _ in summed_numbers))))


def bind_rates(model: Model, public: Public) -> None:
    """Bind the rates that stand beside missing counts."""
    for rate in public.edition.rates():
        x, n = (model.get(public.edition.folder, rate.numerator._replace(part=part)) for part in ("x", "n"))
        if x is not None and n is not None:
            model.bind(rate.numerator.unit_id, Ratio(x, n, rate.value, rate.rounding))


def hidden_cells(model: Model, public: Public) -> Iterator[tuple[str, Cell]]:
    """Yield unit and cell of the ranking for each whose numerator or denominator is hidden, if its scale is known."""
    days, edition = public.edition.days, public.edition.folder
    scales: dict[str, tuple[Scale | None, Least]] = {}
    for unit, code in sorted({(k.unit_id, k.item) for k in public.hidden_counts if k.table_name == "rankings"}):
        x, n, rest = (model.get(edition, Key("rankings", unit, code, days.first, days.last, part)) for part in _PARTS)
        if code not in scales:
            scales[code] = (_scale(public, code), _least(public, code))
        scale, least = scales[code]
        if x is not None and n is not None and scale is not None:
            yield unit, Cell(code, x, n, rest, scale, least)


def _scale(public: Public, code: str) -> Scale | None:
    row = public.indicators.row(by_predicate=pl.col("indicator") == code, named=True)
    if not row["size"]:
        return None
    rows = public.rankings.filter(pl.col("points").is_not_null(), pl.col("value").is_not_null(), measure=code)
    if "added" in rows.columns:
        rows = rows.filter(pl.col("added").is_null() | (pl.col("added") == 0))
    scored_rows = rows.select("value", score=100 * pl.col("points") / row["size"])
    return scale_of(scored_rows, row["direction"], row["target"])


def _least(public: Public, code: str) -> Least:
    """Return how many cases an indicator needs, as the rows that show their counts tell it."""
    rows = public.rankings.filter(pl.col("n").is_not_null(), measure=code)
    trends = public.edition.table("trends")
    frames = [rows.select("n", "status")]
    frames += [] if trends is None else [trends.filter(pl.col("n").is_not_null(), indicator=code).select("n", "status")]
    cell_counts = pl.concat(frames)
    few_cases = cell_counts.filter(status="SMALL_N").get_column("n").to_list()
    enough_cases = cell_counts.filter(status="OK").get_column("n").to_list()
    low, high = max(few_cases, default=0) + 1, min(enough_cases, default=FAR)
    if "added" in rows.columns:
        completed = rows.filter(pl.col("added") > 0)
        for n, added, rate in completed.select("n", "added", "added_rate").iter_rows():
            return Least(n + added, n + added, True, rate)
    is_without = rows.filter(pl.col("status").is_in(["SMALL_N", "NOT_APPLICABLE"]), pl.col("points").is_null())
    return Least(low, min(high, 10**6), False if is_without.height else None, None)
