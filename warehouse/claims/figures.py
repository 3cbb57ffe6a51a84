"""The counts that one text prints, as whole numbers or spans of them, and sums of them; a rate as it is printed."""

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from schemas.printed import Interval, Printed
from schemas.words.message import Declared, Message, message
from warehouse.claims.claim import Claim
from warehouse.claims.entities import Entity, entities_of
from warehouse.claims.vocabulary import Count, Form, Rate, counts, measure_of

# What stands after the slash of "1.978/1.997" by what stands before it.
_WHOLES_OF_PARTS = {
    **dict.fromkeys(("in_time", "late", "before_due", "on_due_day"), "resolved"),
    **dict.fromkeys(("resolved", "online", "direct", "open"), "received"),
    "satisfied": "answers",
    "petitions_resolved": "petitions",
    "petitions_in_time": "petitions_resolved",
}
_MOST_WAYS_OF_FORM = 12  # in which a form is had where a text prints a count several times


class Figure(NamedTuple):
    """A printed count, from `low` to `high`. `key`: what is changed where a figure is tried otherwise.

    `is_exact`: one whole number is printed. `is_sure`: the measure says which count it is.
    """

    key: str
    claim_id: str
    quantity: str
    entity: Entity
    low: int
    high: int
    is_exact: bool
    is_sure: bool
    label: Declared
    unit: str


# A sum of figures, each with its sign.
Linear: TypeAlias = tuple[tuple[int, Figure], ...]
# The counts of one entity by name: each in the ways in which it is had.
Counts: TypeAlias = Mapping[str, Sequence[Linear]]
# What figures are tried at, by their key.
Tried: TypeAlias = Mapping[str, int]
NOTHING: Tried = {}


class Text(NamedTuple):
    """All that one text prints: its claims, whose they are, its counts, and its rates with what could be printed so.

    `unreadable`: why a claim says nothing, by claim.
    """

    claims: Sequence[Claim]
    entities: Mapping[str, Entity]
    counts: Mapping[Entity, Counts]
    figures: Mapping[str, Sequence[Figure]]
    rates: Mapping[str, tuple[Rate, Printed]]
    unreadable: Mapping[str, Message]


def text_of(claims: Sequence[Claim]) -> Text:
    """Return what the claims of one text print."""
    entities = dict(zip((claim.claim_id for claim in claims), entities_of(claims), strict=True))
    figures: dict[str, Sequence[Figure]] = {}
    rates: dict[str, tuple[Rate, Printed]] = {}
    unreadable: dict[str, Message] = {}
    for claim in claims:
        match _content_of(claim, entities[claim.claim_id]):
            case Message() as why:
                unreadable[claim.claim_id] = why
            case Printed() as printed:
                rate = measure_of(claim.measure)
                assert isinstance(rate, Rate)
                rates[claim.claim_id] = rate, printed
            case claim_figures:
                figures[claim.claim_id] = claim_figures
    table: dict[Entity, dict[str, list[Linear]]] = {}
    for figure in itertools.chain.from_iterable(figures.values()):
        table.setdefault(figure.entity, {}).setdefault(figure.quantity, []).append(((1, figure),))
    return Text(claims, entities, table, figures, rates, unreadable)


def linears(form: Form, entity_counts: Counts) -> list[Linear]:
    """Return the sums that a form of counts stands for; none where one of them is not printed."""
    ways = itertools.product(*(entity_counts.get(name, ()) for _, name in form))
    signs = [sign for sign, _ in form]
    return [plus(*zip(signs, way, strict=True)) for way in itertools.islice(ways, _MOST_WAYS_OF_FORM)]


def plus(*terms: tuple[int, Linear]) -> Linear:
    """Return the sum of sums, each with its sign."""
    return tuple((sign * factor, figure) for sign, linear in terms for factor, figure in linear)


def ends(linear: Linear, tried: Tried = NOTHING) -> tuple[int, int]:
    """Return the least and the greatest that a sum can be."""
    low = high = 0
    spans: dict[str, tuple[int, int, int]] = {}
    for factor, figure in linear:
        if figure.key in tried:
            low, high = low + factor * tried[figure.key], high + factor * tried[figure.key]
        elif figure.low == figure.high:
            low, high = low + factor * figure.low, high + factor * figure.low
        else:  # one figure can stand on both sides of a sum
            spans[figure.key] = spans.get(figure.key, (0, 0, 0))[0] + factor, figure.low, figure.high
    for factor, first, last in spans.values():
        low, high = low + min(factor * first, factor * last), high + max(factor * first, factor * last)
    return low, high


