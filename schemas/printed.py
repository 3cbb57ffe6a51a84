"""What a printed figure says: "more than 54,500", "99,57%", "10,18 K", "18/510.307", as exact numbers or as a refusal.

Nothing is guessed: where a text can be read as two numbers, both are named and neither is taken. The words that stand
beside figures are in `schemas/data/printed_words.toml`.
"""

import re
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple, TypeAlias, get_args

from schemas.printed_number import number_of
from schemas.printed_words import as_words, begins, beside, ends_with
from schemas.words.message import Message, message
from schemas.words.text import clean

Bound = Literal["exact", "lower_bound", "upper_bound", "approximate"]
BOUNDS: tuple[Bound, ...] = get_args(Bound)
Rounding = Literal["half_up", "half_even", "cut"]
ROUNDINGS: tuple[Rounding, ...] = ("half_up", "half_even", "cut")

_NUMBER = r"\d{1,3}(?: \d{3})+(?![\d.,])|\d+(?:[.,]\d+)*"
_ASIDE = re.compile(r"\([^)]*\)")


class Interval(NamedTuple):
    """The numbers from `low` to `high`; an end belongs to it where it is closed."""

    low: Fraction
    high: Fraction
    low_closed: bool = True
    high_closed: bool = True

    def meets(self, other: "Interval") -> bool:
        """Return whether a number lies in both."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return low < high or (low == high and self.holds(low) and other.holds(low))

    def holds(self, number: Fraction | int) -> bool:
        """Return whether a number lies in it."""
        above = self.low < number or (self.low_closed and number == self.low)
        return above and (number < self.high or (self.high_closed and number == self.high))


class Printed(NamedTuple):
    """A printed figure, exact; a percentage is given as a share: "99,57%" is 9957/10000.

    `digit`: one unit of the last digit that is printed. `scale`: 1000 for "K". `second`: what stands after the slash
    of "18/510.307". `is_percent`: a sign or word of percent is printed.
    """

    value: Fraction
    bound: Bound
    span: Interval
    digit: Fraction
    scale: int = 1
    is_percent: bool = False
    second: "Printed | None" = None

    @property
    def is_exact(self) -> bool:
        """Whether the text says one number and no span: no words of bounds, and not "10,18 K"."""
        return self.span.low == self.span.high

    def before_rounding(self, rounding: Rounding) -> Interval:
        """Return the numbers that are printed so when they are rounded in a way; of a span, the span itself.

        With half a unit h of the last digit: half-up [v − h, v + h), half-even the same with both ends in it where the
        last digit is even and neither where it is odd, cut [v, v + 2h).
        """
        if not self.is_exact:
            return self.span
        half = self.digit / 2
        if rounding == "cut":
            return Interval(self.value, self.value + self.digit, True, False)
        is_even = rounding == "half_even" and (self.value / self.digit) % 2 == 0
        low_closed = is_even if rounding == "half_even" else True
        return Interval(self.value - half, self.value + half, low_closed, is_even)


def with_bound(figure: Printed, bound: Bound) -> Printed:
    """Return a figure with a bound that its source says elsewhere; one that says a bound itself is as it is."""
    if figure.bound != "exact" or bound == "exact":
        return figure
    return figure._replace(bound=bound, span=_span(figure.value, figure.digit, bound, figure.scale))


ReadPrinted: TypeAlias = "Printed | Message"
_TWO_READINGS = ("printed.quarter-or-district", "printed.two-numbers")


def has_two_readings(why: Message) -> bool:
    """Say of the reason why a text cannot be read whether it is that the text can be read as two things."""
    return why.key in _TWO_READINGS


def read_printed(text: str, locale: str | None = None) -> ReadPrinted:
    """Return what a printed figure says, or why it cannot be said: a message with the readings that are possible.

    Args:
        text: the figure with the words around it.
        locale: "vi" ("." between thousands, "," before decimals), "en" (the other way round), None where unknown: then
            "1.234" is refused, and "54.500.000", "54.5" and "99,99%" are decided by themselves.
    """
    source_text = clean(text)
    if quarter_name := _names_a_quarter().fullmatch(source_text):
        return message("printed.quarter-or-district", text=source_text, number=quarter_name[1])
    words = _ASIDE.sub(" ", source_text).casefold()
    numbers = list(re.finditer(_NUMBER, words))
    if not numbers:
        return _exactly_zero() if _says_nothing(words.strip()) else message("printed.no-number", text=source_text)
    if len(numbers) > 2:
        return message("printed.several-numbers", text=source_text)
    return _with_numbers(words, numbers, locale, source_text)


def _with_numbers(words: str, numbers: list[re.Match[str]], locale: str | None, source_text: str) -> ReadPrinted:
    first, last = numbers[0], numbers[-1]
    before, after = words[: first.start()].rstrip(), words[last.end() :]
    if before in ("-", "−"):
        return message("printed.below-zero", text=source_text)
    if ends_with(before, beside("other_kinds")["before"]) or begins(after, beside("other_kinds")["after"]):
        return message("printed.another-kind", text=source_text)
    if len(numbers) == 1:
        return _one_number(first[0], before, after, locale, source_text)
    between = words[first.end() : last.start()].strip()
    if between.startswith("/"):
        figures = (
            _one_number(first[0], before, "", locale, source_text),
            _one_number(last[0], between[1:].strip(), after, locale, source_text),
        )
        return _whole_and_part(*figures, source_text)
    if between in beside("between"):
        percent = " %" if begins(after, beside("percent")) else ""
        return _range(
            _one_number(first[0], "", percent, locale, source_text),
            _one_number(last[0], "", after, locale, source_text),
            source_text,
        )
    return message("printed.several-numbers", text=source_text)


def _whole_and_part(part: ReadPrinted, whole: ReadPrinted, source_text: str) -> ReadPrinted:
    if isinstance(part, Message) or isinstance(whole, Message):
        return part if isinstance(part, Message) else whole
    if whole.is_percent or part.value > whole.value:
        return message("printed.several-numbers", text=source_text)
    return part._replace(second=whole)


def _range(low: ReadPrinted, high: ReadPrinted, source_text: str) -> ReadPrinted:
    if isinstance(low, Message) or isinstance(high, Message):
        return low if isinstance(low, Message) else high
    if low.value > high.value:
        return message("printed.several-numbers", text=source_text)
    middle, span = (low.value + high.value) / 2, Interval(low.value, high.value)
    return high._replace(value=middle, bound="approximate", span=span)


def _one_number(number: str, before: str, after: str, locale: str | None, source_text: str) -> ReadPrinted:
    is_percent = begins(after, beside("percent"))
    scale = next((int(n) for n, names in beside("scales").items() if begins(after, names)), 1)
    reading = number_of(number, locale, is_percent, source_text)
    if isinstance(reading, Message):
        return reading
    magnitude, decimals = reading
    unit = Fraction(scale, 100 if is_percent else 1)
    value, digit = magnitude * unit, unit / 10**decimals
    bound = _bound(before, after)
    return Printed(value, bound, _span(value, digit, bound, scale), digit, scale, is_percent)


def _span(value: Fraction, digit: Fraction, bound: Bound, scale: int) -> Interval:
    step = _last_unit(value, digit)
    match bound:
        case "lower_bound":
            return Interval(value, value + step, True, False)
        case "upper_bound":
            return Interval(max(value - step, Fraction(0)), value, False, True)
        case "approximate":
            return Interval(max(value - step, Fraction(0)), value + step, False, False)
        case "exact":
            around = digit / 2 if scale > 1 else Fraction(0)
            return Interval(value - around, value + around)


def _last_unit(value: Fraction, digit: Fraction) -> Fraction:
    """Return one unit of the last digit that is not zero: 100 for 54.500."""
    while value and (value / digit) % 10 == 0:
        digit *= 10
    return digit


def _bound(before: str, after: str) -> Bound:
    kinds: tuple[Bound, ...] = ("lower_bound", "upper_bound", "approximate")
    for kind in kinds:
        if any(re.search(as_words(name), after) for name in beside("after").get(kind, ())):
            return kind
    # The longest words say it: "no less than" is no "less than".
    matches = [(len(name), kind) for kind in kinds for name in beside(kind) if ends_with(before, [name])]
    return max(matches)[1] if matches else "exact"


def _exactly_zero() -> Printed:
    zero = Fraction(0)
    return Printed(zero, "exact", Interval(zero, zero), Fraction(1))


def _says_nothing(words: str) -> bool:
    if words in beside("zero_alone"):
        return True
    return begins(words, beside("zero")) and not any(re.search(as_words(name), words) for name in beside("unknown"))


@cache
def _names_a_quarter() -> re.Pattern[str]:
    names = "|".join(map(re.escape, beside("quarter")))
    return re.compile(rf"(?:{names})\s*\.?\s*(\d{{1,2}}|i{{1,3}}|iv)(?:\s*[/.-]\s*\d{{4}})?", re.IGNORECASE)
