"""What pages say of their state when they are published, put between the markers that their content has for it.

A banner on every page says what the edition is: in force or superseded. The page of revisions lists all editions.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from html import escape
from zoneinfo import ZoneInfo

from schemas.edition import Edition
from schemas.words.catalogue import text
from schemas.words.languages import ENGLISH, LANGUAGES, VIETNAMESE, Language
from schemas.words.message import Message, message

START, END = "<!--status-->", "<!--/status-->"
HISTORY_START, HISTORY_END = "<!--editions-->", "<!--/editions-->"
_BETWEEN, _HISTORY = (
    re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.DOTALL)
    for start, end in ((START, END), (HISTORY_START, HISTORY_END))
)
_LANG = re.compile(r"""<html\b[^>]*?\slang\s*=\s*["']?([a-zA-Z-]+)""", re.IGNORECASE)


@dataclass(frozen=True)
class Links:
    """Where a banner leads, relative to its page: to this very version, and to what stands in its place now."""

    itself: str
    newest: str


def language_of(page: str, languages: Sequence[Language] = LANGUAGES) -> Language:
    """Return the one of some languages that a page declares; English where it declares none of them."""
    lang_attribute = _LANG.search(page)
    tag = lang_attribute.group(1).lower() if lang_attribute else ""
    language_by_tag = {language.tag.lower(): language for language in languages}
    return language_by_tag.get(tag) or language_by_tag.get(tag.partition("-")[0]) or ENGLISH


def status_fault(path: str, page: str) -> Message | None:
    """Return what is wrong with a page's markers, or None: each page has one pair, so that no status goes unsaid.

    A site's first page, which only leads on to a language, needs none. A page may have one pair for the history.
    """
    if (page.count(HISTORY_START), page.count(HISTORY_END)) != (0, 0) and not has_history(page):
        return message("edition_refusals.unfit-no-status", file=path, start=HISTORY_START, end=HISTORY_END)
    if (page.count(START), page.count(END)) == (1, 1) and _BETWEEN.search(page):
        return None
    if path == "index.html" and START not in page and END not in page:
        return None
    return message("edition_refusals.unfit-no-status", file=path, start=START, end=END)


def with_status(page: str, edition: Edition, zone: str, links: Links, languages: Sequence[Language] = LANGUAGES) -> str:
    """Return the page with the banner of the edition, in the page's language, between its markers.

    Args:
        page: a page of the edition's content, with one pair of markers.
        edition: the edition that the page is of, published once or still.
        zone: the time zone whose days are named.
        links: where the banner leads.
        languages: those in which the city publishes.
    """
    language = language_of(page, languages)
    box = f'<p class="banner {edition.state}" role="note">{_banner(edition, zone, links, language)}</p>'
    return _BETWEEN.sub(lambda _: f"{START}{box}{END}", page)


def has_history(page: str) -> bool:
    """Say whether a page has one place for the history of its ranking."""
    return (page.count(HISTORY_START), page.count(HISTORY_END)) == (1, 1) and bool(_HISTORY.search(page))


def with_history(page: str, section: str) -> str:
    """Return the page with a section of HTML (see `pages.history_section`) in the place for the history."""
    return _HISTORY.sub(lambda _: f"{HISTORY_START}{section}{HISTORY_END}", page)


def local_moment(moment: datetime, zone: str) -> datetime:
    """Return a moment by the clock of the zone."""
    return moment.astimezone(ZoneInfo(zone))


def local_day(moment: datetime | None, zone: str) -> date | None:
    """Return the day of a moment in the zone."""
    return None if moment is None else local_moment(moment, zone).date()


def _banner(edition: Edition, zone: str, links: Links, language: Language) -> str:
    """Return what the banner says, as HTML: the catalogue's words hold no markup, and the reason is escaped."""
    say = partial(text, language=language)
    day, link = local_day(edition.published_at, zone), _link(links.itself, edition.version, language)
    published = say(message("edition_pages.banner-published", day=day, version=link))
    if edition.state == "superseded":
        newest = _link(links.newest, edition.superseded_by, language)
        return f"<strong>{say(message('edition_pages.banner-superseded', version=newest))}</strong> {published}"
    if not edition.reason:
        return published
    reason = escape(edition.reason)
    quoted = reason if language == VIETNAMESE else f'<span lang="{VIETNAMESE.tag}">{reason}</span>'
    return f"{published} {say(message('edition_pages.banner-reason', reason=quoted))}"


def _link(target: str, version: int | None, language: Language) -> str:
    return f'<a href="{escape(target)}">{text(message("edition_pages.version", version=version), language)}</a>'
