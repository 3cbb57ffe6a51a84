"""What the commands share: exit codes, and speaking to people in Vietnamese and English or to programs in JSON."""

import json
from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Annotated, Any

from cyclopts import Parameter
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from schemas.words.numbers import number

Json = Annotated[bool, Parameter(name="--json", negative="", help="In kết quả dạng JSON / print the result as JSON.")]
_WIDTH = 160  # of output that goes to no terminal: rows stay on one line


class Exit(IntEnum):
    """What the exit code says."""

    FINE = 0
    ATTENTION = 1
    USAGE = 2
    DECLARATION = 3
    LOCKED = 4
    FAULT = 5


class WrongUsage(Exception):
    """The command cannot do what was asked; the messages say what was expected and what to do."""

    def __init__(self, message_vi: str, message_en: str) -> None:
        super().__init__(message_vi, message_en)
        self.message_vi = message_vi
        self.message_en = message_en


def say(message_vi: str, message_en: str = "") -> None:
    """Print a message on the standard output."""
    _print(_console(), message_vi, message_en)


def complain(message_vi: str, message_en: str) -> None:
    """Print an error on the standard error stream."""
    _print(_console(stderr=True), message_vi, message_en)


def write_json(data: object) -> None:
    """Print `data` as JSON on the standard output; dates and paths as text."""
    print(json.dumps(data, ensure_ascii=False, indent=1, default=str))


def write_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print a table; numbers are aligned right and grouped as in Vietnam. Nothing is printed where there is no row."""
    table = Table(box=None, pad_edge=False)
    listed = [list(row) for row in rows]
    for i, name in enumerate(columns):
        is_number = bool(listed) and all(isinstance(row[i], int) for row in listed)
        table.add_column(name, justify="right" if is_number else "left", overflow="fold")
    for row in listed:
        table.add_row(*(_cell(value) for value in row))
    if listed:
        _console().print(escape(title), style="bold")
        _console().print(table)
        _console().print()


def _cell(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return number(value)
    return escape("" if value is None else str(value))


def _console(stderr: bool = False) -> Console:
    console = Console(stderr=stderr, highlight=False, soft_wrap=True)
    return console if console.is_terminal else Console(stderr=stderr, highlight=False, width=_WIDTH, soft_wrap=False)


def _print(console: Console, message_vi: str, message_en: str) -> None:
    console.print(escape(message_vi), soft_wrap=True)
    if message_en:
        console.print(escape(message_en), style="dim", soft_wrap=True)
