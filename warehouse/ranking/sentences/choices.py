"""What the ranking owes to decisions, in words: shares of the differences, and what other choices would move."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from schemas.indicator import Indicator
from schemas.words.message import Declared, Message, message
from warehouse.ranking.draft import Draft
from warehouse.ranking.row_ids import GROUP
from warehouse.ranking.trust.sensitivity import Robustness

_SHOWN = 3


def gaps(weights: pl.DataFrame) -> Sequence[Mapping[str, Any]]:
    """Return the indicators of `weights` (the table `ranking_weights`), the largest gap between weight and share first.

    An indicator without a share of the differences is left out.
    """
    is_indicator = ~pl.col("measure").str.starts_with(GROUP) & pl.col("covariance_share").is_not_null()
    gap = (pl.col("covariance_share") - pl.col("weight")).abs()
    return weights.filter(is_indicator).sort(gap, descending=True, maintain_order=True).to_dicts()


def of_weights(draft: Draft) -> list[Message]:
    """Return the largest gaps between what indicators weigh and their shares of the differences, and what those mean.

    Beside each stands what leaving it out would move, where that was tried.
    """
    rows, robust = gaps(draft.assessment.weights), draft.assessment.robustness
    if not rows:
        return []
    moves = {} if robust is None else robust.left_out.rows_by_key("indicator", named=True, unique=True)
    indicators = draft.method.indicators
    sentences = [_share(row, moves.get(row["measure"]), indicators[row["measure"]]) for row in rows[:_SHOWN]]
    negative = any(row["covariance_share"] < 0 for row in rows)
    return [*sentences, message("findings.shares-sum"), *([message("findings.shares-negative")] if negative else [])]


def _share(row: Mapping[str, Any], move: Mapping[str, Any] | None, indicator: Indicator) -> Message:
    name = Declared(indicator.name_vi, indicator.name_en)
    values = {"name": name, "declared": row["weight"], "share": row["covariance_share"]}
    if move is None or move["mean_shift"] is None:
        return message("findings.share", **values)
    return message("findings.share-left-out", **values, mean=move["mean_shift"], largest=move["largest_shift"])


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
