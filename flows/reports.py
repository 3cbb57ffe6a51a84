"""The report of each run, kept under `runs/` for people and programs that ask later."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from warehouse import store


def keep_report(home: store.Home, business_date: date, report: Mapping[str, Any]) -> None:
    """Keep the report of a run under its business date and the next number."""
    number = len(list(home.runs.glob(f"{business_date}-*.json"))) + 1
    store.write_text(home.runs / f"{business_date}-{number}.json", json.dumps(report, ensure_ascii=False, indent=1))


def last_report(home: store.Home) -> dict[str, Any] | None:
    """Return the report of the run that ended last, or None before the first."""
    paths = sorted(home.runs.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    return store.read_json(paths[-1]) if paths else None
