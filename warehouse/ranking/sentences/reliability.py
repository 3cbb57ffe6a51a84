"""How far the scores can be relied on, in sentences: what the model claims beside what a retest finds."""

from schemas.words.message import Message, message
from warehouse.ranking.draft import Draft
from warehouse.ranking.row_ids import SCORE


def of_retest(draft: Draft) -> list[Message]:
    """Return the reliability of the score by the model and by retest, and which to believe; nothing where unknown."""
    rows = draft.retest.filter(measure=SCORE).drop_nulls(["rankability", "reliability_high"]).to_dicts()
    if not rows:
        return []
    row = rows[0]
    figures = {name: row[name] for name in ("rankability", "reliability", "reliability_low", "reliability_high")}
    is_below = row["rankability"] > row["reliability_high"]
    sentences = [
        message("findings.retest", **figures),
        message("findings.retest-below" if is_below else "findings.retest-agrees"),
    ]
    if draft.method.uncertainty.horizon == "period":
        sentences.append(message("findings.retest-of-period"))
    return sentences
