"""What is found about a claim, in words: readings, sums, what is left over, and why nothing can be said."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from schemas.printed import Printed
from schemas.words.message import Declared, Message, message
from warehouse.claims.claim import Claim, Reading
from warehouse.claims.figures import Figure, Linear, ends
from warehouse.claims.identities import Identity, Way
from warehouse.claims.readings import Fit, Quotient, least_n, value_of
from warehouse.claims.suspects import Suspect

_MORE_DIGITS = 3  # than are printed, of what the figures give


def reading_of(fit: Fit) -> Reading:
    """Return a reading of a rate in words and as a stable code: "all but late / resolved; cut"."""
    quotient, rounding = fit.quotient, message(f"claims.mode-{fit.mode.replace('_', '-')}")
    code = f"{quotient.code}; {fit.mode.replace('_', '-')}"
    quotient_words = {"quotient": quotient_of(quotient), "rounding": rounding}
    if quotient.scope is None:
        return Reading(code, fit.departures, fit.value, message("claims.reading", **quotient_words))
    return Reading(
        code, fit.departures, fit.value, message("claims.reading-scope", scope=quotient.scope, **quotient_words)
    )


def quotient_of(quotient: Quotient) -> Message:
    """Return "1,604,216 (on time) / 1,686,294 (resolved)"."""
    return message(
        "claims.quotient", numerator=_in_brackets(quotient.numerator), denominator=_in_brackets(quotient.denominator)
    )


def sum_of(linear: Linear) -> Message:
    """Return a sum of figures with their names."""
    first = linear[0][1]
    words = message("claims.figure", number=number_of(first), name=first.label)
    for sign, figure in linear[1:]:
        right = message("claims.figure", number=number_of(figure), name=figure.label)
        words = message("claims.plus" if sign > 0 else "claims.minus", left=words, right=right)
    return words


def _in_brackets(linear: Linear) -> Message:
    low, high = ends(linear)
    if len(linear) == 1:
        return sum_of(linear)
    if low != high:
        return message("claims.brackets", sum=sum_of(linear))
    return message("claims.brackets-total", sum=sum_of(linear), total=low)


def number_of(figure: Figure) -> Message:
    """Return a count as it can be: one number, or a span."""
    if figure.low == figure.high:
        return message("claims.number", number=figure.low)
    return message("claims.span", low=figure.low, high=figure.high)


def share_of(value: Fraction, printed: Printed) -> Decimal:
    """Return a share with more digits than are printed, cut: no rounding of ours decides what it looks like."""
    digits = max(2, len(str(int(1 / printed.digit))) - 1) + _MORE_DIGITS
    return Decimal(int(value * 10**digits)).scaleb(-digits)


def fits(claim: Claim, printed: Printed, fit: Fit) -> Message:
    """Return that a rate fits by default."""
    return message("claims.fits", text=claim.text, reading=reading_of(fit).words, gives=gives(fit.quotient, printed))


def fits_if(claim: Claim, printed: Printed, readings: Sequence[Fit], default: Quotient | None) -> Message:
    """Return in which readings a rate fits, and what the default one gives where it is printed.

    Args:
        claim: the claim of the rate.
        printed: what its text says.
        readings: those that fit, the fewest departures first.
        default: what the sentence names, None where that is not printed.
    """
    words, first_gives = [reading_of(fit).words for fit in readings], gives(readings[0].quotient, printed)
    if default is None or value_of(default) is None:
        return message("claims.fits-if", text=claim.text, readings=words, gives=first_gives)
    default_words = {"by_default": quotient_of(default), "default": gives(default, printed)}
    return message("claims.fits-if-not", text=claim.text, readings=words, gives=first_gives, **default_words)


def gives(quotient: Quotient, printed: Printed) -> Message:
    """Return what a quotient gives, as a percentage or as more than one number."""
    value = value_of(quotient)
    return message("claims.spans") if value is None else message("claims.gives", share=share_of(value, printed))


def inconsistent_rate(claim: Claim, printed: Printed, quotient: Quotient) -> Message:
    """Return that a rate fits nothing, and by how many cases at least it misses its own figures."""
    numerator, denominator = ends(quotient.numerator)[0], ends(quotient.denominator)[0]
    low = printed.span.low - printed.digit / 2 if printed.is_exact else printed.span.low
    high = printed.span.high + printed.digit if printed.is_exact else printed.span.high
    shortfall = -(-low.numerator * denominator // low.denominator) - numerator
    excess = numerator - high.numerator * denominator // high.denominator
    apart = max(shortfall, excess, 1)
    quotient_words = {"quotient": quotient_of(quotient), "gives": gives(quotient, printed)}
    return message("claims.inconsistent-rate", text=claim.text, apart=apart, **quotient_words)


def with_rest(why: Message, rest: Quotient, printed: Printed) -> Message:
    """Return a sentence with what the text does not say: the rate of what is left without some levels."""
    scope = rest.scope or message("claims.no-days")
    return message("claims.with-rest", why=why, scope=scope, quotient=quotient_of(rest), gives=gives(rest, printed))


def closes(way: Way) -> Message:
    """Return that a sum is right: "1,686,294 (resolved) = 1,604,216 (on time) + 82,078 (late)"."""
    return message("claims.closes", whole=sum_of(way.whole), parts=sum_of(way.parts))


def remainder(way: Way, room: str) -> Message:
    """Return that a sum leaves some of the whole over, or goes beyond it, and what that can be."""
    whole, parts = ends(way.whole), ends(way.parts)
    apart = whole[0] - parts[1] if whole[0] > parts[1] else parts[0] - whole[1]
    key = "claims.remainder" if whole[0] > parts[1] else "claims.beyond"
    room_words = message(f"claims.room-{room}")
    return message(key, whole=sum_of(way.whole), parts=sum_of(way.parts), apart=apart, room=room_words)


def accusation(suspect: Suspect, names: Mapping[str, Declared]) -> Message:
    """Return what does not add up, and the value of the one figure with which all would."""
    sums = [broken(identity) for identity in suspect.broken_identities]
    if suspect.mended_value is None:
        return message("claims.inconsistent", sums=sums)
    return message("claims.inconsistent-alone", sums=sums, name=names[suspect.claim_id], mended=suspect.mended_value)


def broken(identity: Identity) -> Message:
    """Return an equality that does not hold, as it is written."""
    way = next(way for way in identity.ways if way.proves)
    sign = "claims.more-than" if ends(way.whole)[0] > ends(way.parts)[1] else "claims.less-than"
    return message(sign, whole=sum_of(way.whole), parts=sum_of(way.parts))


def nothing_beside(printed: Printed) -> tuple[Message, int | None]:
    """Return that no counts are printed beside a rate, and the least number of cases that it needs."""
    n, cut = least_n(printed, "half_up"), least_n(printed, "cut")
    if n is None or cut is None or not printed.is_exact:
        return message("claims.no-counts"), n
    return message("claims.no-counts-least", least=n, cut=cut), n
