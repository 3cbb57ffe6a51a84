"""The banner that says on every page of a published tree what the edition is: in force, superseded or withdrawn."""

import re
from dataclasses import dataclass
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from schemas.edition import Edition

START, END = "<!--status-->", "<!--/status-->"
_BETWEEN = re.compile(f"{re.escape(START)}.*?{re.escape(END)}", re.DOTALL)
_LANG = re.compile(r"""<html\b[^>]*?\slang\s*=\s*["']?([a-zA-Z]+)""", re.IGNORECASE)


@dataclass(frozen=True)
class Links:
    """Where a banner leads, relative to its page: to this very version, and to what stands in its place now."""

    itself: str
    newest: str


def language_of(page: str) -> str:
    """Return the language that a page declares: "vi", or "en" for any other."""
    found = _LANG.search(page)
    return "vi" if found and found.group(1).lower() == "vi" else "en"


def status_fault(path: str, page: str) -> str | None:
    """Return what is wrong with a page's markers, or None: each page has one pair, so that no status goes unsaid.

    A site's first page, which only leads on to a language, needs none.
    """
    if (page.count(START), page.count(END)) == (1, 1) and _BETWEEN.search(page):
        return None
    if path == "index.html" and START not in page and END not in page:
        return None
    return f"{path}: cần đúng một cặp {START}…{END} / exactly one such pair is needed"


def with_status(page: str, edition: Edition, zone: str, links: Links) -> str:
    """Return the page with the banner of the edition, in the page's language, between its markers."""
    banner = (_vietnamese if language_of(page) == "vi" else _english)(edition, zone, links)
    box = f'<p class="banner {edition.state}" role="note">{banner}</p>'
    return _BETWEEN.sub(lambda _: f"{START}{box}{END}", page)


def day_vi(moment: datetime | None, zone: str) -> str:
    """Return the day of a moment in the zone, as Vietnamese writes it: 05/01/2024."""
    return "" if moment is None else f"{moment.astimezone(ZoneInfo(zone)):%d/%m/%Y}"


def day_en(moment: datetime | None, zone: str) -> str:
    """Return the day of a moment in the zone, as English writes it: 5 January 2024."""
    from babel.dates import format_date

    return "" if moment is None else format_date(moment.astimezone(ZoneInfo(zone)), "d MMMM y", locale="en")


def _vietnamese(edition: Edition, zone: str, links: Links) -> str:
    said = f"Đã công bố ngày {day_vi(edition.published_at, zone)}, {_link(links.itself, f'lần {edition.version}')}."
    if edition.state == "superseded":
        newest = _link(links.newest, f"lần {edition.superseded_by}")
        return f"<strong>Bản này đã được thay bằng {newest}.</strong> {said}"
    return f"{said} Lý do công bố lại: {escape(edition.reason)}" if edition.reason else said


def _english(edition: Edition, zone: str, links: Links) -> str:
    said = f"Published on {day_en(edition.published_at, zone)}, {_link(links.itself, f'version {edition.version}')}."
    if edition.state == "superseded":
        newest = _link(links.newest, f"version {edition.superseded_by}")
        return f"<strong>This edition has been superseded by {newest}.</strong> {said}"
    reason = f'<span lang="vi">{escape(edition.reason)}</span>'
    return f"{said} Reason for this version: {reason}" if edition.reason else said


def _link(target: str, text: str) -> str:
    return f'<a href="{escape(target)}">{text}</a>'
