"""What a publication says of the counts that it hides: for each hidden cell of the ranking, its value roughly."""

from collections.abc import Mapping

import polars as pl

from warehouse.ranking.row_ids import ALL

_COUNTS = ("x", "n", "rest")


def rough_values(tables: Mapping[str, pl.DataFrame]) -> dict[tuple[str, str], float | None]:
    """Return the (unit, indicator) of every cell of protected rankings of which a count is hidden, with its value.

    A small count is taken as the middle of the range that is published for it; None where no value follows.
    Nothing but the tables is looked at.
    """
    suppressions = tables["suppressions"].filter((pl.col("table_name") == "rankings") & pl.col("part").is_in(_COUNTS))
    middle = (pl.col("least") + pl.col("most")) / 2
    middles = {
        (unit, code, part): value
        for unit, code, part, value in suppressions.select("unit_id", "item", "part", middle).iter_rows()
    }
    rows_of_all = tables["rankings"].filter(pl.col("peer_group") == ALL).select("unit_id", "measure", "x", "n")
    counts_by_cell = {(unit, code): (x, n) for unit, code, x, n in rows_of_all.iter_rows()}
    return {
        (unit, code): _value(
            *counts_by_cell.get((unit, code), (None, None)), *(middles.get((unit, code, part)) for part in _COUNTS)
        )
        for unit, code in sorted({(unit, code) for unit, code, _ in middles})
    }


def _value(
    x: int | None, n: int | None, middle_x: float | None, middle_n: float | None, middle_rest: float | None
) -> float | None:
    """Return numerator over denominator from counts that are shown, or middles of ranges; the remainder says most."""
    numerator, denominator = middle_x if x is None else x, middle_n if n is None else n
    if n is not None and middle_rest is not None:
        numerator = n - middle_rest
    elif n is None and numerator is not None and middle_rest is not None:
        denominator = numerator + middle_rest
    elif n is None:
        return None  # both from ranges would be no more than a guess
    return None if numerator is None or not denominator else min(1.0, max(0.0, numerator / denominator))
