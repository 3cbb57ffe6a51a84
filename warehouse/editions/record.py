"""The record of an edition: what makes its ranking again, how the units stood, and which submissions it rests on.

It is kept beside the content, under the same hash: who approves the one approves the other.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import polars as pl

from schemas.strict import Declaration
from warehouse.ranking.record import RankingRecord


class Standing(Declaration):
    """How a unit stood: the label of its rank, its score, its tier, and whether and why it was not ranked."""

    unit_id: str
    label: str | None
    score: float | None
    tier: int | None
    eligible: bool
    reason: str | None


class SentSubmission(Declaration):
    """A submission that an edition rests on."""

    submission_id: str
    unit_id: str
    table: str
    file_name: str
    exported_at: datetime


class Record(Declaration):
    """What an edition was submitted with. `ranking` is what makes the ranking again (method, snapshot, seed, versions).

    The titles name the method. `standings` are by unit, `submissions` those that were active in the snapshot and could
    bear on the period.
    """

    series: str
    version: int
    reason: str
    title_vi: str
    title_en: str
    ranking: RankingRecord
    standings: tuple[Standing, ...]
    submissions: tuple[SentSubmission, ...]

    def as_text(self) -> str:
        """Return the record as it is kept: JSON, the same bytes for the same record."""
        return self.model_dump_json(indent=1) + "\n"


def standings_of(rankings: pl.DataFrame) -> tuple[Standing, ...]:
    """Return how the units stand among all in the table `rankings`, by unit.

    The rows of the score hold the eligibility too: a unit that is not ranked has its row, without a rank.
    """
    rows = rankings.filter(pl.col("measure") == "score", pl.col("peer_group") == "all").sort("unit_id")
    return tuple(
        Standing(
            unit_id=row["unit_id"],
            label=row["rank_label"] if row["rank"] is not None else None,
            score=row["value"],
            tier=row["tier"],
            eligible=row["eligible"],
            reason=row["reason"],
        )
        for row in rows.iter_rows(named=True)
    )


def bearing_submissions(submissions: pl.DataFrame, last_day: date) -> tuple[SentSubmission, ...]:
    """Return the active submissions of the table `submissions` that can bear on a period ending on `last_day`.

    Those whose first row is dated later cannot. Earlier ones can: dossiers are carried over.
    """
    could_bear = pl.col("window_from").is_null() | (pl.col("window_from") <= last_day)
    rows = submissions.filter("is_active", could_bear).sort("unit_id", "table_name", "exported_at", "submission_id")
    return tuple(_submissions_in(rows.iter_rows(named=True)))


def _submissions_in(rows: Iterable[dict[str, Any]]) -> Iterable[SentSubmission]:
    for row in rows:
        names = ("submission_id", "unit_id", "file_name", "exported_at")
        yield SentSubmission(table=row["table_name"], **{name: row[name] for name in names})
