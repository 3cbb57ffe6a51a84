"""One indicator of a method in words and as a formula: what is divided by what, and what the value earns."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from schemas.indicator import Indicator
from schemas.method_parts import IndicatorRule, default_target
from schemas.method_settings import Normalisation
from schemas.terms import Term, term_name
from schemas.words.message import Declared, message
from warehouse.ranking.explanation.blocks import Block, Code, Heading, Line, line, listed
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
    difference,
)

_ONE = Number(1)
_POINTS = Name(message("method_explained.points"))
_WORSE = Name(message("method_explained.worse-units"))
_UNITS = Name(message("method_explained.all-units"))
_W, _V, _M, _S = map(Name, "wvms")
_WEIGHTS = Call("Σ", (_W,))
CAPPED = Call("min", (_ONE, Rest()))  # what is said of every indicator on points
AGGREGATION_FORMULAS: Mapping[str, Expression] = {
    "arithmetic": Ratio(Call("Σ", (Product((_W, _V)),)), _WEIGHTS),
    "geometric": Call("exp", (Ratio(Call("Σ", (Product((_W, Call("ln", (_V,)))),)), _WEIGHTS),)),
    "harmonic": Ratio(_WEIGHTS, Call("Σ", (Ratio(_W, _V),))),
    "mpi": difference(_M, Ratio(Square(_S), _M)),
    "ampi": difference(_M, Ratio(Square(_S), _M)),
    "copeland": difference(Name(message("method_explained.pairs-won")), Name(message("method_explained.pairs-lost"))),
}
Write = Callable[[Decimal | Fraction | int], Number]


def indicator_blocks(rule: IndicatorRule, indicator: Indicator) -> list[Block]:
    """Return what is said of one computable indicator: its name, and a list."""
    lines = [*_earned(rule, indicator), *_count_lines(indicator)]
    if basis := indicator.legal_basis:
        lines.append(line("method_explained.legal-basis", basis=basis.name))
    name = Declared(indicator.name_vi, indicator.name_en)
    return [Heading(line("method_explained.heading", name=name, code=Code(rule.code))), listed(lines)]


def formula(rule: IndicatorRule, indicator: Indicator) -> Equation:
    """Return what a value earns, with the numbers of the rule: points = 20 × min(1, ratio / 100 %).

    The formulas are those of `scale.normalised`; points are a share of the greatest points of the rule.
    """
    normalisation, value, write = rule.normalisation, _value(indicator), _number_writer(indicator)
    low, high = normalisation.ends
    if normalisation.kind == "zscore" and normalisation.mean is not None and normalisation.sd is not None:
        mean, better = write(normalisation.mean), indicator.direction == 1
        deviation = difference(value, mean) if better else difference(mean, value)
        earned: Expression = Sum((Number(low), Product((Number(high), Ratio(deviation, write(normalisation.sd))))))
    elif normalisation.kind == "rank":
        earned = Sum((_ONE, _WORSE))
    elif normalisation.kind == "borda":
        earned = _WORSE
    else:
        greatest_points = high - low if rule.max_points is None else rule.max_points
        part = Product((Number(greatest_points), _share(rule, indicator)))
        earned = Sum((Number(low), part)) if low else part
    return Equation(_POINTS, earned)


def _earned(rule: IndicatorRule, indicator: Indicator) -> Iterator[Line]:
    if not rule.size:
        yield line("method_explained.shown-only")
        return
    yield line("method_explained.formula", formula=formula(rule, indicator))
    if indicator.direction == -1:
        yield line("method_explained.less-is-better")
    if indicator.kind == "rate":
        yield line("method_explained.whole-year")
    if indicator.is_census:
        yield line("method_explained.census")
    if rule.required:
        yield line("method_explained.required")


def _count_lines(indicator: Indicator) -> Iterator[Line]:
    """Yield what is counted, as code: the names are those in the data, too long for a formula."""
    cases = Declared(indicator.denominator_vi, indicator.denominator_en)
    counts = Ratio(_sum(indicator.numerator), _sum(indicator.denominator))
    yield line("method_explained.counted", denominator=cases, counts=Code(counts))
    if indicator.excluded:
        yield line("method_explained.excluded", counts=Code(_sum(indicator.excluded)))


def _sum(terms: Sequence[Term]) -> Expression:
    names = [Name(term_name(term, term.measure)) for term in terms]
    parts = [name if term.sign == 1 else Negative(name) for name, term in zip(names, terms, strict=True)]
    return parts[0] if len(parts) == 1 else Sum(tuple(parts))


def _share(rule: IndicatorRule, indicator: Indicator) -> Expression:
    """Return the part of the scale that a value earns, from 0 to 1."""
    normalisation, value, write = rule.normalisation, _value(indicator), _number_writer(indicator)
    if normalisation.kind == "points":
        return _share_of_points(value, write(default_target(rule, indicator)), write(1), indicator.direction)
    if normalisation.kind == "prank":
        return Ratio(_WORSE, difference(_UNITS, _ONE))
    worst, best = _ends(normalisation, write)
    if normalisation.kind == "log_goalposts":
        value, worst, best = (Call("ln", (end,)) for end in (value, worst, best))
    way = (
        Ratio(value, best)
        if normalisation.kind == "frac_max"
        else Ratio(difference(value, worst), difference(best, worst))
    )
    return Call("max", (Number(0), Call("min", (_ONE, way))))


def _share_of_points(value: Expression, target: Expression, full_share: Expression, direction: int) -> Expression:
    if direction == 1:
        return Call("min", (_ONE, Ratio(value, target)))
    return Call("min", (_ONE, Ratio(difference(full_share, value), difference(full_share, target))))


def _ends(normalisation: Normalisation, write: Write) -> tuple[Expression, Expression]:
    best = normalisation.best if normalisation.best is not None else normalisation.target
    return write(normalisation.worst or 0), write(best or 0)


def _value(indicator: Indicator) -> Expression:
    return Name(message("method_explained.ratio" if indicator.kind == "proportion" else "method_explained.value"))


def _number_writer(indicator: Indicator) -> Write:
    return lambda value: Number(value, is_share=indicator.kind == "proportion")
