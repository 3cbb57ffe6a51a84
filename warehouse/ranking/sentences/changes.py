"""What changed since the period before, in words: only what chance does not explain is called a change."""

import polars as pl

from schemas.words.languages import Said
from schemas.words.numbers import number
from warehouse.ranking.draft import Draft
from warehouse.ranking.row_ids import SCORE
from warehouse.rows import Row


def of_scores(changes: pl.DataFrame) -> dict[str, Row]:
    """Return the change of the score (a row of `ranking_changes`) of each unit that was ranked in both periods."""
    own = changes.filter(pl.col("measure") == SCORE)
    return {row["unit_id"]: row for row in own.iter_rows(named=True)}


def of_changes(draft: Draft) -> list[Said]:
    """Return how many scores and ranks changed more than by chance, or why that cannot be said."""
    if draft.method.uncertainty.interval == "none":
        return [
            (
                "Không so với kỳ trước: không tính khoảng tin cậy thì không biết thay đổi nào là thật.",
                "No comparison with the period before: without intervals no change can be told from noise.",
            )
        ]
    rows, before = of_scores(draft.changes).values(), draft.previous
    days_vi, days_en = f"{before.first:%d/%m/%Y} – {before.last:%d/%m/%Y}", f"{before.first} to {before.last}"
    if not rows:
        return [
            (
                f"Không so với kỳ trước ({days_vi}): không đơn vị nào được xếp hạng ở cả hai kỳ.",
                f"No comparison with the period before ({days_en}): no unit is ranked in both.",
            )
        ]
    scores, ranks = (sum(bool(row[name]) for row in rows) for name in ("is_significant", "is_rank_changed"))
    return [
        (
            f"So với kỳ trước ({days_vi}): điểm của {number(scores)} trong {number(len(rows))} đơn vị thay đổi rõ rệt; "
            + (
                f"hạng của {number(ranks)} đơn vị thay đổi đáng tin cậy."
                if ranks
                else "không hạng nào thay đổi đáng tin cậy."
            ),
            f"Since the period before ({days_en}): scores of {scores} of {len(rows)} units changed significantly; "
            + (f"the ranks of {ranks} changed reliably." if ranks else "no reliable change of rank."),
        )
    ]
