"""What somebody should look at in a column of codes: nothing of it rejects a row."""

from collections.abc import Iterator, Sequence

import polars as pl

from schemas.column import READ, TYPED, Column
from schemas.delivery import FileWarning
from schemas.words.message import message
from warehouse.conform.keys import EXACT_DIGITS, HYPHENS, QUOTES, read_codes, words_for_nothing
from warehouse.conform.texts import CONTROL
from warehouse.conform.warned import code_points, is_typed, warnings_at
from warehouse.parts import Parts

_CHANGED = rf"{CONTROL}|[^\S ]|[{HYPHENS}{QUOTES}\x{{ff01}}-\x{{ff5e}}\x{{300}}-\x{{36f}}\x{{f0}}\x{{d0}}]"
# A code in which nothing stands but Latin letters with their marks, digits, and marks between them.
_PLAIN = r"^[0-9\p{Latin}ʼ'./_ ()&+:\\#*-]*$"
_LOOK_ALIKE = r"[\p{Cyrillic}\p{Greek}]|[0-9][IO][0-9]"  # letters like other letters, or like digits
_MONTH = r"(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|THG ?[0-9]{1,2})"
_DATED = (
    rf"^(?:[0-9]{{1,2}}-{_MONTH}|{_MONTH}-[0-9]{{1,4}}|[0-9]{{1,2}}-{_MONTH}-[0-9]{{2,4}}"
    r"|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/(?:19|20)[0-9]{2}|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)"
    r"(?: [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?$"
)
_OF_NUMBERS = r"^[1-9][0-9]*\.0$"
_BETWEEN = r"[^0-9A-Z]+0*|^0+"  # what two spellings of one code differ in
_LONG_NUMBER = r"^[1-9][0-9]{15,}$"


def key_doubts(text: Parts, header: str, odd: pl.Series, empty: Sequence[str], column: Column) -> Iterator[FileWarning]:
    """Yield the warnings about a column of codes: brought to their normal form, or numbers where codes should be.

    Where a code is required, rows with a word for nothing are rejected and need no warning.

    Args:
        text: the texts, and beside them (`READ`) the normal forms.
        header: of the column, in the file.
        odd: its distinct texts that are not plainly in their normal form.
        empty: the texts that stand for nothing.
        column: what the codes become.
    """
    looked_at = odd.filter(~odd.is_in(list(empty)))
    if looked_at.len():
        yield from _normalised(text, header, looked_at)
        yield from _odd_forms(text.filter(~is_typed(text, header)), header, looked_at)
        if not column.required and (words := words_for_nothing(looked_at)):
            yield from warnings_at(text.filter(pl.col(header).is_in(words)), header, message("keys.words-for-nothing"))
    if TYPED + header in text.columns:
        yield from _numbers_among(text, header)
    codes = pl.col(READ + column.name)
    shortened = list(_shortened(text, header)) if text.any(codes.str.starts_with("0")) else []
    yield from shortened or (_alike(text, header, codes) if column.required and _vary(text, codes) else ())


def _normalised(text: Parts, header: str, odd: pl.Series) -> Iterator[FileWarning]:
    normal_form, upper = read_codes(odd), odd.str.to_uppercase()
    # Codes that are all in small letters are a habit; small beside capital letters may be two spellings of one code.
    differs_in_case = (normal_form != odd) & (normal_form.is_duplicated() | _mixes_case(text, header))
    concerned = odd.filter((normal_form != upper) | differs_in_case)
    if not concerned.len():
        return
    rows = text.filter(pl.col(header).is_in(concerned.implode()))
    points = code_points(rows.unique(pl.col(header)), _CHANGED)
    reason = message("keys.for-odd-characters", points=points) if points else message("keys.for-case-and-spaces")
    yield from warnings_at(rows, header, message("keys.key-normalised", why=reason))


