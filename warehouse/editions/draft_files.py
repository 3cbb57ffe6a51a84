"""The files of a draft: the site as it would be published and, beside it, the exact figures for the office alone."""

import json
from collections.abc import Sequence
from pathlib import Path

from schemas.table import load_tables
from warehouse import store
from warehouse.editions.draft_data import as_json
from warehouse.editions.draft_site import site_of
from warehouse.ranking.draft import Draft
from warehouse.ranking.nightly_tables import ranking_tables
from warehouse.run import Run


def write_draft(run: Run, snapshot: Path, draft: Draft, folder: Path) -> Sequence[Path]:
    """Write the files of a draft into a folder, in place of those of the same names, and return their paths.

    `site/` is what would be published; the exact tables beside it are not for publication. Equal drafts, and an equal
    history of editions, give equal files, to the byte.

    Args:
        run: home, city and keys of the night.
        snapshot: the folder of the snapshot that the draft is of.
        draft: the ranking.
        folder: where the files are written.
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
    files_beside = [*(f"{name}.parquet" for name in (*frames, *tables)), "ranking.json", "record.json"]
    return [folder / name for name in (*files_beside, *(f"site/{path}" for path in site))]
