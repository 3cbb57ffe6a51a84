"""The verdict of a text, and that of complete dossiers, made one: the dossiers go before what a text says of itself."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from schemas.printed import ROUNDINGS, Printed
from schemas.words.message import Message, message
from warehouse.claims.claim import ByDossiers, Claim, Reading, Verdict, VerdictCode
from warehouse.claims.vocabulary import Rate, measure_of

_MOST_NAMED = 3  # readings
_Rounded = Literal["half_up", "half_even", "cut", ""]  # nothing is rounded in a count


class _Fit(NamedTuple):
    """A reading in which the dossiers give what is printed, rounded in a way."""

    figure: ByDossiers
    value: Fraction
    rounded: _Rounded

    @property
    def departures(self) -> int:
        """In how many respects it is other than the usual reading."""
        return self.figure.departures + (self.rounded in ("half_even", "cut"))


def with_dossiers(claim: Claim, text_verdict: Verdict, figures: Sequence[ByDossiers] | None) -> Verdict:
    """Return the verdict on a claim once its dossiers are asked, which where they are complete give `figures`.

    Where they give what is printed, in the usual reading or in another, that is the verdict. It is `contradicted` only
    where no reading gives it, not even with every rejected row counted in whichever way helps. Else the dossiers leave
    it open, and what the text says by itself (`text_verdict`) stands.
    """
    if not figures or not isinstance(claim.printed, Printed):
        return text_verdict
    printed = claim.printed
    fits = sorted(
        (fit for figure in figures if (fit := _fit(printed, figure)) is not None), key=lambda fit: fit.departures
    )
    if fits:
        return _fitting(claim, text_verdict, fits)
    if text_verdict.verdict == "internally_inconsistent":
        return text_verdict
    if any(_may_be(printed, figure) for figure in figures):
        return _left_open(text_verdict)
    return _contradicted(claim, text_verdict, min(figures, key=lambda figure: figure.departures))


def _left_open(text_verdict: Verdict) -> Verdict:
    """Return the verdict of the text; where that is that nothing can be tested, with why dossiers do not help."""
    if text_verdict.verdict != "not_testable":
        return text_verdict
    return text_verdict._replace(why=message("claims_dossiers.left-open"), tested_against="dossiers")


def _fit(printed: Printed, figure: ByDossiers) -> _Fit | None:
    value = figure.value
    if value is None:
        return None
    if not printed.is_percent:
        return _Fit(figure, value, "") if printed.span.holds(value) else None
    rounding = next((r for r in ROUNDINGS if printed.before_rounding(r).holds(value)), None)
    return None if rounding is None else _Fit(figure, value, rounding)


def _may_be(printed: Printed, figure: ByDossiers) -> bool:
    """Say whether what is printed may be the figure, wherever it is within what is sure of it.

    "More than 500" is no untruth where there are 900, however little was expected to be more.
    """
    interval = figure.interval
    if printed.bound == "lower_bound":
        return interval.high >= printed.span.low
    if printed.bound == "upper_bound":
        return interval.low <= printed.span.high
    if not printed.is_percent:
        return printed.span.meets(interval)
    return any(printed.before_rounding(rounding).meets(interval) for rounding in ROUNDINGS)


def _fitting(claim: Claim, text_verdict: Verdict, fits: Sequence[_Fit]) -> Verdict:
    """Return the verdict where dossiers give what is printed; `fits` are sorted by their departures."""
    least_departures = fits[0].departures
    named_fits = fits[:_MOST_NAMED] if least_departures else fits[:1]
    readings = tuple(Reading(_code(fit), fit.departures, fit.value, _words(fit)) for fit in named_fits)
    why = message("claims.dossiers-fit-if" if least_departures else "claims.dossiers-fit", reading=readings[0].words)
    verdict: VerdictCode = "reconciles_only_if" if least_departures else "reconciles"
    return Verdict(claim.claim_id, verdict, readings, fits[0].value, why, text_verdict.least_n, "dossiers")


def _code(fit: _Fit) -> str:
    rounded = f"; {fit.rounded.replace('_', '-')}" if fit.rounded else ""
    return f"dossiers: {fit.figure.code}{rounded}"


def _words(fit: _Fit) -> Message:
    match fit.rounded:
        case "half_even":
            return message("claims_dossiers.half-even", words=fit.figure.words)
        case "cut":
            return message("claims_dossiers.cut", words=fit.figure.words)
        case _:
            return fit.figure.words


def _contradicted(claim: Claim, text_verdict: Verdict, usual: ByDossiers) -> Verdict:
    why = message("claims.contradicted", text=claim.text)
    if usual.value is not None:
        is_rate = isinstance(measure_of(claim.measure), Rate)
        value = message("claims_dossiers.share", value=float(usual.value)) if is_rate else int(usual.value)
        why = message("claims.contradicted-usual", text=claim.text, reading=usual.words, value=value)
    return Verdict(claim.claim_id, "contradicted", (), usual.value, why, text_verdict.least_n, "dossiers")
