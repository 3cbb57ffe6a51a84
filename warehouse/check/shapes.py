"""What of a cell may be quoted, and the shape that stands for what may not: "05/01/2023 SA" is dd/dd/dddd AA."""

import polars as pl

from schemas.column import NOTHING_TEXTS
from schemas.submission import data_suffix
from schemas.table import Table

INVISIBLE = "□"  # stands for a character that cannot be seen, such as one of no width
LONGEST = 40  # characters of a shape
_LONGEST_RUN = 12  # letters or digits in a row

_CLOCK = r"([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?([+-][0-9]{2}:?[0-9]{2}|Z)?)?"
# Shapes of a date and a number that are none of a telephone number or an identity number, grouped by marks or not.
_DATE = (
    rf"([0-9]{{1,2}}[/.-][0-9]{{1,2}}[/.-][0-9]{{1,5}}|[0-9]{{4,5}}[/.-][0-9]{{1,2}}[/.-][0-9]{{1,2}}){_CLOCK}"
    r"|(19|20)[0-9]{6}|(19|20)[0-9]{12}"
)
_NUMBER = r"[+-]?([0-9]{1,8}|[1-9][0-9]{0,2}([., ][0-9]{3}){1,2})([.,][0-9]{1,6})?\s?%?"
_WORD = r"[\p{L}_.-]*[0-9]{0,5}[\p{L}_.-]*"
_CODE_NUMBER = r"[0-9A-Za-z._/]{1,20}-[0-9A-Za-z._/-]{1,30}"
_TELEPHONE = r"^0[0-9]{2,3}-[0-9]{3}-[0-9]{3,4}$"  # has the shape of a code
_QUOTABLE = {"date": _DATE, "datetime": _DATE, "integer": _NUMBER, "number": _NUMBER, "code": _WORD, "boolean": _WORD}


def quoted(text: pl.Expr, table: Table, column: str) -> pl.Expr:
    """Return the text where it has the shape of its column's type or is a word for nothing, else its shape.

    No name, number of identity or address that slipped into a column is ever quoted. Empty where there is no text.
    """
    kind = table.column(column).type
    expected = _QUOTABLE.get(kind) or (_CODE_NUMBER if column in table.key else "")
    trimmed_text = text.str.strip_chars()
    fits = trimmed_text.str.contains(f"^({expected})$") & ~trimmed_text.str.contains(_TELEPHONE)
    nothing = pl.when(trimmed_text.is_null() | (trimmed_text == "")).then(pl.lit(""))
    return nothing.when(fits | trimmed_text.is_in(NOTHING_TEXTS)).then(text).otherwise(shape(trimmed_text))


def shape_of_name(file_name: str) -> str:
    """Return what may be shown of the name of a file whose bytes nobody has: its shape, and of what kind it is."""
    suffix = data_suffix(file_name)
    stem = file_name.removesuffix(file_name[-len(suffix) :]) if suffix else file_name
    return shape_of(stem) + suffix


def shape_of(text: str) -> str:
    """Return the shape of one text."""
    return str(pl.select(shape(pl.lit(text))).item())


def shape(text: pl.Expr) -> pl.Expr:
    """Return the shape of a text: d for a digit, a and A for a letter, □ for what cannot be seen, marks as they are.

    Of the letters and digits nothing survives but their case: 0901 234 567 is dddd ddd ddd, Bia Dat is Aaa Aaa. Long
    shapes are cut short (…).
    """
    plain_text = text.str.normalize("NFC").str.replace_all(r"\p{M}", "").str.replace_all(r"\s+", " ")
    plain_text = plain_text.str.replace_all(r"\p{C}", INVISIBLE)
    lower = plain_text.str.replace_all(r"[[\p{L}\p{Alphabetic}]--[\p{Lu}\p{Lt}\p{Uppercase}]]", "a")
    letters = lower.str.replace_all(r"[\p{Lu}\p{Lt}\p{Uppercase}]", "A")
    # Digits after letters, or the d of a digit would become an a.
    classes = letters.str.replace_all(r"\p{N}", "d")
    for letter in "aAd":
        classes = classes.str.replace_all(f"{letter}{{{_LONGEST_RUN + 1},}}", f"{letter * _LONGEST_RUN}…")
    return pl.when(classes.str.len_chars() > LONGEST).then(classes.str.head(LONGEST - 1) + "…").otherwise(classes)
