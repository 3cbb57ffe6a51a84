"""The verdict of a text, and that of complete dossiers, made one."""

from collections.abc import Sequence

from schemas.printed import ROUNDINGS, Interval, Printed
from schemas.words.message import Message, message
from warehouse.claims.claim import HARD, ByDossiers, Claim, Reading, Verdict, VerdictCode
from warehouse.claims.vocabulary import Rate, measure_of


def with_dossiers(claim: Claim, verdict: Verdict, given: Sequence[ByDossiers] | None) -> Verdict:
    """Return the verdict on a claim once its dossiers are asked; as it is where there are none, or it says nothing.

    A text that contradicts itself stays so. Else the dossiers decide: what is right in itself can be contradicted.
    """
    if not given or isinstance(claim.printed, Message) or verdict.verdict in HARD:
        return verdict
    fits = sorted((fit for of in given if (fit := _fit(claim, claim.printed, of))), key=lambda fit: fit.departures)
    first = min(given, key=lambda of: of.departures)
    if not fits:
        why = message("claims.contradicted", text=claim.text, reading=first.words)
        return Verdict(claim.claim_id, "contradicted", (), first.value, why, verdict.least_n, "dossiers")
    is_default = fits[0].departures == 0
    why = message("claims.dossiers-fit" if is_default else "claims.dossiers-fit-if", reading=fits[0].words)
    code: VerdictCode = "reconciles" if is_default else "reconciles_only_if"
    return Verdict(claim.claim_id, code, tuple(fits[:3]), fits[0].value, why, verdict.least_n, "dossiers")


def _fit(claim: Claim, printed: Printed, of: ByDossiers) -> Reading | None:
    exactly = Interval(of.value, of.value)
    if not isinstance(measure_of(claim.measure), Rate):
        return Reading(of.code, of.departures, of.value, of.words) if printed.span.meets(exactly) else None
    for rounding in ROUNDINGS:
        if exactly.meets(printed.before_rounding(rounding)):
            departures = of.departures + (rounding != "half_up")
            return Reading(f"{of.code}; {rounding.replace('_', '-')}", departures, of.value, of.words)
    return None
