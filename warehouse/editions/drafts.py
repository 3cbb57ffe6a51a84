"""The draft of a ranking: what would be published, kept until something that it follows from is another.

Nothing is ranked, drawn or written where the key holds, and the modules that do it are not even imported then.
"""

from pathlib import Path

from schemas.edition import series_of
from schemas.hashing import short_hash
from schemas.table import load_tables
from warehouse import store
from warehouse.editions.log import read_book
from warehouse.editions.states import next_version, published_before
from warehouse.ranking.published import ABOUT
from warehouse.ranking.request import Ranking, inputs_of
from warehouse.ranking.row_ids import is_score_among

KEY = "key.json"  # of a draft: what it was made from, and the hash of each file
SITE = "site"  # the folder of a draft that is published
LATEST = "latest-"  # begins the names of the links to drafts


def keep_draft(ranking: Ranking) -> Path:
    """Make the draft of a ranking, unless it is there, and return the first page of its site.

    `drafts/<date>-<state>-<period>-<method>/site` is what would be published; the exact tables beside it are not for
    publication. Equal inputs give equal files, to the byte. The link `drafts/latest-<period>-<method>` leads to the
    draft of the ranking that was asked for last.
    """
    folder, key = draft_folder(ranking), draft_key(ranking)
    if not _is_kept(folder, key):
        from warehouse.editions.draft_files import write_draft

        store.keep_key(folder / KEY, key, folder, write_draft(ranking.run, ranking.snapshot, ranking.draft, folder))
    latest = latest_draft(ranking.run.home, series_of(ranking.period.id, ranking.method))
    if latest.resolve() != folder.resolve():
        store.switch_link(latest, folder)
    return _page(folder)


def ranking_data(ranking: Ranking, peer_group: str = "") -> dict[str, object]:
    """Return a ranking as plain data (see `draft_data.as_json`), and under "page" the first page of its draft.

    It is read from the draft where that is there and of equal inputs, else computed: then nothing is drawn or written,
    and there is no page.
    """
    folder = draft_folder(ranking)
    if _is_kept(folder, draft_key(ranking)):
        return _kept_data(folder, peer_group) | {"page": _page(folder)}
    from warehouse.editions.draft_data import as_json

    return as_json(ranking.draft, peer_group) | {"page": None}


def latest_draft(home: store.Home, series: str) -> Path:
    """Return the link to the draft of a ranking that was asked for last; there is none before the first."""
    return home.drafts / f"{LATEST}{series}"


def draft_folder(ranking: Ranking) -> Path:
    """Return where the draft of a ranking is kept."""
    run, state = ranking.run, ranking.snapshot.name.rpartition("-")[2]
    return run.home.drafts / f"{run.business_date}-{state}-{series_of(ranking.period.id, ranking.method)}"


def draft_key(ranking: Ranking) -> str:
    """Return a hash of all that the files of a draft follow from: its ranking, the editions before it, and our code."""
    series = series_of(ranking.period.id, ranking.method)
    book = read_book(ranking.run.home)
    version = next_version(book.editions, series)
    earlier = [(edition.version, edition.content_hash) for edition in published_before(book.editions, series, version)]
    return short_hash([ranking.run.keys["publish"].derived, inputs_of(ranking), version, earlier])


def _is_kept(folder: Path, key: str) -> bool:
    return store.is_made(folder / KEY, key, folder, nothing_else_in=[SITE])


def _page(folder: Path) -> Path:
    return folder / SITE / "index.html"


def _kept_data(folder: Path, peer_group: str) -> dict[str, object]:
    """Return what `draft_data.as_json` returned when the draft was made; within groups its rows are in a table."""
    document = store.read_json(folder / "ranking.json")
    if not peer_group:
        return document
    rankings = store.scan_file(folder / "rankings.parquet", load_tables()["rankings"])
    return document | {"rankings": rankings.filter(is_score_among(peer_group)).drop(ABOUT).collect().to_dicts()}