def _odd_forms(text: Parts, header: str, odd: pl.Series) -> Iterator[FileWarning]:
    """Codes that may not be what was meant: look-alike letters, odd characters, dates, numbers of a spreadsheet."""
    forms = read_codes(odd)
    is_long = forms.str.contains(_LONG_NUMBER)
    is_rounded = is_long & forms.str.contains(rf"^[0-9]{{{EXACT_DIGITS}}}0+$")
    is_alike, is_dated = forms.str.contains(_LOOK_ALIKE), forms.str.contains(_DATED)
    for doubt, concerned in (
        (message("keys.key-mixed-alphabets"), is_alike),
        (message("keys.key-odd-characters"), ~forms.str.contains(_PLAIN) & ~is_alike),
        (message("keys.codes-like-dates"), is_dated),
        (message("keys.codes-like-numbers"), forms.str.contains(_OF_NUMBERS)),
        (message("keys.digits-lost"), is_rounded if (is_rounded == is_long).all() else is_rounded & False),
    ):
        codes = odd.filter(concerned.fill_null(False))
        if codes.len():
            yield from warnings_at(text.filter(pl.col(header).is_in(codes.implode())), header, doubt)


def _vary(text: Parts, codes: pl.Expr) -> bool:
    """Whether codes differ in length or in the marks between their parts, as two spellings of one code would."""
    lengths = codes.str.len_bytes()
    ends = text.select(lengths.min().alias("least"), lengths.max().alias("most"))
    if ends["least"].min() != ends["most"].max():
        return True
    count = text.count(codes.is_not_null())
    return any(0 < text.count(codes.str.contains(mark, literal=True)) < count for mark in "/_")


def _alike(text: Parts, header: str, codes: pl.Expr) -> Iterator[FileWarning]:
    """Codes (a column of normal forms) that are one but for zeros before a number, or for the marks between parts."""
    skeleton = codes.str.replace_all(_BETWEEN, "-")
    # Two numbers for each code, in order, take a third of the room of a table; what agrees is compared as text.
    written_rows = text.filter(codes.is_not_null())
    forms = written_rows.select(skeleton.hash().alias("bare"), codes.hash().alias("form")).sort("bare", "form")
    is_other_form = pl.col("bare").eq(pl.col("bare").shift()) & pl.col("form").ne(pl.col("form").shift())
    shared = forms.select(pl.col("bare").filter(is_other_form).unique()).to_series()
    if not shared.len():
        return
    alike_rows = written_rows.filter(skeleton.hash().is_in(shared.implode())).unique(codes)
    spelt = alike_rows.to_frame("code").with_columns(
        several=pl.len().over(pl.col("code").str.replace_all(_BETWEEN, "-")) > 1
    )
    several = spelt.filter("several").get_column("code")
    if several.len():
        yield from warnings_at(text.filter(codes.is_in(several.implode())), header, message("keys.key-spelt-twice"))


def _mixes_case(text: Parts, header: str) -> bool:
    has_small = pl.col(header).str.contains(r"\p{Ll}")
    return text.any(has_small) and text.any(pl.col(header).str.contains(r"\p{Lu}") & ~has_small)


def _numbers_among(text: Parts, header: str) -> Iterator[FileWarning]:
    is_number = is_typed(text, header)
    numbers = text.filter(is_number)
    if not text.any(is_number):
        return
    if not text.any(~is_number & (pl.col(header) != "")):
        # All are numbers: what may be lost is the zero at the end of 1.001190.
        numbers = numbers.filter(pl.col(header).str.contains(r"\.[0-9]*[1-9]"))
    yield from warnings_at(numbers, header, message("keys.numbers-among-codes"))


def _shortened(text: Parts, header: str) -> Iterator[FileWarning]:
    """Codes of digits that are shorter than another that is filled up with zeros: 123 beside 000123."""
    digits = text.filter(pl.col(header).str.contains("^[0-9]+$") & ~is_typed(text, header))
    length = pl.col(header).str.len_bytes()
    longest = digits.filter(pl.col(header).str.starts_with("0")).select(length.max()).to_series().max()
    if longest is not None:
        yield from warnings_at(digits.filter(length < longest), header, message("keys.zeros-lost"))
