"""The files of a draft: the site as it would be published and, beside it, the exact figures for the office alone."""

import json
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from schemas.table import load_tables
from warehouse import store
from warehouse.editions.draft_site import site_of
from warehouse.ranking.draft import Draft
from warehouse.ranking.nightly_tables import ranking_tables
from warehouse.ranking.published import ABOUT
from warehouse.ranking.row_ids import ALL, SCORE
from warehouse.run import Run

_PARTS = ("changes", "weights", "effects", "robustness", "factors", "left_out")


def write_draft(run: Run, snapshot: Path, draft: Draft, folder: Path) -> Sequence[Path]:
    """Write the files of a draft into a folder, in place of those of the same names, and return their paths.

    `site/` is what would be published; the exact tables beside it are not for publication. Equal drafts, and an equal
    history of editions, give equal files, to the byte.
    """
    folder.mkdir(parents=True, exist_ok=True)
    frames = {
        "ranking": draft.ranking.table,
        "indicators": draft.ranking.cells,
        "integrity": draft.signals,
        "form_ii06a": draft.form,
    }
    for name, frame in frames.items():
        store.write_frame(frame, folder / f"{name}.parquet")
    tables = ranking_tables(draft)
    for name, frame in tables.items():
        store.write_parquet(frame, load_tables()[name], folder / f"{name}.parquet")
    store.write_text(folder / "ranking.json", json.dumps(as_json(draft), ensure_ascii=False, indent=1))
    site = site_of(run, snapshot, draft)
    store.write_tree(folder / "site", site)
    store.write_text(folder / "record.json", site["data/record.json"].decode())
    beside = [*(f"{name}.parquet" for name in (*frames, *tables)), "ranking.json", "record.json"]
    return [folder / name for name in (*beside, *(f"site/{path}" for path in site))]


def as_json(draft: Draft, peer_group: str | None = None) -> dict[str, object]:
    """Return the ranking as plain data.

    "rankings" are the rows of the score among all units or, given the name of a grouping as `peer_group`, within each
    of its groups. Raises ValueError for a grouping that the draft does not have.
    """
    if peer_group is not None and peer_group not in draft.groupings:
        raise ValueError(f"there is no grouping {peer_group!r}; groupings: {', '.join(draft.groupings)}")
    among = pl.col("peer_group")
    shown = among == ALL if peer_group is None else among.str.starts_with(f"{peer_group}:")
    tables = {name: frame.drop(ABOUT) for name, frame in ranking_tables(draft).items()}
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
