"""A picture by what makes it, so that what was drawn once of the same need not be drawn again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl

from schemas.hashing import short_hash
from schemas.words.languages import Lang
from warehouse.recall import Recall
from warehouse.site.charts.theme import chart_svg


@dataclass(frozen=True)
class Picture:
    """A chart that is not drawn yet: the function that returns it, and what it is called with.

    `arguments` are frames and plain values. `note` is written below it, to be seen wherever the picture goes.
    """

    chart: Callable[..., Any]
    arguments: tuple[Any, ...]
    lang: Lang
    note: str = ""

    @property
    def key(self) -> str:
        """A hash of all that the picture follows from beside our code."""
        plain_arguments = [_plain(value) for value in self.arguments]
        return short_hash([self.chart.__module__, self.chart.__qualname__, plain_arguments, self.lang, self.note])

    def drawn(self, recall: Recall) -> str:
        """Return the picture as SVG, drawn where `recall` does not know it."""
        return recall(self.key, lambda: chart_svg(self.chart(*self.arguments), self.lang, self.note).encode()).decode()


def _plain(value: object) -> object:
    if isinstance(value, pl.DataFrame):
        return [[(name, str(dtype)) for name, dtype in value.schema.items()], value.rows()]
    return value
