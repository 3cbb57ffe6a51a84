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
    mended_value: int | None
    broken_identities: Sequence[Identity]
    is_alone: bool


class _Mend(NamedTuple):
    """A value of a figure: by how many more tests hold at it, and which of the broken ones do."""

    gain: int
    value: int
    closed_tests: Sequence[Identity | RateTest]


class Finding(NamedTuple):
    """What does not add up in a text. `excused`: the rates that hold once a suspect is mended, by claim."""

    suspects: Mapping[str, Suspect]
    broken_identities: Sequence[Identity]
    excused: Mapping[str, Suspect]


def find(identities: Sequence[Identity], rates: Sequence[RateTest]) -> Finding:
    """Return the figures that are wrong, for what does not hold, each part of it that hangs together apart.

    A figure is singled out where its change closes strictly more than any other's, counting what the change breaks.
    """
    broken_identities = [identity for identity in identities if not holds(identity)]
    unfit_rates = [rate for rate in rates if rate.at_fault]
    rates = [*unfit_rates, *(rate for rate in rates if _fits(rate))]
    suspects: dict[str, Suspect] = {}
    excused: dict[str, Suspect] = {}
    for group_identities, group_rates in _groups(broken_identities, unfit_rates):
        for suspect in _suspects_of_group(group_identities, group_rates, identities, rates):
            suspects[suspect.claim_id] = suspect
            if suspect.is_alone and suspect.mended_value is not None:
                tried = {suspect.claim_id: suspect.mended_value}
                mended_rates = [rate for rate in group_rates if _fits(rate, tried)]
                excused |= {rate.claim_id: suspect for rate in mended_rates}
    return Finding(suspects, broken_identities, excused)


def _suspects_of_group(
    broken_identities: Sequence[Identity],
    unfit_rates: Sequence[RateTest],
    identities: Sequence[Identity],
    rates: Sequence[RateTest],
) -> Iterator[Suspect]:
    figures = {key: f for identity in broken_identities for key, f in members_of(identity).items()}
    for rate in unfit_rates:
        figures |= {key: f for quotient in rate.quotients if quotient.is_default for key, f in quotient.figures.items()}
    mends = {
        key: _best_mend(figure, broken_identities, unfit_rates, identities, rates) for key, figure in figures.items()
    }
    # Where a rate alone does not hold, it is the one that was reckoned from the others.
    best_gain = max([1 if unfit_rates else 0, *(mend.gain for mend in mends.values())])
    winners = [key for key, mend in mends.items() if mend.gain == best_gain]
    if len(winners) == 1 and best_gain > (1 if unfit_rates else 0):
        figure, mend = figures[winners[0]], mends[winners[0]]
        if _is_proved(figure, mend) and are_exact([figure]) and not figure.key.endswith("/"):
            yield Suspect(figure.claim_id, mend.value, broken_identities, True)
            return
    if not unfit_rates:
        borne_out = _borne_out(identities, rates)
        for identity in broken_identities:
            if room_of(identity) is None:
                keys = members_of(identity)
                identity_gain = max(mends[key].gain for key in keys)
                accused_keys = [key for key in keys if mends[key].gain == identity_gain > 0 and key not in borne_out]
                yield from (Suspect(figures[key].claim_id, None, [identity], False) for key in accused_keys)


def _is_proved(figure: Figure, mend: _Mend) -> bool:
    """Return whether a change that alone closes most is more than a chance.

    One equality proves it where nothing leaves room. Of several, one has to have no room but that a system was read
    twice; else figures that are not printed would have to be equal by chance, which small ones are.
    """
    rooms = [room_of(test) for test in mend.closed_tests if isinstance(test, Identity)]
    if None in rooms or len(mend.closed_tests) == 1:
        return None in rooms
    is_chance = abs(mend.value - figure.low) < (_BY_CHANCE_TWICE if len(mend.closed_tests) > 2 else _BY_CHANCE)
    return "read-twice" in rooms or len(rooms) < len(mend.closed_tests) or not is_chance


