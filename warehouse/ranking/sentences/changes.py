"""What changed since the period before, in words: only what chance does not explain is called a change."""

import polars as pl

from schemas.words.message import Message, message
from warehouse.ranking.draft import Draft
from warehouse.ranking.row_ids import SCORE
from warehouse.rows import Row


def of_scores(changes: pl.DataFrame) -> dict[str, Row]:
    """Return the change of the score (a row of `ranking_changes`) of each unit that was ranked in both periods."""
    return {row["unit_id"]: row for row in changes.filter(measure=SCORE).iter_rows(named=True)}


def of_changes(draft: Draft) -> Message:
    """Return how many scores and ranks changed more than by chance, or why that cannot be said."""
    if draft.method.uncertainty.interval == "none":
        return message("findings.change-unknown")
    rows, first, last = of_scores(draft.changes).values(), draft.previous.first, draft.previous.last
    if not rows:
        return message("findings.change-of-nobody", first=first, last=last)
    scores, ranks = (sum(bool(row[name]) for row in rows) for name in ("is_significant", "is_rank_changed"))
    if not ranks:
        return message("findings.changes-of-scores", first=first, last=last, scores=scores, count=len(rows))
    return message("findings.changes", first=first, last=last, scores=scores, ranks=ranks, count=len(rows))
