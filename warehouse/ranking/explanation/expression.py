"""A formula as a small tree: numbers, names, and what is done with them. Text and markup are made from it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from schemas.words import formats
from schemas.words.catalogue import text as words_of
from schemas.words.languages import Language
from schemas.words.message import Declared, Message

Function = Literal["min", "max", "exp", "ln", "Σ"]


@dataclass(frozen=True)
class Number:
    """An exact number; a share is written as a percentage."""

    value: Decimal | Fraction | int
    is_share: bool = False


@dataclass(frozen=True)
class Name:
    """What stands for a number: a letter, a code of the data, or words."""

    of: str | Message | Declared


@dataclass(frozen=True)
class Rest:
    """What a formula leaves out: "…"."""


@dataclass(frozen=True)
class Negative:
    """What is taken away, as a part of a sum."""

    of: "Expression"


@dataclass(frozen=True)
class Sum:
    """Parts added up; a `Negative` one is taken away."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Product:
    """Factors multiplied."""

    factors: tuple["Expression", ...]


@dataclass(frozen=True)
class Ratio:
    """One thing divided by another."""

    above: "Expression"
    below: "Expression"


@dataclass(frozen=True)
class Square:
    """A number times itself."""

    of: "Expression"


@dataclass(frozen=True)
class Call:
    """A function of one or more arguments; Σ is the sum over all parts."""

    function: Function
    arguments: tuple["Expression", ...]


@dataclass(frozen=True)
class Equation:
    """Two sides that are equal."""

    left: "Expression"
    right: "Expression"


Expression = Number | Name | Rest | Negative | Sum | Product | Ratio | Square | Call | Equation


def difference(first: Expression, *subtracted: Expression) -> Sum:
    """Return what is left of the first where the others are taken away."""
    return Sum((first, *map(Negative, subtracted)))


def is_bare(of: Call) -> bool:
    """Say whether the argument of a function needs no parentheses: "ln x", "Σw"."""
    return of.function in ("ln", "Σ") and len(of.arguments) == 1 and isinstance(of.arguments[0], Number | Name)


def name_text(of: Name, language: Language) -> str:
    """Return what stands for a number, in a language."""
    return of.of if isinstance(of.of, str) else words_of(of.of, language)


def number_text(of: Number, language: Language) -> str:
    """Return an exact number as a language writes it: "0,5", "99,95%"."""
    return formats.exact_percent(of.value, language.tag) if of.is_share else formats.exact(of.value, language.tag)


def as_text(of: Expression, language: Language) -> str:
    """Return a formula in one line: `10 × min(1, (x − 20%) / (70% − 20%))`."""

    def within(term: Expression, *kinds: type[Expression]) -> str:
        text = as_text(term, language)
        return f"({text})" if isinstance(term, kinds) else text

    match of:
        case Number():
            text = number_text(of, language)
        case Name():
            text = name_text(of, language)
        case Rest():
            text = "…"
        case Negative(part):
            text = f"− {within(part, Sum, Negative)}"
        case Sum(parts):
            first, *following = (within(term, Sum) for term in parts)
            signs = ("" if isinstance(term, Negative) else "+ " for term in parts[1:])
            text = " ".join([first, *(f"{sign}{other}" for sign, other in zip(signs, following, strict=True))])
        case Product(factors):
            text = " × ".join(within(factor, Sum, Negative) for factor in factors)
        case Ratio(above, below):
            text = " / ".join(within(term, Sum, Negative, Product, Ratio) for term in (above, below))
        case Square(part):
            text = f"{within(part, Sum, Negative, Product, Ratio, Square, Call)}²"
        case Call(function, arguments):
            inside = ", ".join(as_text(argument, language) for argument in arguments)
            text = f"{function}{' ' if function == 'ln' else ''}{inside}" if is_bare(of) else f"{function}({inside})"
        case Equation(left, right):
            text = f"{as_text(left, language)} = {as_text(right, language)}"
    return text
