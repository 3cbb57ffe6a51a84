"""A workbook of whatever kind: its sheets, what its bytes say of each, and the texts of their cells."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

import polars as pl

from schemas.words.message import message
from schemas.words.text import header_key
from warehouse.reading.books.facts import Sheet, SheetFacts
from warehouse.reading.outcome import Refused

Place = tuple[int, int]  # row from 1, column from 0


Mask = tuple[str, ...]  # the places of a number format, "" for a digit, else the letters that stand there


def nothing(_facts: SheetFacts, _looked_for: object) -> Mapping[Any, Any]:
    """Return what a kind of workbook does not store."""
    return {}


@dataclass(frozen=True)
class Book:
    """A workbook with its sheets in their order.

    `counts_from_1904` is the date system that old Macs wrote. `may_be_uncomputed`: the program that wrote it may have
    left formulas uncomputed, with 0 for their results. The last four are asked sheet by sheet: its facts; the texts of
    its first rows or of all of them; the masks of cells in some columns that hold a number and show it in another form;
    and the digits of some numbers as they are stored, where those are not the number that is computed with.
    """

    sheets: tuple[Sheet, ...]
    counts_from_1904: bool
    may_be_uncomputed: bool
    sheet_facts: Callable[[Sheet], SheetFacts]
    texts: Callable[[SheetFacts, int | None], pl.DataFrame]
    masks: Callable[[SheetFacts, Collection[int]], Mapping[Place, Mask]] = nothing
    stored: Callable[[SheetFacts, Collection[Place]], Mapping[Place, str]] = nothing
    blank_rows: Callable[[SheetFacts, Collection[int]], Collection[int]] = nothing


def chosen_sheets(book: Book, which: str | int | None) -> list[Sheet]:
    """Return the sheets that a source asks for: by name or number, all whose names fit a pattern, or None: the longest.

    Raises `Refused` where there is none.
    """
    if which is None:
        sheets = sorted(book.sheets, key=lambda sheet: -len(book.sheet_facts(sheet).rows))[:1]
    elif isinstance(which, int):
        sheets = list(book.sheets[which : which + 1])
    elif is_pattern(which):
        sheets = [s for s in book.sheets if fits_pattern(s.name, which)]
    else:
        sheets = [s for s in book.sheets if header_key(s.name) == header_key(which)][:1]
    if sheets:
        return sheets
    words = message(
        "workbook.no-sheet",
        wanted=f'"{which}"' if isinstance(which, str) else str((which or 0) + 1),
        names=[f'"{s.name}"' for s in book.sheets],
    )
    raise Refused("unreadable", words, 0.1)


def fits_pattern(name: str, pattern: str) -> bool:
    """Say whether the name of a sheet fits a pattern of * and ?, compared as headers are."""
    return fnmatchcase(header_key(name), header_key(pattern).replace("[", "[[]"))


def is_pattern(which: str | int | None) -> bool:
    """Say whether a source asks for every sheet whose name fits; no sheet's own name can hold * or ?."""
    return isinstance(which, str) and any(mark in which for mark in "*?")
