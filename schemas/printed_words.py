"""The words that stand beside printed figures: `schemas/data/printed_words.toml`."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from schemas.data_files import data_file


def unstated_words() -> frozenset[str]:
    """Return what a source writes, in small letters, where it states nothing."""
    return frozenset(beside("unstated"))


@cache
def beside(kind: str) -> Any:  # noqa: ANN401 - a list of words, or several by name
    """Return the words of one kind."""
    return data_file("printed_words")[kind]


def begins(text: str, names: Iterable[str]) -> bool:
    """Say whether a text begins with any of the words."""
    return any(re.match(r"\s*" + as_words(name), text) for name in names)


def ends_with(text: str, names: Iterable[str]) -> bool:
    """Say whether a text ends with any of the words."""
    return any(re.search(as_words(name) + r"\s*$", text) for name in names)


@cache
def as_words(name: str) -> str:
    """Return a pattern for a text that stands as words of its own."""
    return (r"(?<!\w)" if name[0].isalnum() else "") + re.escape(name) + (r"(?!\w)" if name[-1].isalnum() else "")
