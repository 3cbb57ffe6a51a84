"""What the page of the method shows beside its explanation, as rows: weights, ranges, factors, effects."""

from collections.abc import Mapping, Sequence

import polars as pl

from warehouse.ranking.row_ids import GROUP
from warehouse.rows import Row

Names = Mapping[str, tuple[str, str]]


def measure_names(indicators: pl.DataFrame) -> Names:
    """Return the names, in Vietnamese and in English, of the groups and indicators of the table `indicators`."""
    rows = indicators.to_dicts()
    groups = {f"{GROUP}{r['index_group']}": (r["index_group_vi"], r["index_group_en"]) for r in rows}
    return groups | {r["indicator"]: (r["name_vi"], r["name_en"]) for r in rows}


def groups(indicators: pl.DataFrame, weights: pl.DataFrame) -> Sequence[tuple[str, Sequence[Row]]]:
    """Return the groups of the index, each with its indicators in the order of the method.

    A row of `indicators` is joined by its `weight`, the share of what can be computed; None where it is not scored.
    """
    grouped = indicators.filter(pl.col("index_group").is_not_null()).sort("position")
    shared = grouped.join(weights.select("measure", "weight"), left_on="indicator", right_on="measure", how="left")
    return [(str(key[0]), rows.to_dicts()) for key, rows in shared.group_by("index_group", maintain_order=True)]


def weights_with_moves(weights: pl.DataFrame, left_out: pl.DataFrame) -> Sequence[Row]:
    """Return the rows of `ranking_weights`, each with what leaving the indicator out moves; None of groups."""
    moves = left_out.select("indicator", "mean_shift", "largest_shift")
    return weights.join(moves, left_on="measure", right_on="indicator", how="left", maintain_order="left").to_dicts()


def reliability(retest: pl.DataFrame) -> Sequence[Row]:
    """Return the rows of `ranking_reliability`; `is_below`: the retest finds less than the model claims."""
    is_below = pl.col("rankability") > pl.col("reliability_high")
    return retest.with_columns(is_below=is_below.fill_null(False)).to_dicts()


def effects(design_effects: pl.DataFrame) -> Sequence[Row]:
    """Return the design effects of each indicator over its units: least, median and greatest, and what they rest on."""
    return (
        design_effects.group_by("indicator", maintain_order=True)
        .agg(
            pl.col("deff").min().alias("least"),
            pl.col("deff").median().alias("median"),
            pl.col("deff").max().alias("most"),
            pl.col("weeks", "clusters").sum(),
            pl.col("units", "persistence", "is_estimated").first(),
        )
        .to_dicts()
    )


def ranges(robustness: pl.DataFrame) -> Sequence[Row]:
    """Return the rows of `ranking_robustness` by rank, the ranges of each kind as pairs under "method" and so on."""
    rows = robustness.sort("rank", "unit_id", nulls_last=True).to_dicts()
    return [
        row | {kind: (row[f"rank_{kind}_q05"], row[f"rank_{kind}_q95"]) for kind in ("method", "sampling", "combined")}
        for row in rows
    ]


def factors(factors: pl.DataFrame) -> Sequence[Row]:
    """Return the rows of `ranking_factors`, the choice that moves ranks most first."""
    return factors.sort("total_order", descending=True, nulls_last=True).to_dicts()


def left_out(left_out: pl.DataFrame) -> Sequence[Row]:
    """Return the rows of `ranking_left_out`, the largest mean shift first, with `movers` as a list of unit ids."""
    rows = left_out.sort("mean_shift", "indicator", descending=[True, False], nulls_last=True).to_dicts()
    return [row | {"movers": (row["largest_movers"] or "").split()} for row in rows]
