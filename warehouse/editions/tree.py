"""The tree that is public: every published version, the latest once more at the top of its series, and the list."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from schemas.city import City
from schemas.edition import Edition, EditionRefused
from schemas.translations import languages_of
from warehouse import store
from warehouse.editions.log import Book
from warehouse.editions.pages import index_page, notice_page, style
from warehouse.editions.states import Key, versions
from warehouse.editions.status import Links, with_status
from warehouse.site import stylesheet
from warehouse.store import Placed

_INSIDE = f"{store.CONTENT}/"
_FIRST_PAGES = ("index.html", "vi/index.html", "en/index.html")


def tree_number(book: Book) -> int | None:
    """Return the number of the tree that should be public: that of the last entry that changed what is."""
    return max((e.number for e in book.log if e.action in ("publish", "withdraw")), default=None)


def public_files(home: store.Home, city: City, editions: Mapping[Key, Edition]) -> Iterator[Placed]:
    """Yield the files of the tree; raise `EditionRefused` where a kept edition is not what was approved."""
    public = [edition for edition in editions.values() if edition.was_public]
    for series in sorted({edition.series for edition in public}):
        of_series = [edition for edition in versions(editions, series) if edition.was_public]
        pages = _pages(home, of_series[-1])
        for edition in of_series:
            yield from _version(home, city, edition, pages, f"{series}/v{edition.version}")
        yield from _version(home, city, of_series[-1], pages, series)
    yield Placed("index.html", index_page(city.about, public).encode())
    yield Placed(stylesheet.PATH, style(city.about).encode())


def _version(
    home: store.Home, city: City, edition: Edition, newest_pages: Collection[str], at: str
) -> Iterator[Placed]:
    """Yield an edition's files below the folder `at`; of a withdrawn one, nothing but the notice."""
    if edition.state == "withdrawn":
        for page in dict.fromkeys([*_FIRST_PAGES, *_pages(home, edition)]):
            notice = notice_page(city.about, edition, _up(f"{at}/{page}"))
            yield Placed(f"{at}/{page}", notice.encode())
        return
    folder, sums = _folder_and_sums(home, edition)
    languages = languages_of(city)
    for name in (n for n in sums if n.startswith(_INSIDE)):
        page = name.removeprefix(_INSIDE)
        if page.endswith(".html"):
            text = store.read_kept(folder, name, sums[name]).decode()
            links = _links(edition, f"{at}/{page}", page, newest_pages)
            yield Placed(f"{at}/{page}", with_status(text, edition, city.about.zone, links, languages).encode())
        else:
            yield Placed(f"{at}/{page}", folder / name, sums[name])


def _links(edition: Edition, path: str, page: str, newest_pages: Collection[str]) -> Links:
    """Return where the banner of a page leads: to the same page of the version, and of the newest if it has it."""
    up = f"{_up(path)}{edition.series}"
    counterpart = page if page in newest_pages else "index.html"
    return Links(f"{up}/v{edition.version}/{page}", f"{up}/{counterpart}")


def _up(path: str) -> str:
    """Return the way from a page to the top of the tree."""
    return "../" * path.count("/")


def _pages(home: store.Home, edition: Edition) -> list[str]:
    """Return the pages of an edition; of a withdrawn one, as many as can still be known."""
    try:
        _, sums = _folder_and_sums(home, edition)
    except EditionRefused:
        if edition.state == "withdrawn":
            return []
        raise
    return [n.removeprefix(_INSIDE) for n in sums if n.startswith(_INSIDE) and n.endswith(".html")]


def _folder_and_sums(home: store.Home, edition: Edition) -> tuple[Path, dict[str, str]]:
    """Return the folder of an edition, and the hash of every file in it."""
    folder = store.edition_folder(home, edition.series, edition.version)
    return folder, store.content_sums(folder, edition.content_hash)
