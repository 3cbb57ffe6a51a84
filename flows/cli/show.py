"""What the commands share: exit codes, and speaking to people in Vietnamese and English or to programs in JSON."""

import json
import os
import sys
import textwrap
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import partial
from typing import IO, Annotated, Any

from cyclopts import Parameter
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flows.exits import Exit as Exit  # noqa: PLC0414 - commands take it from here
from schemas.words.catalogue import bilingual, said
from schemas.words.languages import VIETNAMESE, Said
from schemas.words.message import Declared, Message

Words = Message | Declared | str  # a text is what all languages have: a path, a name, a line of code

Json = Annotated[bool, Parameter(name="--json", negative="", help="help.as-json")]
_WIDTH = 160  # of output that goes to no terminal: rows stay on one line


class WrongUsage(Exception):
    """The command cannot do what was asked; `words` say what was expected and what to do."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.words = words


def say(words: Words, *, width: int | None = None, indent: str = "") -> None:
    """Print what is said on the standard output, in lines of at most `width` characters, the later ones indented.

    Args:
        words: what is said: as it is in both languages, or as it is in each.
        width: characters; None leaves the lines to the terminal.
        indent: what the lines after the first begin with, where there is a width.
    """
    vi, en = in_each_language(words)
    if width is not None:
        fill = partial(textwrap.fill, width=width, break_long_words=False, break_on_hyphens=False)
        vi, en = fill(vi, subsequent_indent=indent), fill(en, initial_indent=indent, subsequent_indent=indent)
    _print(_console(), vi, en)


def say_of(label: Message, value: object) -> None:
    """Print a value after what it is, on one line in both languages."""
    say(f"{bilingual(label)}: {value}")


def complain(words: Words) -> None:
    """Print an error on the standard error stream."""
    _print(_console(stderr=True), *in_each_language(words))


def in_each_language(words: Words) -> Said:
    """Return words in Vietnamese and in English; the latter are empty where one text is for both."""
    if isinstance(words, Message):
        return said(words)
    return (words, "") if isinstance(words, str) else (words.vi, words.en)


def write_json(data: object) -> None:
    """Print `data` as JSON on the standard output; dates and paths as text."""
    write(json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n")


def write(text: str) -> None:
    """Write text as it is on the standard output. Where nobody reads it any more the command goes on all the same."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _write_to_nobody(sys.stdout)


def write_table(title: Message | str, columns: Sequence[Words], rows: Iterable[Sequence[Any]]) -> None:
    """Print a table; nothing where it has no row.

    Args:
        title: what the rows are.
        columns: a heading for each column.
        rows: a value for each column: text, words in both languages, numbers, dates and times (by the city's clock),
            which are written as in Vietnam; nothing for None.
    """
    table = Table(box=None, pad_edge=False)
    row_lists = [list(row) for row in rows]
    for i, name in enumerate(columns):
        is_number = bool(row_lists) and all(isinstance(row[i], int | float) for row in row_lists)
        table.add_column(escape(_lines(name)), justify="right" if is_number else "left", overflow="fold")
    for row in row_lists:
        table.add_row(*(_cell(value) for value in row))
    if row_lists:
        _console().print(escape(title if isinstance(title, str) else bilingual(title)), style="bold")
        _console().print(table)
        _console().print()


def _cell(value: object) -> str:
    from schemas.words import formats  # with Babel, of which nothing else needs to know

    language = VIETNAMESE.tag
    match value:
        case Message() | Declared() | str():
            text = _lines(value)
        case bool():
            text = str(value)
        case datetime():
            text = formats.moment(value, language)
        case date():
            text = formats.day(value, language)
        case int():
            text = formats.number(value, language)
        case float():
            text = formats.number(value, language, 2)
        case _:
            text = "" if value is None else str(value)
    return escape(text)


def _lines(words: Words) -> str:
    """Return words with a line for each language."""
    vi, en = in_each_language(words)
    return f"{vi}\n{en}" if en and en != vi else vi


class _Output(Console):
    def on_broken_pipe(self) -> None:
        """Go on where rich would exit: what the command does, and its code, do not depend on who reads what it says."""
        _write_to_nobody(self.file)


def _write_to_nobody(stream: IO[str]) -> None:
    """Have what is written from now on go nowhere: whoever read it, such as `head`, has seen enough."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _console(stderr: bool = False) -> Console:
    console = _Output(stderr=stderr, highlight=False, soft_wrap=True)
    return console if console.is_terminal else _Output(stderr=stderr, highlight=False, width=_WIDTH, soft_wrap=False)


def _print(console: Console, vi: str, en: str) -> None:
    console.print(escape(vi), soft_wrap=True)
    if en and en != vi:
        console.print(escape(en), style="dim", soft_wrap=True)
