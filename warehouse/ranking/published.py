"""What the published tables of a ranking declare (`schemas/tables`), for the engine that fills them."""

from functools import cache

import polars as pl

from schemas.table import load_tables

ABOUT = ("period", "as_of", "method", "method_version")  # what every table of a ranking begins with
IN_EVERY_ROW = (*ABOUT, "previous_period")  # the columns whose value is the same in all rows of a table


@cache
def inner_schema(table: str) -> pl.Schema:
    """Return the columns of a table of a ranking as the engine makes it: without those that are `IN_EVERY_ROW`."""
    full_schema = load_tables()[table].polars_schema
    return pl.Schema({name: kind for name, kind in full_schema.items() if name not in IN_EVERY_ROW})
