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
    listed = tables["suppressions"].filter((pl.col("table_name") == "rankings") & pl.col("part").is_in(_COUNTS))
    middle = (pl.col("least") + pl.col("most")) / 2
    middles = {
        (u, c, part): value for u, c, part, value in listed.select("unit_id", "item", "part", middle).iter_rows()
    }
    of_all = tables["rankings"].filter(pl.col("peer_group") == ALL).select("unit_id", "measure", "x", "n")
    shown = {(u, c): (x, n) for u, c, x, n in of_all.iter_rows()}
    return {
        (u, c): _value(*shown.get((u, c), (None, None)), *(middles.get((u, c, part)) for part in _COUNTS))
        for u, c in sorted({(u, c) for u, c, _ in middles})
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
