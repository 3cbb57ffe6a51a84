"""Numbers: text by the marks that a source declares, and the numbers that a file itself holds."""

import re

import polars as pl

from schemas.source_format import Numbers
from schemas.words.text import clean, header_key
from warehouse.conform.texts import spelt

_EXACT = 2.0**53  # whole numbers up to here are exact in a Float64
_NOISE = 1e-6  # of the smallest unit of money: less than what any decimal that was meant would make
_LARGEST_AMOUNT = 2.0**40  # beyond it a Float64 is too coarse to show a decimal too many
# Spaces that French and Swiss programs set between groups of digits, beside the ordinary one.
_THIN_SPACES = "[\u00a0\u2009\u202f]"


def integer(raw: pl.Expr, numbers: Numbers) -> pl.Expr:
    """Return whole numbers, null where the text is none."""
    digits = _plain_digits(raw, numbers)
    plain_number = digits.cast(pl.Int64, strict=False)
    if not numbers.thousands:
        return plain_number
    grouped_number = pl.when(digits.str.contains(f"^[+-]?{_groups(numbers.thousands)}$")).then(
        digits.str.replace_all(numbers.thousands, "", literal=True)
    )
    return pl.coalesce(plain_number, grouped_number.cast(pl.Int64, strict=False))


def number(raw: pl.Expr, numbers: Numbers) -> pl.Expr:
    """Return numbers, null where the text is none."""
    return _with_point(raw, numbers).cast(pl.Float64, strict=False)


def amount(raw: pl.Expr, numbers: Numbers, decimals: int) -> pl.Expr:
    """Return amounts of money in units of 10^-decimals, null where the text is none or has more decimals."""
    return _shifted(_with_point(raw, numbers), decimals) if decimals else integer(raw, numbers)


def held_number(raw: pl.Expr) -> pl.Expr:
    """Return the numbers that the file itself holds: their text follows no locale, and its point is a decimal one."""
    value = raw.cast(pl.Float64, strict=False)
    return pl.when(value.is_finite()).then(value)


def held_integer(raw: pl.Expr) -> pl.Expr:
    """Return the whole numbers that the file itself holds, null for any other: 8000.0 is one, 66.597 is none."""
    value = held_number(raw)
    whole_number = pl.when((value == value.floor()) & (value.abs() <= _EXACT)).then(value)
    return pl.coalesce(raw.cast(pl.Int64, strict=False), whole_number.cast(pl.Int64, strict=False))


def held_amount(raw: pl.Expr, decimals: int) -> pl.Expr:
    """Return amounts of money that the file itself holds, in units of 10^-decimals; null where they have more decimals.

    Programs store 0.3 as 0.30000000000000004, too: what differs less than they can tell from a whole number is one.
    """
    if not decimals:
        return held_integer(raw)
    value = held_number(raw) * 10**decimals
    is_near = ((value - value.round()).abs() <= _NOISE) & (value.abs() <= _LARGEST_AMOUNT)
    return pl.coalesce(_shifted(raw, decimals), pl.when(is_near).then(value.round()).cast(pl.Int64, strict=False))


def _shifted(text: pl.Expr, decimals: int) -> pl.Expr:
    """Return digits with a decimal point as whole numbers of 10^-decimals: by their digits, so that none is rounded."""
    fits = text.str.contains(rf"^[+-]?[0-9]{{1,18}}(\.[0-9]{{1,{decimals}}}0*)?$")
    fraction = text.str.extract(rf"\.([0-9]{{1,{decimals}}})").fill_null("").str.pad_end(decimals, "0")
    return pl.when(fits).then(text.str.extract("^([^.]*)") + fraction).cast(pl.Int64, strict=False)


def _with_point(raw: pl.Expr, numbers: Numbers) -> pl.Expr:
    """Return the text of numbers without marks of thousands and with a decimal point, null where it is no number."""
    digits = _plain_digits(raw, numbers)
    whole_pattern = r"[0-9]{1,18}"
    if numbers.thousands:
        whole_pattern = f"({_groups(numbers.thousands)}|{whole_pattern})"
    shaped_text: pl.Expr = pl.when(
        digits.str.contains(rf"^[+-]?{whole_pattern}({re.escape(numbers.decimal)}[0-9]+)?$")
    ).then(digits)
    if numbers.thousands:
        shaped_text = shaped_text.str.replace_all(numbers.thousands, "", literal=True)
    return shaped_text.str.replace(numbers.decimal, ".", literal=True)


def _groups(mark: str) -> str:
    # No number in groups begins with 0: "0.995" is no way of writing 995.
    return rf"[1-9][0-9]{{0,2}}({re.escape(mark)}[0-9]{{3}}){{1,5}}"


def _plain_digits(raw: pl.Expr, numbers: Numbers) -> pl.Expr:
    """The digits and their marks: without a currency, with a sign for brackets, and 0 for a word that stands for it."""
    if numbers.thousands == " ":
        raw = raw.str.replace_all(_THIN_SPACES, " ")
    if not (numbers.marks or numbers.zero or numbers.negative_in_brackets):
        return raw
    digits = spelt(raw)
    if numbers.zero:
        digits = pl.when(digits.str.to_lowercase().is_in([header_key(word) for word in numbers.zero])).then(pl.lit("0"))
        digits = digits.otherwise(spelt(raw))
    digits = _without_marks(digits, numbers.marks)
    if numbers.negative_in_brackets:
        digits = _without_marks(digits.str.replace(r"^\(\s*([^()+-]+?)\s*\)$", "-${1}"), numbers.marks)
    return digits


def _without_marks(text: pl.Expr, marks: tuple[str, ...]) -> pl.Expr:
    if not marks:
        return text
    # The longest first: of "VND" not only "D" is a mark.
    any_mark = "|".join(re.escape(clean(mark)) for mark in sorted(marks, key=len, reverse=True))
    return text.str.replace(rf"(?i)\s*(?:{any_mark})$", "").str.replace(rf"(?i)^([+-]?)\s*(?:{any_mark})\s*", "${1}")
