"""The files of a draft: its page for people, and its tables and data for programs."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from schemas.city import City
from schemas.peers import peer_name
from schemas.table import load_tables
from warehouse import store
from warehouse.pipeline.rankings import ranking_record, tables_of
from warehouse.ranking.draft import Draft
from warehouse.ranking.index import SCORE
from warehouse.ranking.league import ALL
from warehouse.ranking.page.render import ranking_page
from warehouse.ranking.release import dcat, long_csv, sdmx_csv, table_schema

_PARTS = ("changes", "weights", "effects", "robustness", "factors", "left_out")
_ABOUT = ("period", "as_of", "method", "method_version")  # the columns that are the same in every row of a draft


def keep_draft(home: store.Home, city: City, draft: Draft) -> Path:
    """Write the draft's page, tables and release files to `drafts/<date>-<state>-<period>-<method>/`; return the page.

    Equal drafts give equal files, to the byte.
    """
    state = draft.snapshot.rpartition("-")[2]  # a night on which nobody sent anything has the snapshot of another
    name = f"{draft.business_date}-{state}-{draft.period.id}-{draft.method.id}"
    folder = home.drafts / name.replace("..", "-to-")
    folder.mkdir(parents=True, exist_ok=True)
    store.write_frame(draft.ranking.table, folder / "ranking.parquet")
    store.write_frame(draft.ranking.cells, folder / "indicators.parquet")
    store.write_frame(draft.signals, folder / "integrity.parquet")
    store.write_frame(draft.form, folder / "form_ii06a.parquet")
    _keep_release(folder, city, draft, tables_of(draft))
    _keep_json(folder / "ranking.json", as_json(draft))
    store.write_text(folder / "ranking.html", _page(city, draft))
    return folder / "ranking.html"


def as_json(draft: Draft, peer_group: str | None = None) -> dict[str, object]:
    """Return the ranking as plain data.

    "rankings" are the rows of the score among all units or, given the name of a grouping as `peer_group`, within each
    of its groups. Raises ValueError for a grouping that the draft does not have.
    """
    if peer_group is not None and peer_group not in draft.groupings:
        raise ValueError(f"there is no grouping {peer_group!r}; groupings: {', '.join(draft.groupings)}")
    among = pl.col("peer_group")
    shown = among == ALL if peer_group is None else among.str.starts_with(f"{peer_group}:")
    tables = {name: frame.drop(_ABOUT) for name, frame in tables_of(draft).items()}
    return {
        "period": {"id": draft.period.id, "from": str(draft.period.first), "to": str(draft.period.last)},
        "as_of": str(draft.period.last),
        "method": draft.method.id,
        "method_version": draft.method.fingerprint,
        "snapshot": draft.snapshot,
        "synthetic": draft.synthetic,
        "total_points": draft.ranking.total_points,
        "computable_points": draft.ranking.computable_points,
        "ranking": draft.ranking.table.to_dicts(),
        "indicators": draft.ranking.cells.to_dicts(),
        "rankings": tables["rankings"].filter(shown & (pl.col("measure") == SCORE)).to_dicts(),
        **{name: tables[f"ranking_{name}"].to_dicts() for name in _PARTS},
    }


def _keep_release(folder: Path, city: City, draft: Draft, tables: Mapping[str, pl.DataFrame]) -> None:
    """Write what others may read without us: each table, the rankings as CSV, and records of what they are."""
    declared = load_tables()
    for name, frame in tables.items():
        store.write_parquet(frame, declared[name], folder / f"{name}.parquet")
    store.write_text(folder / "rankings.csv", long_csv(tables["rankings"]))
    store.write_text(folder / "rankings.sdmx.csv", sdmx_csv(tables["rankings"], is_draft=True))
    _keep_json(folder / "rankings.schema.json", table_schema(declared["rankings"]))
    files = ["rankings.csv", "rankings.sdmx.csv", *(f"{name}.parquet" for name in tables)]
    about = city.about, draft.method, draft.period, draft.snapshot
    _keep_json(folder / "dcat.json", dcat(*about, files, draft.synthetic))
    _keep_json(folder / "record.json", ranking_record(city, draft))


def _keep_json(path: Path, data: Mapping[str, Any]) -> None:
    store.write_text(path, json.dumps(data, ensure_ascii=False, indent=1))


def _page(city: City, draft: Draft) -> str:
    """Return the page, with the groups of each grouping that does not hold everybody in one."""
    peers = {
        f"{grouping}:{group}": peer_name(city, grouping, group)[0]
        for grouping, groups in draft.groupings.items()
        for group in sorted(set(groups.values()))
        if len(set(groups.values())) > 1
    }
    return ranking_page(city.about, draft, peers)
