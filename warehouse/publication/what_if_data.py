"""The data of the page on which weights are moved: what a ranking is computed from."""

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.words.message import Message

Score = str | float | None  # "5000/77" where it is exact


@dataclass(frozen=True)
class Unsupported:
    """Why a page cannot compute the ranking."""

    why: Message


@dataclass(frozen=True)
class IndicatorPart:
    """An indicator of the tree, with its size as declared."""

    id: str
    name_vi: str
    name_en: str
    size: str
    computable: bool
    required: bool


@dataclass(frozen=True)
class GroupPart:
    """A group of the tree, with its size as declared and the mean that its parts are put together by."""

    id: str
    name_vi: str
    name_en: str
    size: str
    aggregation: str
    parts: tuple["GroupPart | IndicatorPart", ...]


@dataclass(frozen=True)
class ExcusedUnit:
    """A unit that has no rank under any weights."""

    id: str


@dataclass(frozen=True)
class ScoredUnit:
    """A unit with its normalised scores in the order of `WhatIf.codes`, None where there is none.

    `missing` holds the status of those by indicator, `barred` which of them bar the unit from a rank, `completed` the
    indicators whose scores rest on cases of the city too, `values` the values that break ties, oriented. A unit with
    hidden cells is `approximate`: they hold what `left_over` finds.
    """

    id: str
    approximate: bool
    scores: tuple[Score, ...]
    missing: Mapping[str, str]
    barred: tuple[str, ...]
    completed: tuple[str, ...]
    values: Mapping[str, str]


@dataclass(frozen=True)
class Least:
    """The shares of the weight, of all and within each group, of which a ranked unit has scores."""

    overall: str
    each_group: str


@dataclass(frozen=True)
class WhatIf:
    """What a ranking is computed from, exact numbers as text.

    `method` is the fingerprint of the method, `total_points` None where parts have weights; `digits` is how many
    decimals sizes have, `places` how many ranked scores have, None where they are not rounded. `codes` are the
    computable indicators.
    """

    method: str
    total_points: str | None
    digits: int
    aggregation: str
    ties: str
    tie_break: tuple[str, ...]
    places: int | None
    least: Least
    groups: tuple[GroupPart, ...]
    codes: tuple[str, ...]
    units: tuple[ExcusedUnit | ScoredUnit, ...]
