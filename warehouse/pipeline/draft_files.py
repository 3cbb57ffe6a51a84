"""The files of a draft: the site as it would be published and, beside it, the exact figures for the office alone."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from schemas.city import City
from schemas.table import load_tables
from warehouse import store
from warehouse.pipeline.draft_site import site_of
from warehouse.pipeline.rankings import tables_of
from warehouse.ranking.draft import Draft
from warehouse.ranking.index import SCORE
from warehouse.ranking.league import ALL

_PARTS = ("changes", "weights", "effects", "robustness", "factors", "left_out")
_ABOUT = ("period", "as_of", "method", "method_version")  # the columns that are the same in every row of a draft


def keep_draft(home: store.Home, city: City, snapshot: Path, draft: Draft) -> Path:
    """Write the draft to `drafts/<date>-<state>-<period>-<method>/` and return the first page of its site.

    `site/` is what would be published; the exact tables beside it are not for publication. Equal drafts, and an equal
    history of editions, give equal files, to the byte.
    """
    state = draft.snapshot.rpartition("-")[2]  # a night on which nobody sent anything has the snapshot of another
    name = f"{draft.business_date}-{state}-{draft.period.id}-{draft.method.id}"
    folder = home.drafts / name.replace("..", "-to-")
    folder.mkdir(parents=True, exist_ok=True)
    store.write_frame(draft.ranking.table, folder / "ranking.parquet")
    store.write_frame(draft.ranking.cells, folder / "indicators.parquet")
    store.write_frame(draft.signals, folder / "integrity.parquet")
    store.write_frame(draft.form, folder / "form_ii06a.parquet")
    for table, frame in tables_of(draft).items():
        store.write_parquet(frame, load_tables()[table], folder / f"{table}.parquet")
    _keep_json(folder / "ranking.json", as_json(draft))
    files = site_of(home, city, snapshot, draft)
    store.write_tree(folder / "site", files)
    store.write_text(folder / "record.json", files["data/record.json"].decode())
    return folder / "site" / "index.html"


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


def _keep_json(path: Path, data: Mapping[str, Any]) -> None:
    store.write_text(path, json.dumps(data, ensure_ascii=False, indent=1))
