"""What a night would make of a file, as plain data: for programs, and for those who show it to people."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from schemas.city import City
from schemas.rule import Rule
from schemas.rules import RuleCounts, passes
from schemas.submission import SubmissionRecord
from schemas.words.catalogue import said
from schemas.words.message import Declared, Message, message
from schemas.words.shown import shown
from warehouse import store
from warehouse.check import Explanation, explained
from warehouse.night.accounts.snapshot_warnings import weak_export_date
from warehouse.night.trial import Trial
from warehouse.run import Run

_EXAMPLES = 20  # rows shown for each broken rule
_REMEDIES = 10  # advice of its own shown for each broken rule


def report_of(run: Run, trial: Trial, file_name: str) -> dict[str, Any]:
    """Return what a trial gave: an entry for each submission, with every broken rule and some of its rows.

    `needs_attention` says what the night itself would say of this file, `folder` as whose delivery it was judged,
    `not_judged_*` what depends on other files than this. Texts that may be personal stand there by their shape.
    """
    vi, en = said(message("cli_check.not-judged"))
    return {
        "file": shown(file_name),
        "date": run.business_date,
        "folder": trial.folder,
        "needs_attention": trial.needs_a_person,
        "left_alone": _left_alone(trial),
        "submissions": [_report(run.home, run.city, s) for s in trial.submissions],
        "not_judged_vi": vi,
        "not_judged_en": en,
    }


def advice_of(broken: Mapping[str, Any]) -> list[Message | Declared]:
    """Return what to do about a broken rule of a report: what is told of some of its texts, then what of all others."""
    remedies = [
        message("cli_check.for-rows", advice=Declared(r["advice_vi"], r["advice_en"]), count=r["rows"])
        for r in broken["remedies"]
    ]
    general_advice = Declared(broken["advice_vi"], broken["advice_en"])
    are_all = sum(r["rows"] for r in broken["remedies"]) == broken["rows"]
    return [*remedies] if are_all else [*remedies, general_advice]


def _left_alone(trial: Trial) -> dict[str, str] | None:
    if trial.left_alone is None:
        return None
    vi, en = said(trial.left_alone.message)
    return {"reason": trial.left_alone.code, "message_vi": vi, "message_en": en}


def _report(home: store.Home, city: City, s: SubmissionRecord) -> dict[str, Any]:
    file_fields = ("unit_id", "table", "source_id", "status", "reason", "message_vi", "message_en", "exported_at")
    count_fields = ("rows_in", "accepted", "rejected", "duplicate", "warned")
    weak = weak_export_date(s) if s.is_loaded else ()  # of those alone that would count a night says so
    return {name: getattr(s, name) for name in (*file_fields, "exported_at_origin", *count_fields)} | {
        "layout": [rows.model_dump() for rows in s.layout],
        "warnings": [warning.model_dump() for warning in (*s.file_warnings, *s.row_warnings, *weak)],
        "repeats": [repeat.model_dump() for repeat in s.repeats],
        "rules": _broken(home, city, s),
    }


def _broken(home: store.Home, city: City, s: SubmissionRecord) -> list[dict[str, Any]]:
    """Return the rules that reject some row or the file, most violated first."""
    if s.table not in city.tables:
        return []
    table, source = city.tables[s.table], city.sources[s.source_id or ""]
    rules = {rule.id: rule for rule in table.rules}
    reasons = next((frame.collect() for _, frame in store.scan_reasons(home, [s])), None)
    headers = source.headers_by_column
    broken_counts = [c for c in s.counts if c.unexpected and rules[c.rule].severity != "warn"]
    broken = [
        _rule(rules[c.rule], explained(rules[c.rule], source, table), RuleCounts(**c.model_dump()), reasons, headers)
        for c in broken_counts
    ]
    return sorted(broken, key=lambda b: (-b["rows"], b["rule"]))


def _rule(
    rule: Rule, words: Explanation, rule_counts: RuleCounts, reasons: pl.DataFrame | None, headers: Mapping[str, str]
) -> dict[str, Any]:
    """Return the rule with some of its rows, whose columns are also called what the file calls them (`headers`)."""
    (message_vi, message_en), advice = said(words.message), said(words.advice) if words.advice else ("", "")
    texts = {"message_vi": message_vi, "message_en": message_en, "advice_vi": advice[0], "advice_en": advice[1]}
    examples: list[dict[str, Any]] = []
    remedies: list[dict[str, Any]] = []
    if reasons is not None and rule.severity == "reject":
        broken = reasons.filter(pl.col("rule_id") == rule.id).sort("source_member", "source_row")
        remedies = _remedies(broken, advice[0])
        rows = broken.head(_EXAMPLES)
        examples = [
            {**row, "header": _as_written(row["column_name"], headers)}
            for row in rows.select("source_member", "source_row", "column_name", "written").iter_rows(named=True)
        ]
    outcome = {"rule": rule.id, "severity": rule.severity, "rows": rule_counts.unexpected}
    return outcome | {
        "rejects_whole_file": not passes(rule, rule_counts),
        **texts,
        "remedies": remedies,
        "examples": examples,
    }


def _remedies(broken: pl.DataFrame, usual: str) -> list[dict[str, Any]]:
    """Return what is told of some texts and not of the rule, and of how many rows, the commonest first."""
    special = broken.filter(pl.col("advice_vi") != usual)
    advice_counts = special.group_by("advice_vi", "advice_en", maintain_order=True).agg(rows=pl.len())
    return advice_counts.sort("rows", descending=True, maintain_order=True).head(_REMEDIES).to_dicts()


def _as_written(columns: str | None, headers: Mapping[str, str]) -> str:
    return ", ".join(headers.get(column, column) for column in columns.split(", ")) if columns else ""
