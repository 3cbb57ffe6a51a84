"""Which figure is wrong where a text does not add up: the one whose change closes the most, if there is one alone."""

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from schemas.printed import Printed
from warehouse.claims.figures import NOTHING, Figure, Tried, are_exact, members
from warehouse.claims.identities import Identity, closing, holds, members_of, room_of
from warehouse.claims.readings import Quotient, does_fit, fits_of

# Two figures that are not printed, of so many cases, are hardly equal by chance; nor three of so many.
_BY_CHANCE = 1000
_BY_CHANCE_TWICE = 100


class RateTest(NamedTuple):
    """A printed rate and all that it can be of. `at_fault`: what it should be of, where it fits nothing for sure."""

    claim_id: str
    printed: Printed
    quotients: Sequence[Quotient]
    at_fault: Quotient | None


class Suspect(NamedTuple):
    """A figure that is wrong beyond doubt, with what would close everything; None where no one figure would."""

    claim_id: str
    mended: int | None
    broken: Sequence[Identity]
    is_alone: bool


class _Mend(NamedTuple):
    """A value of a figure: by how many more tests hold at it, and which of the broken ones do."""

    gain: int
    value: int
    closed: Sequence[Identity | RateTest]


class Finding(NamedTuple):
    """What does not add up in a text. `excused`: the rates that hold once a suspect is mended, by claim."""

    suspects: Mapping[str, Suspect]
    broken: Sequence[Identity]
    excused: Mapping[str, Suspect]


def find(identities: Sequence[Identity], rates: Sequence[RateTest]) -> Finding:
    """Return the figures that are wrong, for what does not hold, each part of it that hangs together apart.

    A figure is singled out where its change closes strictly more than any other's, counting what the change breaks.
    """
    broken = [identity for identity in identities if not holds(identity)]
    off = [rate for rate in rates if rate.at_fault]
    rates = [*off, *(rate for rate in rates if _fits(rate))]
    suspects: dict[str, Suspect] = {}
    excused: dict[str, Suspect] = {}
    for some, some_rates in _apart(broken, off):
        for suspect in _of_one(some, some_rates, identities, rates):
            suspects[suspect.claim_id] = suspect
            if suspect.is_alone and suspect.mended is not None:
                tried = {suspect.claim_id: suspect.mended}
                mended = [rate for rate in some_rates if _fits(rate, tried)]
                excused |= {rate.claim_id: suspect for rate in mended}
    return Finding(suspects, broken, excused)


def _of_one(
    broken: Sequence[Identity], off: Sequence[RateTest], identities: Sequence[Identity], rates: Sequence[RateTest]
) -> Iterator[Suspect]:
    figures = {key: f for identity in broken for key, f in members_of(identity).items()}
    for rate in off:
        figures |= {key: f for quotient in rate.quotients if quotient.is_default for key, f in quotient.figures.items()}
    mends = {key: _best(figure, broken, off, identities, rates) for key, figure in figures.items()}
    # Where a rate alone does not hold, it is the one that was reckoned from the others.
    best = max([1 if off else 0, *(mend.gain for mend in mends.values())])
    winners = [key for key, mend in mends.items() if mend.gain == best]
    if len(winners) == 1 and best > (1 if off else 0):
        figure, mend = figures[winners[0]], mends[winners[0]]
        if _is_proved(figure, mend) and are_exact([figure]) and not figure.key.endswith("/"):
            yield Suspect(figure.claim_id, mend.value, broken, True)
            return
    if not off:
        borne_out = _borne_out(identities, rates)
        for identity in broken:
            if room_of(identity) is None:
                keys = members_of(identity)
                most = max(mends[key].gain for key in keys)
                accused = [key for key in keys if mends[key].gain == most > 0 and key not in borne_out]
                yield from (Suspect(figures[key].claim_id, None, [identity], False) for key in accused)


def _is_proved(figure: Figure, mend: _Mend) -> bool:
    """Return whether a change that alone closes most is more than a chance.

    One equality proves it where nothing leaves room. Of several, one has to have no room but that a system was read
    twice; else figures that are not printed would have to be equal by chance, which small ones are.
    """
    rooms = [room_of(test) for test in mend.closed if isinstance(test, Identity)]
    if None in rooms or len(mend.closed) == 1:
        return None in rooms
    is_chance = abs(mend.value - figure.low) < (_BY_CHANCE_TWICE if len(mend.closed) > 2 else _BY_CHANCE)
    return "read-twice" in rooms or len(rooms) < len(mend.closed) or not is_chance


