"""What units report of themselves on form II.06a, against the form as their dossiers give it."""

from datetime import date
from functools import reduce

import polars as pl

from schemas.delivery import file_warning
from schemas.table import load_tables
from schemas.words.message import Message, message
from warehouse import store
from warehouse.counting.measures_table import changed_since, counts_over
from warehouse.night.accounts.warning_rows import Row, warning_row
from warehouse.night.tables.tables import PreviousSnapshot
from warehouse.ranking.evidence.form_ii06a import REPORT, form_ii06a
from warehouse.ranking.evidence.periods import Period

DIFFERS = "own-report-differs"
# Columns of form II.06a, and the names of the messages that say how they differ.
_NAMES = {
    "received_total": "received",
    "resolved_total": "resolved",
    "resolved_late": "resolved-late",
    "open_overdue": "open-overdue",
}
_COMPARED = list(_NAMES)


def own_reports(staging: store.Staging, previous: PreviousSnapshot | None) -> tuple[list[Row], pl.DataFrame]:
    """Compare what units report, summed over the form's fields, with the form as their dossiers give it.

    Returns warnings, and the reports (`unit_id` and `subject` of such warnings) that were not compared: neither they
    nor any count up to their period's end have changed since the snapshot before, so that its warnings still hold.
    """
    filed = _filed(staging, previous)
    holds = pl.col("is_same") & (pl.col("period_to") < _changed_since(staging, previous))
    period = pl.format("{}..{}", "period_from", "period_to").alias("subject")
    unchanged_reports, changed_reports = filed.filter(holds).select("unit_id", period), filed.filter(~holds)
    if not changed_reports.height:
        return [], unchanged_reports
    reports_by_period = changed_reports.partition_by("period_from", "period_to", as_dict=True, maintain_order=True)
    counts = counts_over(staging.folder, [(first, last) for first, last in reports_by_period])
    rows = [_differences(counts, reports, first, last) for (first, last), reports in reports_by_period.items()]
    return [row for period_rows in rows for row in period_rows], unchanged_reports


def _filed(staging: store.Staging, previous: PreviousSnapshot | None) -> pl.DataFrame:
    """Return what each unit reported of each period, and whether the snapshot before had the same (`is_same`)."""
    reports_now = _sums_of_reports(store.scan_table(staging.folder, load_tables()["unit_reports"]))
    if previous is None:
        return reports_now.with_columns(is_same=pl.lit(False)).collect()
    reports_before = _sums_of_reports(store.scan_table(previous.folder, load_tables()["unit_reports"]))
    same_reports = reports_now.join(reports_before, on=[*REPORT, *_COMPARED], how="semi").with_columns(
        is_same=pl.lit(True)
    )
    changed_reports = reports_now.join(reports_before, on=[*REPORT, *_COMPARED], how="anti").with_columns(
        is_same=pl.lit(False)
    )
    return pl.concat([same_reports, changed_reports]).sort(REPORT).collect()


def _sums_of_reports(reports: pl.LazyFrame) -> pl.LazyFrame:
    return reports.group_by(REPORT).agg(pl.col(_COMPARED).sum()).sort(REPORT)


def _changed_since(staging: store.Staging, previous: PreviousSnapshot | None) -> date:
    return date.min if previous is None else changed_since(staging, previous.folder, previous.files) or date.max


def _differences(counts: pl.LazyFrame, reports: pl.DataFrame, first: date, last: date) -> list[Row]:
    """Return a warning for each unit whose report of the period differs from the form as its dossiers give it."""
    period = Period(f"{first}..{last}", "dates", first, last)
    computed = form_ii06a(counts, reports.get_column("unit_id").to_list(), period).rows_by_key("unit_id", named=True)
    rows = list[Row]()
    for row in reports.iter_rows(named=True):
        reported = [row[c] for c in _COMPARED]
        counted = [computed[row["unit_id"]][0][c] for c in _COMPARED]
        if reported != counted:
            largest = max(abs(a - b) for a, b in zip(reported, counted, strict=True))
            differs = message("submissions.own-report-differs", differences=_differences_of(reported, counted))
            warning = file_warning(differs, row_count=largest)
            rows.append(warning_row(warning, row["unit_id"], "unit_reports", period.id))
    return rows


def _differences_of(reported: list[int], counted: list[int]) -> Message:
    """Return which numbers of a form differ, `reported` and `counted` in the order of the columns compared."""
    differences = [
        message(f"submissions.of-form-{name}", reported=a, counted=b)
        for name, a, b in zip(_NAMES.values(), reported, counted, strict=True)
        if a != b
    ]
    return reduce(lambda first, second: message("submissions.of-form-both", first=first, second=second), differences)
