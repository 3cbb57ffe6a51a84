"""The page of published figures: what was printed, what was found about it, and how to read that."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from schemas.disclosure import policy_of
from warehouse.publication.claim_lines import (
    MARKS,
    ClaimLine,
    claim_lines,
    verdict_counts,
    verdict_means,
    verdict_name,
)
from warehouse.publication.claim_verdicts import TABLE, tells_dossiers
from warehouse.publication.publication import Publication
from warehouse.site import lookup
from warehouse.site.marks import bar_mark
from warehouse.site.page import Page
from warehouse.site.words import Words


def pages(p: Publication, words: Words) -> Iterator[Page]:
    """Yield the page; where there is no published figure it says so."""
    lines = _lines(p)
    claims_policy, months_policy = (policy_of(p.city.disclosure, "public", table) for table in (TABLE, "monthly"))
    context = {
        "total": len(lines),
        "counts": _counts(words, lines),
        "by_text_alone": not tells_dossiers(claims_policy),
        "months_by_text": tells_dossiers(claims_policy) and not tells_dossiers(months_policy),
        "verdicts": list(_verdicts(words, lines)),
        "groups": list(_groups(words, lines)),
        "units": lookup.unit_names(p, words),
    }
    yield Page("claims.html", "claims.html.j2", words.say("claims_shown.title"), "claims", context)


def lines_of_unit(p: Publication, unit_id: str) -> Sequence[ClaimLine]:
    """Return the published figures of a unit, those that need somebody first."""
    return [line for line in _lines(p) if line.unit_id == unit_id]


@lru_cache(4)
def _lines(p: Publication) -> Sequence[ClaimLine]:
    return claim_lines(p.tables[TABLE])


def _counts(words: Words, lines: Sequence[ClaimLine]) -> str:
    """Return in a sentence how many figures have which verdict."""
    if not lines:
        return words.say("claims_shown.none")
    count_texts = [
        words.say("claims_shown.count", verdict=verdict_name(code), count=count)
        for code, count in verdict_counts(lines).items()
        if count
    ]
    return words.say("claims_shown.counts", all=len(lines), verdicts="; ".join(count_texts))


def _verdicts(words: Words, lines: Sequence[ClaimLine]) -> Iterator[Mapping[str, Any]]:
    """Yield each verdict, also one that no figure has: its mark, name, meaning, and how many figures have it."""
    for code, count in verdict_counts(lines).items():
        share = count / len(lines) if lines else 0.0
        yield {
            "code": code,
            "mark": MARKS[code],
            "name": words.text(verdict_name(code)),
            "means": words.text(verdict_means(code)),
            "count": count,
            "bar": bar_mark(share, words.say("claims_shown.share-alt", share=share)),
        }


def _groups(words: Words, lines: Sequence[ClaimLine]) -> Iterator[Mapping[str, Any]]:
    """Yield the figures of each verdict that one has, by the text that printed them."""
    for code, code_lines in groupby(lines, key=lambda line: line.code):
        texts = [list(text_lines) for _, text_lines in groupby(code_lines, key=lambda line: (line.text, line.source))]
        yield {"code": code, "mark": MARKS[code], "name": words.text(verdict_name(code)), "texts": texts}
