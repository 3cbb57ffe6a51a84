"""Numbers, dates and ranges as people read them in each language; never rounded into a claim that they do not make.

`lang` is the tag of a language: whatever Babel knows, which has it from the CLDR of the Unicode Consortium.
"""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

NOTHING = "–"
# Elsewhere the longer form of the language itself.
_DATES = {"vi": "dd/MM/yyyy", "en": "d MMMM yyyy"}
_MOMENTS = {"vi": "HH:mm dd/MM/yyyy", "en": "d MMMM yyyy, HH:mm"}
_LEAST_LOOKED_AT = 12  # decimals of an exact number


class Marks(NamedTuple):
    """What stands between the digits of a number, and after a percentage."""

    decimal: str
    group: str
    percent: str


def marks(lang: str) -> Marks:
    """Return the marks of a language, for programs that write numbers themselves: (",", ".", "%") in Vietnamese."""
    symbols = _locale(lang).number_symbols["latn"]
    return Marks(symbols["decimal"], symbols["group"], _locale(lang).percent_formats[None].suffix[0])


def number(value: float | None, lang: str, digits: int = 0) -> str:
    """Return a number: "54.500" and "99,57" in Vietnamese, "54,500" and "99.57" in English; a dash for None."""
    if value is None:
        return NOTHING
    return _number_text(round(value, digits) + 0.0, lang, f"#,##0{'.' if digits else ''}{'0' * digits}")


def exact(value: Decimal | Fraction | int, lang: str) -> str:
    """Return an exact number without idle zeros, "0,5"; a fraction is rounded to 2 decimals."""
    if isinstance(value, Fraction):
        value = Decimal(round(value, 2).numerator) / Decimal(round(value, 2).denominator)
    return _number_text(Decimal(value), lang, f"#,##0.{'#' * _LEAST_LOOKED_AT}")


def plain(value: int) -> str:
    """Return a whole number that is a name rather than a quantity, as the number of a line or a year: "12345"."""
    return f"{value:d}"


def percent(value: float | None, lang: str, digits: int = 2) -> str:
    """Return a share as a percentage, never rounded up to 100% nor to 0%: "99,99%", "99.99%", "−0,01%"."""
    if value is None:
        return NOTHING
    smallest, percentage = 10.0**-digits, round(100 * value, digits)
    if value < 1 and percentage >= 100:
        percentage = 100 - smallest
    if value > 0 and percentage <= 0:
        percentage = smallest
    if value < 0 and percentage >= 0:
        percentage = -smallest
    return _with_percent_sign(number(percentage, lang, digits), lang)


def exact_percent(share: Decimal | Fraction | int, lang: str) -> str:
    """Return an exact share as a percentage: "80%", "99,95%"; a fraction to 2 decimals of the percentage."""
    return _with_percent_sign(exact(share * 100, lang), lang)


def rough_percent(value: float | None, lang: str) -> str:
    """Return a share that is not known better as a whole percentage: "64%", "<1%", ">−1%"."""
    if value is not None and 0 < value < 0.01:
        return f"<{percent(0.01, lang, 0)}"
    if value is not None and -0.01 < value < 0:
        return f">{percent(-0.01, lang, 0)}"
    return percent(value, lang, 0)


def probability(value: float | None, lang: str) -> str:
    """Return a probability as a whole percentage, at the ends "<1%" and ">99%": draws show no certainty."""
    if value is not None and value < 0.01:
        return f"<{percent(0.01, lang, 0)}"
    if value is not None and value > 0.99:
        return f">{percent(0.99, lang, 0)}"
    return percent(value, lang, 0)


def signed(value: float | None, lang: str, digits: int = 2) -> str:
    """Return a difference with its sign: "+1,20", "−0,07", and "0,00" where nothing of it shows."""
    if value is None:
        return NOTHING
    text = number(abs(value), lang, digits)
    return text if round(abs(value), digits) == 0 else f"{'+' if value > 0 else '−'}{text}"


def span(low: float | None, high: float | None, lang: str) -> str:
    """Return a range of ranks: "3–9", or "3" where it holds one rank; a rank between two as "3,5"."""
    if low is None or high is None:
        return NOTHING
    ends = [exact(Decimal(str(end)), lang) for end in (low, high)]
    return ends[0] if low == high else "–".join(ends)


def day(value: date | None, lang: str) -> str:
    """Return a date: "29/12/2023" in Vietnamese, "29 December 2023" in English."""
    return NOTHING if value is None else str(format_date(value, _DATES.get(lang, "long"), locale=lang))


def moment(value: datetime | None, lang: str) -> str:
    """Return a moment to the minute, by its own clock: "08:00 29/12/2023" in Vietnamese."""
    return NOTHING if value is None else str(format_datetime(value, _MOMENTS.get(lang, "long"), locale=lang))


def _with_percent_sign(number_text: str, lang: str) -> str:
    pattern = _locale(lang).percent_formats[None]
    return f"{pattern.prefix[0]}{number_text}{pattern.suffix[0]}"


def _number_text(value: float | Decimal, lang: str, pattern: str) -> str:
    text = format_decimal(value, format=pattern, locale=_locale(lang), decimal_quantization=False)
    return str(text).replace("-", "−")


@cache
def _locale(lang: str) -> Locale:
    return Locale.parse(lang, sep="-")
