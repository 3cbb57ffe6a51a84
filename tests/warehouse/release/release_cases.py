"""The small city of the site's tests, with whatever its tables need to be written: every required column is filled."""

from dataclasses import replace
from datetime import date

import polars as pl
from small_city import SMALL_CITY

from schemas.table import load_tables

_FILLERS = {pl.String: "2022", pl.Int64: 0, pl.Float64: 0.0, pl.Boolean: False, pl.Date: date(2023, 1, 1)}


def _filled(name, frame):
    columns = [c for c in load_tables()[name].columns if c.required]
    fill = {c.name: next(iter(c.codes), None) or _FILLERS[type(frame.schema[c.name])] for c in columns}
    return frame.with_columns(pl.col(column).fill_null(value) for column, value in fill.items())


CITY = replace(SMALL_CITY, tables={name: _filled(name, frame) for name, frame in SMALL_CITY.tables.items()})
