"""The pipeline's own account of what it did: the tables that say where every row went and what was noticed."""

from collections.abc import Collection, Mapping
from datetime import date

import polars as pl

from schemas.city import City
from schemas.submission import Submission
from schemas.table import Table, load_tables
from warehouse import fold, store
from warehouse.pipeline.run import Run
from warehouse.ranking.form_ii06a import form_ii06a
from warehouse.ranking.periods import Period

_COMPARED = ("received_total", "resolved_total", "resolved_late", "open_overdue")  # of form II.06a
_PART = "part-0.parquet"


def data_tables() -> list[Table]:
    """Return the tables whose rows are sent to us."""
    return [t for t in load_tables().values() if t.is_sent]


def write_accounts(
    run: Run, staging: store.Staging, records: Mapping[str, Submission], active: Collection[str]
) -> None:
    """Stage the ledger, the submissions, rejections, warnings and the register, from the staged tables and the records.

    Raises `RuntimeError` where a row of the tables is unaccounted for.
    """
    tables = load_tables()
    ledger = _ledger(staging, records, active)
    ordered = [records[i] for i in sorted(records)]
    staging.write(tables["ledger"], _PART, ledger)
    staging.write(tables["submissions"], _PART, _submissions(ordered, active))
    staging.write(tables["rejections"], _PART, _rejections(run, ordered))
    staging.write(tables["warnings"], _PART, _warnings(staging, ordered, active))
    staging.write(tables["units"], _PART, _units(run.city))


def _ledger(staging: store.Staging, records: Mapping[str, Submission], active: Collection[str]) -> pl.DataFrame:
    """Return the row ledger; raise where a submission does not balance or the tables hold rows of nobody."""
    standing: dict[str, int] = {}
    for table in data_tables():
        rows = store.scan_table(staging.folder, table).group_by("submission_id").len().collect()
        standing |= dict(rows.iter_rows())
    unbalanced = [i for i, s in records.items() if not s.balances or standing.get(i, 0) > s.accepted]
    if strays := sorted(set(standing) - set(active)) or unbalanced:
        raise RuntimeError(f"rows unaccounted for in submission(s) {', '.join(strays)}; no snapshot was committed")
    return pl.DataFrame(
        [_ledger_row(s, standing.get(i, 0)) for i, s in sorted(records.items())],
        schema=load_tables()["ledger"].polars_schema,
        orient="row",
    )


def _ledger_row(s: Submission, current: int) -> tuple[object, ...]:
    parts = (s.rows_in, s.accepted, s.rejected, s.duplicate, s.accepted - current, current)
    return (s.submission_id, s.unit_id, s.table, *parts)


def _submissions(records: list[Submission], active: Collection[str]) -> pl.DataFrame:
    schema = load_tables()["submissions"].polars_schema
    rows = []
    for s in records:
        table = load_tables().get(s.table)
        dated = s.window if table is not None and table.partition_by else None
        derived = {
            "table_name": s.table,
            "is_active": s.submission_id in active,
            "warning_count": s.warned,
            "window_from": dated and dated[0],
            "window_to": dated and dated[1],
        }
        row = s.model_dump() | derived
        rows.append({name: row[name] for name in schema})
    return pl.DataFrame(rows, schema=schema, orient="row")


def _rejections(run: Run, records: list[Submission]) -> pl.DataFrame:
    schema = load_tables()["rejections"].polars_schema
    frames = [
        reasons.with_columns(
            submission_id=pl.lit(s.submission_id), unit_id=pl.lit(s.unit_id), table_name=pl.lit(s.table)
        )
        for s, reasons in store.scan_reasons(run.home, records)
    ]
    if not frames:
        return pl.DataFrame(schema=schema)
    return pl.concat(f.select(schema.names()).cast(schema) for f in frames).collect()


def _warnings(staging: store.Staging, records: list[Submission], active: Collection[str]) -> pl.DataFrame:
    """Return what was noticed between submissions, and rejects nothing."""
    found = [
        *_shared_codes(staging),
        *_weak_export_dates([s for s in records if s.submission_id in active]),
        *_own_reports(staging),
    ]
    schema = load_tables()["warnings"].polars_schema
    return pl.DataFrame(found, schema=schema, orient="row").unique(maintain_order=True).sort(schema.names()[:4])


def _shared_codes(staging: store.Staging) -> list[tuple[object, ...]]:
    dossiers = load_tables()["dossiers"]
    keys = store.scan_table(staging.folder, dossiers).select(dossiers.key).collect()
    vi = "Cùng một mã hồ sơ xuất hiện ở nhiều đơn vị; các dòng được giữ riêng."
    en = "The same dossier code stands under more than one unit; the rows are kept apart."
    shared = fold.shared_codes(keys, dossiers).iter_rows()
    return [("shared-code", unit, "dossiers", code, 1, vi, en) for code, unit in shared]


def _weak_export_dates(active: list[Submission]) -> list[tuple[object, ...]]:
    vi = "Không có thời điểm kết xuất được khai báo; đã dùng giờ của tệp, xếp sau mọi thời điểm khai báo."
    en = "No declared time of export; the file's time was used and ranks behind any declared one."
    weak = [s for s in active if s.exported_at_origin == "file_time"]
    return [("weak-export-date", s.unit_id, s.table, s.file_name, s.accepted, vi, en) for s in weak]


def _own_reports(staging: store.Staging) -> list[tuple[object, ...]]:
    """Compare what units report on form II.06a, summed over its fields, with the form as their dossiers give it."""
    tables = load_tables()
    counts = store.scan_table(staging.folder, tables["measures"]).collect().lazy()
    reports = store.scan_table(staging.folder, tables["unit_reports"])
    by = ["unit_id", "period_from", "period_to"]
    filed = reports.group_by(by).agg(pl.col(_COMPARED).sum()).sort(by).collect()
    found: list[tuple[object, ...]] = []
    for (first, last), own in filed.group_by("period_from", "period_to", maintain_order=True):
        period = Period(f"{first}..{last}", "dates", first, last)
        computed = form_ii06a(counts, own.get_column("unit_id").to_list(), period).rows_by_key("unit_id", named=True)
        for row in own.iter_rows(named=True):
            said = [row[c] for c in _COMPARED]
            counted = [computed[row["unit_id"]][0][c] for c in _COMPARED]
            if said != counted:
                off = max(abs(a - b) for a, b in zip(said, counted, strict=True))
                found.append(
                    ("own-report-differs", row["unit_id"], "unit_reports", period.id, off, *_differs(said, counted))
                )
    return found


def _differs(said: list[int], counted: list[int]) -> tuple[str, str]:
    vi = ("tiếp nhận", "đã giải quyết", "trễ hạn", "quá hạn chưa xong")
    en = ("received", "resolved", "late", "overdue")
    pairs = list(zip(said, counted, strict=True))
    in_vi = "; ".join(f"{n}: báo cáo {a}, theo hồ sơ {b}" for n, (a, b) in zip(vi, pairs, strict=True) if a != b)
    in_en = "; ".join(f"{n}: reported {a}, by the dossiers {b}" for n, (a, b) in zip(en, pairs, strict=True) if a != b)
    return f"Biểu II.06a khác số liệu hồ sơ. {in_vi}.", f"Form II.06a differs from the dossiers. {in_en}."


def _units(city: City) -> pl.DataFrame:
    rows = [u.model_dump() for u in city.register.units]
    schema = load_tables()["units"].polars_schema
    endless = pl.col("valid_from", "valid_to").replace([date.min, date.max], None)
    return pl.DataFrame([{k: r[k] for k in schema} for r in rows], schema=schema, orient="row").with_columns(endless)
