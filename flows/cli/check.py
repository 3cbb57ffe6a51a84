"""`motcua check`: what a district runs on its file before sending it: the night's own rules, and nothing is stored."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from flows.cli.check_report import show
from flows.cli.files import regular_file, unit_of
from flows.cli.options import DateOption, UnitOption
from flows.cli.show import Exit, Json, WrongUsage, write_json
from flows.settings import HERE, Place, today
from schemas.city import City, load_city
from schemas.register import CITY
from schemas.rule import Rule
from schemas.rules import RuleCounts, passes
from schemas.submission import SubmissionRecord
from schemas.words.shown import shown
from warehouse import inbox, store
from warehouse.check import explained
from warehouse.night.arrival.arrive import Arrival
from warehouse.night.ingest.ingest import ingest
from warehouse.reading.sandbox import reader
from warehouse.run import Limits, Run

_EXAMPLES = 3  # rows shown for each broken rule


def check(file: Path, *, unit: UnitOption = "", place: Place = HERE, on: DateOption = None, json: Json = False) -> int:
    """Kiểm tra một tệp trước khi gửi; không lưu gì / check a file before sending it; nothing is stored.

    Mã thoát 0 nếu mọi dòng được nhận, 1 nếu có dòng hay cả tệp bị loại / exit code 0 if every row would be accepted,
    1 if rows or the whole file would be rejected. Không có --unit thì đơn vị lấy từ cột đơn vị trong tệp / without
    --unit, the units are those that the file names.
    """
    city = load_city(place.city)
    report = check_file(regular_file(file), city, unit_of(unit, city) if unit else "", on or today(city))
    if json:
        write_json(report)
    else:
        show(report)
    clean = all(s["status"] == "accepted" for s in report["submissions"])
    return Exit.FINE if clean else Exit.ATTENTION


def check_file(file: Path, city: City, unit_id: str, on: date) -> dict[str, Any]:
    """Return what a night would make of the file: one entry for each submission in it, with every broken rule.

    The work is done in a temporary folder that is removed. Raises `WrongUsage` where the unit must be told.
    """
    with TemporaryDirectory(prefix="motcua-check-") as folder:
        run = Run(store.Home(Path(folder)), city if unit_id else _for_any_unit(city), on)
        store.empty_work(run.home)
        limits = Limits(workers=1)
        with reader(1, limits.seconds, limits.memory_bytes) as read:
            submissions = ingest(run, _as_arrival(file, unit_id or CITY), read)
        return {"file": shown(str(file)), "date": on, "submissions": [_report(run.home, city, s) for s in submissions]}


def _for_any_unit(city: City) -> City:
    """Return the city with its sources opened to a file whose sender is not told: the rows must name their units."""
    telling = {
        s.id: s.model_copy(update={"units": (CITY,)})
        for s in city.sources.values()
        if s.unit_header or s.target.scope == "city"
    }
    if not telling:
        raise WrongUsage(
            "Các nguồn của thành phố không ghi đơn vị trong tệp; hãy thêm --unit <đơn vị>.",
            "No source of the city names the unit within the file; add --unit <unit>.",
        )
    return replace(city, sources=telling)


def _as_arrival(file: Path, unit_id: str) -> Arrival:
    """Present the file where it lies as if it had been delivered and landed."""
    seen = file.stat()
    delivery = inbox.delivery_of(file, unit_id, seen)
    return Arrival(delivery, inbox.Landed(store.file_hash(file), file, seen.st_size, delivery.path.name))


def _report(home: store.Home, city: City, s: SubmissionRecord) -> dict[str, Any]:
    shown = ("unit_id", "table", "source_id", "status", "reason", "message_vi", "message_en", "exported_at")
    counts = ("rows_in", "accepted", "rejected", "duplicate", "warned")
    return {name: getattr(s, name) for name in (*shown, "exported_at_origin", *counts)} | {
        "layout": [rows.model_dump() for rows in s.layout],
        "warnings": [warning.model_dump() for warning in (*s.file_warnings, *s.row_warnings)],
        "rules": _broken(home, city, s),
    }


def _broken(home: store.Home, city: City, s: SubmissionRecord) -> list[dict[str, Any]]:
    """Return the rules that reject some row or the file, most violated first."""
    if s.table not in city.tables:
        return []
    table, source = city.tables[s.table], city.sources[s.source_id or ""]
    rules = {rule.id: explained(rule, source, table) for rule in table.rules}
    path = home.kept(s, "rejected")
    reasons = pl.read_parquet(path) if path.exists() else None
    headers = {field.column: header for header, field in source.columns.items()}
    counted = [c for c in s.counts if c.unexpected and rules[c.rule].severity != "warn"]
    broken = [_rule(rules[c.rule], RuleCounts(**c.model_dump()), reasons, headers) for c in counted]
    return sorted(broken, key=lambda b: (-b["rows"], b["rule"]))


def _rule(rule: Rule, counted: RuleCounts, reasons: pl.DataFrame | None, headers: Mapping[str, str]) -> dict[str, Any]:
    """Return the rule with some of its rows, whose columns are also called what the file calls them (`headers`)."""
    texts = {name: getattr(rule, name) for name in ("message_vi", "message_en", "advice_vi", "advice_en")}
    examples: list[dict[str, Any]] = []
    if reasons is not None and rule.severity == "reject":
        rows = reasons.filter(pl.col("rule_id") == rule.id).sort("source_member", "source_row").head(_EXAMPLES)
        examples = [
            {**row, "header": _as_written(row["column_name"], headers)}
            for row in rows.select("source_member", "source_row", "column_name", "written").iter_rows(named=True)
        ]
    told = {"rule": rule.id, "severity": rule.severity, "rows": counted.unexpected}
    return told | {"rejects_whole_file": not passes(rule, counted), **texts, "examples": examples}


def _as_written(columns: str | None, headers: Mapping[str, str]) -> str:
    return ", ".join(headers.get(column, column) for column in columns.split(", ")) if columns else ""
