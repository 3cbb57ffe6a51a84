"""What a method must satisfy as a whole: its points add up, and its scales and aggregations go together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
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


def something_to_rank_by(method: Method) -> None:
    """Refuse groups that weigh something and hold nothing that does, and a method of which nothing can be computed."""
    for group in method.all_groups:
        if group.size and not any(part.size for part in group.parts):
            raise ValueError(f"group {group.id} weighs {group.size}, and everything in it 0")
    if not any(_can_be_computed(group) for group in method.groups):
        raise ValueError("no indicator with points or weight is computable: there is nothing to rank by")


def _can_be_computed(part: Group | IndicatorRule) -> bool:
    below = part.computable if isinstance(part, IndicatorRule) else any(_can_be_computed(p) for p in part.parts)
    return part.size > 0 and below


def tie_breakers(method: Method) -> None:
    """Refuse to break ties by indicators that the method does not have or cannot compute, or by one of them twice."""
    known = {rule.code: rule.computable for rule in method.rules}
    if unknown := sorted(set(method.tie_break) - set(known)):
        raise ValueError(f"tie_break names indicators that the method does not have: {', '.join(unknown)}")
    if absent := [code for code in method.tie_break if not known[code]]:
        raise ValueError(f"tie_break names indicators that are not computable: {', '.join(absent)}")
    if doubled := _doubled(method.tie_break):
        raise ValueError(f"tie_break names an indicator twice: {', '.join(doubled)}")


def distinct_bands(method: Method) -> None:
    """Refuse bands that begin at the same score or share a name, and those that no score reaches."""
    if doubled := _doubled(_plain(band.min) for band in method.bands):
        raise ValueError(f"bands begin at the same score: {', '.join(doubled)}")
    if doubled := _doubled(band.name_vi for band in method.bands):
        raise ValueError(f"bands share a name: {', '.join(doubled)}")
    for band in method.bands:
        if method.total_points is not None and band.min > method.total_points:
            raise ValueError(f"band {band.name_vi} begins at {band.min}, above the {method.total_points} of the method")


def _doubled(values: Iterable[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def sensitivity_levels(method: Method) -> Mapping[str, int]:
    """Return how many levels the sensitivity analysis gives each choice, the method's own among them, by its key.

    A level that the method has everywhere anyway is not counted twice; targets are those of points and `dist_target`.
    """
    tried = method.sensitivity
    scored = [rule for rule in method.rules if rule.computable and rule.size]
    scales = {rule.normalisation.kind for rule in scored}
    return {
        "normalisations": 1 + _others(tried.normalisations, scales),
        "aggregations": 1 + _others(tried.aggregations, method.aggregations),
        "missing": 1 + _others(tried.missing, _policies(method)),
        "imputations": 1 + _others(tried.imputations, {method.imputation}),
        "weight_sets": 1 + tried.weight_sets,
        "target_change": 3 if tried.target_change and scales & {"points", "dist_target"} else 1,
        "leave_one_out": 1 + len(scored) if tried.leave_one_out else 1,
    }


def _others(tried: Iterable[str], own: Collection[str]) -> int:
    return len(set(tried) - (set(own) if len(own) == 1 else set()))


def _policies(method: Method) -> set[str]:
    """Return what is done with missing cells of any kind, anywhere in the method."""
    of_rules = (p for r in method.rules for p in (r.on_not_applicable, r.on_not_reported, r.on_small_n))
    own = (method.on_not_applicable, method.on_not_reported, method.on_small_n)
    return {policy for policy in (*own, *of_rules) if policy is not None}


def one_scale(method: Method) -> None:
    """Refuse indicators on scales that cannot be averaged, and points on any but the scale from 0 to 100."""
    scales = {_scale(r.normalisation): r.code for r in method.rules if r.computable}
    if len(scales) > 1:
        named = "; ".join(f"{code} {scale}" for scale, code in sorted(scales.items()))
        raise ValueError(f"indicators on different scales cannot be averaged: {named}")
    if method.total_points is not None and set(scales) != {"from 0 to 100"}:
        raise ValueError(f"a method of points needs indicators scored from 0 to 100, not {', '.join(scales)}")
    if "mpi" in method.aggregations and set(scales) != {"z 100 ± 10"}:
        raise ValueError('mpi needs every indicator on normalisation { kind = "zscore", from = 100, to = 10, ... }')


def fixed_ends(method: Method) -> None:
    """Refuse what needs a best and a worst score, or scores above 0, on a scale that has none."""
    some = next(r.normalisation for r in method.rules if r.computable)
    if method.aggregations & {"geometric", "harmonic"} and (some.kind in ("zscore", *RELATIVE) or min(some.ends) <= 0):
        raise ValueError(
            "geometric and harmonic aggregation need scores above 0: use normalisation { kind = "
            '"minmax", from = 1, to = 100, worst = ..., best = ... }'
        )
    policies = {method.on_not_applicable, method.on_not_reported}
    policies |= {p for r in method.rules for p in (r.on_not_applicable, r.on_not_reported) if p is not None}
    if (fixed := policies & {"full", "zero"}) and some.kind in ("zscore", "rank", "borda"):
        raise ValueError(f"{some.kind} has no best and worst score, which `{min(fixed)}` would give")


def copeland_on_top(method: Method) -> None:
    """Refuse Copeland's rule in points, which it does not add up, and beneath a mean, whose scale it does not share."""
    if "copeland" not in method.aggregations:
        return
    if method.total_points is not None:
        raise ValueError("copeland counts pairs of units, not points: use it in a method of weights")
    _copeland_below(method.groups, method.aggregation)


def _copeland_below(groups: Iterable[Group], above: str) -> None:
    for group in groups:
        own = group.aggregation or above
        if own == "copeland" and above != "copeland":
            raise ValueError(f"group {group.id}: copeland counts pairs of units, which the {above} mean cannot average")
        _copeland_below(group.groups, own)


def _scale(of: Normalisation) -> str:
    """Return what the normalised values mean; `rank` and `borda` count units, a z-score has no ends."""
    low, high = (_plain(end) for end in of.ends)
    if of.kind == "zscore":
        return f"z {low} ± {high}"
    if of.kind in RELATIVE and of.kind != "prank":
        return of.kind
    return f"from {low} to {high}"


def _plain(number: Decimal) -> str:
    """Return one text for 100, 100.0 and 1e2."""
    return f"{number.normalize():f}"
