"""Of which kind each cell of a row is: a row's shape, whatever kind of workbook it stands in.

Rows that hold the same kinds of cells in the same columns have one shape, which is worked out once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["number", "iso", "boolean", "text", "shared", "blank", "error", "unresolved", ""]


# Errors by their numbers in binary workbooks.
ERROR_CODES = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


class Cell(NamedTuple):
    """A cell: its column (from 0; -1: the next one), its kind, and of an error its text (of .xlsx: without digits)."""

    column: int
    kind: Kind
    error: str = ""
    is_formula: bool = False


@dataclass(frozen=True)
class Shape:
    """A kind of row: the columns of its cells by what they hold; `present` are those that the library lays out.

    `texts` hold a text; `typed` hold a number, a date, true or false by themselves (`iso`: a date as text; `computed`:
    a formula's number), `errors` an error with its text, `unresolved` a formula whose result is not stored. `holds`: a
    person sees something in the row; `is_doubled`: two of its cells claim one place.
    """

    holds: bool
    present: frozenset[int]
    texts: frozenset[int]
    typed: frozenset[int]
    iso: frozenset[int]
    computed: frozenset[int]
    errors: tuple[tuple[int, str], ...]
    unresolved: frozenset[int]
    is_doubled: bool


def shape_of(cells: Sequence[Cell]) -> Shape:
    """Return the shape of a row of cells, in the order in which they stand there."""
    kinds, errors, computed, position = dict[Kind, list[int]](), list[tuple[int, str]](), set[int](), -1
    places = set[int]()
    for cell in cells:
        position = cell.column if cell.column >= 0 else position + 1
        places.add(position)
        kinds.setdefault(cell.kind, []).append(position)
        if cell.kind == "error":
            errors.append((position, cell.error))
        if cell.kind == "number" and cell.is_formula:
            computed.add(position)
    kinds.pop("", None)
    iso, unresolved = frozenset(kinds.get("iso", ())), frozenset(kinds.get("unresolved", ()))
    present = frozenset(column for kind, columns in kinds.items() if kind != "unresolved" for column in columns)
    typed = iso.union(kinds.get("number", ()), kinds.get("boolean", ()))
    return Shape(
        holds=bool(kinds.keys() - {"blank"}),
        present=present,
        texts=frozenset((*kinds.get("text", ()), *kinds.get("shared", ()))),
        typed=typed,
        iso=iso,
        computed=frozenset(computed),
        errors=tuple(errors),
        unresolved=unresolved,
        is_doubled=len(places) < len(cells),
    )


def column_number(letters: bytes) -> int:
    """Return the number of a column, from 0, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def column_letters(column: int) -> str:
    """Return the letters of a column, counted from 0."""
    letters = ""
    while column >= 0:
        letters = chr(65 + column % 26) + letters
        column = column // 26 - 1
    return letters
