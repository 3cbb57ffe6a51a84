"""The rows of a delivery, unit by unit and in parts: a large file is conformed part by part, and put aside on disk."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from schemas.column import RAGGED, READ
from schemas.register import CITY
from schemas.table import Table
from warehouse import check, conform, store
from warehouse.conform import Agreement, Texts
from warehouse.parts import Parts

Load = Callable[[], pl.DataFrame]  # gives a part of the texts of a file, trimmed
_CODE = "_code"


def conformed_rows(
    folder: str, texts: Sequence[Load], agreement: Agreement, look: Texts, units: Mapping[str, str], aside: Path
) -> list[tuple[str, Parts]]:
    """Return, of each unit that a delivery speaks for, the texts and what is read of them (`conform.put_beside`).

    Rows of nobody known are submitted for the city. So is a file without rows, which says that nothing arose: a
    delivery without a submission would be read every night.

    Args:
        folder: the unit in whose folder the file lay.
        texts: give the texts of the file.
        agreement: the declarations under which it is read.
        look: the look at all of it.
        units: text of the unit header -> unit_id.
        aside: a folder for rows that do not fit into memory together.
    """
    if len(texts) == 1:
        rows_by_unit = _rows_by_unit(folder, texts[0](), agreement, units)
        if len(rows_by_unit) > 1 and rows_by_unit[-1][0] == CITY and rows_by_unit[-1][1].is_empty():
            rows_by_unit.pop()
        return [
            (unit_id, Parts([_rows_beside_texts(rows, agreement, look, units, unit_id)]))
            for unit_id, rows in rows_by_unit
        ]
    for load in texts:
        for number, (unit_id, rows) in enumerate(_rows_by_unit(folder, load(), agreement, units)):
            if rows.height:
                unit_rows = _rows_beside_texts(rows, agreement, look, units, unit_id)
                store.spill(unit_rows, aside / f"{number:06d}-{unit_id}", "lz4")
    return [(lots.name.partition("-")[2], store.spilled_parts(lots)) for lots in store.spilled(aside)]


def _rows_by_unit(
    folder: str, text: pl.DataFrame, agreement: Agreement, units: Mapping[str, str]
) -> list[tuple[str, pl.DataFrame]]:
    """Return the rows of each unit, and last those of nobody known."""
    if folder != CITY or agreement.table.scope == "city":
        return [(folder, text)]
    unit_text = pl.col(agreement.source.unit_header)
    rows_by_unit = [
        (unit_id, text.filter(unit_text.is_in([name for name, unit in units.items() if unit == unit_id])))
        for unit_id in sorted(set(units.values()))
    ]
    return [*rows_by_unit, (CITY, text.filter(~unit_text.is_in(list(units)).fill_null(False)))]


def _rows_beside_texts(
    rows: pl.DataFrame, agreement: Agreement, look: Texts, units: Mapping[str, str], unit_id: str
) -> pl.DataFrame:
    return conform.put_beside(rows, conform.conform(rows, agreement, look, units, unit_id))


def groups(all_rows: Parts, table: Table, aside: Path) -> Iterator[pl.DataFrame]:
    """Yield all rows in groups that can be checked one after the other: those that share a key are in one.

    Args:
        all_rows: the rows (`conform.put_beside`).
        table: whose rows they are.
        aside: a folder for rows that share a key.
    """
    if all_rows.in_memory is not None or check.compares_rows(table):
        yield pl.concat(all_rows.each())
        return
    keys = [READ + k for k in table.key]
    has_code = pl.all_horizontal(pl.col(keys).is_not_null()) & ~pl.col(READ + RAGGED)
    code = pl.when(has_code).then(pl.struct(keys).hash()).alias(_CODE)
    codes = all_rows.select(code).to_series().drop_nulls().sort()
    shared = codes.filter(codes == codes.shift()).unique()
    if shared.is_empty():
        yield from all_rows.each()
        return
    rows_of_group = all_rows.height() // len(all_rows.frames)
    count = 1 + all_rows.with_columns([code]).count(pl.col(_CODE).is_in(shared.implode())) // rows_of_group
    for part in all_rows.with_columns([code]).each():
        is_shared = part.get_column(_CODE).is_in(shared.implode()).fill_null(False)
        yield part.filter(~is_shared).drop(_CODE)
        shared_rows = part.filter(is_shared).with_columns(pl.col(_CODE) % count)
        for (number,), rows in shared_rows.partition_by(_CODE, as_dict=True, include_key=False).items():
            store.spill(rows, aside / f"{number:06d}", "lz4")
    for lots in store.spilled(aside):
        yield pl.concat(store.spilled_parts(lots).each())
