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
from flows.cli.options import DateOption, FileArgument, UnitOption
from flows.cli.show import Exit, Json, WrongUsage, write_json
from flows.settings import HERE, Place, city_of, today
from schemas.city import City
from schemas.register import CITY
from schemas.rule import Rule
from schemas.rules import RuleCounts, passes
from schemas.submission import SubmissionRecord
from schemas.words.catalogue import said
from schemas.words.message import message
from schemas.words.shown import shown
from warehouse import inbox, store
from warehouse.check import Explanation, explained
from warehouse.night.arrival.arrive import Arrival
from warehouse.night.ingest.ingest import ingest
from warehouse.reading.sandbox import reader
from warehouse.run import Limits, Run

_EXAMPLES = 3  # rows shown for each broken rule


def check(
    file: FileArgument, *, unit: UnitOption = "", place: Place = HERE, on: DateOption = None, json: Json = False
) -> int:
    """Print what a night would make of a file, of which nothing is stored; return the exit code.

    Args:
        file: the file.
        unit: a name or the id of the unit that sends it; if empty, the units are those that the file names.
        place: the city whose rules hold.
        on: the day as of which they hold, by default today.
        json: print the report as JSON.
    """
    city = city_of(place)
    report = check_file(regular_file(file), city, unit_of(unit, city) if unit else "", on or today(city))
    if json:
        write_json(report)
    else:
        show(report)
    is_clean = all(s["status"] == "accepted" for s in report["submissions"])
    return Exit.FINE if is_clean else Exit.ATTENTION


def check_file(file: Path, city: City, unit_id: str, on: date) -> dict[str, Any]:
    """Return what a night would make of the file: one entry for each submission in it, with every broken rule.

    The work is done in a temporary folder that is removed. Raises `WrongUsage` where the unit has to be named.

    Args:
        file: the file, by its absolute path.
        city: whose sources and rules hold.
        unit_id: the unit that sends it; if empty, the units are those that the file names.
        on: the day as of which they hold.
    """
    with TemporaryDirectory(prefix="motcua-check-") as folder:
        run = Run(store.Home(Path(folder)), city if unit_id else _for_any_unit(city), on)
        store.empty_work(run.home)
        limits = Limits(workers=1)
        with reader(1, limits.seconds, limits.memory_bytes) as read:
            submissions = ingest(run, _as_arrival(file, unit_id or CITY), read)
        return {"file": shown(str(file)), "date": on, "submissions": [_report(run.home, city, s) for s in submissions]}


def _for_any_unit(city: City) -> City:
    """Return the city with its sources open to a file whose sender is not named: the rows must name their units."""
    open_sources = {
        s.id: s.model_copy(update={"units": (CITY,)})
        for s in city.sources.values()
        if s.unit_header or s.target.scope == "city"
    }
    if not open_sources:
        raise WrongUsage(message("cli_check.no-source-names-unit"))
    return replace(city, sources=open_sources)


def _as_arrival(file: Path, unit_id: str) -> Arrival:
    """Present the file where it lies as if it had been delivered and landed."""
    status = file.stat()
    delivery = inbox.delivery_of(file, unit_id, status)
    return Arrival(delivery, inbox.Landed(store.file_hash(file), file, status.st_size, delivery.path.name))


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
    rules = {rule.id: rule for rule in table.rules}
    path = home.kept(s, "rejected")
    reasons = pl.read_parquet(path) if path.exists() else None
    headers = {field.column: header for header, field in source.columns.items()}
    counted = [c for c in s.counts if c.unexpected and rules[c.rule].severity != "warn"]
    broken = [
        _rule(rules[c.rule], explained(rules[c.rule], source, table), RuleCounts(**c.model_dump()), reasons, headers)
        for c in counted
    ]
    return sorted(broken, key=lambda b: (-b["rows"], b["rule"]))


def _rule(
    rule: Rule, words: Explanation, counted: RuleCounts, reasons: pl.DataFrame | None, headers: Mapping[str, str]
) -> dict[str, Any]:
    """Return the rule with some of its rows, whose columns are also called what the file calls them (`headers`)."""
    (message_vi, message_en), advice = said(words.message), said(words.advice) if words.advice else ("", "")
    texts = {"message_vi": message_vi, "message_en": message_en, "advice_vi": advice[0], "advice_en": advice[1]}
    examples: list[dict[str, Any]] = []
    if reasons is not None and rule.severity == "reject":
        rows = reasons.filter(pl.col("rule_id") == rule.id).sort("source_member", "source_row").head(_EXAMPLES)
        examples = [
            {**row, "header": _as_written(row["column_name"], headers)}
            for row in rows.select("source_member", "source_row", "column_name", "written").iter_rows(named=True)
        ]
    outcome = {"rule": rule.id, "severity": rule.severity, "rows": counted.unexpected}
    return outcome | {"rejects_whole_file": not passes(rule, counted), **texts, "examples": examples}


def _as_written(columns: str | None, headers: Mapping[str, str]) -> str:
    return ", ".join(headers.get(column, column) for column in columns.split(", ")) if columns else ""
