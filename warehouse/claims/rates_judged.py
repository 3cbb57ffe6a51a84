"""The verdict on a printed rate, from the counts that its text prints."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from schemas.printed import Printed
from schemas.words.message import Message, message
from warehouse.claims import sentences
from warehouse.claims.claim import Claim, Verdict, VerdictCode
from warehouse.claims.entities import WHOLE
from warehouse.claims.figures import Counts, Text, are_exact, ends, linears
from warehouse.claims.readings import MOST_DEPARTURES, Fit, Quotient, fits_of, quotients_of, value_of
from warehouse.claims.suspects import Finding, RateTest
from warehouse.claims.vocabulary import Rate, whole_named, wholes

_MOST_READINGS = 3
# As they are in most reports, the least first.
_BY_SIZE = ("resolved", "received_new", "received", "handled")


class RateJudged(NamedTuple):
    """The verdict on a rate; the readings that speak for it, those of the fewest departures; what it should be of."""

    verdict: Verdict
    fits: Sequence[Fit]
    default: Quotient | None


def tests_of(text: Text) -> Mapping[str, RateTest]:
    """Return the printed rates of a text with all that they can be of, by claim."""
    tests = {}
    for claim in text.claims:
        if claim.claim_id in text.rates:
            rate, printed = text.rates[claim.claim_id]
            quotients = quotients_of(text, text.entities[claim.claim_id], rate, _named_whole(claim))
            fits = fits_of(quotients, printed)
            at_fault = None if fits else _at_fault(text, claim, quotients)
            tests[claim.claim_id] = RateTest(claim.claim_id, printed, quotients, at_fault)
    return tests


def judge_rate(text: Text, test: RateTest, finding: Finding) -> RateJudged:
    """Return the verdict on a rate.

    Args:
        text: what is printed beside it.
        test: the rate with all that it can be of.
        finding: what in its text does not add up.
    """
    claim = next(claim for claim in text.claims if claim.claim_id == test.claim_id)
    printed = test.printed
    fits = fits_of(test.quotients, printed)
    default = next((quotient for quotient in test.quotients if quotient.is_default), None)
    near_fits = [fit for fit in fits if fit.departures <= MOST_DEPARTURES]
    if near_fits and near_fits[0].departures == 0:
        judged = _fits(claim, printed, near_fits)
    elif near_fits:
        why = sentences.fits_if(claim, printed, near_fits[:_MOST_READINGS], default)
        judged = RateJudged(_verdict(claim, "reconciles_only_if", near_fits, why), _best_fits(near_fits), default)
    else:
        judged = RateJudged(_unfit(text, test, claim, finding), (), default)
    return _with_rest(judged, test, printed) if text.entities[claim.claim_id].level == WHOLE else judged


def _named_whole(claim: Claim) -> str:
    return whole_named(claim.denominator_id) or (whole_named(claim.measure) if "_over_" in claim.measure else "")


def _fits(claim: Claim, printed: Printed, fits: Sequence[Fit]) -> RateJudged:
    why = sentences.fits(claim, printed, fits[0])
    return RateJudged(_verdict(claim, "reconciles", fits[:1], why), _best_fits(fits), fits[0].quotient)


def _best_fits(fits: Sequence[Fit]) -> list[Fit]:
    return [fit for fit in fits if fit.departures == fits[0].departures]


def _verdict(claim: Claim, code: VerdictCode, fits: Sequence[Fit], why: Message) -> Verdict:
    readings = tuple(sentences.reading_of(fit) for fit in fits[:_MOST_READINGS])
    return Verdict(claim.claim_id, code, readings, fits[0].value, why, None, "text")


def _unfit(text: Text, test: RateTest, claim: Claim, finding: Finding) -> Verdict:
    """Return the verdict on a rate that no near reading fits."""
    default = next((quotient for quotient in test.quotients if quotient.is_default), None)
    computed = value_of(default) if default else None
    if not test.quotients:
        why, n = sentences.nothing_beside(test.printed)
        return Verdict(claim.claim_id, "not_testable", (), None, why, n)
    if suspect := finding.excused.get(claim.claim_id):
        names = {figure.claim_id: figure.label for figures in text.figures.values() for figure in figures}
        why = message("claims.fits-mended", text=claim.text, name=names[suspect.claim_id], mended=suspect.mended_value)
        return Verdict(claim.claim_id, "not_testable", (), computed, why, None, "text")
    if test.at_fault:
        why = sentences.inconsistent_rate(claim, test.printed, test.at_fault)
        return Verdict(claim.claim_id, "internally_inconsistent", (), value_of(test.at_fault), why, None, "text")
    why = message("claims.unfit", text=claim.text, quotient=sentences.quotient_of(test.quotients[0]))
    return Verdict(claim.claim_id, "not_testable", (), computed, why, None, "text")


def _at_fault(text: Text, claim: Claim, quotients: Sequence[Quotient]) -> Quotient | None:
    """Return the quotient that a rate which fits nothing should be, None where something leaves room.

    Room is left by a figure that is no exact number or is printed twice; where the numerator is not printed and what is
    left of the whole is more; and where the sentence names no denominator, by a usual one that is not printed: a rate
    below that of the resolved may be of the received, one above it of those with a due date.
    """
    rate, printed = text.rates[claim.claim_id]
    counts = text.counts.get(text.entities[claim.claim_id], {})
    exact_quotients = [
        q for q in quotients if q.is_default and are_exact(q.figures.values()) and value_of(q) is not None
    ]
    if any(len(counts.get(f.quantity, ())) > 1 for quotient in exact_quotients for f in quotient.figures.values()):
        return None
    exact_quotients = [q for q in exact_quotients if not q.is_most] or exact_quotients
    values = [value for quotient in exact_quotients if (value := value_of(quotient)) is not None]
    if not values:
        return None
    is_below, is_above = printed.value < min(values), printed.value > max(values)
    if not printed.is_exact and not {"lower_bound": is_above, "upper_bound": is_below}.get(printed.bound, False):
        return None
    if exact_quotients[0].is_most and not (is_above and rate.is_at_most_rest):
        return None
    is_open = not _named_whole(claim) and (
        (is_below and _can_be_of_another(rate, counts, is_more=True))
        or (is_above and _can_be_of_another(rate, counts, is_more=False))
        or (is_above and _can_be_of_fewer(exact_quotients[0], rate, counts, printed))
    )
    return None if is_open else exact_quotients[0]


def _can_be_of_another(rate: Rate, counts: Counts, is_more: bool) -> bool:
    """Return whether a usual whole that is not printed is mostly more, or less, than the rate's own.

    Of what was carried over more can be resolved than was received: that is either.
    """
    missing_wholes = [name for name in rate.usual if not any(linears(form, counts) for form in wholes()[name].forms)]
    return any(
        name == "resolved" or (_BY_SIZE.index(name) > _BY_SIZE.index(rate.whole)) == is_more for name in missing_wholes
    )


def _can_be_of_fewer(quotient: Quotient, rate: Rate, counts: Counts, printed: Printed) -> bool:
    """Return whether a rate is what is left once dossiers without a due date, or not yet due, are left out.

    No fewer are left than the classes that are printed.
    """
    part = ends(quotient.numerator)[0]
    rests = [ends(rest)[0] for form in rate.rests for rest in linears(form, counts)]
    least_whole = part + min(rests, default=0)
    is_of_classes = "dated" in rate.wholes and not quotient.is_most
    return is_of_classes and printed.before_rounding("half_up").low * least_whole <= part


def _with_rest(judged: RateJudged, test: RateTest, printed: Printed) -> RateJudged:
    """Return a verdict with what the text does not say, where it can be had by subtraction: the rate of the rest."""
    rest = next(
        (q for q in test.quotients if q.code.startswith("without ") and q.departures == 1 and value_of(q) is not None),
        None,
    )
    is_said = rest is None or any(reading.code.startswith(rest.code) for reading in judged.verdict.readings)
    if rest is None or is_said:
        return judged
    return judged._replace(verdict=judged.verdict._replace(why=sentences.with_rest(judged.verdict.why, rest, printed)))
