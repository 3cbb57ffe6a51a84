"""Eligibility: how much of a method could be scored for a unit, and why one that lacks too much is not ranked."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from schemas.method import Method
from warehouse.ranking.evidence.reasons import Reason
from warehouse.ranking.index.treatments import Treatment

# status of a cell -> the code of the reason, and what to tell people; the gravest first
_BARRED = {
    "INVALID": ("INVALID", "số liệu mâu thuẫn (tử số ngoài khoảng 0 đến mẫu số)", "contradictory counts"),
    "NOT_REPORTED": ("NOT_REPORTED_REQUIRED", "không gửi số liệu", "not reported"),
    "SMALL_N": ("SMALL_N", "quá ít trường hợp", "too few cases"),
}
# of a unit whose score would only say how it compares with others, where there are none
ALONE = Reason("LOW_COVERAGE", "không có đơn vị khác để so sánh", "no other unit to compare with")


def weight(treatments: Iterable[Treatment]) -> Fraction:
    """Return the sum of the shares of the treatments' indicators in the index."""
    return sum((t.share for t in treatments), Fraction(0))


def coverage(treatments: Sequence[Treatment]) -> Fraction:
    """Return the share of the weight that applies to the unit and was scored; 1 where none applies."""
    applicable = weight(t for t in treatments if t.applies)
    return weight(t for t in treatments if t.is_scored) / applicable if applicable else Fraction(1)


def reason(treatments: Sequence[Treatment], method: Method) -> Reason | None:
    """Return why a unit with these treatments is not eligible, the gravest first, or None where it is."""
    for status, (code, vi, en) in _BARRED.items():
        if concerned := [t for t in treatments if t.barred and t.status == status]:
            return Reason(code, f"{vi}: {_names(concerned, method, 'vi')}", f"{en}: {_names(concerned, method, 'en')}")
    limits = method.eligibility
    treatment_by_code = {t.rule.code: t for t in treatments}
    short = coverage(treatments) < Fraction(limits.overall) or any(
        coverage([treatment_by_code[rule.code] for rule in group.rules if rule.code in treatment_by_code])
        < Fraction(limits.each_group)
        for group in method.all_groups
    )
    lacking = [t for t in treatments if t.applies and not t.is_scored]
    if not short and any(t.is_scored and t.rule.size for t in treatments):
        return None
    overall, each = f"{limits.overall:.0%}", f"{limits.each_group:.0%}"
    return Reason(
        "LOW_COVERAGE",
        f"số liệu chấm được quá ít (cần {overall}, mỗi nhóm {each}): {_names(lacking, method, 'vi')}",
        f"too little could be scored (at least {overall}, {each} in each group): {_names(lacking, method, 'en')}",
    )


def _names(treatments: Iterable[Treatment], method: Method, language: str) -> str:
    indicators = [method.indicators[t.rule.code] for t in treatments]
    return "; ".join(i.name_vi if language == "vi" else i.name_en for i in indicators)
