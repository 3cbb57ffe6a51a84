"""Eligibility: how much of a method could be scored for a unit, and why one that lacks too much is not ranked."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from schemas.method import Method
from schemas.words.message import Declared, Value, message
from warehouse.ranking.evidence.reasons import Reason
from warehouse.ranking.index.marks import Mark

# status of a cell -> the code of the reason; the gravest first
_BARRED = {"INVALID": "INVALID", "NOT_REPORTED": "NOT_REPORTED_REQUIRED", "SMALL_N": "SMALL_N"}
# of a unit whose score would only say how it compares with others, where there are none
ALONE = Reason("LOW_COVERAGE", message("eligibility.alone"))


def weight(marks: Iterable[Mark]) -> Fraction:
    """Return the sum of the shares of the marks' indicators in the index."""
    return sum((m.share for m in marks), Fraction(0))


def coverage(marks: Sequence[Mark]) -> Fraction:
    """Return the share of the weight that applies to the unit and was scored; 1 where none applies."""
    applicable = weight(m for m in marks if m.applies)
    return weight(m for m in marks if m.is_scored) / applicable if applicable else Fraction(1)


def reason(marks: Sequence[Mark], method: Method) -> Reason | None:
    """Return why a unit with these marks is not eligible, the gravest first, or None where it is."""
    for status, code in _BARRED.items():
        if concerned := [m for m in marks if m.barred and m.status == status]:
            return Reason(code, message(f"eligibility.{status.lower()}", indicators=_names(concerned, method)))
    limits = method.eligibility
    marks_by_code = {m.rule.code: m for m in marks}
    short = coverage(marks) < Fraction(limits.overall) or any(
        coverage([marks_by_code[rule.code] for rule in group.rules if rule.code in marks_by_code])
        < Fraction(limits.each_group)
        for group in method.all_groups
    )
    lacking = [m for m in marks if m.applies and not m.is_scored]
    if not short and any(m.is_scored and m.rule.size for m in marks):
        return None
    names = _names(lacking, method)
    why = message("eligibility.low-coverage", overall=limits.overall, each=limits.each_group, indicators=names)
    return Reason("LOW_COVERAGE", why)


def _names(marks: Sequence[Mark], method: Method) -> Value:
    """Return the names of the indicators one after the other, apart by semicolons: they hold commas themselves."""
    indicators = [method.indicators[m.rule.code] for m in marks]
    names: Value = ""
    for place, indicator in enumerate(reversed(indicators)):
        name = Declared(indicator.name_vi, indicator.name_en)
        names = message("eligibility.indicator-and-others", name=name, others=names) if place else name
    return names