def ratios(numerator: Linear, denominator: Linear, tried: Tried = NOTHING) -> Interval | None:
    """Return the span of what a quotient of sums can be; None where the denominator can be zero.

    A quotient of sums is greatest and least at corners of the box of its figures: it moves one way along each edge.
    """
    spans = {f.key: (f.low, f.high) for _, f in (*numerator, *denominator) if f.low != f.high and f.key not in tried}
    if not spans:
        divisor = _value_at(denominator, tried)
        quotient = Fraction(_value_at(numerator, tried), divisor) if divisor > 0 else None
        return None if quotient is None else Interval(quotient, quotient)
    quotients: list[Fraction] = []
    for corner in itertools.product(*spans.values()):
        corner_values = {**tried, **dict(zip(spans, corner, strict=True))}
        divisor = _value_at(denominator, corner_values)
        if divisor <= 0:
            return None
        quotients.append(Fraction(_value_at(numerator, corner_values), divisor))
    return Interval(min(quotients), max(quotients))


def _value_at(linear: Linear, tried: Tried) -> int:
    """Return a sum where each of its figures is one number, or is tried at one."""
    return sum(factor * tried.get(figure.key, figure.low) for factor, figure in linear)


def members(*sums: Linear) -> dict[str, Figure]:
    """Return the figures of sums by key."""
    return {figure.key: figure for linear in sums for _, figure in linear}


def are_exact(figures: Iterable[Figure]) -> bool:
    """Whether each is one printed whole number, and sure to be what it is taken for."""
    return all(figure.is_exact and figure.is_sure for figure in figures)


def _content_of(claim: Claim, entity: Entity) -> Message | Printed | Sequence[Figure]:
    measure, printed = measure_of(claim.measure), claim.printed
    if isinstance(printed, Message):
        return printed
    match measure:
        case Rate():
            return _as_share(claim, printed)
        case Count():
            return _as_count(claim, measure, printed, entity)
        case _:
            return message("claims.unknown-measure", measure=claim.measure)


def _as_share(claim: Claim, printed: Printed) -> Printed | Message:
    if printed.second is not None or printed.scale > 1:
        return message("claims.no-share", text=claim.text)
    is_share = printed.is_percent or (printed.value <= 1 and printed.digit < 1)
    if not is_share and (printed.value > 100 or printed.value == 1):
        return message("claims.no-share", text=claim.text)
    if is_share:
        return printed
    span = Interval(printed.span.low / 100, printed.span.high / 100, printed.span.low_closed, printed.span.high_closed)
    return printed._replace(value=printed.value / 100, span=span, digit=printed.digit / 100)


def _as_count(claim: Claim, count: Count, printed: Printed, entity: Entity) -> Sequence[Figure] | Message:
    span = _whole_numbers(printed)
    if printed.is_percent or span is None:
        return message("claims.no-count", text=claim.text)
    names = count.may_be or (count.name,)
    key = claim.claim_id
    whole = printed.second and _whole_numbers(printed.second)
    if printed.second and whole:
        return _part_and_whole(claim, count.name, entity, span, whole)
    is_exact = printed.is_exact and span[0] == span[1]
    is_sure = len(names) == 1
    return [_figure(key, claim, name, entity, span, is_exact, is_sure) for name in dict.fromkeys((*names, count.name))]


def _part_and_whole(
    claim: Claim, name: str, entity: Entity, part: tuple[int, int], whole: tuple[int, int]
) -> Sequence[Figure]:
    """Return the figures of "1.456/1.625 dossiers".

    On-time dossiers of less than half their whole are those that are not: 18/510.307 in time has 18 late.
    """
    is_rest = name == "in_time" and 2 * part[1] < whole[0]
    whole_names = dict.fromkeys((_WHOLES_OF_PARTS.get(name, "volume"), "volume"))
    is_exact = part[0] == part[1]
    return [
        _figure(claim.claim_id, claim, "late" if is_rest else name, entity, part, is_exact, not is_rest),
        *(
            _figure(f"{claim.claim_id}/", claim, whole_name, entity, whole, whole[0] == whole[1], False)
            for whole_name in whole_names
        ),
    ]


def _figure(
    key: str, claim: Claim, name: str, entity: Entity, span: tuple[int, int], is_exact: bool, is_sure: bool
) -> Figure:
    label, unit = counts()[name].label, claim.unit_as_written
    return Figure(key, claim.claim_id, name, entity, *span, is_exact, is_sure, label, unit)


def _whole_numbers(printed: Printed) -> tuple[int, int] | None:
    span = printed.span
    low, high = math.ceil(span.low), math.floor(span.high)
    low += low == span.low and not span.low_closed
    high -= high == span.high and not span.high_closed
    return (low, high) if low <= high else None