def _borne_out(identities: Sequence[Identity], rates: Sequence[RateTest]) -> frozenset[str]:
    """Return the figures that another equality bears out, or a rate as it is by default."""
    ways = [way for identity in identities if not identity.at_most and (way := closing(identity))]
    keys = {key for way in ways for key in members(way.whole, way.parts)}
    fits = [fit for rate in rates for fit in fits_of(rate.quotients, rate.printed) if fit.departures == 0]
    return frozenset(keys.union(*(fit.quotient.figures for fit in fits)))


def _best(
    figure: Figure,
    broken: Sequence[Identity],
    off: Sequence[RateTest],
    identities: Sequence[Identity],
    rates: Sequence[RateTest],
) -> _Mend:
    """Return the value of a figure at which the most holds that does not now, less what holds now and not then."""
    mends = [_Mend(0, figure.low, ())]
    if not figure.is_exact:
        return mends[0]
    sound = [test for test in identities if test not in broken and figure.key in _keys(test)]
    sound_rates = [test for test in rates if test not in off and figure.key in _keys(test)]
    for value in sorted(set(_candidates(figure, broken, off))):
        tried = {figure.key: value}
        closed: list[Identity | RateTest] = [identity for identity in broken if holds(identity, tried)]
        closed += [rate for rate in off if _fits(rate, tried)]
        if closed:
            lost = sum(not holds(identity, tried) for identity in sound)
            lost += sum(not _fits(rate, tried) for rate in sound_rates)
            mends.append(_Mend(len(closed) - lost, value, closed))
    return max(mends, key=lambda mend: (mend.gain, len(mend.closed), -abs(mend.value - figure.low)))


def _fits(rate: RateTest, tried: Tried = NOTHING) -> bool:
    return does_fit(rate.quotients, rate.printed, tried)


def _keys(test: Identity | RateTest) -> frozenset[str]:
    if isinstance(test, RateTest):
        return frozenset(key for quotient in test.quotients for key in quotient.figures)
    return frozenset(members(*(of for way in test.ways for of in (way.whole, way.parts))))


def _candidates(figure: Figure, broken: Sequence[Identity], off: Sequence[RateTest]) -> Iterator[int]:
    for identity in broken:
        for way in identity.ways:
            yield from _zeros(figure, (*way.whole, *((-sign, f) for sign, f in way.parts)))
    for rate in off:
        span = rate.printed.before_rounding("half_up")
        for quotient in (q for q in rate.quotients if q.is_default and figure.key in q.figures):
            for share in (span.low, span.high, (span.low + span.high) / 2):
                scaled = [(Fraction(sign), f) for sign, f in quotient.numerator]
                scaled += [(-share * sign, f) for sign, f in quotient.denominator]
                yield from _zeros(figure, scaled)


def _zeros(figure: Figure, linear: Sequence[tuple[int | Fraction, Figure]]) -> Iterator[int]:
    """Return the whole numbers of a figure at and around which a sum is zero, the others as they are printed."""
    factor = sum((sign for sign, f in linear if f.key == figure.key), Fraction(0))
    if factor == 0:
        return
    others = [(sign, f) for sign, f in linear if f.key != figure.key]
    for rest in (sum(sign * f.low for sign, f in others), sum(sign * f.high for sign, f in others)):
        zero = -rest / factor
        yield from (value for value in {math.floor(zero), math.ceil(zero)} if value >= 0)


def _apart(
    broken: Sequence[Identity], off: Sequence[RateTest]
) -> Iterator[tuple[Sequence[Identity], Sequence[RateTest]]]:
    """Return what is broken in groups that share no figure."""
    groups: list[tuple[set[str], list[Identity], list[RateTest]]] = []
    tests: list[tuple[set[str], list[Identity], list[RateTest]]] = [(set(members_of(i)), [i], []) for i in broken]
    for rate in off:
        keys = {key for quotient in rate.quotients if quotient.is_default for key in quotient.figures}
        tests.append((keys, [], [rate]))
    for keys, some, some_rates in tests:
        shared = [group for group in groups if group[0] & keys]
        groups = [group for group in groups if not group[0] & keys]
        groups.append(
            (
                keys.union(*(group[0] for group in shared)),
                [*(i for group in shared for i in group[1]), *some],
                [*(r for group in shared for r in group[2]), *some_rates],
            )
        )
    return iter([(some, some_rates) for _, some, some_rates in groups])
