"""One indicator of a method in words and as a formula: what is divided by what, and what the value earns."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from schemas.languages import LANGUAGES, Lang, Said
from schemas.method_parts import IndicatorRule
from schemas.method_settings import Normalisation
from warehouse.ranking.evidence.indicators import Indicator, Term
from warehouse.ranking.explanation.words import DENOMINATORS, number, percent
from warehouse.ranking.index.scale import default_target

_AT = {
    "flow": ("", ""),
    "start": (" (đầu kỳ)", " (at the start)"),
    "end": (" (cuối kỳ)", " (at the end)"),
    "mean": (" (bình quân)", " (mean)"),
}
Show = Callable[[Decimal | Fraction | int], str]


def indicator_lines(rule: IndicatorRule, indicator: Indicator) -> list[Said]:
    """Return the lines of one computable indicator in Vietnamese and in English, as Markdown."""
    lines = [
        (f"### {indicator.name_vi} (`{rule.code}`)", f"### {indicator.name_en} (`{rule.code}`)"),
        ("", ""),
        *((f"- {vi}", f"- {en}") for vi, en in (*_earned(rule, indicator), *_counted(indicator))),
    ]
    if indicator.legal_basis:
        lines.append((f"- Căn cứ: {indicator.legal_basis}.", f"- Legal basis: {indicator.legal_basis}."))
    return lines


def formula(rule: IndicatorRule, indicator: Indicator, lang: Lang = "vi") -> str:
    """Return what a value earns, with the numbers of the rule: `điểm = 20 × min(1, tỷ lệ / 100 %)`.

    The formulas are those of `scale.normalised`; points are a share of the greatest points of the rule.
    """
    of, value, show = rule.normalisation, _value(indicator, lang), _shown(indicator, lang)
    low, high = of.ends
    if of.kind == "zscore" and of.mean is not None and of.sd is not None:
        mean, better = show(of.mean), indicator.direction == 1
        deviation = f"({value} − {mean})" if better else f"({mean} − {value})"
        earned = f"{number(low, lang)} + {number(high, lang)} × {deviation} / {show(of.sd)}"
    elif of.kind == "rank":
        earned = f"1 + {_worse(lang)}"
    elif of.kind == "borda":
        earned = _worse(lang)
    else:
        most = high - low if rule.max_points is None else rule.max_points
        start = f"{number(low, lang)} + " if low else ""
        earned = f"{start}{number(most, lang)} × {_share(rule, indicator, lang)}"
    return f"{_in(lang, 'điểm', 'points')} = {earned}"


def _earned(rule: IndicatorRule, indicator: Indicator) -> Iterator[Said]:
    if not rule.size:
        yield "Được nêu, không chấm điểm.", "Shown and not scored."
        return
    vi, en = (formula(rule, indicator, lang) for lang in LANGUAGES)
    yield f"Công thức: `{vi}`.", f"Formula: `{en}`."
    if indicator.direction == -1:
        yield "Càng thấp càng tốt.", "Less is better."
    if indicator.kind == "rate":
        yield (
            "Giá trị của kỳ ngắn hơn một năm được quy đổi ra cả năm trước khi tính.",
            "The value of a period shorter than a year is brought to a whole year first.",
        )
    if rule.required:
        yield (
            "Bắt buộc: thiếu chỉ số này thì đơn vị không được xếp hạng.",
            "Required: a unit without this indicator is not ranked.",
        )


def _counted(indicator: Indicator) -> Iterator[Said]:
    name = indicator.denominator_id
    vi, en = DENOMINATORS.get(name, (name, name))
    vi_sum, en_sum = (f"{_sum(indicator.numerator, at)} / {_sum(indicator.denominator, at)}" for at in (0, 1))
    yield f"Chia cho: {vi}. Số đếm: `{vi_sum}`.", f"Divided by: {en}. Counts: `{en_sum}`."
    if indicator.excluded:
        vi_sum, en_sum = (_sum(indicator.excluded, at) for at in (0, 1))
        yield (
            f"Bỏ khỏi mẫu số, nêu bên cạnh, vì số liệu không nói rõ: `{vi_sum}`.",
            f"Taken out of the denominator and shown beside it, as the data say nothing of them: `{en_sum}`.",
        )


def _sum(terms: Sequence[Term], place: int) -> str:
    signed = "".join(f" {'+' if t.sign == 1 else '−'} {t.measure}{_AT[t.at][place]}" for t in terms)
    shown = signed.removeprefix(" + ").strip()
    return f"({shown})" if len(terms) > 1 else shown


def _share(rule: IndicatorRule, indicator: Indicator, lang: Lang) -> str:
    """Return the part of the scale that a value earns, from 0 to 1."""
    of, value, show = rule.normalisation, _value(indicator, lang), _shown(indicator, lang)
    if of.kind == "points":
        return _share_of_points(value, show(default_target(rule, indicator)), show(Decimal(1)), indicator.direction)
    if of.kind == "prank":
        return f"{_worse(lang)} / {_in(lang, '(số đơn vị − 1)', '(number of units − 1)')}"
    worst, best = _ends(of, show)
    if of.kind == "log_goalposts":
        value, worst, best = f"ln {value}", f"ln {worst}", f"ln {best}"
    way = f"{value} / {best}" if of.kind == "frac_max" else f"({value} − {worst}) / ({best} − {worst})"
    return f"max(0, min(1, {way}))"


def _share_of_points(value: str, target: str, whole: str, direction: int) -> str:
    if direction == 1:
        return f"min(1, {value} / {target})"
    return f"min(1, ({whole} − {value}) / ({whole} − {target}))"


def _ends(of: Normalisation, show: Show) -> tuple[str, str]:
    best = of.best if of.best is not None else of.target
    return show(of.worst or Decimal(0)), show(best or Decimal(0))


def _value(indicator: Indicator, lang: Lang) -> str:
    return _in(lang, "tỷ lệ", "ratio") if indicator.kind == "proportion" else _in(lang, "giá trị", "value")


def _worse(lang: Lang) -> str:
    return _in(lang, "số đơn vị kém hơn", "number of units that are worse")


def _shown(indicator: Indicator, lang: Lang) -> Show:
    write = percent if indicator.kind == "proportion" else number
    return lambda value: write(value, lang)


def _in(lang: Lang, vi: str, en: str) -> str:
    return vi if lang == "vi" else en
