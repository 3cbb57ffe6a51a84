"""What a browser finds on pages that it opens from disk, as plain facts: one visit of a page serves many tests."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

# Everything that axe knows of WCAG up to 2.2 AA and of good practice; the size of targets is off unless asked for.
_AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
_FACTS = """() => {
  const all = (what) => [...document.querySelectorAll(what)];
  const box = (e) => {
    const r = e.getBoundingClientRect();
    return [e.textContent.trim().slice(0, 40), r.width, r.height];
  };
  const scrolls = (e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1
    && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX);
  const pressed = 'header a, footer a, summary, button, input, main .take a';
  const links = all('[href], [src], [srcset]').flatMap((e) =>
    ['href', 'src', 'srcset'].filter((name) => e.hasAttribute(name)).map((name) => e.getAttribute(name)));
  const sources = all('meta[http-equiv=refresh]').map((e) => e.content.replace(/.*url=/, ''));
  return {
    lang: document.documentElement.lang,
    title: document.title,
    text: document.body.textContent,
    headings: all('h1, h2, h3, h4, h5, h6').map((e) => [Number(e.tagName[1]), e.textContent.trim()]),
    landmarks: ['header', 'nav', 'main', 'footer'].map((name) => all(`body > ${name}, header nav`).filter(
      (e) => e.localName === name).length),
    ids: all('[id]').map((e) => e.id),
    links: links.concat(sources),
    language: all('.language a').map((e) => e.getAttribute('href')),
    banners: all('.synthetic, .banner').map((e) => e.className),
    regions: all('*').filter(scrolls).map((e) => [e.tabIndex, e.getAttribute('aria-label')]),
    targets: all(pressed).filter((e) => e.checkVisibility()).map(box),
    pictures: all('img').map((e) => [e.getAttribute('src'), e.alt, e.naturalWidth]),
    hostile: all('body script:not([type="application/json"]), img[onerror], svg[onload], main b, main i').length,
  };
}"""
_ADD_STYLE = """(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}"""
_WIDTH = "() => document.documentElement.scrollWidth"


@dataclass
class Heard:
    """What a page said while it was open, that a sound page does not say."""

    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Seen:
    """A page of a site after its visit: its facts, and what was heard meanwhile."""

    facts: Mapping[str, Any]
    faults: Sequence[str]


@contextmanager
def opened(browser: Browser, width: int = 1280, **context: Any) -> Iterator[tuple[Page, Heard]]:
    """Yield a new page of that width; messages, errors, dialogs, failed and foreign requests are heard."""
    made = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **context)
    page, heard = made.new_page(), Heard()
    add = heard.faults.append
    page.on("console", lambda m: add(f"console: {m.text}") if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: add(f"error: {error}"))
    page.on("dialog", lambda dialog: (add(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("requestfailed", lambda request: add(f"failed: {request.url}"))
    page.on("request", lambda request: None if request.url.startswith("file:") else add(f"foreign: {request.url}"))
    try:
        yield page, heard
    finally:
        made.close()


def pages_of(site: Path) -> list[str]:
    """Return the paths of the pages of a site."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def visit(page: Page, site: Path, path: str) -> None:
    """Open a page of a site from disk."""
    page.goto(f"{site.as_uri()}/{path}")


def open_details(page: Page) -> None:
    """Open everything that can be folded on the page."""
    page.evaluate("() => document.querySelectorAll('details').forEach((e) => { e.open = true; })")


def add_style(page: Page, style: str) -> None:
    """Give the page a style sheet in the one way that its own policy against styles from elsewhere lets through."""
    page.evaluate(_ADD_STYLE, style)


def seen(browser: Browser, site: Path, paths: Sequence[str]) -> dict[str, Seen]:
    """Visit pages one after the other and return what is on each, every `details` being open."""
    found = {}
    with opened(browser) as (page, heard):
        for path in paths:
            heard.faults.clear()
            visit(page, site, path)
            open_details(page)
            found[path] = Seen(page.evaluate(_FACTS), tuple(heard.faults))
    return found


def too_wide(page: Page, site: Path, paths: Sequence[str], style: str) -> list[tuple[str, int, int]]:
    """Return the pages that have to be scrolled sideways: path, their width, and their width with `style` added."""
    found = []
    for path in paths:
        visit(page, site, path)
        open_details(page)
        plain = page.evaluate(_WIDTH)
        add_style(page, style)
        found.append((path, plain, page.evaluate(_WIDTH)))
    return [one for one in found if max(one[1:]) > page.viewport_size["width"]]


def violations(page: Page, site: Path, paths: Sequence[str]) -> list[str]:
    """Return what axe-core finds wrong on pages, one line each."""
    axe, found = Axe(), []
    for path in paths:
        visit(page, site, path)
        open_details(page)
        for rule in axe.run(page, options=_AXE).response["violations"]:
            found += [f"{path}: {rule['id']} {node['target']}: {node['html'][:160]}" for node in rule["nodes"]]
    return found


def broken_links(site: Path, found: Mapping[str, Seen]) -> list[str]:
    """Return the links that lead to no file of the site, or to a place that a page does not have."""
    broken = []
    for path, one in found.items():
        for link in one.facts["links"]:
            address, place = urldefrag(urljoin(path, link))
            target = unquote(urlsplit(address).path)
            is_there = not urlsplit(link).scheme and not link.startswith("/") and (site / target).is_file()
            if not is_there or (place and target in found and place not in found[target].facts["ids"]):
                broken.append(f"{path}: {link}")
    return broken
