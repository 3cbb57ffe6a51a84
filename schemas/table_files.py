"""The tables of a city: those that every city has, and those of its own files in `tables/`, which it alone is sent."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from schemas.column import ORIGIN_COLUMNS
from schemas.errors import DeclarationError
from schemas.limits import Limits
from schemas.rules import counts, with_check_columns, with_flags
from schemas.strict import load
from schemas.submission import UNRECOGNISED
from schemas.table import Table, load_tables
from schemas.time_rules import Days

_Fault = tuple[str, str]  # key, what is wrong there


def load_city_tables(folder: Path, limits: Limits, days_said: Mapping[str, Days]) -> Mapping[str, Table]:
    """Return by name the tables of a city: those that every city has, then those of its own files in `folder`.

    They are as they are declared; its own are tried with its `limits` and `days_said`. Raises `DeclarationError` naming
    file, place and fault.
    """
    tables = dict(load_tables())
    for path in sorted(folder.glob("*.toml")):
        table = load(Table, path)
        if faults := [*_name_faults(table, path), *faults_of(table.in_city(limits, days_said))]:
            lines = [f"  {key}: {fault}" for key, fault in faults]
            raise DeclarationError("\n".join([f"{path}: {len(lines)} fault(s)", *lines]))
        tables[table.name] = table
    return tables


def _name_faults(table: Table, path: Path) -> Iterator[_Fault]:
    if table.name in (*load_tables(), UNRECOGNISED):
        yield "name", f"every city has a table {table.name!r}; give this one another name"
    elif table.name != path.stem:
        yield "name", f"the table is named {table.name!r}; the file must have that name"


def faults_of(table: Table) -> list[_Fault]:
    """Return what is wrong with a table of a city, `in_city`, that its model does not see, with the key of each fault.

    Its check columns and rules are asked of no rows, which shows names and types that do not fit.
    """
    if not table.is_sent:
        return [("scope", f'{table.scope} tables are made by motcua; one that a city is sent has "unit" or "city"')]
    return [*_column_faults(table), *_query_faults(table)]


def _column_faults(table: Table) -> Iterator[_Fault]:
    columns = {c.name: c for c in table.columns}
    if table.scope == "unit" and "unit_id" not in table.key:
        yield "key", 'each row is of a unit: name "unit_id" in it, or write scope = "city"'
    for name in table.key:
        if name in columns and not columns[name].required:
            yield "key", f"{name} may be empty; write required = true in its column"
    partition_column = columns.get(table.partition_by)
    if partition_column and not (partition_column.is_time and partition_column.required):
        yield "partition_by", f"{partition_column.name} is not a date or datetime that is required"
    for column in table.columns:
        if column.name in {c.name for c in ORIGIN_COLUMNS}:
            yield f"columns.{column.name}", "every table has this column by itself; leave it out"
        if column.type == "code" and not column.codes:
            yield f"columns.{column.name}.codes", "missing; write each code with its two labels"


def _query_faults(table: Table) -> list[_Fault]:
    """Return the check columns that cannot be computed; where all can, the rules that cannot be asked."""
    faults = list[_Fault]()
    no_rows = pl.LazyFrame(schema=table.polars_schema)
    for check_column in table.check_columns:
        with _as_fault(f"derived.{check_column.name}.sql", faults):
            with_flags(no_rows, table).select(pl.sql_expr(check_column.sql)).collect()
    for rule in () if faults else table.rules:
        with _as_fault(f"rules.{rule.id}", faults):
            with_check_columns(no_rows, table).select(**counts(rule)).collect()
    return faults


@contextmanager
def _as_fault(key: str, faults: list[_Fault]) -> Iterator[None]:
    """Add to `faults` what is raised of a declaration within, as one of `key`."""
    try:
        yield
    except (PolarsError, DeclarationError) as error:
        faults.append((key, str(error).splitlines()[0]))
