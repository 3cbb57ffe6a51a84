"""A publication: what leaves the house of one ranking. Pages and downloads are made from it and from nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

import polars as pl

from schemas.city import CityDeclaration
from schemas.indicator import Indicator
from schemas.method import Method
from schemas.rule import Rule
from schemas.table import PublishedAs, load_tables
from schemas.words.languages import LANGUAGES, Language
from schemas.words.message import Declared, Message
from warehouse.publication.what_if_data import Unsupported, WhatIf
from warehouse.ranking.explanation.blocks import Section
from warehouse.ranking.record import RankingRecord


@dataclass(frozen=True)
class Span:
    """A period as it is shown: its id and kind ("year", "quarter", "month", "dates" ...), first and last day."""

    id: str
    kind: str
    first: date
    last: date


@dataclass(frozen=True)
class Sentences:
    """What is said of a ranking, by subject.

    `findings` are what its table shows, `meanings` what its columns mean, `changes` what differs from the period
    before, `weights` how what parts decide differs from what they were declared to, `choices` how ranks move under
    other choices of method.
    """

    findings: tuple[Message, ...] = ()
    meanings: tuple[Message, ...] = ()
    changes: tuple[Message, ...] = ()
    weights: tuple[Message, ...] = ()
    choices: tuple[Message, ...] = ()


@dataclass(frozen=True, eq=False)  # itself and no other: what pages look up in it is kept for as long as it is shown
class Publication:
    """One ranking as it is published: which it is, its tables after disclosure control, and what is said about it.

    `tables` holds the declared tables of `published_tables` by name, with their declared columns. `definitions` says
    by the code of an indicator what is counted, `explanation` is the method as prose and formulas. `record` is what
    makes the ranking again. `what_if` holds what the ranking is computed from, for the page on which weights are moved.
    `kinds` says what each table of data that is sent is called. The site speaks `languages`: tables hold two of them,
    and others have from `reasons` why a unit has no rank, and from `rules` (by table and id) why rows were rejected.
    Counts below `threshold` are suppressed in the tables.
    """

    city: CityDeclaration
    method: Method
    period: Span
    previous: Span
    business_date: date
    snapshot: str
    synthetic: bool
    threshold: int
    record: RankingRecord
    tables: Mapping[str, pl.DataFrame]
    sentences: Sentences
    definitions: Mapping[str, Indicator]
    explanation: tuple[Section, ...]
    what_if: WhatIf | Unsupported
    kinds: Mapping[str, Declared]
    languages: tuple[Language, ...] = LANGUAGES
    reasons: Mapping[str, Message] = field(default_factory=dict)
    rules: Mapping[tuple[str, str], Rule] = field(default_factory=dict)

    @property
    def series(self) -> str:
        """Which ranking this is, whatever its version: "2022-qd766"."""
        return f"{self.period.id.replace('..', '-to-')}-{self.method.id}"


def published_tables() -> tuple[str, ...]:
    """Return the names of the tables that a publication holds: part by part, and by name within a part.

    What became of it afterwards, the history of its editions, is none of them.
    """
    parts = get_args(PublishedAs)
    declared_tables = [table for table in load_tables().values() if table.published_as not in (None, "history")]
    return tuple(t.name for t in sorted(declared_tables, key=lambda t: (parts.index(t.published_as), t.name)))
