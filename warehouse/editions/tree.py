"""The tree that is public: every published version, the latest once more at the top of its series, and the list.

What editions are by now stands in the banner of each page, on the page of revisions, and in the table `editions`: all
made from the log, outside of the content that was approved.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from schemas.city import City
from schemas.edition import Edition, EditionRefused
from schemas.translations import languages_of
from warehouse import store
from warehouse.editions.history import history_files
from warehouse.editions.log import Book
from warehouse.editions.pages import history_section, index_page, notice_page, style
from warehouse.editions.states import Key, versions
from warehouse.editions.status import Links, has_history, language_of, with_history, with_status
from warehouse.site import stylesheet
from warehouse.store import Placed

_INSIDE = f"{store.CONTENT}/"
_FIRST_PAGES = ("index.html", "vi/index.html", "en/index.html")


def tree_number(book: Book) -> int | None:
    """Return the number of the tree that should be public: that of the last entry that changed what is."""
    return max((entry.number for entry in book.log if entry.action in ("publish", "withdraw")), default=None)


@dataclass(frozen=True)
class _Series:
    """The public versions of a ranking, the first one first; the pages of the newest, and the history as files."""

    editions: Sequence[Edition]
    newest_pages: Collection[str]
    history: Mapping[str, bytes]


def public_files(home: store.Home, city: City, editions: Mapping[Key, Edition]) -> Iterator[Placed]:
    """Yield the files of the tree; raise `EditionRefused` where a kept edition is not what was approved."""
    public = [edition for edition in editions.values() if edition.was_public]
    for name in sorted({edition.series for edition in public}):
        public_versions = [edition for edition in versions(editions, name) if edition.was_public]
        series = _Series(
            public_versions, _pages(home, public_versions[-1]), history_files(public_versions, city.about.zone)
        )
        for edition in public_versions:
            yield from _version(home, city, edition, series, f"{name}/v{edition.version}")
        yield from _version(home, city, public_versions[-1], series, name)
        yield from _placed(series.history, name)
    yield Placed("index.html", index_page(city.about, public).encode())
    yield Placed(stylesheet.PATH, style(city.about).encode())


def _version(home: store.Home, city: City, edition: Edition, series: _Series, place: str) -> Iterator[Placed]:
    """Yield an edition's files below the folder `place`; of a withdrawn one, nothing but the notice."""
    if edition.state == "withdrawn":
        for page in dict.fromkeys([*_FIRST_PAGES, *_pages(home, edition)]):
            notice = notice_page(city.about, edition, _way_up(f"{place}/{page}"))
            yield Placed(f"{place}/{page}", notice.encode())
        return
    folder, sums = _folder_and_sums(home, edition)
    history = {f"data/{name}": content for name, content in series.history.items()}
    for name in (n for n in sums if n.startswith(_INSIDE)):
        path = name.removeprefix(_INSIDE)
        if path.endswith(".html"):
            page = store.read_kept(folder, name, sums[name]).decode()
            yield Placed(f"{place}/{path}", _with_state(city, page, edition, series, f"{place}/{path}", path).encode())
        elif path not in history:
            yield Placed(f"{place}/{path}", folder / name, sums[name])
    yield from _placed(history, place)


def _placed(files: Mapping[str, bytes], place: str) -> Iterator[Placed]:
    yield from (Placed(f"{place}/{name}", content) for name, content in files.items())


def _with_state(city: City, page: str, edition: Edition, series: _Series, place: str, path: str) -> str:
    """Return a page with what the log says by now of its edition and of the others.

    Args:
        city: whose page it is.
        page: as it was approved.
        edition: the edition that it is of.
        series: all editions of the ranking.
        place: where it stands in the public tree.
        path: where it stands in the content.
    """
    languages, zone = languages_of(city), city.about.zone
    page_with_status = with_status(page, edition, zone, _links(edition, place, path, series.newest_pages), languages)
    if not has_history(page):
        return page_with_status
    way_up = f"{_way_up(place)}{edition.series}/"
    return with_history(page_with_status, history_section(series.editions, language_of(page, languages), zone, way_up))


def _links(edition: Edition, path: str, page: str, newest_pages: Collection[str]) -> Links:
    """Return where the banner of a page leads: to the same page of the version, and of the newest if it has it."""
    way_to_series = f"{_way_up(path)}{edition.series}"
    counterpart = page if page in newest_pages else "index.html"
    return Links(f"{way_to_series}/v{edition.version}/{page}", f"{way_to_series}/{counterpart}")


def _way_up(path: str) -> str:
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
