"""What units report of themselves on form II.06a, against the form as their dossiers give it."""

from datetime import date

import polars as pl

from schemas.table import load_tables
from schemas.words.languages import Said
from warehouse import store
from warehouse.counting.measures_table import changed_since, counts_over
from warehouse.night.accounts.warning_rows import Row, warning_row
from warehouse.night.tables.tables import Before
from warehouse.ranking.evidence.form_ii06a import REPORT, form_ii06a
from warehouse.ranking.evidence.periods import Period

DIFFERS = "own-report-differs"
_COMPARED = ("received_total", "resolved_total", "resolved_late", "open_overdue")  # of form II.06a
_NAMES_VI = ("tiếp nhận", "đã giải quyết", "trễ hạn", "quá hạn chưa xong")
_NAMES_EN = ("received", "resolved", "late", "overdue")
_ADVICE = (
    "Đối chiếu biểu với hệ thống nguồn; sửa bên sai rồi gửi lại.",
    "Compare the form with the source system; correct whichever is wrong and send again.",
)


def own_reports(staging: store.Staging, before: Before | None) -> tuple[list[Row], pl.DataFrame]:
    """Compare what units report, summed over the form's fields, with the form as their dossiers give it.

    Returns warnings, and the reports (`unit_id` and `subject` of such warnings) that were not compared: neither they
    nor any count up to their period's end have changed since the snapshot before, so that its warnings still hold.
    """
    filed = _filed(staging, before)
    holds = pl.col("is_same") & (pl.col("period_to") < _changed_since(staging, before))
    period = pl.format("{}..{}", "period_from", "period_to").alias("subject")
    held, changed = filed.filter(holds).select("unit_id", period), filed.filter(~holds)
    if not changed.height:
        return [], held
    by_period = changed.partition_by("period_from", "period_to", as_dict=True, maintain_order=True)
    counts = counts_over(staging.folder, [(first, last) for first, last in by_period])
    rows = [_differences(counts, reports, first, last) for (first, last), reports in by_period.items()]
    return [row for of_period in rows for row in of_period], held


def _filed(staging: store.Staging, before: Before | None) -> pl.DataFrame:
    """Return what each unit reported of each period, and whether the snapshot before had the same (`is_same`)."""
    now = _reported(store.scan_table(staging.folder, load_tables()["unit_reports"]))
    if before is None:
        return now.with_columns(is_same=pl.lit(False)).collect()
    then = _reported(store.scan_table(before.folder, load_tables()["unit_reports"]))
    same = now.join(then, on=[*REPORT, *_COMPARED], how="semi").with_columns(is_same=pl.lit(True))
    other = now.join(then, on=[*REPORT, *_COMPARED], how="anti").with_columns(is_same=pl.lit(False))
    return pl.concat([same, other]).sort(REPORT).collect()


def _reported(reports: pl.LazyFrame) -> pl.LazyFrame:
    return reports.group_by(REPORT).agg(pl.col(_COMPARED).sum()).sort(REPORT)


def _changed_since(staging: store.Staging, before: Before | None) -> date:
    return date.min if before is None else changed_since(staging, before.folder, before.files) or date.max


def _differences(counts: pl.LazyFrame, reports: pl.DataFrame, first: date, last: date) -> list[Row]:
    """Return a warning for each unit whose report of the period differs from the form as its dossiers give it."""
    period = Period(f"{first}..{last}", "dates", first, last)
    computed = form_ii06a(counts, reports.get_column("unit_id").to_list(), period).rows_by_key("unit_id", named=True)
    rows = list[Row]()
    for row in reports.iter_rows(named=True):
        reported = [row[c] for c in _COMPARED]
        counted = [computed[row["unit_id"]][0][c] for c in _COMPARED]
        if reported != counted:
            off = max(abs(a - b) for a, b in zip(reported, counted, strict=True))
            about = (DIFFERS, row["unit_id"], "unit_reports", period.id, off)
            rows.append(warning_row(*about, _differs(reported, counted), _ADVICE))
    return rows


def _differs(reported: list[int], counted: list[int]) -> Said:
    pairs = list(zip(reported, counted, strict=True))
    in_vi = "; ".join(f"{n}: báo cáo {a}, theo hồ sơ {b}" for n, (a, b) in zip(_NAMES_VI, pairs, strict=True) if a != b)
    in_en = "; ".join(
        f"{n}: reported {a}, by the dossiers {b}" for n, (a, b) in zip(_NAMES_EN, pairs, strict=True) if a != b
    )
    return f"Biểu II.06a khác số liệu hồ sơ. {in_vi}.", f"Form II.06a differs from the dossiers. {in_en}."
