"""Rows that do not fit into memory together, brought into the order of a key: put aside by ranges of it."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import polars as pl

from schemas.column import READ
from warehouse import store
from warehouse.parts import Parts

_MARK = "_mark"
_LOOKED_AT = 64  # keys for each range that are looked at to find where ranges begin


def range_starts(rows: Parts, key: Sequence[str], count: int) -> pl.DataFrame:
    """Return the keys with which all ranges but the first begin, so that `count` ranges have about as many rows.

    `rows` are conformed rows beside their texts.
    """
    step = max(1, rows.height() // (count * _LOOKED_AT))
    keys = rows.select(*(pl.col(READ + name).gather_every(step).alias(name) for name in key)).unique().sort(key)
    return keys.gather_every(max(1, -(-keys.height // count))).slice(1)


def put_in_ranges(rows: pl.DataFrame, key: Sequence[str], starts: pl.DataFrame, aside: Path) -> None:
    """Put rows aside by the ranges of their keys; rows of equal keys stay in order.

    Args:
        rows: the rows.
        key: the columns that they are ordered by.
        starts: the keys with which all ranges but the first begin.
        aside: the folder that gets a folder for each range.
    """
    sorted_rows = rows.sort(key, maintain_order=True)
    marked_keys = pl.concat(
        [sorted_rows.select(*key, pl.lit(1).alias(_MARK)), starts.select(*key, pl.lit(0).alias(_MARK))]
    )
    is_start = marked_keys.sort(*key, _MARK).get_column(_MARK) == 0
    places = is_start.arg_true().to_list()
    begins = [0, *(place - number for number, place in enumerate(places)), sorted_rows.height]
    for number, (begin, end) in enumerate(pairwise(begins)):
        if end > begin:
            store.spill(sorted_rows.slice(begin, end - begin), aside / f"{number:06d}", "lz4")


def in_order(key: Sequence[str], aside: Path) -> Parts:
    """Return the rows that were put aside, a part for each range; each is sorted when it is asked for."""
    ranges = (store.scan_spilled(lots) for lots in store.spilled(aside))
    return Parts([rows.sort(key, maintain_order=True) for rows in ranges])
