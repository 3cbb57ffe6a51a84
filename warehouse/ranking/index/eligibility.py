"""Eligibility: how much of a method could be scored for a unit, and why one that lacks too much is not ranked."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from schemas.method import Method
from schemas.words.message import Declared, Value, message
from warehouse.ranking.evidence.reasons import Reason
from warehouse.ranking.index.treatments import Treatment

# status of a cell -> the code of the reason; the gravest first
_BARRED = {"INVALID": "INVALID", "NOT_REPORTED": "NOT_REPORTED_REQUIRED", "SMALL_N": "SMALL_N"}
# of a unit whose score would only say how it compares with others, where there are none
ALONE = Reason("LOW_COVERAGE", message("eligibility.alone"))


def weight(treatments: Iterable[Treatment]) -> Fraction:
    """Return the sum of the shares of the treatments' indicators in the index."""
    return sum((t.share for t in treatments), Fraction(0))


def coverage(treatments: Sequence[Treatment]) -> Fraction:
    """Return the share of the weight that applies to the unit and was scored by its own cases; 1 where none applies.

    A cell that was completed with cases of the city has a score, and says nothing of the unit by itself: a unit that
    has few cases everywhere would stand in the middle of the table, and nobody would know it better for that.
    """
    return _share(treatments, (t for t in treatments if t.is_scored and not t.is_completed))


def _share(treatments: Iterable[Treatment], scored: Iterable[Treatment]) -> Fraction:
    applicable = weight(t for t in treatments if t.applies)
    return weight(scored) / applicable if applicable else Fraction(1)


def _coverage_of_group(treatments: Sequence[Treatment]) -> Fraction:
    """Return the same of a group, within which cases of the city may stand in."""
    return _share(treatments, (t for t in treatments if t.is_scored))


def reason(treatments: Sequence[Treatment], method: Method) -> Reason | None:
    """Return why a unit with these treatments is not eligible, the gravest first, or None where it is."""
    for status, code in _BARRED.items():
        if concerned := [t for t in treatments if t.barred and t.status == status]:
            return Reason(code, message(f"eligibility.{status.lower()}", indicators=_names(concerned, method)))
    limits = method.eligibility
    treatment_by_code = {t.rule.code: t for t in treatments}
    short = coverage(treatments) < Fraction(limits.overall) or any(
        _coverage_of_group([treatment_by_code[rule.code] for rule in group.rules if rule.code in treatment_by_code])
        < Fraction(limits.each_group)
        for group in method.all_groups
    )
    lacking = [t for t in treatments if t.applies and (t.is_completed or not t.is_scored)]
    if not short and any(t.is_scored and t.rule.size for t in treatments):
        return None
    names = _names(lacking, method)
    why = message("eligibility.low-coverage", overall=limits.overall, each=limits.each_group, indicators=names)
    return Reason("LOW_COVERAGE", why)


def _names(treatments: Sequence[Treatment], method: Method) -> Value:
    """Return the names of the indicators one after the other, apart by semicolons: they hold commas themselves."""
    indicators = [method.indicators[t.rule.code] for t in treatments]
    names: Value = ""
    for place, indicator in enumerate(reversed(indicators)):
        name = Declared(indicator.name_vi, indicator.name_en)
        names = message("eligibility.indicator-and-others", name=name, others=names) if place else name
    return names
