"""Why a figure is not published: the rule by which disclosure control hid it, as a page says it."""

from collections.abc import Mapping
from functools import lru_cache

from schemas.table import load_tables
from warehouse.publication.publication import Publication
from warehouse.site.words import Words

_SMALL = "small"  # said before the other reason: of a cell with both, it is why the cell is hidden


@lru_cache(4)
def _reasons(p: Publication) -> Mapping[tuple[str, str, str], frozenset[str]]:
    """Return the codes of the reasons by table, unit and item; of any of their days, as a page shows one of them."""
    reasons: dict[tuple[str, str, str], set[str]] = {}
    for table, unit, item, why in p.tables["suppressions"].select("table_name", "unit_id", "item", "why").iter_rows():
        reasons.setdefault((table, unit, item), set()).add(why)
    return {key: frozenset(codes) for key, codes in reasons.items()}


def why_hidden(p: Publication, words: Words, table: str, unit: str, item: str) -> str:
    """Return by which rule a figure is hidden.

    Args:
        p: the publication.
        words: the language of the page.
        table: the table that the figure stands in.
        unit: the id of its unit, "" for all units together.
        item: its indicator, or column of the form.
    """
    codes = _reasons(p).get((table, unit, item), frozenset())
    if not codes:
        return words.say("base.suppressed")
    names = load_tables()["suppressions"].column("why").codes
    return words.pick(names[_SMALL if _SMALL in codes else min(codes)])
