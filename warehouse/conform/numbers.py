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
    bare = _bare(raw, numbers)
    plain = bare.cast(pl.Int64, strict=False)
    if not numbers.thousands:
        return plain
    grouped = pl.when(bare.str.contains(f"^[+-]?{_groups(numbers.thousands)}$")).then(
        bare.str.replace_all(numbers.thousands, "", literal=True)
    )
    return pl.coalesce(plain, grouped.cast(pl.Int64, strict=False))


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
    whole = pl.when((value == value.floor()) & (value.abs() <= _EXACT)).then(value)
    return pl.coalesce(raw.cast(pl.Int64, strict=False), whole.cast(pl.Int64, strict=False))


def held_amount(raw: pl.Expr, decimals: int) -> pl.Expr:
    """Return amounts of money that the file itself holds, in units of 10^-decimals; null where they have more decimals.

    Programs store 0.3 as 0.30000000000000004, too: what differs less than they can tell from a whole number is one.
    """
    if not decimals:
        return held_integer(raw)
    value = held_number(raw) * 10**decimals
    near = ((value - value.round()).abs() <= _NOISE) & (value.abs() <= _LARGEST_AMOUNT)
    return pl.coalesce(_shifted(raw, decimals), pl.when(near).then(value.round()).cast(pl.Int64, strict=False))


def _shifted(text: pl.Expr, decimals: int) -> pl.Expr:
    """Return digits with a decimal point as whole numbers of 10^-decimals: by their digits, so that none is rounded."""
    fits = text.str.contains(rf"^[+-]?[0-9]{{1,18}}(\.[0-9]{{1,{decimals}}}0*)?$")
    fraction = text.str.extract(rf"\.([0-9]{{1,{decimals}}})").fill_null("").str.pad_end(decimals, "0")
    return pl.when(fits).then(text.str.extract("^([^.]*)") + fraction).cast(pl.Int64, strict=False)


def _with_point(raw: pl.Expr, numbers: Numbers) -> pl.Expr:
    """Return the text of numbers without marks of thousands and with a decimal point, null where it is no number."""
    bare = _bare(raw, numbers)
    whole = r"[0-9]{1,18}"
    if numbers.thousands:
        whole = f"({_groups(numbers.thousands)}|{whole})"
    shaped: pl.Expr = pl.when(bare.str.contains(rf"^[+-]?{whole}({re.escape(numbers.decimal)}[0-9]+)?$")).then(bare)
    if numbers.thousands:
        shaped = shaped.str.replace_all(numbers.thousands, "", literal=True)
    return shaped.str.replace(numbers.decimal, ".", literal=True)


def _groups(mark: str) -> str:
    # No number in groups begins with 0: "0.995" is no way of writing 995.
    return rf"[1-9][0-9]{{0,2}}({re.escape(mark)}[0-9]{{3}}){{1,5}}"


def _bare(raw: pl.Expr, numbers: Numbers) -> pl.Expr:
    """The digits and their marks: without a currency, with a sign for brackets, and 0 for a word that stands for it."""
    if numbers.thousands == " ":
        raw = raw.str.replace_all(_THIN_SPACES, " ")
    if not (numbers.marks or numbers.zero or numbers.negative_in_brackets):
        return raw
    bare = spelt(raw)
    if numbers.zero:
        bare = pl.when(bare.str.to_lowercase().is_in([header_key(word) for word in numbers.zero])).then(pl.lit("0"))
        bare = bare.otherwise(spelt(raw))
    bare = _without_marks(bare, numbers.marks)
    if numbers.negative_in_brackets:
        bare = _without_marks(bare.str.replace(r"^\(\s*([^()+-]+?)\s*\)$", "-${1}"), numbers.marks)
    return bare


def _without_marks(text: pl.Expr, marks: tuple[str, ...]) -> pl.Expr:
    if not marks:
        return text
    # The longest first: of "VND" not only "D" is a mark.
    any_of = "|".join(re.escape(clean(mark)) for mark in sorted(marks, key=len, reverse=True))
    return text.str.replace(rf"(?i)\s*(?:{any_of})$", "").str.replace(rf"(?i)^([+-]?)\s*(?:{any_of})\s*", "${1}")
