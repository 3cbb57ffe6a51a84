"""The readings of a rate: what it is of what, over whose figures, and how it is rounded; fewest departures first."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from schemas.printed import ROUNDINGS, Interval, Printed, Rounding
from schemas.words.message import Message
from warehouse.claims.entities import Entity
from warehouse.claims.figures import NOTHING, Counts, Figure, Linear, Text, Tried, ends, linears, members, plus, ratios
from warehouse.claims.sources import Source, sources_of
from warehouse.claims.vocabulary import Form, Rate, Whole, wholes

MOST_DEPARTURES = 2  # of a reading that is told
_REST = "all but "
_MOST_DEPARTURES_TO_EXCUSE = 3  # of a reading that keeps from accusing
Mode = Literal["half_up", "half_even", "cut", "span"]


class Quotient(NamedTuple):
    """A numerator and a denominator.

    `whole`: over what. `is_default`: it is what the sentence says, or the rate's own. `is_most`: its numerator is no
    count of its own but what is left of the whole, and that at most.
    """

    numerator: Linear
    denominator: Linear
    whole: Whole
    code: str
    departures: int
    is_default: bool
    is_most: bool
    scope: Message | None

    @property
    def figures(self) -> Mapping[str, Figure]:
        """The figures that it is of."""
        return members(self.numerator, self.denominator)


class Fit(NamedTuple):
    """A quotient that gives the printed figure, and how it is rounded then."""

    quotient: Quotient
    mode: Mode
    departures: int

    @property
    def value(self) -> Fraction | None:
        """What the figures give, where they are whole numbers."""
        return value_of(self.quotient)


def quotients_of(text: Text, entity: Entity, rate: Rate, named_whole: str) -> list[Quotient]:
    """Return everything that a rate can be of, as far as the text prints it.

    Args:
        text: what is printed.
        entity: whose rate it is.
        rate: the rate.
        named_whole: what the sentence divides by, as a name of `wholes`; "" where it names nothing.
    """
    quotients_by_sums: dict[tuple[Linear, Linear], Quotient] = {}
    for source in sources_of(text, entity):
        for quotient in _quotients_of_source(source, rate, named_whole):
            key = quotient.numerator, quotient.denominator
            if key not in quotients_by_sums or quotients_by_sums[key].departures > quotient.departures:
                quotients_by_sums[key] = quotient
    return sorted(quotients_by_sums.values(), key=lambda quotient: quotient.departures)


def fits_of(quotients: Sequence[Quotient], printed: Printed, tried: Tried = NOTHING) -> list[Fit]:
    """Return the readings that give a printed rate, the fewest departures first."""
    return sorted(_fits(quotients, printed, tried), key=lambda fit: fit.departures)


def does_fit(quotients: Sequence[Quotient], printed: Printed, tried: Tried = NOTHING) -> bool:
    """Return whether any reading gives a printed rate."""
    return next(_fits(quotients, printed, tried), None) is not None


def _fits(quotients: Sequence[Quotient], printed: Printed, tried: Tried) -> Iterator[Fit]:
    modes = _modes(printed)
    widest = min(reach.low for _, _, reach in modes), max(reach.high for _, _, reach in modes)
    for quotient in quotients:
        if quotient.departures > _MOST_DEPARTURES_TO_EXCUSE or _is_outside(quotient, widest, tried):
            continue
        span = ratios(quotient.numerator, quotient.denominator, tried)
        for mode_departures, mode, reach in modes:
            if span is not None and span.meets(reach):
                if quotient.departures + mode_departures <= _MOST_DEPARTURES_TO_EXCUSE:
                    yield Fit(quotient, mode, quotient.departures + mode_departures)
                break


def _is_outside(quotient: Quotient, widest: tuple[Fraction, Fraction], tried: Tried) -> bool:
    """Return whether a quotient is far from what is printed: in whole numbers, as most are."""
    numerator, denominator = ends(quotient.numerator, tried), ends(quotient.denominator, tried)
    if denominator[0] <= 0:
        return True
    low, high = widest
    return (numerator[1] * low.denominator < low.numerator * denominator[0] and numerator[1] >= 0) or numerator[
        0
    ] * high.denominator > high.numerator * denominator[1]


def value_of(quotient: Quotient) -> Fraction | None:
    """Return what the figures of a quotient give, None where they are no exact numbers."""
    span = ratios(quotient.numerator, quotient.denominator)
    return span.low if span and span.low == span.high else None


def least_n(printed: Printed, rounding: Rounding) -> int | None:
    """Return the least n for which some k of n is printed so; None where no share is (over 100%)."""
    span = printed.before_rounding(rounding)
    if span.low > 1 or (span.low == 1 and not span.low_closed):
        return None
    for n in range(1, int(1 / printed.digit) + 2):
        k = -(-span.low.numerator * n // span.low.denominator)
        k += not span.low_closed and Fraction(k, n) == span.low
        if k <= n and span.holds(Fraction(k, n)):
            return n
    return None


def _modes(printed: Printed) -> list[tuple[int, Mode, Interval]]:
    """Return the shares that can be printed so, with how and by how many departures: a bound may say too little."""
    if printed.is_exact:
        return [(int(way != "half_up"), way, printed.before_rounding(way)) for way in ROUNDINGS]
    reach = {
        "lower_bound": printed.span._replace(high=Fraction(1), high_closed=True),
        "upper_bound": printed.span._replace(low=Fraction(0), low_closed=True),
    }.get(printed.bound)
    return [(0, "span", printed.span), *([(1, "span", reach)] if reach else ())]


def _quotients_of_source(source: Source, rate: Rate, named_whole: str) -> Iterator[Quotient]:
    default = named_whole or rate.whole
    is_elsewhere = source.scope is not None
    names = dict.fromkeys((*((named_whole,) if named_whole else ()), *rate.wholes))
    for whole in (wholes()[name] for name in names):
        source_departures = is_elsewhere + (whole.name != default)
        for denominator in (d for form in whole.forms for d in linears(form, source.counts)):
            for code, numerator, form_departures in _numerators(
                source.counts, rate, denominator, whole.name == default
            ):
                departures = source_departures + form_departures
                words = f"{source.code}{code} / {whole.name}"
                is_most = code.startswith(_REST)
                yield Quotient(numerator, denominator, whole, words, departures, departures == 0, is_most, source.scope)


def _numerators(counts: Counts, rate: Rate, denominator: Linear, is_default: bool) -> Iterator[tuple[str, Linear, int]]:
    """Return numerators with their codes and departures; what is left of the denominator is one, of another a guess."""
    for departures, forms in ((0, rate.parts), (1, rate.odd)):
        for form in forms:
            yield from ((code_of(form), numerator, departures) for numerator in linears(form, counts))
    for departures, forms in ((0 if is_default else 1, rate.rests), (1, rate.odd_rests)):
        for form in forms:
            for rest in linears(form, counts):
                yield f"{_REST}{code_of(form)}", plus((1, denominator), (-1, rest)), departures
    if rate.all_of and not rate.only_without & counts.keys():
        yield from ((f"all {rate.all_of}", linear, 1) for linear in counts.get(rate.all_of, ()))


def code_of(form: Form) -> str:
    """Return a form as it is written."""
    return "".join(f" {'+' if sign > 0 else '-'} {name}" for sign, name in form).removeprefix(" + ")
