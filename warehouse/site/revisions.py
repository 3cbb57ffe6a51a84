"""The page of revisions: every edition with its reason, what each one changed, and how corrections are made."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from schemas.table import load_tables
from warehouse.publication.publication import Publication
from warehouse.rows import Row
from warehouse.site import lookup, revision_tables
from warehouse.site.page import Page
from warehouse.site.words import Words


def pages(p: Publication, words: Words) -> Iterator[Page]:
    """Yield the page."""
    editions, changed = revision_tables.editions(p.tables["editions"]), revision_tables.changed(p.tables["revisions"])
    versions = sorted({row["version"] for row in editions if row["version"] > 1} | set(changed), reverse=True)
    context = {
        "units": lookup.unit_names(p, words),
        "standing": _standing(editions, words),
        "editions": [_edition(row, words) for row in editions],
        "changed": [(v, changed.get(v, ()), _summary(changed.get(v, ()), words)) for v in versions],
    }
    yield Page("revisions.html", "revisions.html.j2", words.say("revisions.title"), "revisions", context)


def _standing(editions: Sequence[Row], words: Words) -> str:
    """Return in a sentence how often the ranking was revised."""
    if not editions:
        return words.say("revisions.none")
    if len(editions) == 1:
        return words.say("revisions.first")
    return words.say("revisions.some", count=len(editions) - 1, version=editions[0]["version"])


def _edition(row: Row, words: Words) -> Mapping[str, Any]:
    states = load_tables()["editions"].column("state").codes
    first = words.say("revisions.editions_no_reason") if row["version"] == 1 else "–"
    return {
        "version": row["version"],
        "state": words.pick(states[row["state"]]),
        "when": _moment(row["published_at"], words),
        "reason": row["reason"] or first,
        "codes": [row[name] or "–" for name in ("snapshot", "method_version", "content_hash")],
    }


def _moment(value: datetime | None, words: Words) -> str:
    if value is None:
        return words.say("revisions.editions_not_yet")
    return words.moment(value)


def _summary(rows: Sequence[Row], words: Words) -> str:
    ranks, scores = (sum(map(of, rows)) for of in (revision_tables.rank_changed, revision_tables.score_changed))
    return words.say("revisions.changes_summary", ranks=ranks, scores=scores)
