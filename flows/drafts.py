"""The drafts of rankings, as they are handed over to be submitted."""

from pathlib import Path

import polars as pl
from pydantic import ValidationError

from schemas.edition import EditionRefused, series_of
from schemas.table import load_tables
from schemas.words.message import message
from warehouse import store
from warehouse.editions.content import Content
from warehouse.editions.drafts import SITE
from warehouse.ranking.record import RankingRecord


def newest_draft(home: store.Home, period: str, method: str) -> Path:
    """Return the folder of the draft of a ranking that was made last; raise `EditionRefused` where there is none."""
    series = series_of(period, method)
    records = [p for p in home.drafts.glob(f"*/{store.RECORD}") if p.parent.name.endswith(f"-{series}")]
    with_pages = [p for p in records if (p.parent / SITE).is_dir() and _series(p) == series]
    if not with_pages:
        raise EditionRefused(
            "no_content", message("cli_edition.no-draft", series=series, site=SITE, period=period, method=method)
        )
    return max(with_pages, key=lambda p: (p.stat().st_mtime_ns, p.parent.name)).parent


def draft_content(folder: Path) -> Content:
    """Return what a draft's folder holds to be submitted; raise `EditionRefused` where something is missing."""
    record, table = folder / store.RECORD, folder / "rankings.parquet"
    for path in (record, table):
        if not path.is_file():
            raise EditionRefused("no_content", message("cli_edition.draft-without", file=str(path)))
    schema = load_tables()["rankings"].stored_schema
    rankings = pl.read_parquet(table, hive_partitioning=False).select(schema.names())
    return Content(store.read_site(folder / SITE), _record(record), rankings)


def _series(record: Path) -> str:
    ranking = _record(record)
    return series_of(ranking.period, ranking.method)


def _record(path: Path) -> RankingRecord:
    """Return the record of a draft; raise `EditionRefused` where the file holds none."""
    try:
        return RankingRecord.model_validate_json(path.read_bytes())
    except ValidationError:
        raise EditionRefused("no_content", message("cli_edition.no-record", file=str(path))) from None
