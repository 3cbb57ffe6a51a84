"""A message: what is to be said, apart from how any language says it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeAlias

Value: TypeAlias = "str | float | Decimal | Fraction | date | Message | Declared | Sequence[Value] | None"


class Message(NamedTuple):
    """Something to be said, in whatever language: the key of its words and the values that stand in them."""

    key: str
    values: Mapping[str, Value]


class Declared(NamedTuple):
    """A text that a declaration gives in each language, such as the name of a unit or the label of a code."""

    vi: str
    en: str


def message(key: str, **values: Value) -> Message:
    """Return something to be said, by its key in the catalogue; see `catalogue`."""
    return Message(key, values)
