"""The page of the method: its rules in words and formulas, and what they did in the period."""

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from schemas.table import load_tables
from schemas.words.message import message
from warehouse.publication.publication import Publication
from warehouse.rows import Row
from warehouse.site import lookup, method_figures, method_tables
from warehouse.site.explanation import to_html
from warehouse.site.page import Page
from warehouse.site.words import Words


def pages(p: Publication, words: Words) -> Iterator[Page]:
    """Yield the page."""
    names = method_tables.measure_names(p.tables["indicators"])
    context = {
        "names": {measure: words.pick(pair) for measure, pair in names.items()},
        "units": lookup.unit_names(p, words),
        "explanation": list(_explanation(p, words)),
        **_weights(p, words),
        **_choices(p, words),
        "reliability": method_tables.reliability(p.tables["ranking_reliability"]),
        "score_name": words.say("method.reliability_score"),
        "effects": method_tables.effects(p.tables["ranking_effects"]),
        "command": f"motcua rank --period {p.period.id} --method {p.method.id}",
        "record": list(_record(p, words)),
    }
    figures = tuple(method_figures.figures(p, words, names))
    yield Page("method.html", "method.html.j2", words.say("method.title"), "method", context, figures)


def _explanation(p: Publication, words: Words) -> Iterator[tuple[str, Markup]]:
    """Yield title and HTML of each section of the explanation."""
    for section in p.explanation:
        yield words.text(section.title), Markup(to_html(section.blocks, words.language))


def _weights(p: Publication, words: Words) -> Mapping[str, Any]:
    weights = p.tables["ranking_weights"]
    groups = method_tables.groups(p.tables["indicators"], weights)
    return {
        "is_points": p.method.total_points is not None,
        "groups": [(group, [_rule(p, row, words) for row in rows]) for group, rows in groups],
        "weights": method_tables.weights_with_moves(weights, p.tables["ranking_left_out"]),
        "said_weights": [words.text(sentence) for sentence in p.sentences.weights],
    }


def _rule(p: Publication, row: Row, words: Words) -> Mapping[str, Any]:
    roles = load_tables()["indicators"].column("role").codes
    is_shown_only = row["role"] == "score" and not row["size"]
    return {
        "code": row["indicator"],
        "has_page": row["role"] != "not_computable",
        "size": _plain(row["size"], words),
        "weight": words.percent(row["weight"], 1),
        "target": words.number(None) if is_shown_only else _target(p, row, words),
        "role": words.say("method.groups_shown_only") if is_shown_only else words.pick(roles[row["role"]]),
    }


def _target(p: Publication, row: Row, words: Words) -> str:
    """Return what earns all points: the target of the method or, where it gives none, all of them or none."""
    on_points = {rule.code for rule in p.method.rules if rule.computable and rule.normalisation.kind == "points"}
    if row["indicator"] not in on_points:
        return words.number(None)
    target = row["target"] if row["target"] is not None else float(row["direction"] == 1)
    if row["kind"] == "proportion":
        return words.percent(target, _digits(100 * target))
    return _plain(target, words)


def _plain(value: float | None, words: Words) -> str:
    """Return a number with as many decimals as it has, two at most."""
    return words.number(value, _digits(value))


def _digits(value: float | None) -> int:
    return next((digits for digits in (0, 1) if value is None or round(value, digits) == round(value, 9)), 2)


def _choices(p: Publication, words: Words) -> Mapping[str, Any]:
    """Return how the ranks move under other choices; no ranges where nothing else was tried or nobody is ranked."""
    factors = load_tables()["ranking_factors"].column("factor").codes
    return {
        "ranges": method_tables.ranges(p.tables["ranking_robustness"]),
        "runs": p.record.sensitivity_runs,
        "factors": method_tables.factors(p.tables["ranking_factors"]),
        "factor_names": {code: words.pick(pair) for code, pair in factors.items()},
        "left_out": method_tables.left_out(p.tables["ranking_left_out"]),
        "reporting": _reporting(p, words),
        "said_choices": [words.text(sentence) for sentence in p.sentences.choices],
    }


def _reporting(p: Publication, words: Words) -> Mapping[str, Any]:
    """Return where the units without a rank would stand, and what is said of the ranked ones that they would move."""
    rows, units = p.tables["ranking_reporting"].to_dicts(), lookup.unit_names(p, words)
    ranked = [row for row in rows if row["rank"] is not None]
    moved = [
        message("method.reporting_move", unit=units[row["unit_id"]], rank=row["rank"], everybody=row["rank_everybody"])
        for row in ranked
        if row["rank"] != row["rank_everybody"]
    ]
    moves = words.say("method.reporting_moves", count=len(moved), of=len(ranked), units=moved)
    return {
        "left_out": [row | {"codes": (row["missing"] or "").split()} for row in rows if row["rank"] is None],
        "moves": moves if moved else words.say("method.reporting_still"),
    }


def _record(p: Publication, words: Words) -> Iterator[tuple[str, str]]:
    """Yield what determines the ranking, name and value."""
    name = words.period(p.period.id)
    days = words.say("method.record_days", name=name, first=p.period.first, last=p.period.last)
    yield words.say("method.record_period"), days
    record = p.record
    record_values = {
        "snapshot": record.snapshot,
        "method": record.method,
        "fingerprint": record.method_version,
        "file": record.method_sha256,
        "indicators": record.indicators_version,
        "seed": record.seed,
        "draws": record.draws,
        "runs": record.sensitivity_runs,
        "software": record.software,
    }
    for name, value in ((n, v) for n, v in record_values.items() if v is not None):
        yield words.say(f"method.record_{name}"), str(value)
