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

    symbol: str | Message | Declared


@dataclass(frozen=True)
class Rest:
    """What a formula leaves out: "…"."""


@dataclass(frozen=True)
class Negative:
    """What is taken away, as a part of a sum."""

    term: "Expression"


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

    numerator: "Expression"
    denominator: "Expression"


@dataclass(frozen=True)
class Square:
    """A number times itself."""

    base: "Expression"


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


def is_bare(call: Call) -> bool:
    """Say whether the argument of a function needs no parentheses: "ln x", "Σw"."""
    return call.function in ("ln", "Σ") and len(call.arguments) == 1 and isinstance(call.arguments[0], Number | Name)


def name_text(name: Name, language: Language) -> str:
    """Return what stands for a number, in a language."""
    return name.symbol if isinstance(name.symbol, str) else words_of(name.symbol, language)


def number_text(number: Number, language: Language) -> str:
    """Return an exact number as a language writes it: "0,5", "99,95%"."""
    return (
        formats.exact_percent(number.value, language.tag)
        if number.is_share
        else formats.exact(number.value, language.tag)
    )


def as_text(expression: Expression, language: Language) -> str:
    """Return a formula in one line: `10 × min(1, (x − 20%) / (70% − 20%))`."""

    def bracketed(term: Expression, *kinds: type[Expression]) -> str:
        text = as_text(term, language)
        return f"({text})" if isinstance(term, kinds) else text

    match expression:
        case Number():
            text = number_text(expression, language)
        case Name():
            text = name_text(expression, language)
        case Rest():
            text = "…"
        case Negative(part):
            text = f"− {bracketed(part, Sum, Negative)}"
        case Sum(parts):
            first_text, *later_texts = (bracketed(term, Sum) for term in parts)
            signs = ("" if isinstance(term, Negative) else "+ " for term in parts[1:])
            text = " ".join(
                [first_text, *(f"{sign}{term_text}" for sign, term_text in zip(signs, later_texts, strict=True))]
            )
        case Product(factors):
            text = " × ".join(bracketed(factor, Sum, Negative) for factor in factors)
        case Ratio(numerator, denominator):
            text = " / ".join(bracketed(term, Sum, Negative, Product, Ratio) for term in (numerator, denominator))
        case Square(part):
            text = f"{bracketed(part, Sum, Negative, Product, Ratio, Square, Call)}²"
        case Call(function, arguments):
            argument_list = ", ".join(as_text(argument, language) for argument in arguments)
            text = (
                f"{function}{' ' if function == 'ln' else ''}{argument_list}"
                if is_bare(expression)
                else f"{function}({argument_list})"
            )
        case Equation(left, right):
            text = f"{as_text(left, language)} = {as_text(right, language)}"
    return text
