"""One indicator of a method in words and as a formula: what is divided by what, and what the value earns."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from schemas.method_parts import IndicatorRule
from schemas.method_settings import Normalisation
from warehouse.ranking.explain_words import DENOMINATORS, number, percent
from warehouse.ranking.indicators import Indicator, Term
from warehouse.ranking.scale import default_target

_AT = {"flow": "", "start": " (đầu kỳ)", "end": " (cuối kỳ)", "mean": " (bình quân)"}
Show = Callable[[Decimal | Fraction | int], str]


def indicator_lines(rule: IndicatorRule, indicator: Indicator) -> list[str]:
    """Return the lines of one computable indicator, as Markdown."""
    lines = [
        f"### {indicator.name_vi} (`{rule.code}`)",
        f"*{indicator.name_en}*",
        "",
        *(f"- {line}" for line in (*_earned(rule, indicator), *_counted(indicator))),
    ]
    if indicator.legal_basis:
        lines.append(f"- Căn cứ: {indicator.legal_basis}.")
    return lines


def formula(rule: IndicatorRule, indicator: Indicator) -> str:
    """Return what a value earns, with the numbers of the rule: `điểm = 20 × min(1, tỷ lệ / 100 %)`.

    The formulas are those of `scale.normalised`; points are a share of the greatest points of the rule.
    """
    of, value, show = rule.normalisation, _value(indicator), _shown(indicator)
    low, high = of.ends
    if of.kind == "zscore" and of.mean is not None and of.sd is not None:
        mean, better = show(of.mean), indicator.direction == 1
        deviation = f"({value} − {mean})" if better else f"({mean} − {value})"
        return f"điểm = {number(low)} + {number(high)} × {deviation} / {show(of.sd)}"
    if of.kind == "rank":
        return "điểm = 1 + số đơn vị kém hơn"
    if of.kind == "borda":
        return "điểm = số đơn vị kém hơn"
    most = high - low if rule.max_points is None else rule.max_points
    start = f"{number(low)} + " if low else ""
    return f"điểm = {start}{number(most)} × {_share(rule, indicator)}"


def _earned(rule: IndicatorRule, indicator: Indicator) -> list[str]:
    if not rule.size:
        return ["Được nêu, không chấm điểm / shown and not scored."]
    lines = [f"Công thức: `{formula(rule, indicator)}`."]
    if indicator.direction == -1:
        lines.append("Càng thấp càng tốt / less is better.")
    if indicator.kind == "rate":
        lines.append("Giá trị của kỳ ngắn hơn một năm được quy đổi ra cả năm trước khi tính.")
    if rule.required:
        lines.append("Bắt buộc: thiếu chỉ số này thì đơn vị không được xếp hạng / required.")
    return lines


def _counted(indicator: Indicator) -> list[str]:
    vi, _ = DENOMINATORS.get(indicator.denominator_id, (indicator.denominator_id, ""))
    above, below = _sum(indicator.numerator), _sum(indicator.denominator)
    lines = [f"Chia cho: {vi}. Số đếm: `{above} / {below}`."]
    if indicator.excluded:
        lines.append(f"Bỏ khỏi mẫu số, nêu bên cạnh, vì số liệu không nói rõ: `{_sum(indicator.excluded)}`.")
    return lines


def _sum(terms: Sequence[Term]) -> str:
    signed = "".join(f" {'+' if t.sign == 1 else '−'} {t.measure}{_AT[t.at]}" for t in terms)
    shown = signed.removeprefix(" + ").strip()
    return f"({shown})" if len(terms) > 1 else shown


def _share(rule: IndicatorRule, indicator: Indicator) -> str:
    """Return the part of the scale that a value earns, from 0 to 1."""
    of, value, show = rule.normalisation, _value(indicator), _shown(indicator)
    if of.kind == "points":
        return _share_of_points(value, show(default_target(rule, indicator)), indicator.direction)
    if of.kind == "prank":
        return "số đơn vị kém hơn / (số đơn vị − 1)"
    worst, best = _ends(of, show)
    if of.kind == "log_goalposts":
        value, worst, best = f"ln {value}", f"ln {worst}", f"ln {best}"
    way = f"{value} / {best}" if of.kind == "frac_max" else f"({value} − {worst}) / ({best} − {worst})"
    return f"max(0, min(1, {way}))"


def _share_of_points(value: str, target: str, direction: int) -> str:
    if direction == 1:
        return f"min(1, {value} / {target})"
    return f"min(1, (100 % − {value}) / (100 % − {target}))"


def _ends(of: Normalisation, show: Show) -> tuple[str, str]:
    best = of.best if of.best is not None else of.target
    return show(of.worst or Decimal(0)), show(best or Decimal(0))


def _value(indicator: Indicator) -> str:
    return "tỷ lệ" if indicator.kind == "proportion" else "giá trị"


def _shown(indicator: Indicator) -> Show:
    return percent if indicator.kind == "proportion" else number
