"""Eligibility: how much of a method could be scored for a unit, and why one that lacks too much is not ranked."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from schemas.method import Method
from warehouse.ranking.evidence.reasons import Reason
from warehouse.ranking.index.marks import Mark

# status of a cell -> the code of the reason, and what to tell people; the gravest first
_BARRED = {
    "INVALID": ("INVALID", "số liệu mâu thuẫn (tử số ngoài khoảng 0 đến mẫu số)", "contradictory counts"),
    "NOT_REPORTED": ("NOT_REPORTED_REQUIRED", "không gửi số liệu", "not reported"),
    "SMALL_N": ("SMALL_N", "quá ít trường hợp", "too few cases"),
}
# of a unit whose score would only say how it compares with others, where there are none
ALONE = Reason("LOW_COVERAGE", "không có đơn vị khác để so sánh", "no other unit to compare with")


def weight(marks: Iterable[Mark]) -> Fraction:
    """Return the sum of the shares of the marks' indicators in the index."""
    return sum((m.share for m in marks), Fraction(0))


def coverage(marks: Sequence[Mark]) -> Fraction:
    """Return the share of the weight that applies to the unit and was scored; 1 where none applies."""
    applicable = weight(m for m in marks if m.applies)
    return weight(m for m in marks if m.is_scored) / applicable if applicable else Fraction(1)


def reason(marks: Sequence[Mark], method: Method) -> Reason | None:
    """Return why a unit with these marks is not eligible, the gravest first, or None where it is."""
    for status, (code, vi, en) in _BARRED.items():
        if concerned := [m for m in marks if m.barred and m.status == status]:
            return Reason(code, f"{vi}: {_names(concerned, method, 'vi')}", f"{en}: {_names(concerned, method, 'en')}")
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
    overall, each = f"{limits.overall:.0%}", f"{limits.each_group:.0%}"
    return Reason(
        "LOW_COVERAGE",
        f"số liệu chấm được quá ít (cần {overall}, mỗi nhóm {each}): {_names(lacking, method, 'vi')}",
        f"too little could be scored (at least {overall}, {each} in each group): {_names(lacking, method, 'en')}",
    )


def _names(marks: Iterable[Mark], method: Method, language: str) -> str:
    indicators = [method.indicators[m.rule.code] for m in marks]
    return "; ".join(i.name_vi if language == "vi" else i.name_en for i in indicators)
