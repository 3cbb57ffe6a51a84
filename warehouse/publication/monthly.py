"""The table `monthly` of a publication: months of each unit against its own past, as a reason to look."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl

from schemas.indicator import Indicator
from schemas.method import Method
from schemas.table import load_tables
from warehouse import store
from warehouse.counting.measures_table import counts_over
from warehouse.ranking.draft import Draft
from warehouse.ranking.evidence.cells import MIN_CASES, evaluate
from warehouse.ranking.evidence.effects import effect_of
from warehouse.ranking.evidence.gather import reported_pairs
from warehouse.ranking.evidence.periods import Period, parse_period, previous
from warehouse.ranking.statistics.own_past import against_past
from warehouse.rows import Row

_LEADING = 2  # indicators: the heaviest that can be counted month by month
_MONTHS = 12  # that are shown, and as many before them are the past


def monthly(folder: Path, draft: Draft) -> pl.DataFrame:
    """Return the table `monthly` of the leading indicators, for the units that existed throughout past and months.

    The last month is counted up to the end of the period. Nothing is expected where the past has fewer than
    `MIN_CASES` cases.
    """
    schema, chosen, shown = load_tables()["monthly"].polars_schema, leading(draft.method), months(draft.period)
    past = _past(shown)
    counts = counts_over(folder, [(period.first, period.last) for period in (past, *shown)])
    sent = store.scan_table(folder, load_tables()["submissions"]).filter("is_active").collect()
    units = [u.unit_id for u in draft.units if u.valid_from <= past.first and shown[-1].last <= u.valid_to]

    def cells(period: Period) -> Mapping[tuple[str, str], Row]:
        evaluated = evaluate(counts, units, period, chosen, reported_pairs(sent, units, period), interval="none")
        return {(row["unit_id"], row["indicator"]): row for row in evaluated.iter_rows(named=True)}

    of_past, of_months = cells(past), [cells(month) for month in shown]
    rows = [
        row
        for unit in sorted(units)
        for indicator in chosen
        for row in _rows(draft, unit, indicator, of_past, list(zip(shown, of_months, strict=True)))
    ]
    return pl.DataFrame(rows, schema=schema, orient="row")


def leading(method: Method) -> list[Indicator]:
    """Return the heaviest proportions of a method that are counted by what happens in a month."""
    rules = sorted((rule for rule in method.rules if rule.computable and rule.size), key=lambda rule: -rule.size)
    indicators = (method.indicators[rule.code] for rule in rules)
    return [i for i in indicators if i.kind == "proportion" and _is_of_flows(i)][:_LEADING]


def _is_of_flows(indicator: Indicator) -> bool:
    return all(term.at == "flow" for term in indicator.whole.terms)


def months(period: Period) -> list[Period]:
    """Return the twelve months that end with the period, the last one cut at its end."""
    found = [parse_period(f"{period.last:%Y-%m}")]
    while len(found) < _MONTHS:
        found.insert(0, previous(found[0]))
    return [month.until(period.last) for month in found]


def _past(shown: Sequence[Period]) -> Period:
    first = shown[0].first
    return Period("past", "dates", first.replace(year=first.year - 1), first - timedelta(days=1))


def _rows(
    draft: Draft,
    unit: str,
    indicator: Indicator,
    of_past: Mapping[tuple[str, str], Row],
    of_months: Sequence[tuple[Period, Mapping[tuple[str, str], Row]]],
) -> Iterator[Mapping[str, Any]]:
    key = (unit, indicator.code)
    past, days = _counted(of_past[key]), _past([month for month, _ in of_months])
    cells = [(month, _counted(cells[key]), cells[key]["status"]) for month, cells in of_months]
    has_past = past is not None and past[1] >= MIN_CASES
    counts = [counted or (0, 0) for _, counted, _ in cells]
    phi = effect_of(draft.effects, indicator.code, unit).phi
    x, n = zip(*counts, strict=True)
    compared = against_past(x, n, *past, indicator.direction, phi) if past is not None and has_past else None
    for i, (month, counted, status) in enumerate(cells):
        row: dict[str, Any] = {"unit_id": unit, "indicator": indicator.code, "month": month.id}
        row |= {"first_day": month.first, "last_day": month.last, "past_from": days.first, "past_to": days.last}
        row |= {"status": status, "is_past_suppressed": False}
        if counted is not None:
            row |= {"x": counted[0], "n": counted[1], "value": counted[0] / counted[1] if counted[1] else None}
        if past is not None and compared is not None:
            row |= {"past_x": past[0], "past_n": past[1], "expected": compared.expected}
            if counted is not None and counted[1]:
                ends = {name: float(values[i]) for name, values in vars(compared.limits).items()}
                row |= ends | {"against_past": int(compared.classes[i])}
        yield row


def _counted(cell: Row) -> tuple[int, int] | None:
    """Return x and n of a cell that can be compared, None where there is none."""
    return None if cell["status"] in ("NOT_REPORTED", "INVALID") else (cell["x"], cell["n"])
