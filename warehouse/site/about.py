"""The page about the ranking: what it is and is not, how to read it, what is not measured, and who can use it."""

from collections.abc import Iterator

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
    yield Page("about.html", "about.html.j2", words.say("about.title"), "about", {"example": example})
