"""Keys: codes in one normal form, so that one dossier is one key however it was typed; and codes that are lost."""

import re

import polars as pl

from schemas.column import NOTHING_TEXTS
from warehouse.conform.texts import CONTROL, ERROR, replaced, spelt

# Of a code in its normal form, as nearly all are, nothing fits this; what fits is looked at again. A code without a
# digit, or of zeros alone, may be a word for nothing; one that ends with a mark is another code without it.
ODD_CODE = r"[^0-9A-Z./_-]|^[0-9]\.[0-9]+E[0-9]+$|^[^1-9]*$|[./_-]$|[0-9][IO][0-9]|^[0-9]{16}|\.0$"
HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
QUOTES = "'\"`\u00b4\u2018\u2019\u201c\u201d"
_WIDE = {chr(c + 0xFEE0): chr(c) for c in range(0x21, 0x7F)}  # full-width letters, digits and marks of East Asia
_NARROWED = _WIDE | dict.fromkeys(HYPHENS, "-")
# Around a code, spaces and quotation marks say nothing; ="00123" is how programs keep Excel from eating the zeros.
_AROUND = rf'^(?:[\s{QUOTES}]|=")+|[\s{QUOTES}.,;:]+$'
_BESIDE_MARKS = r"\s*([/.-])\s*"  # spaces there are of a typist
# Scientific notation, of which the sign of the exponent or a fraction is the mark (12E5 is a code); and a letter that
# the encoding did not have.
_LOST = r"^[+-]?[0-9]+(?:[.,][0-9]+)?E[+-][0-9]+$|^[+-]?[0-9][.,][0-9]+E[0-9]+$|\x{fffd}"
_NO_CODE = rf"(?i:^(?:{'|'.join(map(re.escape, NOTHING_TEXTS))}|true|false|[0\W_]+)$)"
EXACT_DIGITS = 15  # of a number, as many as Excel keeps


def normal_form(code: pl.Expr) -> pl.Expr:
    """Return codes in upper case and NFC, with plain hyphens and spaces and nothing invisible or around them."""
    visible = code.str.replace_all(CONTROL, "").str.replace_many(list(_NARROWED), list(_NARROWED.values()))
    stripped = spelt(visible.str.to_uppercase()).str.replace_all(_AROUND, "")
    return stripped.str.replace_all(_BESIDE_MARKS, "${1}")


def stored_code(raw: pl.Expr, odd: pl.Series, number: pl.Expr | None, is_workbook: bool) -> pl.Expr:
    """Return `raw` in its normal form, null where no code is left of it.

    Lost are an error of Excel, scientific notation (2.9E+10), a letter that the encoding did not have, and in a
    workbook what has more digits than Excel keeps; a number in JSON is exact.

    Args:
        raw: the texts of the cells.
        odd: those of the texts that are not plainly in normal form.
        number: which cells the file holds as numbers (Boolean), or None where it holds none so.
        is_workbook: whether the file is a workbook of Excel.
    """
    codes = replaced(raw, odd, read_codes(odd))
    return codes if number is None else pl.when(number).then(_code_of_number(raw, is_workbook)).otherwise(codes)


def read_codes(odd: pl.Series) -> pl.Series:
    """Return the normal form of each text, null where no code is left of it."""
    upper = odd.str.to_uppercase()
    if not upper.str.contains(ODD_CODE).any():  # small letters are all that is odd
        return upper
    forms = odd.to_frame("odd").select("odd", form=normal_form(pl.col("odd")))
    is_lost = pl.col("odd").str.contains(ERROR) | pl.col("form").str.contains(f"{_LOST}|{_NO_CODE}|^$")
    return forms.select(pl.when(~is_lost).then("form")).to_series()


def words_for_nothing(odd: pl.Series) -> list[str]:
    """Return those of the odd codes that stand for no code at all, such as "-", NULL and 0."""
    return odd.filter(odd.str.contains(_NO_CODE)).to_list()


def _code_of_number(raw: pl.Expr, is_workbook: bool) -> pl.Expr:
    # A cell that holds a date, or a number with an exponent, was a code once.
    whole_number = pl.when(raw.str.contains(r"^[0-9]+(\.[0-9]+)?$")).then(raw.str.replace(r"\.0+$", ""))
    if not is_workbook:
        return whole_number
    digits = whole_number.str.replace(r"^[0.]+", "").str.replace(".", "", literal=True)
    return pl.when(digits.str.len_bytes() <= EXACT_DIGITS).then(whole_number)
