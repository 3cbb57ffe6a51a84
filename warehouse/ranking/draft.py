"""A draft: the ranking of a period by a method, with everything that is needed to show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from schemas.method import Method
from schemas.register import Unit
from warehouse.ranking.assessment import Assessment
from warehouse.ranking.evidence.effects import Effects
from warehouse.ranking.evidence.periods import Period
from warehouse.ranking.index.score import Ranking


@dataclass(frozen=True)
class Draft:
    """A ranking of `units` from a `snapshot`.

    `changes` (`ranking_changes`) compares with the `previous` period, of which `earlier` holds the cells. `effects`
    are the design effects, with what each rests on; `groupings` which peer group each unit belongs to, by
    grouping. `signals` are the cells of the indicators of integrity, shown beside the score and never part of it;
    `form` is the form II.06a as the dossiers give it; `retest` (`ranking_reliability`) sets the halves of the period
    beside each other.
    """

    assessment: Assessment
    changes: pl.DataFrame
    earlier: pl.DataFrame
    previous: Period
    effects: Effects
    groupings: Mapping[str, Mapping[str, str]]
    signals: pl.DataFrame
    form: pl.DataFrame
    retest: pl.DataFrame
    method: Method
    period: Period
    units: tuple[Unit, ...]
    snapshot: str
    business_date: date
    synthetic: bool

    @property
    def ranking(self) -> Ranking:
        """The ranking itself."""
        return self.assessment.ranking
