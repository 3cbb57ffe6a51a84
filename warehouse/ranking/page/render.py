"""The draft ranking as one page that opens anywhere: Vietnamese first, no script, no address of another host."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from schemas.city import CityDeclaration
from warehouse.ranking.draft import Draft
from warehouse.ranking.explain_words import RATIO_RULES
from warehouse.ranking.explain_words import number as exact
from warehouse.ranking.index import GROUP
from warehouse.ranking.indicators import INDICATORS
from warehouse.ranking.league import ALL
from warehouse.ranking.page.changes import of_changes, of_rates, of_scores
from warehouse.ranking.page.choices import FACTORS, gap, of_choices, of_weights
from warehouse.ranking.page.numbers import number, percent, rough_percent, signed, span
from warehouse.ranking.page.standing import Standings, standings
from warehouse.ranking.page.words import findings, meanings, too_few

_TEMPLATES = Path(__file__).parents[1] / "templates"
# What everybody looks at, the first that a method has: shown first, as failures, which 99,9x % hides.
_LEADS = ("on_time_over_resolved", "on_time_766")
_HIGH = 0.99  # from here on a rate is shown by its failures first
_PLOT_WIDTH = 320
_FORM = {  # column of form II.06a -> its number and name on the form
    "received_total": "(3) Tổng tiếp nhận",
    "received_online": "(4) Trực tuyến",
    "received_direct": "(5) Trực tiếp, bưu chính",
    "carried_over": "(6) Kỳ trước",
    "resolved_total": "(7) Đã giải quyết",
    "resolved_before_due": "(8) Trước hạn",
    "resolved_on_time": "(9) Đúng hạn",
    "resolved_late": "(10) Quá hạn",
    "open_total": "(11) Đang giải quyết",
    "open_in_time": "(12) Trong hạn",
    "open_overdue": "(13) Quá hạn",
}
_NOT_VALUED = {
    "NOT_APPLICABLE": ("không phát sinh", "nothing arose"),
    "NOT_REPORTED": ("không gửi", "not reported"),
    "INVALID": ("mâu thuẫn", "contradictory"),
    "NOT_COMPUTABLE": ("không tính được", "not computable"),
}
_FUNNEL = {  # class against the benchmark -> in words
    2: "tốt hơn mức chung (99,8 %)",
    1: "tốt hơn mức chung (95 %)",
    0: "như mức chung",
    -1: "kém hơn mức chung (95 %)",
    -2: "kém hơn mức chung (99,8 %)",
}


def ranking_page(city: CityDeclaration, draft: Draft, peers: Mapping[str, str]) -> str:
    """Return the page as HTML; everything that comes from data is escaped.

    `peers` names the peer groups that are shown beside the table of all, by their id in the league.
    """
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.filters |= {"number": number, "percent": percent, "rough": rough_percent, "signed": signed}
    environment.filters |= {"day": lambda d: f"{d:%d/%m/%Y}", "exact": exact}
    environment.globals |= {"span": span, "place": _place, "gap": gap}
    environment.globals["effect_basis"] = lambda code: _effect_basis(draft, code)
    found = {**_about(city, draft), **_tables(draft, peers), **_indicators(draft), **_choices(draft)}
    return environment.get_template("ranking.html.j2").render(found)


def _about(city: CityDeclaration, draft: Draft) -> dict[str, Any]:
    ranking = draft.ranking
    return {
        "city": city,
        "method": draft.method,
        "period": draft.period,
        "snapshot": draft.snapshot,
        "business_date": draft.business_date,
        "synthetic": draft.synthetic,
        "names": _names(draft),
        "rows": ranking.table.to_dicts(),
        "total": ranking.total_points,
        "computable": ranking.computable_points,
        "form": draft.form.to_dicts(),
        "form_columns": _FORM,
        "signal_codes": draft.signals.get_column("indicator").unique(maintain_order=True).to_list(),
        "signals": {(c["unit_id"], c["indicator"]): c for c in draft.signals.to_dicts()},
    }


def _tables(draft: Draft, peers: Mapping[str, str]) -> dict[str, Any]:
    """Return the table of all, those of the peer groups, and what changed since the period before."""

    def table(group: str) -> Standings:
        return standings(draft.assessment.league, draft.ranking.table, _names(draft), group)

    everybody, names = table(ALL), _names(draft)
    groups = [(name, table(group)) for group, name in peers.items()]
    return {
        "all": everybody,
        "findings": findings(everybody, draft.method),
        "meanings": meanings(everybody, draft.method),
        "groups": [(name, found, too_few(found, draft.method)) for name, found in groups],
        "changes": of_scores(draft),
        "changes_said": of_changes(draft),
        "rate_changes": of_rates(draft, names),
    }


def _indicators(draft: Draft) -> dict[str, Any]:
    """Return what each indicator found: cells, ranks among all, and how it is plotted."""
    shown = [r for r in draft.method.rules if r.computable]
    cells = {(c["unit_id"], c["indicator"]): c for c in draft.ranking.cells.to_dicts()}
    among_all = draft.assessment.league.filter(
        (pl.col("peer_group") == ALL) & ~pl.col("measure").str.starts_with(GROUP)
    )
    high = [r.code for r in shown if _is_high(draft.ranking.cells, r.code)]
    plots = {r.code: plot for r in shown if (plot := _plot(draft.ranking.cells, r.code)) is not None}
    lead = next((code for code in _LEADS if code in {rule.code for rule in shown}), None)
    return {
        "rules": shown,
        "absent": [r for r in draft.method.rules if not r.computable],
        "indicators": INDICATORS,
        "cells": cells,
        "among_all": {(r["unit_id"], r["measure"]): r for r in among_all.iter_rows(named=True)},
        "effects": draft.effects,
        "not_valued": _NOT_VALUED,
        "funnel": _FUNNEL,
        "ratio_rule": RATIO_RULES[draft.method.rank_sets.ratios][0],
        "high": high,
        "lead": lead,
        "plots": plots,
        "lead_cells": {unit: cells.get((unit, lead), {}).get("fail_per_10k") for unit in _names(draft)},
    }


def _choices(draft: Draft) -> dict[str, Any]:
    """Return what weights decide and what other choices would move."""
    found, names = draft.assessment.robustness, _names(draft)
    groups = {f"{GROUP}{g.id}": g.name_vi for g in draft.method.all_groups}
    return {
        "weights": draft.assessment.weights.to_dicts(),
        "weights_said": of_weights(draft.assessment.weights),
        "measure_names": {code: one.name_vi for code, one in INDICATORS.items()} | groups,
        "robust": None if found is None else {r["unit_id"]: r for r in found.units.iter_rows(named=True)},
        "robust_said": [] if found is None else of_choices(found, names),
        "factors": [] if found is None else found.factors.to_dicts(),
        "factor_names": FACTORS,
        "left_out": []
        if found is None
        else found.left_out.sort("mean_shift", descending=True, nulls_last=True).to_dicts(),
        "runs": 0 if found is None else found.runs,
    }


def _names(draft: Draft) -> dict[str, str]:
    return {u.unit_id: u.name_vi for u in draft.units}


def _place(rank: float, count: int) -> str:
    """Return where a rank among `count` stands on the scale of a plot, in pixels."""
    return f"{8 + (rank - 1) / max(count - 1, 1) * 184:.1f}"


def _effect_basis(draft: Draft, code: str) -> str:
    """Return what the design effect of an indicator rests on."""
    if draft.method.uncertainty.design_effect != "estimated":
        return "định trước"
    found = draft.effects[code]
    if not found.is_estimated:
        return "không ước lượng được, lấy mặc định"
    return f"ước lượng từ {number(found.clusters)} tuần của {number(found.units)} đơn vị"


def _is_high(cells: pl.DataFrame, code: str) -> bool:
    """Say whether most units are so near to the best that the rate itself hides how they differ."""
    own = cells.filter((pl.col("indicator") == code) & pl.col("fail_per_10k").is_not_null())
    median = own.select(pl.col("fail_per_10k").median()).item()
    return median is not None and bool(median <= 10_000 * (1 - _HIGH))


def _plot(cells: pl.DataFrame, code: str) -> Mapping[str, tuple[float, float, float]] | None:
    """Return unit_id -> (low, value, high) of a proportion in pixels of one common scale, or None without values."""
    valued = cells.filter((pl.col("indicator") == code) & pl.col("ci_low").is_not_null())
    if not valued.height:
        return None
    low, high = valued.select(pl.col("ci_low").min(), pl.col("ci_high").max()).row(0)
    scale = _PLOT_WIDTH / max(high - low, 1e-9)
    placed = valued.select("unit_id", *((pl.col(c) - low) * scale for c in ("ci_low", "value", "ci_high")))
    return {unit: (a, b, c) for unit, a, b, c in placed.iter_rows()}
