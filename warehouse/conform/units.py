"""Units in a file: what its texts call them, and whether a row is of the unit that sends it."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from schemas.column import FOREIGN_UNIT, OUTSIDE_VALIDITY, UNKNOWN_UNIT
from schemas.register import Register
from schemas.source import Source
from schemas.table import Table
from schemas.words.text import clean


def resolve_units(texts: list[str], register: Register, day: date) -> dict[str, str]:
    """Return text -> unit_id for the texts that the register knows, preferring units that exist on `day`."""
    units = {text: register.resolve(text, day) or register.resolve(text) for text in texts}
    return {text: unit.unit_id for text, unit in units.items() if unit is not None}


def unit_checks(source: Source, table: Table, units: Mapping[str, str], unit_id: str) -> list[pl.Expr]:
    """Return the check columns that say whether a row names no unit, or another than that which sends it.

    Args:
        source: what declares the header of the unit.
        table: whose rows they are.
        units: text of that header -> unit_id.
        unit_id: the unit in whose name the rows are submitted.
    """
    if table.scope != "unit" or not source.unit_header:
        return [pl.lit(False).alias(name) for name in (UNKNOWN_UNIT, FOREIGN_UNIT)]
    unit_text = pl.col(source.unit_header)
    is_unit = unit_text.is_in(list(units)).fill_null(False)
    is_sender = unit_text.is_in([text for text, unit in units.items() if unit == unit_id]).fill_null(False)
    return [(~is_unit).alias(UNKNOWN_UNIT), (is_unit & ~is_sender).alias(FOREIGN_UNIT)]


def outside_validity(source: Source, table: Table, register: Register, unit_id: str) -> pl.Expr:
    """Return the check column that says whether a row's date lies outside the existence of the unit that sends it.

    Args:
        source: whether it may restate what was before.
        table: whose date is looked at.
        register: the units and when they exist.
        unit_id: the unit in whose name the rows are submitted.
    """
    unit = register.by_id.get(unit_id)
    if unit is None or not table.partition_by or source.restatement:
        return pl.lit(False).alias(OUTSIDE_VALIDITY)
    inside = pl.col(table.partition_by).cast(pl.Date).is_between(unit.valid_from, unit.valid_to)
    return (~inside).fill_null(False).alias(OUTSIDE_VALIDITY)


def claim_units(frame: pl.DataFrame, register: Register) -> pl.DataFrame:
    """Return a city table with `unit_id` filled in where `unit_as_written` is a unit of the register."""
    if not {"unit_id", "unit_as_written"} <= set(frame.columns):
        return frame
    texts = frame.get_column("unit_as_written").drop_nulls().unique().to_list()
    units = {text: unit.unit_id for text in texts if (unit := register.resolve(clean(text))) is not None}
    resolved = pl.col("unit_as_written").replace_strict(units, default=None, return_dtype=pl.String)
    return frame.with_columns(pl.coalesce("unit_id", resolved).alias("unit_id"))
