"""The page of revisions: what each edition changed, and how corrections are made.

Which editions there are is put into it when one is published (see `warehouse.editions.history`): it changes later.
"""

from collections.abc import Iterator, Sequence

from warehouse.publication.publication import Publication
from warehouse.rows import Row
from warehouse.site import lookup, revision_tables
from warehouse.site.page import Page
from warehouse.site.words import Words


def pages(p: Publication, words: Words) -> Iterator[Page]:
    """Yield the page."""
    changed = revision_tables.changed(p.tables["revisions"])
    context = {
        "units": lookup.unit_names(p, words),
        "changed": [(version, rows, _summary(rows, words)) for version, rows in changed.items()],
    }
    yield Page("revisions.html", "revisions.html.j2", words.say("revisions.title"), "revisions", context)


def _summary(rows: Sequence[Row], words: Words) -> str:
    ranks, scores = (
        sum(map(has_changed, rows)) for has_changed in (revision_tables.rank_changed, revision_tables.score_changed)
    )
    return words.say("revisions.changes_summary", ranks=ranks, scores=scores)
