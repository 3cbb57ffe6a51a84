"""The table `warnings`: what should be looked at within each file, and between the submissions of a snapshot."""

from collections.abc import Collection, Iterable

import polars as pl

from schemas.delivery import FileWarning
from schemas.submission import Submission, SubmissionRecord
from schemas.table import load_tables
from warehouse import fold, store
from warehouse.pipeline.same_rows import WRONG_FOLDER, same_rows
from warehouse.ranking.form_ii06a import form_ii06a
from warehouse.ranking.periods import Period

_COMPARED = ("received_total", "resolved_total", "resolved_late", "open_overdue")  # of form II.06a
_Texts = tuple[str, str]  # in Vietnamese and in English
_CHECK_CODE: _Texts = (
    "Xem hồ sơ này do ai tiếp nhận; nếu ghi nhầm mã thì sửa trong hệ thống nguồn.",
    "Find out which office received the dossier; correct the code in the source system where it is wrong.",
)
_NAME_EXPORT: _Texts = (
    "Ghi ngày giờ kết xuất vào tên tệp, như đã thống nhất với thành phố (khóa exported_at của nguồn).",
    "Write date and time of export into the file's name, as agreed with the city (key exported_at of the source).",
)
_CHECK_FORM: _Texts = (
    "Đối chiếu biểu với hệ thống nguồn; sửa bên sai rồi gửi lại.",
    "Compare the form with the source system; correct whichever is wrong and send again.",
)


def snapshot_warnings(
    staging: store.Staging, records: Collection[SubmissionRecord], active: Collection[str]
) -> pl.DataFrame:
    """Return the table `warnings`; it follows from the submissions that count and from the staged tables."""
    counted = [s for s in records if s.submission_id in active]
    shared = _under_several_units(staging)
    rows = [
        *_of_files(counted),
        *_same_files(counted),
        *same_rows(shared, counted),
        *_shared_codes(shared),
        *_weak_export_dates(counted),
        *_own_reports(staging),
    ]
    table = load_tables()["warnings"]
    frame = pl.DataFrame(rows, schema=table.polars_schema)
    return frame.unique(maintain_order=True).sort(table.key, maintain_order=True)


def _of_files(counted: Iterable[SubmissionRecord]) -> list[dict[str, object]]:
    """What reading the files and their rows gave: the sender is told of the file, the unit of its rows."""
    return [
        *(_of_file(s, s.folder, warning) for s in counted for warning in s.file_warnings),
        *(_of_file(s, s.unit_id, warning) for s in counted for warning in s.row_warnings),
    ]


def _of_file(s: Submission, unit_id: str, warning: FileWarning) -> dict[str, object]:
    messages, advice = (warning.message_vi, warning.message_en), (warning.advice_vi, warning.advice_en)
    return _warning(warning.code, unit_id, s.table, s.file_name, warning.row_count, messages, advice) | {
        "submission_id": s.submission_id,
        "file_name": s.file_name,
        "source_member": warning.member,
        "source_rows": first_rows(warning.rows, warning.row_count),
        "header": warning.header,
    }


def first_rows(rows: Collection[int], count: int) -> str | None:
    """Return the rows as people read them, "2, 5, 9 …" where there are more of them, or None where there are none."""
    return ", ".join(map(str, rows)) + " …" * (count > len(rows)) if rows else None


def _warning(
    code: str, unit_id: str, table: str, subject: str, count: int, message: _Texts, advice: _Texts
) -> dict[str, object]:
    return {
        "code": code,
        "unit_id": unit_id,
        "table_name": table,
        "subject": subject,
        "row_count": count,
        "message_vi": message[0],
        "message_en": message[1],
        "advice_vi": advice[0],
        "advice_en": advice[1],
    }


def _same_files(counted: Iterable[Submission]) -> list[dict[str, object]]:
    """The same bytes delivered by two units: one of them has sent the other's file, and its rows count twice."""
    by_hash: dict[str, list[Submission]] = {}
    for s in counted:
        by_hash.setdefault(s.file_sha256, []).append(s)
    several = [group for group in by_hash.values() if len({s.folder for s in group}) > 1]
    return [_same_file(s, sorted({other.folder for other in group} - {s.folder})) for group in several for s in group]


