"""What the bytes of a sheet say of it beside the library that reads its cells: rows, kinds of cells, what is hidden.

The library pads and trims and says nothing of errors, formulas without a result, merged cells and hidden rows; these
facts, taken by a reader of our own for each kind of workbook, are the second witness of how many records there are,
and the only one of the others.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from warehouse.reading.books.shape import Cell, Shape, shape_of


@dataclass(frozen=True)
class Sheet:
    """A sheet of cells: its name, whether people see it in Excel, and the part of the zip in which its cells lie."""

    name: str
    is_hidden: bool
    member: str = ""


@dataclass(frozen=True)
class Merged:
    """A merged range: rows from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class SheetFacts:
    """What the file says of a sheet beside the texts of its cells.

    `rows` are the numbers (from 1) of the rows that hold something, in the order of the file, and `kinds` the place of
    each row's kind in `shapes`. Columns count from 0: `first_column` to `last_column` is what the library lays out.
    `fields`: how many cells each row has, where rows may have too few or too many.
    """

    sheet: Sheet
    rows: tuple[int, ...]
    kinds: tuple[int, ...]
    shapes: tuple[Shape, ...]
    first_column: int
    last_column: int
    merged: tuple[Merged, ...]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    fields: Mapping[int, int] = field(default_factory=dict, hash=False)

    @property
    def last_row(self) -> int:
        """The last row that holds something; 0 for an empty sheet."""
        return max(self.rows, default=0)


def facts_of(
    sheet: Sheet,
    rows: Iterable[tuple[int, bool, Sequence[Cell]]],
    merged: Iterable[Merged] = (),
    hidden_columns: Iterable[int] = (),
    fields: Mapping[int, int] | None = None,
) -> SheetFacts:
    """Return the facts of a sheet from its rows: of each its number (from 1), whether it is hidden, and its cells.

    Args:
        sheet: the sheet.
        rows: in the order of the file.
        merged: the merged ranges.
        hidden_columns: columns that people do not see, from 0.
        fields: how many cells each row has, where rows may have too few or too many.
    """
    numbers, kinds, hidden = list[int](), list[int](), set[int]()
    shapes, shape_numbers = dict[Shape, int](), dict[tuple[Cell, ...], int]()
    for number, is_hidden, cells in rows:
        signature = tuple(cells)
        if signature not in shape_numbers:
            shape_numbers[signature] = shapes.setdefault(shape_of(signature), len(shapes))
        kind = shape_numbers[signature]
        numbers.append(number)
        kinds.append(kind)
        if is_hidden:
            hidden.add(number)
    all_shapes = tuple(shapes)
    holding = [(number, kind) for number, kind in zip(numbers, kinds, strict=True) if all_shapes[kind].holds]
    present = [shape.present for shape in all_shapes if shape.present]
    return SheetFacts(
        sheet,
        tuple(number for number, _ in holding),
        tuple(kind for _, kind in holding),
        all_shapes,
        min(map(min, present), default=0),
        max(map(max, present), default=0),
        tuple(merged),
        frozenset(hidden),
        frozenset(hidden_columns),
        fields or {},
    )
