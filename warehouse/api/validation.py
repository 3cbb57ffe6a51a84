"""Any frame judged by the rules of a declared table. Great Expectations takes seconds to import: where it is used."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from schemas.words.text import nearest

if TYPE_CHECKING:
    from schemas.gx.gate import Result
    from schemas.table import Table


def validate(
    frame: pl.DataFrame | pl.LazyFrame,
    table: str,
    day_columns: Collection[str] = (),
    city: str | Path = "",
) -> "Result":
    """Return the result of Great Expectations on a frame by the rules of a declared table: no cell is in it.

    It is an `ExpectationSuiteValidationResult`: `success`, `statistics`, and of each rule in `results` its `success`,
    the counts in `result` and, in `expectation_config.meta`, the rule's id (`rule`) and messages. The rules are those
    that split rows in the nights (docs/tables.md); what only the reading of a file can tell, such as a text that is no
    date, is held to be fine. Columns that the table does not have are left alone.

    Args:
        frame: one batch of rows, with the table's columns in their declared types.
        table: the name of a declared table that has rules, such as "dossiers".
        day_columns: the time columns of `frame` that hold days only: beside moments, both count by the day.
        city: the folder of the city whose limits hold; Ho Chi Minh City unless said.

    Raises `ValueError` where there is no such table, where it has no rules, and where the frame lacks columns or has
    them in another type, naming all of these.

    >>> motcua.validate(snapshot.table("dossiers"), "dossiers", city="wabo").success
    True
    >>> import polars
    >>> changed = snapshot.table("dossiers").with_columns(returned_at=polars.col("received_at").dt.offset_by("-1d"))
    >>> result = motcua.validate(changed, "dossiers", city="wabo")
    >>> failed = [rule for rule in result.results if not rule.success]
    >>> [(rule.expectation_config.meta["rule"], rule.result["unexpected_count"]) for rule in failed]
    [('returned-before-received', 120)]
    """
    declared, rows = _judging(table, city), frame.lazy()
    _check_columns(rows.collect_schema(), declared)
    _check_day_columns(day_columns, declared)
    from schemas.gx.gate import judged_frame
    from schemas.rules import with_check_columns

    return judged_frame(declared, with_check_columns(rows, declared), frozenset(day_columns))


def _judging(name: str, city: str | Path) -> "Table":
    from schemas.city import DEFAULT_CITY, load_city

    tables = load_city(Path(city) if city else DEFAULT_CITY).tables
    with_rules = [t.name for t in tables.values() if t.rules]
    if name not in with_rules:
        why = "has no rules" if name in tables else "is not declared"
        close = ", ".join(nearest(name, with_rules) or with_rules)
        raise ValueError(f"the table {name!r} {why}; tables with rules, nearest first: {close}")
    return tables[name]


def _check_columns(schema: pl.Schema, table: "Table") -> None:
    faults = [
        f"{name} is missing ({kind})" if name not in schema else f"{name} is {schema[name]}, not {kind}"
        for name, kind in table.polars_schema.items()
        if schema.get(name) != kind
    ]
    if faults:
        raise ValueError(f"the frame does not have the columns of {table.name!r}: {'; '.join(faults)}")


def _check_day_columns(names: Collection[str], table: "Table") -> None:
    times = [column.name for column in table.columns if column.is_time]
    if isinstance(names, str) or not set(names) <= set(times):
        raise ValueError(f"day_columns is a list of time columns of {table.name!r} ({', '.join(times)}), not {names!r}")
