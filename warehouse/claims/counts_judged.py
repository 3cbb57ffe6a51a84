"""The verdict on a printed count: from the equalities that it takes part in, and the rates that it feeds."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from schemas.words.message import Message, message
from warehouse.claims import sentences
from warehouse.claims.claim import HARD, Claim, Reading, Verdict, VerdictCode
from warehouse.claims.figures import Text, members
from warehouse.claims.identities import Identity, Way, closing, room_of, sign_of
from warehouse.claims.rates_judged import RateJudged
from warehouse.claims.readings import Fit
from warehouse.claims.suspects import Finding

_MOST_READINGS = 3


class _Evidence(NamedTuple):
    """Something that speaks for a count."""

    reading: Reading
    why: Message


def judge_count(
    text: Text, claim: Claim, identities: Sequence[Identity], finding: Finding, rates: Sequence[RateJudged]
) -> Verdict:
    """Return the verdict on a count.

    Args:
        text: what is printed beside it.
        claim: the claim.
        identities: the equalities of which the text prints all members.
        finding: what does not add up.
        rates: the rates of the text, judged.
    """
    if suspect := finding.suspects.get(claim.claim_id):
        names = {figure.claim_id: figure.label for figures in text.figures.values() for figure in figures}
        mended_value = None if suspect.mended_value is None else Fraction(suspect.mended_value)
        why = sentences.accusation(suspect, names)
        return Verdict(claim.claim_id, "internally_inconsistent", (), mended_value, why, None, "text")
    evidence = [*_by_identities(claim, identities), *_by_rates(claim, rates)]
    evidence.sort(key=lambda piece: piece.reading.departures)
    if not evidence:
        return Verdict(claim.claim_id, "not_testable", (), None, _why_not(claim, finding, identities, rates))
    code: VerdictCode = "reconciles" if evidence[0].reading.departures == 0 else "reconciles_only_if"
    readings = tuple(piece.reading for piece in evidence[:_MOST_READINGS])
    return Verdict(claim.claim_id, code, readings, readings[0].value, evidence[0].why, None, "text")


def _by_identities(claim: Claim, identities: Sequence[Identity]) -> Iterator[_Evidence]:
    for identity in identities:
        way = None if identity.at_most else closing(identity)
        if way and _is_in(claim, way):
            why = sentences.closes(way)
            yield _Evidence(Reading(f"{identity.name}: closes", way.departures, None, why), why)
        first_way = identity.ways[0]
        if identity.name == "levels" and not way and _is_in(claim, first_way):
            room = "level" if sign_of(first_way) > 0 else room_of(identity)
            if room:
                why = sentences.remainder(first_way, room)
                yield _Evidence(Reading("levels: remainder", 1, None, why), why)


def _by_rates(claim: Claim, rates: Sequence[RateJudged]) -> Iterator[_Evidence]:
    """Return the rates that bear a count out. One that fits only if read otherwise says nothing of its counts."""
    for fit in _fed_fits(claim, [rate for rate in rates if rate.verdict.verdict == "reconciles"]):
        reading = sentences.reading_of(fit)._replace(departures=0)
        yield _Evidence(reading, message("claims.feeds", reading=reading.words))


def _fed_fits(claim: Claim, rates: Sequence[RateJudged]) -> Iterator[Fit]:
    for rate in rates:
        for fit in rate.fits:
            if any(figure.claim_id == claim.claim_id for figure in fit.quotient.figures.values()):
                yield fit


def _is_in(claim: Claim, way: Way) -> bool:
    return any(figure.claim_id == claim.claim_id for figure in members(way.whole, way.parts).values())


def _why_not(claim: Claim, finding: Finding, identities: Sequence[Identity], rates: Sequence[RateJudged]) -> Message:
    for identity in finding.broken_identities:
        ways = [way for way in identity.ways if way.proves and _is_in(claim, way)]
        if ways:
            room = room_of(identity)
            if room:
                return sentences.remainder(ways[0], room)
            return message("claims.another", sums=[sentences.broken(identity)])
    for identity in identities:
        if identity.name == "within-level" and _is_in(claim, identity.ways[0]) and sign_of(identity.ways[0]) > 0:
            return sentences.remainder(identity.ways[0], "level")
    for verdict, _, default in rates:
        if verdict.verdict in HARD and default and claim.claim_id in {f.claim_id for f in default.figures.values()}:
            return message("claims.beside-unfit")
    if fit := next(_fed_fits(claim, rates), None):
        return message("claims.feeds-otherwise", reading=sentences.reading_of(fit).words)
    return message("claims.alone")
