"""What one unit is told of each indicator: what was counted, what it earned, and what would earn the rest."""

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from schemas.indicator import Indicator
from schemas.method import Method
from schemas.method_parts import IndicatorRule, default_target
from schemas.table import Table
from schemas.words.numbers import number, percent
from warehouse.ranking.explanation.words import number as exact
from warehouse.ranking.explanation.words import percent as exact_percent
from warehouse.ranking.sentences.unit_standing import UnitRows, moved
from warehouse.rows import Row

_STATUS = {
    "OK": "đã chấm",
    "SMALL_N": "quá ít trường hợp: nêu, không chấm",
    "NOT_REPORTED": "chưa có số liệu",
    "NOT_APPLICABLE": "không phát sinh",
    "INVALID": "số liệu mâu thuẫn",
}
_BLAMELESS = ("NOT_APPLICABLE", "SMALL_N")  # there is nothing, or too little, to be better at
_LEAST_LOSS = 0.005  # points that a table of two decimals shows


def indicator_rows(method: Method, rows: UnitRows) -> list[dict[str, Any]]:
    """Return a row for each indicator of the method, in its order: names, counts, value, points, status and changes."""
    rules = {rule.code: rule for rule in method.rules}
    groups = {group.id: group.name_vi for group in method.all_groups}
    return [_row(rules[c["indicator"]], method, c, rows) | {"group_vi": groups[c["group"]]} for c in rows.cells]


def _row(rule: IndicatorRule, method: Method, cell: Row, rows: UnitRows) -> dict[str, Any]:
    kept = ("value", "ci_low", "ci_high", "x", "n", "excluded", "points", "max_points")
    row = {name: cell[name] for name in kept}
    if not rule.computable:
        known = {"name_vi": rule.name_vi, "name_en": rule.name_en, "status_vi": f"chưa tính được: {rule.reason_vi}"}
        return row | dict.fromkeys(("counted_vi", "compared_vi", "before", "changed_vi")) | known | {"is_share": True}
    one = method.indicators[rule.code]
    change, seen = rows.changes.get(rule.code), rows.places.get(rule.code)
    return row | {
        "name_vi": one.name_vi,
        "name_en": one.name_en,
        "counted_vi": one.denominator_vi,
        "status_vi": _STATUS[cell["status"]],
        "compared_vi": _compared(seen),
        "before": change and change["before"],
        "changed_vi": change and moved(change, one.direction)[0],
        "is_share": one.kind == "proportion",
    }


def _compared(place: Row | None) -> str | None:
    """Return how the unit compares with all units together, where that is more than they differ anyway."""
    if place is None or place["vs_benchmark_adjusted"] is None:
        return None
    found = place["vs_benchmark_adjusted"]
    return "như mức chung" if not found else "tốt hơn mức chung" if found > 0 else "kém hơn mức chung"


def improvements(method: Method, rows: UnitRows, tables: Mapping[str, Table]) -> list[dict[str, Any]]:
    """Return the indicators that lost points, those that lost most first: points, and what would earn them.

    `tables` are those of the city, by which missing data are named.
    """
    rules = {rule.code: rule for rule in method.rules}
    found = [row for cell in rows.cells for row in _lost(rules[cell["indicator"]], method, cell, tables)]
    return sorted(found, key=lambda row: (-row["lost"], row["name_vi"]))


def _lost(rule: IndicatorRule, method: Method, cell: Row, tables: Mapping[str, Table]) -> Iterator[dict[str, Any]]:
    lost = cell["max_points"] - (cell["points"] or 0.0)
    if not rule.computable or lost < _LEAST_LOSS or cell["status"] in _BLAMELESS:
        return
    one = method.indicators[rule.code]
    vi, en = _remedy(rule, one, cell, tables)
    yield {"name_vi": one.name_vi, "lost": lost, "vi": vi, "name_en": one.name_en, "en": en}


def _remedy(rule: IndicatorRule, one: Indicator, cell: Row, tables: Mapping[str, Table]) -> tuple[str, str]:
    if cell["status"] == "NOT_REPORTED":
        counted = [tables[name] for name in one.tables]
        return (
            f"Chưa có số liệu để chấm. Gửi đủ dữ liệu, kể cả cột còn thiếu: {', '.join(t.label_vi for t in counted)}.",
            f"No figures to score. Send the data, missing columns too: {', '.join(t.label_en for t in counted)}.",
        )
    if cell["status"] == "INVALID":
        return "Số liệu mâu thuẫn: kiểm tra lại các tệp đã gửi.", "The counts contradict each other: check the files."
    if rule.normalisation.kind != "points" or cell["n"] is None:
        return (
            f"Hiện {_value(one, cell['value'])}; điểm theo thang của phương pháp, giá trị tốt hơn thì điểm cao hơn.",
            "The scale of the method gives more points for a better value.",
        )
    target = default_target(rule, one)
    return _of_rate(one, cell, target) if one.kind == "rate" else _of_share(one, cell, target)


def _of_rate(one: Indicator, cell: Row, target: Fraction) -> tuple[str, str]:
    noun_vi, noun_en = one.denominator_vi, one.denominator_en
    return (
        f"Hiện {number(cell['value'], 2)} trên một {noun_vi}; điểm tối đa ở mức {exact(target)} cho cả năm.",
        f"Now {cell['value']:,.2f} for each of the {noun_en}; full points at {exact(target, 'en')} for a whole year.",
    )


def _of_share(one: Indicator, cell: Row, target: Fraction) -> tuple[str, str]:
    """Say how many more, or fewer, of the cases of the period would have earned all points."""
    x, n, noun_vi, noun_en = cell["x"], cell["n"], one.denominator_vi, one.denominator_en
    level_vi, level_en = exact_percent(target), exact_percent(target, "en")
    if one.direction == 1:
        more = math.ceil(target * n) - x
        return (
            f"Điểm tối đa ở mức {level_vi}: cần thêm {number(more)} trường hợp đạt. "
            f"Hiện {number(x)} trong {number(n)} {noun_vi}.",
            f"Full points at {level_en}: {more:,} more needed. Now {x:,} of {n:,} {noun_en}.",
        )
    fewer = x - math.floor(target * n)
    return (
        f"Điểm tối đa ở mức {level_vi}: cần bớt {number(fewer)} trường hợp. "
        f"Hiện {number(x)} trong {number(n)} {noun_vi}.",
        f"Full points at {level_en}: {fewer:,} too many. Now {x:,} of {n:,} {noun_en}.",
    )


def _value(one: Indicator, value: float | None) -> str:
    if value is None:
        return "chưa có giá trị"
    return percent(value) if one.kind == "proportion" else number(value, 2)
