"""What a method must satisfy as a whole: its points add up, and its scales and aggregations go together."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from schemas.method_parts import Group, IndicatorRule
from schemas.method_settings import RELATIVE, Normalisation

if TYPE_CHECKING:
    from schemas.method import Method


def one_currency(method: Method) -> None:
    """Refuse points and weights in one file, and points that do not add up."""
    deals, other = ("max_points", "weight") if method.total_points is not None else ("weight", "max_points")
    parts: list[Group | IndicatorRule] = [*method.all_groups, *method.rules]
    for part in parts:
        if getattr(part, deals) is None or getattr(part, other) is not None:
            what = f"group {part.id}" if isinstance(part, Group) else f"indicator {part.code}"
            kind = "points (it has total_points)" if deals == "max_points" else "weights (it has no total_points)"
            raise ValueError(f"{what}: this is a method of {kind}, so it takes `{deals}` and no `{other}`")
    if method.total_points is not None:
        for group in method.all_groups:
            _same(f"group {group.id}", group.parts, group.size)
        _same("the method", method.groups, method.total_points)


def _same(what: str, parts: Sequence[Group | IndicatorRule], declared: Decimal) -> None:
    total = sum((part.size for part in parts), Decimal(0))
    if total != declared:
        raise ValueError(f"{what}: the points of its parts sum to {total}, declared are {declared}")


def one_scale(method: Method) -> None:
    """Refuse indicators on scales that cannot be averaged, and points on any but the scale from 0 to 100."""
    scales = {_scale(r.normalisation): r.code for r in method.rules if r.computable}
    if len(scales) > 1:
        named = "; ".join(f"{code} {scale}" for scale, code in sorted(scales.items()))
        raise ValueError(f"indicators on different scales cannot be averaged: {named}")
    if method.total_points is not None and set(scales) != {"from 0 to 100"}:
        raise ValueError(f"a method of points needs indicators scored from 0 to 100, not {', '.join(scales)}")
    if "mpi" in {method.aggregation, *(g.aggregation for g in method.all_groups)} and set(scales) != {"z 100 ± 10"}:
        raise ValueError('mpi needs every indicator on normalisation { kind = "zscore", from = 100, to = 10, ... }')


def fixed_ends(method: Method) -> None:
    """Refuse what needs a best and a worst score, or scores above 0, on a scale that has none."""
    some = next(r.normalisation for r in method.rules if r.computable)
    used = {method.aggregation, *(g.aggregation for g in method.all_groups)}
    if used & {"geometric", "harmonic"} and (some.kind in ("zscore", *RELATIVE) or min(some.ends) <= 0):
        raise ValueError(
            "geometric and harmonic aggregation need scores above 0: use normalisation { kind = "
            '"minmax", from = 1, to = 100, worst = ..., best = ... }'
        )
    policies = {method.on_not_applicable, method.on_not_reported}
    policies |= {p for r in method.rules for p in (r.on_not_applicable, r.on_not_reported) if p is not None}
    if (fixed := policies & {"full", "zero"}) and some.kind in ("zscore", "rank", "borda"):
        raise ValueError(f"{some.kind} has no best and worst score, which `{min(fixed)}` would give")


def _scale(of: Normalisation) -> str:
    """Return what the normalised values mean; `rank` and `borda` count units, a z-score has no ends."""
    low, high = of.ends
    if of.kind == "zscore":
        return f"z {low} ± {high}"
    if of.kind in RELATIVE and of.kind != "prank":
        return of.kind
    return f"from {low} to {high}"
