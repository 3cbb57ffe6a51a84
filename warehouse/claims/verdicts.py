"""The verdict on each claim, from its text and, where there are complete dossiers, from them."""

from collections.abc import Sequence

from schemas.words.message import message
from warehouse.claims.claim import Claim, Figures, Verdict


def judge(claims: Sequence[Claim], figures: Figures | None = None) -> list[Verdict]:
    """Return a verdict for each claim, in their order; claims of one text are judged together.

    Args:
        claims: the claims, of any number of texts.
        figures: what complete dossiers give, by claim; None or nothing of a claim: its text alone is asked.
    """
    return [Verdict(claim.claim_id, "not_testable", (), None, message("claims.not-judged")) for claim in claims]