def _same_file(s: Submission, others: list[str]) -> dict[str, object]:
    message = (
        f"Tệp {s.file_name} giống hệt từng byte với tệp của: {', '.join(others)}. Các dòng có thể bị tính hai lần.",
        f"The file {s.file_name} is equal, byte by byte, to one of: {', '.join(others)}. Its rows may count twice.",
    )
    about = _warning("same-file-in-two-folders", s.folder, s.table, s.file_name, s.accepted, message, WRONG_FOLDER)
    return about | {"submission_id": s.submission_id, "file_name": s.file_name}


def _under_several_units(staging: store.Staging) -> pl.DataFrame:
    """Return `subject` (a dossier's code), `unit_id` and `submission_id` where a code stands under several units."""
    dossiers = load_tables()["dossiers"]
    rows = store.scan_table(staging.folder, dossiers)
    shared = fold.shared_codes(rows.select(dossiers.key).collect(), dossiers)
    if not shared.height:
        return shared.with_columns(submission_id=pl.lit(None, pl.String))
    subjects = pl.col("dossier_code").is_in(shared.get_column("subject").unique().implode())
    origins = (
        rows.filter(subjects).select(pl.col("dossier_code").alias("subject"), "unit_id", "submission_id").collect()
    )
    return shared.join(origins, on=["subject", "unit_id"], how="left", maintain_order="left")


def _shared_codes(shared: pl.DataFrame) -> list[dict[str, object]]:
    message = (
        "Cùng một mã hồ sơ xuất hiện ở nhiều đơn vị; các dòng được giữ riêng.",
        "The same dossier code stands under more than one unit; the rows are kept apart.",
    )
    codes = shared.select("subject", "unit_id").iter_rows()
    return [_warning("shared-code", unit, "dossiers", code, 1, message, _CHECK_CODE) for code, unit in codes]


def _weak_export_dates(counted: Iterable[Submission]) -> list[dict[str, object]]:
    message = (
        "Không có thời điểm kết xuất được khai báo; đã dùng giờ của tệp, xếp sau mọi thời điểm khai báo.",
        "No declared time of export; the file's time was used and ranks behind any declared one.",
    )
    weak = [s for s in counted if s.exported_at_origin == "file_time"]
    return [
        _warning("weak-export-date", s.unit_id, s.table, s.file_name, s.accepted, message, _NAME_EXPORT)
        | {"submission_id": s.submission_id, "file_name": s.file_name}
        for s in weak
    ]


def _own_reports(staging: store.Staging) -> list[dict[str, object]]:
    """Compare what units report on form II.06a, summed over its fields, with the form as their dossiers give it."""
    tables = load_tables()
    counts = store.scan_table(staging.folder, tables["measures"]).collect().lazy()
    reports = store.scan_table(staging.folder, tables["unit_reports"])
    by = ["unit_id", "period_from", "period_to"]
    filed = reports.group_by(by).agg(pl.col(_COMPARED).sum()).sort(by).collect()
    warnings: list[dict[str, object]] = []
    for (first, last), reports_of_period in filed.group_by("period_from", "period_to", maintain_order=True):
        period = Period(f"{first}..{last}", "dates", first, last)
        computed = form_ii06a(counts, reports_of_period.get_column("unit_id").to_list(), period).rows_by_key(
            "unit_id", named=True
        )
        for row in reports_of_period.iter_rows(named=True):
            reported = [row[c] for c in _COMPARED]
            counted = [computed[row["unit_id"]][0][c] for c in _COMPARED]
            if reported != counted:
                off = max(abs(a - b) for a, b in zip(reported, counted, strict=True))
                about = ("own-report-differs", row["unit_id"], "unit_reports", period.id, off)
                warnings.append(_warning(*about, _differs(reported, counted), _CHECK_FORM))
    return warnings


def _differs(reported: list[int], counted: list[int]) -> tuple[str, str]:
    vi = ("tiếp nhận", "đã giải quyết", "trễ hạn", "quá hạn chưa xong")
    en = ("received", "resolved", "late", "overdue")
    pairs = list(zip(reported, counted, strict=True))
    in_vi = "; ".join(f"{n}: báo cáo {a}, theo hồ sơ {b}" for n, (a, b) in zip(vi, pairs, strict=True) if a != b)
    in_en = "; ".join(f"{n}: reported {a}, by the dossiers {b}" for n, (a, b) in zip(en, pairs, strict=True) if a != b)
    return f"Biểu II.06a khác số liệu hồ sơ. {in_vi}.", f"Form II.06a differs from the dossiers. {in_en}."
