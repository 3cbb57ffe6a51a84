"""What one unit reads of each indicator: what was counted, what it earned, and what would earn the rest."""

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from schemas.indicator import Indicator
from schemas.method import Method
from schemas.method_parts import IndicatorRule, default_target
from schemas.table import Table
from schemas.words.message import Declared, Message, message
from warehouse.ranking.sentences.unit_standing import UnitRows, moved
from warehouse.rows import Row

_FIGURES = ("value", "ci_low", "ci_high", "x", "n", "excluded", "points", "max_points")
_COUNTED_BEFORE = ("x_before", "n_before", "excluded_before")
_POINTS = ("points", "max_points")  # an indicator that is shown beside the score alone has none
_BLAMELESS = ("NOT_APPLICABLE", "SMALL_N", "SUPPRESSED")  # nothing, too little to be better at, or not to be told
_LEAST_LOSS = 0.005  # points that a table of two decimals shows


class Improvement(NamedTuple):
    """An indicator that lost points: how many, and what would earn them."""

    name: Declared
    lost: float
    advice: Message


def indicator_rows(method: Method, rows: UnitRows) -> list[Mapping[str, Any]]:
    """Return a row for each indicator of the method, in its order.

    Beside its figures a row has messages: `name`, `group`, `counted` (the cases), `status`, `compared` with all units
    and `changed` since the period before; None where there is nothing to say. `before` is the value of that period,
    beside what it was counted from.
    """
    rules = {rule.code: rule for rule in method.rules}
    groups = {group.id: Declared(group.name_vi, group.name_en) for group in method.all_groups}
    return [_row(rules[c["indicator"]], method, c, rows) | {"group": groups[c["group"]]} for c in rows.cells]


def _row(rule: IndicatorRule, method: Method, cell: Row, rows: UnitRows) -> dict[str, Any]:
    row = {name: None if name in _POINTS and not rule.size else cell[name] for name in _FIGURES}
    if not rule.computable:
        reason = Declared(rule.reason_vi, rule.reason_en)
        return row | {
            "name": Declared(rule.name_vi, rule.name_en),
            "counted": None,
            "status": message("standing.not-computable", reason=reason),
            "compared": None,
            "before": None,
            **dict.fromkeys(_COUNTED_BEFORE),
            "changed": None,
            "is_share": True,
        }
    indicator, change = method.indicators[rule.code], rows.changes.get(rule.code)
    return row | {
        "name": Declared(indicator.name_vi, indicator.name_en),
        "counted": _cases(indicator),
        "status": _status(indicator, cell) if rule.size else message("standing.not-scored"),
        "compared": _against_all(rows.places.get(rule.code)),
        "before": change and change["before"],
        **{name: change and change[name] for name in _COUNTED_BEFORE},
        "changed": change and moved(change, indicator.direction),
        "is_share": indicator.kind == "proportion",
    }


def _status(indicator: Indicator, cell: Row) -> Message:
    status = message(f"standing.status-{cell['status']}")
    if not cell["added"]:
        return status
    rate = _value(indicator, cell["added_rate"])
    return message("standing.completed", status=status, added=cell["added"], rate=rate)


def _against_all(place: Row | None) -> Message | None:
    """Return how the unit compares with all units together, where that is more than they differ anyway."""
    if place is None or place["vs_benchmark_adjusted"] is None:
        return None
    if not place["vs_benchmark_adjusted"]:
        return message("standing.as-all")
    return message("standing.better-than-all" if place["vs_benchmark_adjusted"] > 0 else "standing.worse-than-all")


def improvements(method: Method, rows: UnitRows, tables: Mapping[str, Table]) -> list[Improvement]:
    """Return the indicators that lost points, those that lost most first.

    `tables` are those of the city, by which missing data are named.
    """
    rules = {rule.code: rule for rule in method.rules}
    improvements_found = [
        loss for cell in rows.cells for loss in _improvements(rules[cell["indicator"]], method, cell, tables)
    ]
    return sorted(improvements_found, key=lambda improvement: (-improvement.lost, improvement.name.vi))


def _improvements(rule: IndicatorRule, method: Method, cell: Row, tables: Mapping[str, Table]) -> Iterator[Improvement]:
    lost_points = cell["max_points"] - (cell["points"] or 0.0)
    if not rule.computable or lost_points < _LEAST_LOSS or cell["status"] in _BLAMELESS:
        return
    indicator = method.indicators[rule.code]
    name = Declared(indicator.name_vi, indicator.name_en)
    yield Improvement(name, lost_points, _remedy(rule, indicator, cell, tables))


def _remedy(rule: IndicatorRule, indicator: Indicator, cell: Row, tables: Mapping[str, Table]) -> Message:
    if cell["status"] == "NOT_REPORTED":
        labels = [Declared(tables[name].label_vi, tables[name].label_en) for name in indicator.tables]
        return message("standing.send-data", tables=labels)
    if cell["status"] == "INVALID":
        return message("standing.check-files")
    target = _target(rule, indicator)
    if target is None or cell["n"] is None:
        return message("standing.by-scale", value=_value_with_counts(indicator, cell))
    if indicator.kind == "rate":
        return message("standing.of-rate", value=cell["value"], cases=_cases(indicator), target=target)
    return _needed_of_share(indicator, cell, target)


def _target(rule: IndicatorRule, indicator: Indicator) -> Fraction | None:
    """Return the value that earns all points; None on scales of which no single value says that."""
    if rule.normalisation.kind == "points":
        return default_target(rule, indicator)
    best = rule.normalisation.best
    return Fraction(best) if rule.normalisation.kind == "goalposts" and best is not None else None


def _needed_of_share(indicator: Indicator, cell: Row, target: Fraction) -> Message:
    """Say how many more, or fewer, of the cases of the period would have earned all points."""
    x, n, cases = cell["x"], cell["n"], _cases(indicator)
    if indicator.direction == 1:
        more = math.ceil(target * n) - x
        return message("standing.more-needed", target=target, more=more, x=x, n=n, cases=cases)
    fewer = x - math.floor(target * n)
    return message("standing.fewer-needed", target=target, fewer=fewer, x=x, n=n, cases=cases)


def _cases(indicator: Indicator) -> Declared:
    return Declared(indicator.denominator_vi, indicator.denominator_en)


def _value_with_counts(indicator: Indicator, cell: Row) -> Message:
    """Return the value of a cell with the cases that it was counted from, where there are any."""
    value = _value(indicator, cell["value"])
    if cell["x"] is None or cell["n"] is None:
        return value
    return message("standing.value-counted", value=value, x=cell["x"], n=cell["n"], cases=_cases(indicator))


def _value(indicator: Indicator, value: float | None) -> Message:
    if value is None:
        return message("standing.value-none")
    if indicator.kind == "proportion":
        return message("standing.value-share", share=value)
    return message("standing.points", value=value)
