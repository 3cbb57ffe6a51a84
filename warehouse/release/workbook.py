"""The workbook of a publication: cover, contents, notes, then one table a sheet, Vietnamese first."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from schemas.publication import Publication
from schemas.table import Table, load_tables
from warehouse.release.sheets import Sheet, add_contents, add_table, add_text, workbook

# What stands where there is no number, by the status of the row; the shorthand of the Government Analysis Function.
SYMBOLS = {
    "SUPPRESSED": "[c]",
    "NOT_APPLICABLE": "[z]",
    "NOT_REPORTED": "[x]",
    "INVALID": "[x]",
    "NOT_COMPUTABLE": "[x]",
}
_SHOWN = (
    ("1 Xep hang", "rankings"),
    ("2 Chi so", "indicators"),
    ("3 Gia tri chi so", "rankings"),
    ("4 Dien bien", "trends"),
    ("5 Thay doi", "ranking_changes"),
    ("6 Bieu II.06a", "form_ii06a"),
    ("7 Dau hieu", "signals"),
    ("8 So lieu da gui", "deliveries"),
    ("9 Dong bi loai", "rejection_counts"),
    ("10 Ty trong", "ranking_weights"),
    ("11 Khong cong bo", "suppressions"),
)
_ABOUT = ("period", "as_of", "method", "method_version")  # the same in every row: on the cover
_SCORE = ("unit_id", "rank", "rank_label", "rank_lo", "rank_hi", "tier", "value", "ci_low", "ci_high", "band", "reason")
_CELLS = ("unit_id", "measure", "value", "ci_low", "ci_high", "x", "n", "excluded", "status", "fail_per_10k", "points")


def workbook_bytes(p: Publication) -> bytes:
    """Return the workbook as bytes; equal publications give equal bytes."""
    out = io.BytesIO()
    sheets = [sheet for name, table in _SHOWN if (sheet := _sheet(p, name, table)).rows]
    title = f"{_mark(p)[0]}Xếp hạng cải cách thủ tục hành chính, {p.city.name_vi}, kỳ {p.period.id}"
    with workbook(title, p.city.name_vi, out) as book:
        add_text(book, "Bia", title, _cover(p))
        entries = [("Ghi chu", "Cách đọc, ký hiệu / How to read, symbols"), *((s.name, s.title) for s in sheets)]
        add_contents(book, "Muc luc", "Mục lục / Contents", ("Trang / Sheet", "Nội dung / Contents"), entries)
        add_text(book, "Ghi chu", "Ghi chú / Notes", _notes(p))
        for sheet in sheets:
            add_table(book, sheet)
    return out.getvalue()


def _mark(p: Publication) -> tuple[str, str]:
    return ("SỐ LIỆU TỔNG HỢP (giả lập). ", "SYNTHETIC data. ") if p.synthetic else ("", "")


def _cover(p: Publication) -> list[str]:
    vi, en = _mark(p)
    first, last = p.period.first, p.period.last
    lines = [
        f"{vi}Số liệu từ {first:%d/%m/%Y} đến hết {last:%d/%m/%Y}.",
        f"{en}Ranking of administrative reform, {p.city.name_en}: figures from {first} to {last}.",
        f"Phương pháp / method: {p.method.name_vi} / {p.method.name_en} ({p.method.fingerprint})",
        f"Bản chốt / snapshot: {p.snapshot}. {p.record['software']}",
        "Số liệu do chính các đơn vị gửi. / The figures are those that the units themselves sent.",
        "# Phát hiện / Findings",
    ]
    return lines + [f"{vi} / {en}" for vi, en in p.said.get("findings", ())]


def _notes(p: Publication) -> list[str]:
    lines = [
        "# Ký hiệu / Symbols",
        f"[c]: không công bố số nhỏ (1 đến dưới {p.threshold}), hoặc số từ đó tính ngược ra được, để bảo mật / "
        f"suppressed for confidentiality: a count from 1 to below {p.threshold}, or one that would tell it",
        "[x]: không có số liệu / not available",
        "[z]: không phát sinh / not applicable",
        "SMALL_N: quá ít trường hợp, nêu mà không chấm / too few cases, shown and not scored",
        "# Cách đọc / How to read",
    ]
    lines += [f"{vi} / {en}" for vi, en in p.said.get("meanings", ())]
    cautions = zip(p.method.cautions_vi, p.method.cautions_en, strict=False)
    return [*lines, "# Lưu ý / Cautions", *(f"{vi} / {en}" for vi, en in cautions)]


def _sheet(p: Publication, name: str, table_name: str) -> Sheet:
    table, frame = load_tables()[table_name], p.tables[table_name]
    title = f"{table.label_vi} / {table.label_en}"
    if table_name == "rankings":
        frame = frame.filter(pl.col("peer_group") == "all")
        is_score = name.startswith("1 ")
        frame = frame.filter((pl.col("measure") == "score") == is_score, ~pl.col("measure").str.starts_with("group:"))
        frame = frame.select(_SCORE if is_score else _CELLS)
        title = title if is_score else "Giá trị của từng chỉ số / Values of the indicators"
    columns = [c for c in frame.columns if c not in _ABOUT and not frame[c].is_null().all()]
    vi, en = _mark(p)
    notes = [f"{vi}{table.description_vi}", f"{en}{table.description_en}"]
    notes.append("Trang này có một bảng. / This worksheet contains one table.")
    rows = [_row(row, columns, _names(p)) for row in frame.iter_rows(named=True)]
    return Sheet(name, f"{name.partition(' ')[0]}. {title}", notes, _header(table, columns), rows)


def _header(table: Table, columns: Sequence[str]) -> list[str]:
    labels = {c.name: f"{c.label_vi} / {c.label_en}" for c in table.columns}
    extra = ["Tên đơn vị / Name of the unit"] if "unit_id" in columns else []
    return [*extra, *(labels[c] for c in columns)]


def _row(row: Mapping[str, Any], columns: Sequence[str], names: Mapping[str, str]) -> list[Any]:
    symbol = SYMBOLS.get(str(row.get("status")), "[c]" if row.get("is_suppressed") else "[z]")
    extra = [names.get(row["unit_id"], "[z]")] if "unit_id" in columns else []
    return [*extra, *(symbol if row[c] is None else row[c] for c in columns)]


def _names(p: Publication) -> dict[str, str]:
    return dict(p.tables["units"].select("unit_id", "name_vi").iter_rows())