def _borne_out(identities: Sequence[Identity], rates: Sequence[RateTest]) -> frozenset[str]:
    """Return the figures that another equality bears out, or a rate as it is by default."""
    ways = [way for identity in identities if not identity.at_most and (way := closing(identity))]
    keys = {key for way in ways for key in members(way.whole, way.parts)}
    fits = [fit for rate in rates for fit in fits_of(rate.quotients, rate.printed) if fit.departures == 0]
    return frozenset(keys.union(*(fit.quotient.figures for fit in fits)))


def _best_mend(
    figure: Figure,
    broken_identities: Sequence[Identity],
    unfit_rates: Sequence[RateTest],
    identities: Sequence[Identity],
    rates: Sequence[RateTest],
) -> _Mend:
    """Return the value of a figure at which the most holds that does not now, less what holds now and not then."""
    mends = [_Mend(0, figure.low, ())]
    if not figure.is_exact:
        return mends[0]
    sound_identities = [test for test in identities if test not in broken_identities and figure.key in _keys(test)]
    sound_rates = [test for test in rates if test not in unfit_rates and figure.key in _keys(test)]
    for value in sorted(set(_candidates(figure, broken_identities, unfit_rates))):
        tried = {figure.key: value}
        closed_tests: list[Identity | RateTest] = [identity for identity in broken_identities if holds(identity, tried)]
        closed_tests += [rate for rate in unfit_rates if _fits(rate, tried)]
        if closed_tests:
            newly_broken = sum(not holds(identity, tried) for identity in sound_identities)
            newly_broken += sum(not _fits(rate, tried) for rate in sound_rates)
            mends.append(_Mend(len(closed_tests) - newly_broken, value, closed_tests))
    return max(mends, key=lambda mend: (mend.gain, len(mend.closed_tests), -abs(mend.value - figure.low)))


def _fits(rate: RateTest, tried: Tried = NOTHING) -> bool:
    return does_fit(rate.quotients, rate.printed, tried)


def _keys(test: Identity | RateTest) -> frozenset[str]:
    if isinstance(test, RateTest):
        return frozenset(key for quotient in test.quotients for key in quotient.figures)
    return frozenset(members(*(linear for way in test.ways for linear in (way.whole, way.parts))))


def _candidates(
    figure: Figure, broken_identities: Sequence[Identity], unfit_rates: Sequence[RateTest]
) -> Iterator[int]:
    for identity in broken_identities:
        for way in identity.ways:
            yield from _zeros(figure, (*way.whole, *((-sign, f) for sign, f in way.parts)))
    for rate in unfit_rates:
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
    other_terms = [(sign, f) for sign, f in linear if f.key != figure.key]
    for other_sum in (sum(sign * f.low for sign, f in other_terms), sum(sign * f.high for sign, f in other_terms)):
        zero = -other_sum / factor
        yield from (value for value in {math.floor(zero), math.ceil(zero)} if value >= 0)


def _groups(
    broken_identities: Sequence[Identity], unfit_rates: Sequence[RateTest]
) -> Iterator[tuple[Sequence[Identity], Sequence[RateTest]]]:
    """Return what is broken in groups that share no figure."""
    groups: list[tuple[set[str], list[Identity], list[RateTest]]] = []
    tests: list[tuple[set[str], list[Identity], list[RateTest]]] = [
        (set(members_of(i)), [i], []) for i in broken_identities
    ]
    for rate in unfit_rates:
        keys = {key for quotient in rate.quotients if quotient.is_default for key in quotient.figures}
        tests.append((keys, [], [rate]))
    for keys, group_identities, group_rates in tests:
        shared = [group for group in groups if group[0] & keys]
        groups = [group for group in groups if not group[0] & keys]
        groups.append(
            (
                keys.union(*(group[0] for group in shared)),
                [*(i for group in shared for i in group[1]), *group_identities],
                [*(r for group in shared for r in group[2]), *group_rates],
            )
        )
    return iter([(group_identities, group_rates) for _, group_identities, group_rates in groups])
