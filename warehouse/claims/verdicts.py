"""The verdict on each claim, from its text and, where there are complete dossiers, from them."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from warehouse.claims.claim import Claim, Figures, Verdict
from warehouse.claims.counts_judged import judge_count
from warehouse.claims.dossier_verdicts import with_dossiers
from warehouse.claims.figures import text_of
from warehouse.claims.identities import identities_of
from warehouse.claims.rates_judged import judge_rate, tests_of
from warehouse.claims.suspects import find


def judge(claims: Sequence[Claim], figures: Figures | None = None) -> list[Verdict]:
    """Return a verdict for each claim, in their order; claims of one text are judged together.

    Args:
        claims: the claims, of any number of texts.
        figures: what complete dossiers give, by claim; None or nothing of a claim: its text alone is asked.
    """
    # Within a judgement claims go by their place in the list: two rows of a file can have one id.
    numbered = [claim._replace(claim_id=str(number)) for number, claim in enumerate(claims)]
    sorted_claims = sorted(numbered, key=lambda claim: claim.text_id)
    texts = [list(group) for _, group in groupby(sorted_claims, key=lambda claim: claim.text_id)]
    verdicts_by_number = {
        int(verdict.claim_id): verdict for text_claims in texts for verdict in _text_verdicts(text_claims)
    }
    return [
        with_dossiers(
            claim, verdicts_by_number[number]._replace(claim_id=claim.claim_id), (figures or {}).get(claim.claim_id)
        )
        for number, claim in enumerate(claims)
    ]


def _text_verdicts(claims: Sequence[Claim]) -> Iterator[Verdict]:
    text = text_of(claims)
    identities = identities_of(text)
    rates = tests_of(text)
    finding = find(identities, list(rates.values()))
    judged_rates = {claim_id: judge_rate(text, test, finding) for claim_id, test in rates.items()}
    for claim in claims:
        if why := text.unreadable.get(claim.claim_id):
            yield Verdict(claim.claim_id, "not_testable", (), None, why)
        elif claim.claim_id in judged_rates:
            yield judged_rates[claim.claim_id].verdict
        else:
            yield judge_count(text, claim, identities, finding, list(judged_rates.values()))
