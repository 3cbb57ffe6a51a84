"""The table `monthly` of a publication: months of each unit against its own past, as a reason to look."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl

from schemas.disclosure import DisclosurePolicy, DisclosureRule
from schemas.indicator import Indicator
from schemas.method import Method
from schemas.table import load_tables
from warehouse import store
from warehouse.counting.measures_table import counts_over
from warehouse.ranking.draft import Draft
from warehouse.ranking.evidence.cell_values import MIN_CASES
from warehouse.ranking.evidence.cells import evaluate
from warehouse.ranking.evidence.effects import effect_of
from warehouse.ranking.evidence.gather import reported_pairs
from warehouse.ranking.evidence.periods import Period, parse_period, previous
from warehouse.ranking.statistics.own_past import against_past
from warehouse.rows import Row

_LEADING = 2  # indicators: the heaviest that can be counted month by month
_MONTHS = 12  # that are shown, and as many before them


def monthly(folder: Path, draft: Draft, policy: DisclosurePolicy, threshold: int) -> pl.DataFrame:
    """Return the table `monthly` of the leading indicators, for the units that existed throughout past and months.

    The last month is counted up to the end of the period. Each month stands against the twelve months before the first
    of them and the months since; nothing is said where those have fewer than `MIN_CASES` cases. No count is stated.
    Under "few_people" nothing is said of a month with few cases. Under "small_counts", where any count in the months of
    a unit is small, nothing is said of any of them: which are the small ones would, beside the counts of quarters, tell
    how small; and where a count of the twelve months before is, those are not used.

    Args:
        folder: of the snapshot.
        draft: the ranking.
        policy: which small counts are not published.
        threshold: counts from 1 to below it are small.
    """
    schema, indicators = load_tables()["monthly"].polars_schema, leading(draft.method)
    shown_months = months(draft.period)
    past = _past(shown_months)
    counts = counts_over(folder, [(period.first, period.last) for period in (past, *shown_months)])
    active_submissions = store.scan_table(folder, load_tables()["submissions"]).filter("is_active").collect()
    units = [u.unit_id for u in draft.units if u.valid_from <= past.first and shown_months[-1].last <= u.valid_to]

    def cells(period: Period) -> Mapping[tuple[str, str], Row]:
        cell_rows = evaluate(
            counts, units, period, indicators, reported_pairs(active_submissions, units, period), interval="none"
        )
        return {(row["unit_id"], row["indicator"]): row for row in cell_rows.iter_rows(named=True)}

    cells_of_periods = [cells(period) for period in (past, *shown_months)]
    rows: list[Mapping[str, Any]] = []
    for unit in sorted(units):
        for indicator in indicators:
            cells_of_unit = [cell_of[unit, indicator.code] for cell_of in cells_of_periods]
            rows += _rows(draft, indicator, shown_months, cells_of_unit, (policy.rule(indicator.subject), threshold))
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
    last_months = [parse_period(f"{period.last:%Y-%m}")]
    while len(last_months) < _MONTHS:
        last_months.insert(0, previous(last_months[0]))
    return [month.until(period.last) for month in last_months]


def _past(shown_months: Sequence[Period]) -> Period:
    first = shown_months[0].first
    return Period("past", "dates", first.replace(year=first.year - 1), first - timedelta(days=1))


def _rows(
    draft: Draft,
    indicator: Indicator,
    shown_months: Sequence[Period],
    cells: Sequence[Row],
    rule: tuple[DisclosureRule, int],
) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of one unit and indicator.

    Args:
        draft: the ranking.
        indicator: what is counted.
        shown_months: the months.
        cells: of the twelve months before together, then of each month.
        rule: which counts are not published, and below what they are small.
    """
    past_cell, *month_cells = cells
    phi = effect_of(draft.effects, indicator.code, past_cell["unit_id"]).phi
    is_withheld = [_is_withheld(cell, *rule) for cell in month_cells]
    if rule[0] == "small_counts" and any(is_withheld):
        is_withheld = [True] * len(is_withheld)
    past_x, past_n = (0, 0) if _is_withheld(past_cell, *rule) else _comparable_counts(past_cell)
    for month, cell, withheld in zip(shown_months, month_cells, is_withheld, strict=True):
        x, n = _comparable_counts(cell)
        row = _identity(month, cell)
        if withheld:
            row["status"] = "SUPPRESSED"
        elif past_n >= MIN_CASES and n:
            comparison = against_past([x], [n], past_x, past_n, indicator.direction, phi)
            row["against_past"] = int(comparison.classes[0])
        past_x, past_n = past_x + x, past_n + n
        yield row


def _identity(month: Period, cell: Row) -> dict[str, Any]:
    status = "OK" if cell["status"] == "SMALL_N" else cell["status"]
    cell_columns = {"unit_id": cell["unit_id"], "indicator": cell["indicator"], "status": status}
    return cell_columns | {"month": month.id, "first_day": month.first, "last_day": month.last}


def _comparable_counts(cell: Row) -> tuple[int, int]:
    """Return x and n of a cell that can be compared, 0 of 0 where there is none."""
    return (0, 0) if cell["status"] in ("NOT_REPORTED", "INVALID") else (cell["x"], cell["n"])


def _is_withheld(cell: Row, rule: DisclosureRule, threshold: int) -> bool:
    x, n = _comparable_counts(cell)
    counts = {"exact": (), "few_people": (n,), "small_counts": (x, n, n - x)}[rule]
    return any(0 < count < threshold for count in counts)
