"""Tables that a flow run leaves behind for whoever looks at it in Prefect: counts and reasons, never a person."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prefect.artifacts import create_table_artifact

from flows.runs import ledger_totals
from schemas.words import formats
from schemas.words.catalogue import bilingual
from schemas.words.languages import VIETNAMESE
from schemas.words.message import Message, message
from warehouse import store
from warehouse.night.report import Report

_COLUMNS = ("unit_id", "status", "file_name", "table", "rows_in", "accepted", "rejected", "duplicate", "message_vi")


def outcomes(report: Report) -> None:
    """Leave the table of outcomes: one row for each submission, file left alone, and silent unit."""
    rows = [{name: getattr(outcome, name) for name in _COLUMNS} for outcome in report.outcomes]
    description = _description(_is_synthetic(report.snapshot), message("cli_night.outcomes", day=report.business_date))
    create_table_artifact(rows, key="nightly-outcomes", description=description)


def ledger(snapshot: Path) -> None:
    """Leave the row ledger of the snapshot, summed by table."""
    description = f"{_description(_is_synthetic(snapshot), message('cli_night.ledger'))}, {snapshot.name}"
    create_table_artifact(ledger_totals(snapshot), key="nightly-ledger", description=description)


def ranking(page: Path) -> None:
    """Leave the ranking of a draft, whose page it is: ranks with the sets that the true ones lie in, and tiers."""
    draft = json.loads((page.parents[1] / "ranking.json").read_text(encoding="utf-8"))
    label = _description(draft["synthetic"], message("cli_night.draft"))
    rows = [_standing(row) for row in draft["rankings"]]
    description = f"{label}, {draft['period']['id']}, {draft['method']}: {page}"
    create_table_artifact(rows, key="nightly-ranking", description=description)


def _standing(row: Mapping[str, Any]) -> dict[str, Any]:
    has_set = row["rank_lo"] is not None
    return {
        "rank": row["rank_label"],
        "true_rank": formats.span(row["rank_lo"], row["rank_hi"], VIETNAMESE.tag) if has_set else None,
        "tier": row["tier"],
        "unit_id": row["unit_id"],
        "score": None if row["value"] is None else round(row["value"], 2),
        "reason": row["reason"],
    }


def _description(is_synthetic: bool, content: Message) -> str:
    """Return what a table holds, in both languages, and before it that its data are invented where they are."""
    return ". ".join(map(bilingual, [message("cli.synthetic"), content] if is_synthetic else [content]))


def _is_synthetic(snapshot: Path) -> bool:
    return bool(store.read_manifest(snapshot)["synthetic"])
