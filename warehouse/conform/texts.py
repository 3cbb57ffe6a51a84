"""Plain text: how it is stored, and what in it says that letters were lost on the way."""

import re
from collections.abc import Iterator, Sequence

import polars as pl

from schemas.column import ERROR_TEXTS, NOTHING_TEXTS
from schemas.data_files import data_file, vietnamese
from schemas.delivery import FileWarning
from schemas.words.message import message
from schemas.words.text import LOOK_ALIKES
from warehouse.conform.mojibake import GARBLED
from warehouse.conform.warned import code_points, warnings_at
from warehouse.parts import Parts

# Control characters, and those that are there and cannot be seen (zero-width, soft, of direction): text has no use for
# them. Tabs and ends of lines are white space.
CONTROL = (
    r"[\x{0}-\x{8}\x{e}-\x{1f}\x{7f}-\x{84}\x{86}-\x{9f}\x{ad}\x{34f}\x{61c}\x{180e}\x{200b}-\x{200f}"
    r"\x{202a}-\x{202e}\x{2060}-\x{2064}\x{2066}-\x{206f}\x{fe00}-\x{fe0f}\x{feff}]"
)
_VIETNAMESE = data_file("vietnamese")["letters"]
# Words and marks that stand for no text of their own: for nothing, and for what stands above ("as above", "nt").
_NOTHING = rf"(?i:^(?:{'|'.join(re.escape(t) for t in NOTHING_TEXTS if t not in ERROR_TEXTS)})$)"
_AS_ABOVE = rf"(?:\(|-\s?)?(?:{'|'.join(vietnamese('as_above'))})(?:\)|\s?-)?"
_DITTO = rf"(?i:^(?:[\"'”“’‘〃״″]+|-?\s?n\.?t\.?\s?-?|{_AS_ABOVE}|ditto|idem)$)"
# Letters written for a web page, an address, JSON, a mail or the XML of a workbook.
_ESCAPED = (
    r"&(?:#[0-9]{2,5}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8});|(?:%[0-9A-F]{2}){2}|\\u[0-9a-fA-F]{4}|(?:=[0-9A-F]{2}){2}"
    r"|_x[0-9A-Fa-f]{4}_|</?(?:br|p|div|span|b|i|font)(?:\s[^<>]*)?/?>"
)
# Of clean text nothing fits this: white space to be folded, letters in pieces, errors, and whatever is not plain
# Vietnamese. Only what fits is looked at again, once for each distinct text.
ODD = rf"[^ !-~{_VIETNAMESE}{_VIETNAMESE.upper()}]|  |^#|^=\?$|{_NOTHING}|{_DITTO}|{_ESCAPED}|{GARBLED}"
# A row of ##### is what Excel shows, and saves as text, where a column is too narrow for its number.
ERROR = rf"^({'|'.join(ERROR_TEXTS).replace('?', chr(92) + '?')}|##+)$"


def spelt(text: pl.Expr) -> pl.Expr:
    """Return `text` in NFC, with look-alike letters mended and white space folded (as `schemas.words.text.clean`)."""
    return (
        text.str.normalize("NFC")
        .str.replace_many(list(LOOK_ALIKES), list(LOOK_ALIKES.values()))
        .str.replace_all(r"\s{2,}|[^\S ]", " ")
    )


def stored(raw: pl.Expr, odd: pl.Series) -> pl.Expr:
    """Return `raw` as it is stored, null for an error of Excel; `odd` are those of its texts that need a look."""
    cleaned_text = spelt(pl.col("odd").str.replace_all(CONTROL, "")).str.strip_chars()
    sound_text = pl.when((cleaned_text != "") & ~pl.col("odd").str.contains(ERROR)).then(cleaned_text)
    return replaced(raw, odd, odd.to_frame("odd").select(sound_text).to_series())


def replaced(raw: pl.Expr, texts: pl.Series, substitutes: pl.Series) -> pl.Expr:
    """Return `raw` with each of `texts` replaced by what stands in its place in `substitutes`."""
    differ = texts.ne_missing(substitutes)  # looking texts up is slow, and most need no change
    return raw.replace(texts.filter(differ), substitutes.filter(differ)) if differ.any() else raw


def text_doubts(text: Parts, header: str, odd: pl.Series, empty: Sequence[str]) -> Iterator[FileWarning]:
    """Yield the warnings about a column of plain text; texts that are declared to stand for nothing raise none.

    Args:
        text: the rows of the file, with their places.
        header: of the column, in the file.
        odd: its distinct texts that are not plainly sound.
        empty: the texts that stand for nothing.
    """
    looked_at = odd.filter(~odd.is_in(list(empty)))
    if not looked_at.len():
        return
    if (rows_with_control := _rows_with(CONTROL, text, header, looked_at)) is not None:
        points = code_points(rows_with_control.unique(pl.col(header)), CONTROL)
        yield from warnings_at(rows_with_control, header, message("values.control-characters", points=points))
    for pattern, doubt in _DOUBTS:
        if (rows := _rows_with(pattern, text, header, looked_at)) is not None:
            yield from warnings_at(rows, header, doubt)


def _rows_with(pattern: str, text: Parts, header: str, looked_at: pl.Series) -> Parts | None:
    """Return the rows with those of the texts that were looked at in which the pattern is found; None where in none."""
    concerned = looked_at.filter(looked_at.str.contains(pattern))
    return text.filter(pl.col(header).is_in(concerned.implode())) if concerned.len() else None


_DOUBTS = (
    (ERROR, message("values.error-text")),
    (GARBLED, message("values.mojibake")),
    (_NOTHING, message("values.words-for-nothing")),
    (_DITTO, message("values.ditto-marks")),
    (_ESCAPED, message("values.escaped-text")),
)
