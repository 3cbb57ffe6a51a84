"""The drafts of rankings: which there are, and one as it is handed over to be submitted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
from pydantic import ValidationError

from schemas.edition import Edition, EditionRefused, series_of
from schemas.table import load_tables
from schemas.words.message import message
from warehouse import store
from warehouse.editions.content import Content, kept_record
from warehouse.editions.drafts import SITE, latest_draft
from warehouse.ranking.record import RankingRecord


@dataclass(frozen=True)
class KeptDraft:
    """A draft that is kept: its folder, when it was made, its record, and whether it is the latest of its ranking.

    `submitted_as` names the edition whose content is what the draft holds, None where there is none.
    """

    folder: Path
    made_at: datetime
    ranking: RankingRecord
    is_latest: bool
    submitted_as: str | None

    @property
    def business_date(self) -> date:
        """The day of the tables that it was ranked from."""
        return date.fromisoformat(self.ranking.snapshot[:10])


def kept_drafts(home: store.Home, editions: Iterable[Edition]) -> list[KeptDraft]:
    """Return the drafts that can be submitted, the newest first; links to them are none of their own.

    Args:
        home: the data root.
        editions: all there are, to find what was submitted already.
    """
    records = home.drafts.glob(f"*/{store.RECORD}") if home.drafts.is_dir() else ()
    folders = [record.parent for record in records if not record.parent.is_symlink()]
    drafts = [_kept_draft(home, folder, list(editions)) for folder in folders if (folder / SITE).is_dir()]
    return sorted(drafts, key=lambda draft: (draft.made_at, draft.folder.name), reverse=True)


def newest_draft(home: store.Home, period: str, method: str) -> Path:
    """Return the folder of the draft of a ranking that was asked for last; raise `EditionRefused` if there is none."""
    series = series_of(period, method)
    latest = latest_draft(home, series)
    if not (latest / SITE).is_dir():
        raise EditionRefused(
            "no_content", message("cli_edition.no-draft", series=series, site=SITE, period=period, method=method)
        )
    return latest.resolve()


def named_draft(home: store.Home, name: str) -> Path:
    """Return the folder of a draft that a person names: as it is called among the drafts, or by its path."""
    draft_folder = home.drafts / name
    return draft_folder.resolve() if Path(name).name == name and draft_folder.is_dir() else Path(name)


def draft_content(folder: Path) -> Content:
    """Return what a draft's folder holds to be submitted; raise `EditionRefused` where something is missing."""
    record, table = folder / store.RECORD, folder / "rankings.parquet"
    for path in (record, table):
        if not path.is_file():
            raise EditionRefused("no_content", message("cli_edition.draft-without", file=str(path)))
    schema = load_tables()["rankings"].stored_schema
    rankings = pl.read_parquet(table, hive_partitioning=False).select(schema.names())
    return Content(store.read_site(folder / SITE), _record(record), rankings)


def _kept_draft(home: store.Home, folder: Path, editions: list[Edition]) -> KeptDraft:
    path = folder / store.RECORD
    ranking = _record(path)
    series = series_of(ranking.period, ranking.method)
    equal_editions = (e.name for e in editions if e.series == series and _is_content_of(home, folder, ranking, e))
    made_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    is_latest = latest_draft(home, series).resolve() == folder.resolve()
    return KeptDraft(folder, made_at, ranking, is_latest, next(equal_editions, None))


def _is_content_of(home: store.Home, folder: Path, ranking: RankingRecord, edition: Edition) -> bool:
    """Say whether an edition was submitted from a draft: the record is equal, and so is every file of the site."""
    edition_folder = store.edition_folder(home, edition.series, edition.version)
    try:
        if kept_record(home, edition).ranking != ranking:
            return False
        sums = store.content_sums(edition_folder, edition.content_hash)
    except EditionRefused:  # what is kept of it is not what was submitted
        return False
    files = (path for path in (folder / SITE).rglob("*") if path.is_file())
    site = {f"{store.CONTENT}/{path.relative_to(folder / SITE).as_posix()}": store.file_hash(path) for path in files}
    return site == {name: digest for name, digest in sums.items() if name != store.RECORD}


def _record(path: Path) -> RankingRecord:
    """Return the record of a draft; raise `EditionRefused` where the file holds none."""
    try:
        return RankingRecord.model_validate_json(path.read_bytes())
    except ValidationError:
        raise EditionRefused("no_content", message("cli_edition.no-record", file=str(path))) from None
