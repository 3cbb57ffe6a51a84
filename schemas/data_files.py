"""Data of ours that is no declaration: letters, words and garbled letters that files are recognised by.

Each file of `schemas/data` is read once, by whoever first needs it.
"""

from functools import cache
from pathlib import Path
from typing import Any

from schemas.strict import read_toml

_FOLDER = Path(__file__).parent / "data"


@cache
def data_file(name: str) -> dict[str, Any]:
    """Return the contents of one file of `schemas/data`, named without its ending."""
    return read_toml(_FOLDER / f"{name}.toml")


def vietnamese(kind: str) -> tuple[str, ...]:
    """Return the words of one kind (`yes`, `afternoon` …) that Vietnamese offices write; see the file."""
    return tuple(data_file("vietnamese")[kind])
