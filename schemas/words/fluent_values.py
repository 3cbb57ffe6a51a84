"""Values as they stand in the words of a message, by their type, and the functions that show them otherwise."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from fluent.runtime.types import FluentNumber, FluentType

from schemas.words import formats
from schemas.words.message import Declared, Message, Value

_LONG = 2000  # characters: Fluent refuses values of somewhat more
_FIRST_MARK = 0xE000  # of Unicode's private use: no text of people has it


@dataclass(frozen=True)
class Shown(FluentType):
    """A value with its words; `mark` stands for them while they are too long for Fluent."""

    value: Value
    words: str
    mark: str

    def format(self, _: object) -> str:
        """Return what stands for the value in the words around it."""
        return self.words if len(self.words) < _LONG else self.mark


InWords = Callable[[Message | Declared], str]
Ours = int | str | Shown
Number = float | Decimal | Fraction


def for_fluent(value: Value, position: int, lang: str, in_words: InWords) -> Ours:
    """Return a value as Fluent takes it; whole numbers and short texts as they are: they can choose between forms.

    Args:
        value: what stands in a message.
        position: the value's own place among those of its message.
        lang: the tag of the language.
        in_words: gives the words of a message, and a declared text, in that language.
    """
    if isinstance(value, int) or (isinstance(value, str) and len(value) < _LONG):
        return value
    return Shown(value, _words_of(value, lang, in_words), chr(_FIRST_MARK + position))


def with_long_values(words: str, values: Collection[Ours]) -> str:
    """Return `words` with the long values in place of their marks."""
    for value in values:
        if isinstance(value, Shown):
            words = words.replace(value.mark, value.words)
    return words


def functions(lang: str) -> dict[str, Callable[..., Any]]:
    """Return the functions that words may call, by name, for the language with the tag `lang`."""
    return {
        "DECIMAL": lambda x, digits=2: formats.number(_bare(x), lang, int(digits)),
        "PERCENT": lambda x, digits=2: _percent(_bare(x), lang, int(digits)),
        "ROUGH_PERCENT": lambda x: formats.rough_percent(_bare(x), lang),
        "PROBABILITY": lambda x: formats.probability(_bare(x), lang),
        "SIGNED": lambda x, digits=2: formats.signed(_bare(x), lang, int(digits)),
        "SPAN": lambda low, high: formats.span(_bare(low), _bare(high), lang),
        "PLAIN": lambda x: formats.plain(int(x)),
    }


def _words_of(value: Value, lang: str, in_words: InWords) -> str:
    match value:
        case str():
            words = value
        case Message() | Declared():
            words = in_words(value)
        case int():
            words = formats.number(value, lang)
        case float() | None:
            words = formats.number(value, lang, 2)
        case Decimal() | Fraction():
            words = formats.exact(value, lang)
        case datetime():
            words = formats.moment(value, lang)
        case date():
            words = formats.day(value, lang)
        case _:
            words = ", ".join(_words_of(item, lang, in_words) for item in value)
    return words


def _percent(share: Number | None, lang: str, digits: int) -> str:
    """Return a share as a percentage: an exact one as it is, a measured one with so many decimals."""
    if isinstance(share, Decimal | Fraction):
        return formats.exact_percent(share, lang)
    return formats.percent(share, lang, digits)


def _bare(argument: FluentNumber | Shown) -> Any:  # noqa: ANN401 - words decide which value a function gets
    """Return the number that a function was given: a whole one as Fluent has it, another one as we hand it on."""
    return argument.value if isinstance(argument, Shown) else argument
