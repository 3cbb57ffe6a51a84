"""A page, and a figure on it: what the build turns into files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from warehouse.recall import Recall, anew
from warehouse.site.charts.picture import Picture
from warehouse.site.charts.theme import described


@dataclass(frozen=True)
class Figure:
    """A picture with what it shows: `name` (of its files), `title` (the finding), `alt`, and its data.

    `columns` are the headings of the columns of `data`, in the language of the page. `caption` says what is drawn, in
    which unit and of which days.
    """

    name: str
    title: str
    alt: str
    caption: str
    picture: Picture
    data: pl.DataFrame
    columns: Mapping[str, str]

    def svg(self, recall: Recall = anew) -> str:
        """Return the picture as SVG, with its title and caption in it; see `Picture.drawn`."""
        return described(self.picture.drawn(recall), self.picture.lang, self.title, self.caption)


@dataclass(frozen=True)
class Page:
    """One page of one language.

    `path` is its place below the folder of the language, "units/quan-1.html"; `section` the entry of the navigation
    that it belongs to; `context` what its template needs beside what every page has.
    """

    path: str
    template: str
    title: str
    section: str
    context: Mapping[str, Any] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()

    @property
    def up(self) -> str:
        """How the page reaches the folder of its language: "" or "../"."""
        return "../" * self.path.count("/")
