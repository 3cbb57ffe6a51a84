"""How the numbers of a file are written that nobody has declared: marks of decimals and thousands, currencies, zero."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, cast

import polars as pl

from schemas.data_files import data_file
from schemas.source_format import Numbers
from schemas.words.message import Message, Value, message
from schemas.words.text import clean, header_key
from warehouse.conform.numbers import number

Mark = Literal[".", ","]
_OTHER: dict[str, Mark] = {".": ",", ",": "."}
_THIN_SPACES = re.compile("[\u00a0\u2009\u202f]")
_NUMBER = re.compile(r"[+-]?\d[\d., ]*|[+-]?[.,]\d+")
_GROUPS = re.compile(r"[+-]?[1-9]\d{0,2}(?:([., ])\d{3})(?:\1\d{3})*(?:([.,])\d+)?")
_BRACKETS = re.compile(r"\((.*\d.*)\)")
_MOST = 20_000  # different texts looked at
_RARE = Fraction(1, 50)  # of the texts; what fewer are is a fault rather than a way of writing
_MOST_SHOWN = 3


@dataclass(frozen=True)
class NumberStyle:
    """How numbers are written, as far as texts tell, and what is in doubt of it."""

    numbers: Numbers = field(default_factory=Numbers)
    doubts: tuple[Message, ...] = ()


@dataclass
class _Evidence:
    """What texts show: marks that can only be one thing, texts that could be either, and what stands beside digits."""

    decimal: Counter[str]
    thousands: Counter[str]
    ambiguous: dict[str, str]  # mark -> a number like those with three digits after it
    marks_beside: Counter[str]
    zero: Counter[str]
    bracketed_count: int = 0


def number_style(texts: pl.Series, whole_numbers: pl.Series) -> NumberStyle:
    """Return how numbers are written in a file.

    Give texts alone, without nulls and white space around them: a number that a file itself holds has no such marks.

    Args:
        texts: of columns that may have decimals.
        whole_numbers: of columns that have none: three digits after a mark are thousands there.
    """
    evidence = _Evidence(Counter(), Counter(), {}, Counter(), Counter())
    for text in texts.unique(maintain_order=True).head(_MOST):
        _look(text, evidence, is_whole=False)
    for text in whole_numbers.unique(maintain_order=True).head(_MOST):
        _look(text, evidence, is_whole=True)
    all_texts = pl.concat([texts, whole_numbers])
    decimal, thousands, doubts = _marks_of_numbers(evidence)
    numbers = Numbers(
        decimal=decimal,
        thousands=cast('Literal["", ".", ",", " "]', thousands),
        marks=tuple(evidence.marks_beside),
        zero=tuple(evidence.zero),
        negative_in_brackets=evidence.bracketed_count > 0,
    )
    if len({_currency(mark) for mark in evidence.marks_beside}) > 1:
        doubts.append(message("file_guess.currencies", marks=list(evidence.marks_beside)))
    return NumberStyle(numbers, (*doubts, *_unread(all_texts, numbers)))


def _look(text: str, evidence: _Evidence, *, is_whole: bool) -> None:
    """Note what one text shows."""
    plain_text = _THIN_SPACES.sub(" ", clean(text))
    if bracketed := _BRACKETS.fullmatch(plain_text):
        evidence.bracketed_count += 1
        plain_text = bracketed[1].strip()
    if header_key(plain_text) in data_file("number_words")["zero"]:
        evidence.zero[plain_text] += 1
    if not (digits := _NUMBER.search(plain_text)):
        return
    marks_beside = [side.strip() for side in (plain_text[: digits.start()], plain_text[digits.end() :]) if side.strip()]
    if any(header_key(side) not in data_file("number_words")["marks"] for side in marks_beside):
        return
    evidence.marks_beside.update(marks_beside)
    _look_at_digits(digits[0].strip(), evidence, is_whole=is_whole)


def _look_at_digits(digits: str, evidence: _Evidence, *, is_whole: bool) -> None:
    marks = [c for c in digits if c in "., "]
    grouped = _GROUPS.fullmatch(digits)
    if not marks:
        return
    if grouped and grouped[2]:  # 1.234,5
        evidence.thousands[grouped[1]] += 1
        evidence.decimal[grouped[2]] += 1
    elif grouped and (len(marks) > 1 or marks[0] == " " or is_whole):
        evidence.thousands[marks[0]] += 1
    elif grouped:
        evidence.ambiguous.setdefault(marks[0], f"12{marks[0]}345")  # no value of the file is shown
    elif len(marks) == 1 and marks[0] != " ":
        evidence.decimal[marks[0]] += 1


def _marks_of_numbers(evidence: _Evidence) -> tuple[Mark, str, list[Message]]:
    """Return the marks of decimals and of thousands, and what is in doubt of them."""
    decimals, thousands = _common(evidence.decimal), _common(evidence.thousands)
    if len(decimals) > 1 or len(thousands) > 1 or set(decimals) & set(thousands):
        doubt = message(
            "file_guess.number-marks-differ", decimal=_quoted_marks(decimals), thousands=_quoted_marks(thousands)
        )
        decimal = cast(Mark, decimals[0]) if decimals else _OTHER.get(thousands[0], ",")
        return decimal, _OTHER[decimal], [doubt]
    if decimals:
        decimal = cast(Mark, decimals[0])
        return decimal, thousands[0] if thousands else _OTHER[decimal], []
    if thousands:
        # Where spaces stand between thousands, the one other mark is that of decimals.
        other_mark = next(iter(evidence.ambiguous)) if len(evidence.ambiguous) == 1 and thousands[0] == " " else ","
        return cast(Mark, _OTHER.get(thousands[0], other_mark)), thousands[0], []
    mark = next(iter(evidence.ambiguous)) if len(evidence.ambiguous) == 1 else "."
    return (
        _OTHER[mark],
        mark,
        [_ambiguity(text, ambiguous_mark, _OTHER[mark]) for ambiguous_mark, text in evidence.ambiguous.items()],
    )


def _common(votes: Counter[str]) -> list[str]:
    """Return the marks that are no mere faults, the commonest first."""
    return [mark for mark, count in votes.most_common() if count > _RARE * votes.total()]


def _ambiguity(text: str, mark: str, decimal: str) -> Message:
    """Return the doubt about a number with three digits after its only mark, where `decimal` is drafted."""
    readings = {False: text.replace(mark, ""), True: f"{float(text.replace(mark, '.')):g}"}
    other_mark = mark if decimal != mark else _OTHER[mark]
    return message(
        "file_guess.thousands-or-decimals",
        text=text,
        here=readings[mark == decimal],
        other=readings[mark != decimal],
        keys=f'decimal = "{other_mark}", thousands = "{_OTHER[other_mark]}"',
    )


def _quoted_marks(marks: Iterable[str]) -> Value:
    return [f'"{mark}"' for mark in marks] or "\u2013"


def _currency(mark: str) -> str:
    """Return a mark in the way in which it is compared: several spell one currency."""
    key = header_key(mark).rstrip(".")
    return next((group for group, spellings in _SPELLINGS.items() if key in spellings), key)


_SPELLINGS = {
    "vnd": {"\u0111", "\u20ab", "vn\u0111", "vnd", "\u0111\u1ed3ng"},
    "usd": {"usd", "us$", "$"},
    "eur": {"eur", "\u20ac"},
}


def _unread(texts: pl.Series, numbers: Numbers) -> Iterator[Message]:
    """Give the doubt about texts that are read as no number."""
    if not texts.len():
        return
    readings = texts.to_frame("text").with_columns(number=number(pl.col("text"), numbers))
    unread = readings.filter(pl.col("number").is_null()).get_column("text")
    share = Fraction(unread.len(), texts.len())
    if share > _RARE:
        masked = unread.head(_MOST).str.slice(0, 40).str.replace_all("[0-9]", "9").str.replace_all(r"\p{L}", "a")
        shapes = tuple(masked.value_counts(sort=True).get_column("text").head(_MOST_SHOWN))
        yield message("file_guess.unread-numbers", share=share, shapes=shapes)
