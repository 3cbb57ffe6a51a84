"""The site of a draft, as it would be published: its pages, its downloads, the history of its editions."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from schemas.city import City
from schemas.hashing import short_hash
from schemas.register import CITY
from schemas.table import load_tables
from warehouse import store
from warehouse.disclosure.publication_counts import Earlier
from warehouse.editions.content import Content, kept_record, new_record, revisions
from warehouse.editions.log import read_book
from warehouse.editions.states import next_version, published_before
from warehouse.publication.make import publication_of
from warehouse.publication.publication import published_tables
from warehouse.ranking.draft import Draft
from warehouse.ranking.nightly_tables import ranking_record, ranking_tables
from warehouse.recall import Recall
from warehouse.release.files import release_files
from warehouse.run import Run
from warehouse.site.build import site_files

_CHARTS, _DISCLOSURE = "charts", "disclosure"  # folders of the cache
_DRAFTS = 4  # of which the cache holds what they were made with


def site_of(run: Run, snapshot: Path, draft: Draft) -> dict[str, bytes]:
    """Return every file of the site of a draft, by relative path; downloads are below `data/`.

    Pictures, and what disclosure control found, are taken from the cache where they were made of the same before.
    """
    home, city = run.home, run.city
    content = Content({}, ranking_record(city, draft), ranking_tables(draft)["rankings"])
    is_kept = (home.snapshots / draft.snapshot).is_dir()
    history = {"revisions": revisions(home, city, content)} if is_kept else {}
    earlier = _earlier(home, city, content) if is_kept else None
    publication = publication_of(city, snapshot, draft, history, earlier, _recall(run, _DISCLOSURE))
    downloads = release_files(publication)
    pages = site_files(
        publication, {path: len(content_bytes) for path, content_bytes in downloads.items()}, _recall(run, _CHARTS)
    )
    store.forget_all_but(home.cache / _DISCLOSURE, _DRAFTS)
    store.forget_all_but(home.cache / _CHARTS, _DRAFTS * sum(path.endswith(".svg") for path in pages))
    encoded = {path: text.encode() if isinstance(text, str) else text for path, text in pages.items()}
    return {**encoded, **{f"data/{path}": content_bytes for path, content_bytes in downloads.items()}}


def _recall(run: Run, subfolder: str) -> Recall:
    folder, code = run.home.cache / subfolder, run.keys["publish"].derived
    return lambda key, make: store.recalled(folder / short_hash([code, key]), make)


def _earlier(home: store.Home, city: City, content: Content) -> Earlier | None:
    """Return the edition of this ranking that was published last, None where there is none."""
    book = read_book(home)
    version = next_version(book.editions, content.series)
    earlier = published_before(book.editions, content.series, version)
    if not earlier:
        return None
    last_edition = earlier[-1]
    folder = store.edition_folder(home, last_edition.series, last_edition.version)
    sums = store.content_sums(folder, last_edition.content_hash)
    tables = {name: _published(folder, sums, name) for name in published_tables()}
    submissions_before = {
        submission.submission_id: submission for submission in kept_record(home, last_edition).submissions
    }
    submissions_now = {
        submission.submission_id: submission for submission in new_record(home, city, version, content, "-").submissions
    }
    changed_submissions = {
        (submissions_before | submissions_now)[submission_id].unit_id
        for submission_id in submissions_before.keys() ^ submissions_now.keys()
    }
    # A submission of the whole city may bear on every unit.
    everybody = frozenset(tables["units"].get_column("unit_id"))
    return Earlier(tables, everybody if CITY in changed_submissions else frozenset(changed_submissions))


def _published(folder: Path, sums: Mapping[str, str], name: str) -> pl.DataFrame:
    """Return a table of an edition as it was published; columns declared since are null, a table declared since empty.

    Raises `EditionRefused` where it is not what was published: what the draft must not disclose would not be known.
    """
    table, path = load_tables()[name], f"{store.CONTENT}/data/{name}.parquet"
    if path not in sums:
        return pl.DataFrame(schema=table.stored_schema)
    store.read_kept(folder, path, sums[path])
    return store.scan_file(folder / path, table).collect()
