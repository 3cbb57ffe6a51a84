"""What the ranking owes to decisions, in words: what weights really decide, and what other choices would move."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from schemas.indicator import Indicator
from schemas.words.languages import Said
from schemas.words.numbers import number, rough_percent, span
from warehouse.ranking.row_ids import GROUP
from warehouse.ranking.trust.sensitivity import Robustness

_SHOWN = 3
_OVERLAP = (
    "Các phần này chồng lên nhau vì các chỉ số đi cùng nhau: tổng có thể hơn 100 %.",
    "These shares overlap where indicators move together: they may add up to more than 100%.",
)
FACTORS = {
    "normalisation": ("cách quy đổi ra điểm", "the scale"),
    "missing": ("cách xử lý khi thiếu số liệu", "the policy for what is missing"),
    "imputation": ("cách ước đoán số liệu thiếu", "imputation"),
    "target": ("mức đạt điểm cao nhất", "the targets"),
    "aggregation": ("cách tổng hợp", "the aggregation"),
    "weights": ("tỷ trọng", "the weights"),
    "leave_one_out": ("việc bỏ một chỉ số", "leaving one indicator out"),
}


def gaps(weights: pl.DataFrame) -> Sequence[Mapping[str, Any]]:
    """Return the indicators of `weights` (the table `ranking_weights`), those whose two weights differ most first."""
    own = weights.filter(~pl.col("measure").str.starts_with(GROUP) & pl.col("effective_linear").is_not_null())
    return own.sort((pl.col("effective_linear") - pl.col("weight")).abs(), descending=True).to_dicts()


def of_weights(weights: pl.DataFrame, indicators: Mapping[str, Indicator]) -> list[Said]:
    """Return the largest gaps between what an indicator weighs and what it decides, and that the figures overlap."""
    if not (widest := gaps(weights)[:_SHOWN]):
        return []
    return [
        (
            f"{indicators[one['measure']].name_vi}: khai báo {rough_percent(one['weight'])}, "
            f"thực tế quyết định {rough_percent(one['effective_linear'])} chênh lệch điểm.",
            f"{indicators[one['measure']].name_en}: declared {one['weight']:.0%}, "
            f"explains {one['effective_linear']:.0%} of the differences between scores.",
        )
        for one in widest
    ] + [_OVERLAP]


def of_choices(found: Robustness, names: Mapping[str, str]) -> list[Said]:
    """Return which choice moves the ranks most, and whose ranks depend most on choices."""
    said = []
    moving = found.factors.filter(pl.col("total_order") > 0).sort("total_order", descending=True)
    for most in moving.head(1).iter_rows(named=True):
        (vi, en), share = FACTORS[most["factor"]], most["total_order"]
        said.append(
            (
                f"Trong {number(found.runs)} cách tính hợp lý, {vi} làm đổi hạng nhiều nhất ("
                f"{rough_percent(share)} dao động).",
                f"Of {found.runs:,} reasonable ways, {en} moves ranks most ({share:.0%} of the shifts).",
            )
        )
    widest = found.units.with_columns(width=pl.col("rank_method_q95") - pl.col("rank_method_q05"))
    rows = widest.filter(pl.col("width") > 0).sort("width", "unit_id", descending=[True, False])
    if rows.height:
        shown = [
            f"{names[r['unit_id']]} ({span(r['rank_method_q05'], r['rank_method_q95'])})"
            for r in rows.head(_SHOWN).iter_rows(named=True)
        ]
        said.append(
            (
                f"Hạng phụ thuộc cách tính nhiều nhất (90 % các cách, không phải khoảng tin cậy): {', '.join(shown)}.",
                "These ranks depend most on such choices (range of 90% of the ways; no confidence set): "
                f"{', '.join(shown)}.",
            )
        )
    return said
