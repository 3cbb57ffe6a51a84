"""What binary workbooks are made of for the tests of their readers; all of it is invented.

A cell is a text, a number, true or false, `Error`, `Dated` (a number shown as a date), `Masked` (shown as 000000),
`Computed` (a formula and its result) or None.
"""

from dataclasses import dataclass

ERRORS = {"#N/A": 42, "#DIV/0!": 7}
SEVEN = b"\x1e\x07\x00"  # the formula =7
DATE, MASK = 1, 2  # the numbers of the styles
FORMATS = {164: "dd/mm/yyyy hh:mm", 165: "000000"}


@dataclass(frozen=True)
class Error:
    text: str


@dataclass(frozen=True)
class Dated:
    days: float


@dataclass(frozen=True)
class Masked:
    number: int


@dataclass(frozen=True)
class Computed:
    result: object


@dataclass(frozen=True)
class Page:
    """A sheet: its rows, which of them and of its columns are hidden, and merged ranges (top, bottom, left, right)."""

    name: str
    rows: list
    hidden_rows: tuple = ()
    hidden_columns: tuple = ()
    merged: tuple = ()
    is_hidden: bool = False
