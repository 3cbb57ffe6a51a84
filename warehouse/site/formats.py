"""Numbers, dates and ranges as people read them in each language; never rounded into a claim that they do not make."""

from datetime import date
from functools import cache

from babel.dates import format_date
from babel.numbers import format_decimal

from schemas.words.languages import Lang

NOTHING = "–"
_DATES = {"vi": "dd/MM/yyyy", "en": "d MMMM yyyy"}


@cache
def _pattern(digits: int) -> str:
    return "#,##0" + (f".{'0' * digits}" if digits else "")


def number(value: float | None, lang: Lang, digits: int = 0) -> str:
    """Return a number: "54.500" and "99,57" in Vietnamese, "54,500" and "99.57" in English; a dash for None."""
    if value is None:
        return NOTHING
    text = str(
        format_decimal(round(value, digits) + 0.0, format=_pattern(digits), locale=lang, decimal_quantization=False)
    )
    return text.replace("-", "−")


def percent(value: float | None, lang: Lang, digits: int = 2) -> str:
    """Return a share as a percentage, never rounded up to 100 % nor down to 0 %: "99,99 %", "99.99%"."""
    if value is None:
        return NOTHING
    least, shown = 10.0**-digits, round(100 * value, digits)
    if value < 1 and shown >= 100:
        shown = 100 - least
    if value > 0 and shown <= 0:
        shown = least
    return f"{number(shown, lang, digits)}{' ' if lang == 'vi' else ''}%"


def rough_percent(value: float | None, lang: Lang) -> str:
    """Return a share that is not known better as a whole percentage: "64 %", "dưới 1 %"."""
    if value is not None and 0 < value < 0.01:
        return f"{'dưới' if lang == 'vi' else 'below'} {percent(0.01, lang, 0)}"
    return percent(value, lang, 0)


def signed(value: float | None, lang: Lang, digits: int = 2) -> str:
    """Return a difference with its sign: "+1,20", "−0,07", and "0,00" where nothing of it shows."""
    if value is None:
        return NOTHING
    text = number(abs(value), lang, digits)
    return text if not text.strip("0,.") else f"{'+' if value > 0 else '−'}{text}"


def span(low: float | None, high: float | None, lang: Lang) -> str:
    """Return a range of ranks: "3–9", or "3" where it holds one rank; a rank between two as "3,5"."""
    if low is None or high is None:
        return NOTHING
    ends = [f"{end:g}".replace(".", "," if lang == "vi" else ".") for end in (low, high)]
    return ends[0] if low == high else "–".join(ends)


def day(value: date | None, lang: Lang) -> str:
    """Return a date: "29/12/2023" in Vietnamese, "29 December 2023" in English."""
    return NOTHING if value is None else str(format_date(value, format=_DATES[lang], locale=lang))
