"""The files of a draft: its page for people, and its tables and data for programs."""

import json
from pathlib import Path

from schemas.city import City
from warehouse import store
from warehouse.pipeline.draft import Draft
from warehouse.ranking import page


def keep_draft(home: store.Home, city: City, draft: Draft) -> Path:
    """Write the draft's page and tables to `drafts/<date>-<state>-<period>-<method>/` and return the page."""
    state = draft.snapshot.rpartition("-")[2]  # a night on which nobody sent anything has the snapshot of another
    name = f"{draft.business_date}-{state}-{draft.period.id}-{draft.method.id}"
    folder = home.drafts / name.replace("..", "-to-")
    folder.mkdir(parents=True, exist_ok=True)
    store.write_frame(draft.ranking.table, folder / "ranking.parquet")
    store.write_frame(draft.ranking.cells, folder / "indicators.parquet")
    store.write_frame(draft.signals, folder / "integrity.parquet")
    store.write_frame(draft.form, folder / "form_ii06a.parquet")
    store.write_text(folder / "ranking.json", json.dumps(as_json(draft), ensure_ascii=False, indent=1))
    store.write_text(folder / "ranking.html", _page(city, draft))
    return folder / "ranking.html"


def as_json(draft: Draft) -> dict[str, object]:
    """Return the ranking as plain data."""
    return {
        "period": {"id": draft.period.id, "from": str(draft.period.first), "to": str(draft.period.last)},
        "method": draft.method.id,
        "snapshot": draft.snapshot,
        "synthetic": draft.synthetic,
        "total_points": draft.ranking.total_points,
        "computable_points": draft.ranking.computable_points,
        "ranking": draft.ranking.table.to_dicts(),
        "indicators": draft.ranking.cells.to_dicts(),
    }


def _page(city: City, d: Draft) -> str:
    return page.ranking_page(
        city.about, d.units, d.ranking, d.signals, d.form, d.method, d.period, d.snapshot, d.business_date, d.synthetic
    )
