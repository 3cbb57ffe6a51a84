"""What the parts of a method must satisfy together: points add up, scales and aggregations go together.

Each check is given the parts that it judges, and raises `ValueError` naming the fault.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from schemas.method_parts import Group, IndicatorRule, all_groups
from schemas.method_settings import RELATIVE, Aggregation, Band, Normalisation


def one_currency(total_points: Decimal | None, groups: Sequence[Group]) -> None:
    """Refuse points and weights in one file, and points that do not add up."""
    size_key, refused_key = ("max_points", "weight") if total_points is not None else ("weight", "max_points")
    members: list[Group | IndicatorRule] = [*all_groups(groups), *(rule for group in groups for rule in group.rules)]
    for member in members:
        if getattr(member, size_key) is None or getattr(member, refused_key) is not None:
            member_name = f"group {member.id}" if isinstance(member, Group) else f"indicator {member.code}"
            kind = "points (it has total_points)" if size_key == "max_points" else "weights (it has no total_points)"
            raise ValueError(
                f"{member_name}: this is a method of {kind}, so it takes `{size_key}` and no `{refused_key}`"
            )
    if total_points is not None:
        for group in all_groups(groups):
            _refuse_other_total(f"group {group.id}", group.parts, group.size)
        _refuse_other_total("the method", groups, total_points)


def _refuse_other_total(holder: str, members: Sequence[Group | IndicatorRule], declared_total: Decimal) -> None:
    total = sum((member.size for member in members), Decimal(0))
    if total != declared_total:
        raise ValueError(f"{holder}: the points of its parts sum to {total}, declared are {declared_total}")


def something_to_rank_by(groups: Sequence[Group]) -> None:
    """Refuse groups that weigh something and hold nothing that does, and a method of which nothing can be computed."""
    for group in all_groups(groups):
        if group.size and not any(member.size for member in group.parts):
            raise ValueError(f"group {group.id} weighs {group.size}, and everything in it 0")
    if not any(_can_be_computed(group) for group in groups):
        raise ValueError("no indicator with points or weight is computable: there is nothing to rank by")


def _can_be_computed(member: Group | IndicatorRule) -> bool:
    below = member.computable if isinstance(member, IndicatorRule) else any(_can_be_computed(p) for p in member.parts)
    return member.size > 0 and below


def tie_breakers(tie_break: Sequence[str], rules: Iterable[IndicatorRule]) -> None:
    """Refuse to break ties by indicators that the method does not have or cannot compute, or by one of them twice."""
    computable = {rule.code: rule.computable for rule in rules}
    if unknown_codes := sorted(set(tie_break) - set(computable)):
        raise ValueError(f"tie_break names indicators that the method does not have: {', '.join(unknown_codes)}")
    if uncomputable_codes := [code for code in tie_break if not computable[code]]:
        raise ValueError(f"tie_break names indicators that are not computable: {', '.join(uncomputable_codes)}")
    if repeated_codes := _repeated(tie_break):
        raise ValueError(f"tie_break names an indicator twice: {', '.join(repeated_codes)}")


def distinct_bands(bands: Sequence[Band], total_points: Decimal | None) -> None:
    """Refuse bands that begin at the same score or share a name, and those that no score reaches."""
    if repeated := _repeated(_plain(band.min) for band in bands):
        raise ValueError(f"bands begin at the same score: {', '.join(repeated)}")
    if repeated := _repeated(band.name_vi for band in bands):
        raise ValueError(f"bands share a name: {', '.join(repeated)}")
    for band in bands:
        if total_points is not None and band.min > total_points:
            raise ValueError(f"band {band.name_vi} begins at {band.min}, above the {total_points} of the method")


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def one_scale(
    rules: Iterable[IndicatorRule], total_points: Decimal | None, aggregations: Collection[Aggregation]
) -> None:
    """Refuse indicators on scales that cannot be averaged, and points on any but the scale from 0 to 100."""
    scales = {_scale(r.normalisation): r.code for r in rules if r.computable}
    if len(scales) > 1:
        codes_and_scales = "; ".join(f"{code} {scale}" for scale, code in sorted(scales.items()))
        raise ValueError(f"indicators on different scales cannot be averaged: {codes_and_scales}")
    if total_points is not None and set(scales) != {"from 0 to 100"}:
        raise ValueError(f"a method of points needs indicators scored from 0 to 100, not {', '.join(scales)}")
    if "mpi" in aggregations and set(scales) != {"z 100 ± 10"}:
        raise ValueError('mpi needs every indicator on normalisation { kind = "zscore", from = 100, to = 10, ... }')
    if "ampi" in aggregations and set(scales) != {"from 70 to 130"}:
        raise ValueError('ampi needs every indicator on normalisation { kind = "minmax", from = 70, to = 130, ... }')


def fixed_ends(
    rules: Sequence[IndicatorRule], aggregations: Collection[Aggregation], own_policies: Collection[str]
) -> None:
    """Refuse what needs a best and a worst score, or scores above 0, on a scale that has none.

    `own_policies`: what the method itself does with cells that are not applicable or not reported.
    """
    scale = next(r.normalisation for r in rules if r.computable)
    if set(aggregations) & {"geometric", "harmonic"} and (scale.kind in ("zscore", *RELATIVE) or min(scale.ends) <= 0):
        raise ValueError(
            "geometric and harmonic aggregation need scores above 0: use normalisation { kind = "
            '"minmax", from = 1, to = 100, worst = ..., best = ... }'
        )
    rule_policies = {p for r in rules for p in (r.on_not_applicable, r.on_not_reported) if p is not None}
    policies = rule_policies.union(own_policies)
    if (end_policies := policies & {"full", "zero"}) and scale.kind in ("zscore", "rank", "borda"):
        raise ValueError(f"{scale.kind} has no best and worst score, which `{min(end_policies)}` would give")


def copeland_on_top(groups: Sequence[Group], aggregation: Aggregation, total_points: Decimal | None) -> None:
    """Refuse Copeland's rule in points, which it does not add up, and beneath a mean, whose scale it does not share."""
    aggregations = {aggregation, *(group.aggregation for group in all_groups(groups))}
    if "copeland" in aggregations and total_points is not None:
        raise ValueError("copeland counts pairs of units, not points: use it in a method of weights")
    _copeland_below(groups, aggregation)


def _copeland_below(groups: Iterable[Group], above: str) -> None:
    for group in groups:
        aggregation = group.aggregation or above
        if aggregation == "copeland" and above != "copeland":
            raise ValueError(f"group {group.id}: copeland counts pairs of units, which the {above} mean cannot average")
        _copeland_below(group.groups, aggregation)


def _scale(normalisation: Normalisation) -> str:
    """Return what the normalised values mean; `rank` and `borda` count units, a z-score has no ends."""
    low, high = (_plain(end) for end in normalisation.ends)
    if normalisation.kind == "zscore":
        return f"z {low} ± {high}"
    if normalisation.kind in RELATIVE and normalisation.kind != "prank":
        return normalisation.kind
    return f"from {low} to {high}"


def _plain(number: Decimal) -> str:
    """Return one text for 100, 100.0 and 1e2."""
    return f"{number.normalize():f}"
