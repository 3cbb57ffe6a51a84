"""One indicator of a method in words and as a formula: what is divided by what, and what the value earns."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from schemas.indicator import Indicator
from schemas.method_parts import IndicatorRule, default_target
from schemas.method_settings import Normalisation
from schemas.terms import AT_IN_WORDS, Term
from schemas.words.languages import Lang
from warehouse.ranking.explanation.blocks import Block, Code, Heading, Line, listed
from warehouse.ranking.explanation.expression import (
    Call,
    Equation,
    Expression,
    Name,
    Negative,
    Number,
    Product,
    Ratio,
    Rest,
    Square,
    Sum,
    as_text,
    difference,
)

_ONE = Number(1)
_POINTS = Name("điểm", "points")
_WORSE = Name("số đơn vị kém hơn", "number of units that are worse")
_UNITS = Name("số đơn vị", "number of units")
_W, _V, _M, _S = (Name(letter, letter) for letter in "wvms")
_WEIGHTS = Call("Σ", (_W,))
CAPPED = Call("min", (_ONE, Rest()))  # what is said of every indicator on points
AGGREGATION_FORMULAS: Mapping[str, Expression] = {
    "arithmetic": Ratio(Call("Σ", (Product((_W, _V)),)), _WEIGHTS),
    "geometric": Call("exp", (Ratio(Call("Σ", (Product((_W, Call("ln", (_V,)))),)), _WEIGHTS),)),
    "harmonic": Ratio(_WEIGHTS, Call("Σ", (Ratio(_W, _V),))),
    "mpi": difference(_M, Ratio(Square(_S), _M)),
    "copeland": difference(Name("số cặp thắng", "pairs won"), Name("số cặp thua", "pairs lost")),
}
Write = Callable[[Decimal | Fraction | int], Number]


def indicator_blocks(rule: IndicatorRule, indicator: Indicator) -> list[Block]:
    """Return what is said of one computable indicator: its name, and a list."""
    lines = [*_earned(rule, indicator), *_counted(indicator)]
    if basis := indicator.legal_basis:
        lines.append((f"Căn cứ: {basis.name}.", f"Legal basis: {basis.name}."))
    code = (Code(rule.code), ")")
    return [Heading(((f"{indicator.name_vi} (", *code), (f"{indicator.name_en} (", *code))), listed(lines)]


def formula(rule: IndicatorRule, indicator: Indicator) -> Equation:
    """Return what a value earns, with the numbers of the rule: points = 20 × min(1, ratio / 100 %).

    The formulas are those of `scale.normalised`; points are a share of the greatest points of the rule.
    """
    of, value, write = rule.normalisation, _value(indicator), _written(indicator)
    low, high = of.ends
    if of.kind == "zscore" and of.mean is not None and of.sd is not None:
        mean, better = write(of.mean), indicator.direction == 1
        deviation = difference(value, mean) if better else difference(mean, value)
        earned: Expression = Sum((Number(low), Product((Number(high), Ratio(deviation, write(of.sd))))))
    elif of.kind == "rank":
        earned = Sum((_ONE, _WORSE))
    elif of.kind == "borda":
        earned = _WORSE
    else:
        most = high - low if rule.max_points is None else rule.max_points
        part = Product((Number(most), _share(rule, indicator)))
        earned = Sum((Number(low), part)) if low else part
    return Equation(_POINTS, earned)


def _earned(rule: IndicatorRule, indicator: Indicator) -> Iterator[Line]:
    if not rule.size:
        yield "Được nêu, không chấm điểm.", "Shown and not scored."
        return
    earned = formula(rule, indicator)
    yield ("Công thức: ", earned, "."), ("Formula: ", earned, ".")
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


def _counted(indicator: Indicator) -> Iterator[Line]:
    vi, en = indicator.denominator_vi, indicator.denominator_en
    counts = Ratio(_sum(indicator.numerator), _sum(indicator.denominator))
    yield (
        (f"Chia cho: {vi}. Số đếm: ", _code(counts, "vi"), "."),
        (f"Divided by: {en}. Counts: ", _code(counts, "en"), "."),
    )
    if indicator.excluded:
        without = _sum(indicator.excluded)
        yield (
            ("Loại khỏi mẫu số, nêu bên cạnh mọi tỷ lệ: ", _code(without, "vi"), "."),
            ("Left out of the denominator, and shown beside every rate: ", _code(without, "en"), "."),
        )


def _code(counts: Expression, lang: Lang) -> Code:
    """Return counts as code: their names are those in the data, too long for a formula."""
    return Code(as_text(counts, lang))


def _sum(terms: Sequence[Term]) -> Expression:
    named = [Name(*(f"{term.measure}{at}" for at in AT_IN_WORDS[term.at])) for term in terms]
    parts = [name if term.sign == 1 else Negative(name) for name, term in zip(named, terms, strict=True)]
    return parts[0] if len(parts) == 1 else Sum(tuple(parts))


def _share(rule: IndicatorRule, indicator: Indicator) -> Expression:
    """Return the part of the scale that a value earns, from 0 to 1."""
    of, value, write = rule.normalisation, _value(indicator), _written(indicator)
    if of.kind == "points":
        return _share_of_points(value, write(default_target(rule, indicator)), write(1), indicator.direction)
    if of.kind == "prank":
        return Ratio(_WORSE, difference(_UNITS, _ONE))
    worst, best = _ends(of, write)
    if of.kind == "log_goalposts":
        value, worst, best = (Call("ln", (end,)) for end in (value, worst, best))
    way = Ratio(value, best) if of.kind == "frac_max" else Ratio(difference(value, worst), difference(best, worst))
    return Call("max", (Number(0), Call("min", (_ONE, way))))


def _share_of_points(value: Expression, target: Expression, whole: Expression, direction: int) -> Expression:
    if direction == 1:
        return Call("min", (_ONE, Ratio(value, target)))
    return Call("min", (_ONE, Ratio(difference(whole, value), difference(whole, target))))


def _ends(of: Normalisation, write: Write) -> tuple[Expression, Expression]:
    best = of.best if of.best is not None else of.target
    return write(of.worst or 0), write(best or 0)


def _value(indicator: Indicator) -> Expression:
    return Name("tỷ lệ", "ratio") if indicator.kind == "proportion" else Name("giá trị", "value")


def _written(indicator: Indicator) -> Write:
    return lambda value: Number(value, is_share=indicator.kind == "proportion")
