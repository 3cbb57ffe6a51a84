"""What the ranking owes to decisions, in words: what weights really decide, and what other choices would move."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from schemas.indicator import Indicator
from schemas.words.message import Declared, Message, message
from warehouse.ranking.row_ids import GROUP
from warehouse.ranking.trust.sensitivity import Robustness

_SHOWN = 3


def gaps(weights: pl.DataFrame) -> Sequence[Mapping[str, Any]]:
    """Return the indicators of `weights` (the table `ranking_weights`), those whose two weights differ most first."""
    of_indicators = ~pl.col("measure").str.starts_with(GROUP) & pl.col("effective_linear").is_not_null()
    gap = (pl.col("effective_linear") - pl.col("weight")).abs()
    return weights.filter(of_indicators).sort(gap, descending=True).to_dicts()


def of_weights(weights: pl.DataFrame, indicators: Mapping[str, Indicator]) -> list[Message]:
    """Return the largest gaps between what an indicator weighs and what it decides, and that the figures overlap."""
    widest = [
        message(
            "findings.weight",
            name=Declared(indicators[row["measure"]].name_vi, indicators[row["measure"]].name_en),
            declared=row["weight"],
            effective=row["effective_linear"],
        )
        for row in gaps(weights)[:_SHOWN]
    ]
    return [*widest, message("findings.weights-overlap")] if widest else []


def of_choices(robustness: Robustness, names: Mapping[str, Declared]) -> list[Message]:
    """Return which choice moves the ranks most, and whose ranks depend most on choices; `names` of units by id."""
    moving = robustness.factors.filter(pl.col("total_order") > 0).sort("total_order", descending=True)
    sentences = [
        message(
            "findings.factor",
            runs=robustness.runs,
            factor=message(f"findings.factor-{row['factor']}"),
            share=row["total_order"],
        )
        for row in moving.head(1).iter_rows(named=True)
    ]
    widths = robustness.units.with_columns(width=pl.col("rank_method_q95") - pl.col("rank_method_q05"))
    widest = widths.filter(pl.col("width") > 0).sort("width", "unit_id", descending=[True, False]).head(_SHOWN)
    units = [
        message(
            "findings.unit-ranks", unit=names[row["unit_id"]], low=row["rank_method_q05"], high=row["rank_method_q95"]
        )
        for row in widest.iter_rows(named=True)
    ]
    return [*sentences, message("findings.most-dependent", units=units)] if units else sentences
