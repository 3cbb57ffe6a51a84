"""The page about the ranking: what it is and is not, how to read it, what is not measured, and who can use it."""

from collections.abc import Iterator, Mapping

from schemas.table import load_tables
from schemas.words.message import Declared
from warehouse.publication.publication import Publication
from warehouse.site.page import Page
from warehouse.site.words import Words

# Invented units: late dossiers of 10,000, rank, and the least and greatest true rank (rule arcsine_tukey, 95 %).
EXAMPLE = (("A", 5, 1, 1, 2), ("B", 8, 2, 1, 2), ("C", 60, 3, 3, 3))


def pages(p: Publication, words: Words) -> Iterator[Page]:
    """Yield the page."""
    example = [
        (name, words.number(late), words.number(rank), words.span(least, most))
        for name, late, rank, least, most in EXAMPLE
    ]
    context = {"example": example, "policies": _policies(p, words)}
    yield Page("about.html", "about.html.j2", words.say("about.title"), "about", context)


def _policies(p: Publication, words: Words) -> list[Mapping[str, str]]:
    """Return the rules that counts are published under, with the tables that each is for and its legal basis."""
    tables: dict[tuple[str, str, str], list[str]] = {}
    for row in p.record.disclosure.by_table if p.record.disclosure else ():
        table = load_tables()[row.table]
        name = words.text(Declared(table.label_vi, table.label_en))
        tables.setdefault((row.about, row.rule, row.legal_basis), []).append(name)
    return [
        {
            "about": words.say(f"disclosure.about-{subject}"),
            "rule": words.say(f"disclosure.rule-{rule}"),
            "tables": "; ".join(names),
            "basis": basis,
        }
        for (subject, rule, basis), names in tables.items()
    ]
