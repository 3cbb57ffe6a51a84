"""What public rows state: counts by their key, and rates that tell a count that is not stated itself."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any, NamedTuple

CITY = ""  # in a key: the units together
REST = "rest"  # the denominator less the numerator
SCORE, GROUP = "score", "group:"  # rows that have no counts: of the whole index, and of a group of indicators
_CELL_COLUMNS = ("x", "n", "excluded")
_ITEM = {"rankings": "measure", "form_ii06a": "item", "formula_counts": "item"}
_COUNTS: Mapping[str, Mapping[str, str]] = {
    "form_ii06a": {"counted": "value", "reported": "reported"},
    "formula_counts": {"value": "value"},
}
_DAYS = {"trends": ("first_day", "last_day"), "form_ii06a": ("period_from", "period_to")}
_ALL = "all"  # the group of all units in a table that has groups
TABLES = ("rankings", "benchmarks", "signals", "trends", "form_ii06a", "formula_counts")

Row = Mapping[str, Any]


class Key(NamedTuple):
    """One count, as in the table `suppressions`: of a unit (or `CITY`), an item, some days, in a table."""

    table_name: str
    unit_id: str
    item: str
    first_day: date
    last_day: date
    part: str


@dataclass(frozen=True)
class Days:
    """The first and the last day that an edition is about."""

    first: date
    last: date


@dataclass(frozen=True)
class StatedCount:
    """A count as it stands somewhere: in a file, by the path of that."""

    key: Key
    value: int
    place: str


@dataclass(frozen=True)
class Rate:
    """A rate that stands beside a count that does not: numerator over denominator, to within a rounding."""

    numerator: Key
    value: float
    rounding: float
    place: str


def key_of(table: str, row: Row, days: Days, part: str) -> Key:
    """Return the key of a count in a row of a table.

    Args:
        table: its name.
        row: the row.
        days: of the edition, where the table names none.
        part: which count of the row.
    """
    first, last = (row[day] for day in _DAYS[table]) if table in _DAYS else (days.first, days.last)
    return Key(table, row.get("unit_id") or CITY, row[_ITEM.get(table, "indicator")], first, last, part)


def counts_in(table: str, rows: Iterable[Row], days: Days, place: str) -> Iterator[StatedCount]:
    """Yield the counts that rows of a table state, in whatever group of units the row stands.

    Args:
        table: its name.
        rows: values by column; those that are no number are none.
        days: of the edition, where the table names none.
        place: where the rows stand.
    """
    part_by_column = _COUNTS.get(table, {name: name for name in _CELL_COLUMNS})
    for row in rows:
        if _is_composite(row.get(_ITEM.get(table, "indicator")) or SCORE):
            continue
        for column, part in part_by_column.items():
            if (value := _whole_number(row.get(column))) is not None:
                yield StatedCount(key_of(table, row, days, part), value, place)


def rates_in(table: str, rows: Iterable[Row], days: Days, place: str) -> Iterator[Rate]:
    """Yield the rates of rows in which numerator or denominator is missing.

    That of the city may be made of ranges where it is suppressed, and is left.

    Args:
        table: its name.
        rows: values by column.
        days: of the edition, where the table names none.
        place: where the rows stand.
    """
    if table not in ("rankings", "signals", "trends"):
        return
    for row in rows:
        is_of_all = row.get("peer_group", _ALL) == _ALL and not _is_composite(row[_ITEM.get(table, "indicator")])
        if is_of_all and (row.get("x") is None or row.get("n") is None) and isinstance(row.get("value"), float):
            yield Rate(key_of(table, row, days, "x"), row["value"], 1e-9, place)


def _is_composite(item: str) -> bool:
    return item == SCORE or item.startswith(GROUP)


def _whole_number(value: object) -> int | None:
    """Return a value as a whole number, None where it is none."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    return int(value) if value == int(value) else None
