"""The workbook of a publication: cover, contents, notes, then one table a sheet, Vietnamese first.

Codes stand in words, shares as percentages; the figures as they are computed are in the CSV and Parquet files.
"""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from schemas.table import Table, load_tables
from warehouse.publication.publication import Publication
from warehouse.ranking.published import ABOUT
from warehouse.release.notes import licence_text
from warehouse.release.sheets import Heading, Share, Sheet, add_contents, add_table, add_text, workbook

# What stands where there is no number, by the status of the row; the shorthand of the Government Analysis Function.
SYMBOLS = {
    "SUPPRESSED": "[c]",
    "NOT_APPLICABLE": "[z]",
    "NOT_REPORTED": "[x]",
    "INVALID": "[x]",
    "NOT_COMPUTABLE": "[x]",
}
_MARKED = SYMBOLS | {"SMALL_N": "[u]"}  # statuses whose words have a symbol before them
_COVER, _CONTENTS, _NOTES = "Bìa", "Mục lục", "Ghi chú"
_SCORE = ("unit_id", "rank", "rank_label", "rank_lo", "rank_hi", "tier", "value", "ci_low", "ci_high", "band", "reason")
_CELLS = ("unit_id", "measure", "value", "ci_low", "ci_high", "x", "n", "excluded", "status", "fail_per_10k", "points")
# The sheets in their order: name, table, and the columns of which two make one table each.
_SHOWN: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Xếp hạng", "rankings", _SCORE),
    ("Chỉ số", "indicators", ()),
    ("Giá trị chỉ số", "rankings", _CELLS),
    ("Diễn biến", "trends", ()),
    ("Thay đổi", "ranking_changes", ()),
    ("Biểu II.06a", "form_ii06a", ()),
    ("Dấu hiệu", "signals", ()),
    ("Số đếm", "formula_counts", ()),
    ("Số liệu đã gửi", "deliveries", ()),
    ("Dòng bị loại", "rejection_counts", ()),
    ("Tỷ trọng", "ranking_weights", ()),
    ("Không công bố", "suppressions", ()),
)
_CODED = ("measure", "indicator", "item")  # columns that hold the code of an indicator
_RATES = ("value", "ci_low", "ci_high", "before", "change", "change_low", "change_high")
_WEIGHTS = ("weight", "effective_linear", "effective_spline")


def workbook_bytes(p: Publication) -> bytes:
    """Return the workbook as bytes; equal publications give equal bytes."""
    out = io.BytesIO()
    every = (_sheet(p, number, *shown) for number, shown in enumerate(_SHOWN, start=1))
    sheets = [sheet for sheet in every if sheet.rows]
    vi, en = _mark(p)
    title = f"{vi}Xếp hạng cải cách thủ tục hành chính, {p.city.name_vi}, kỳ {p.period.id}"
    with workbook(title, p.city.name_vi, out) as book:
        add_text(book, _COVER, title, _cover(p))
        entries = [(_NOTES, "Cách đọc, ký hiệu / How to read, symbols"), *((s.name, s.title) for s in sheets)]
        heads = ("Trang / Sheet", "Nội dung / Contents")
        add_contents(book, _CONTENTS, f"{vi}Mục lục / {en}Contents", heads, entries)
        add_text(book, _NOTES, f"{vi}Ghi chú / {en}Notes", _notes(p))
        for sheet in sheets:
            add_table(book, sheet)
    return out.getvalue()


def _mark(p: Publication) -> tuple[str, str]:
    return ("SỐ LIỆU TỔNG HỢP (giả lập). ", "SYNTHETIC data. ") if p.synthetic else ("", "")


def _cover(p: Publication) -> list[str | Heading]:
    vi, en = _mark(p)
    first, last = p.period.first, p.period.last
    lines: list[str | Heading] = [
        f"{vi}Số liệu từ {first:%d/%m/%Y} đến hết {last:%d/%m/%Y}.",
        f"{en}Ranking of administrative reform, {p.city.name_en}: figures from {first} to {last}.",
        f"Phương pháp / method: {p.method.name_vi} / {p.method.name_en} ({p.method.fingerprint})",
        f"Bản chốt / snapshot: {p.snapshot}. {p.record.software}",
        "Số liệu do chính các đơn vị gửi. / The figures are those that the units themselves sent.",
        *licence_text(p.city).splitlines(),
        Heading("Phát hiện / Findings"),
    ]
    return lines + [f"{vi} / {en}" for vi, en in p.sentences.findings]


def _notes(p: Publication) -> list[str | Heading]:
    lines: list[str | Heading] = [
        Heading("Ký hiệu / Symbols"),
        f"[c]: không công bố số nhỏ (1 đến dưới {p.threshold}), hoặc số từ đó tính ngược ra được, để bảo mật / "
        f"suppressed for confidentiality: a count from 1 to below {p.threshold}, or one that would tell it",
        "[u]: độ tin cậy thấp: quá ít trường hợp, nêu mà không chấm / "
        "low reliability: too few cases, shown and not scored",
        "[x]: không có số liệu / not available",
        "[z]: không phát sinh, không áp dụng / not applicable",
        Heading("Cách đọc / How to read"),
        "Tỷ lệ ghi theo phần trăm, không bao giờ làm tròn thành 100 % hay 0 %; thay đổi của tỷ lệ là điểm phần trăm. / "
        "Shares are percentages, never rounded to 100 % or 0 %; changes of shares are percentage points.",
    ]
    lines += [f"{vi} / {en}" for vi, en in p.sentences.meanings]
    cautions = zip(p.method.cautions_vi, p.method.cautions_en, strict=False)
    return [*lines, Heading("Lưu ý / Cautions"), *(f"{vi} / {en}" for vi, en in cautions)]


def _sheet(p: Publication, number: int, name: str, table_name: str, shown: tuple[str, ...]) -> Sheet:
    table, frame = load_tables()[table_name], p.tables[table_name]
    title = f"{table.label_vi} / {table.label_en}"
    if table_name == "rankings":
        frame = frame.filter(pl.col("peer_group") == "all")
        is_score = shown == _SCORE
        frame = frame.filter((pl.col("measure") == "score") == is_score, ~pl.col("measure").str.starts_with("group:"))
        frame = frame.select(shown)
        title = title if is_score else "Giá trị của từng chỉ số / Values of the indicators"
    if "table_name" in frame.columns:
        named = {kind: f"{vi} / {en}" for kind, (vi, en) in p.kinds.items()}
        frame = frame.with_columns(pl.col("table_name").replace(named))
    columns = [c for c in frame.columns if c not in ABOUT and not frame[c].is_null().all()]
    vi, en = _mark(p)
    notes = [f"{vi}{table.description_vi}", f"{en}{table.description_en}"]
    notes.append("Trang này có một bảng. / This worksheet contains one table.")
    units, indicators, proportions = _units(p), _indicators(p), _proportions(p)
    rows = []
    for row in frame.iter_rows(named=True):
        is_share = next((row[c] in proportions for c in _CODED if c in columns), False)
        names = [units.get(row["unit_id"], "[z]")] if "unit_id" in columns else []
        names += [indicators.get(row[c], "[z]") for c in _coded(table, columns)]
        rows.append([*names, *(_cell(table, row, c, is_share) for c in columns)])
    return Sheet(f"{number} {name}", f"{number}. {title}", notes, _header(table, columns), rows)


def _coded(table: Table, columns: Sequence[str]) -> list[str]:
    """Return the column of indicators' codes whose names are shown beside it: none in the list of indicators itself."""
    is_list = table.name == "indicators"
    return [c for c in _CODED if c in columns and not is_list and not table.column(c).codes]


def _header(table: Table, columns: Sequence[str]) -> list[str]:
    labels = {c.name: f"{c.label_vi} / {c.label_en}" for c in table.columns}
    extra = ["Tên đơn vị / Name of the unit"] if "unit_id" in columns else []
    extra += ["Tên chỉ số / Name of the indicator" for _ in _coded(table, columns)]
    return [*extra, *(labels[c] for c in columns)]


def _cell(table: Table, row: Mapping[str, Any], name: str, is_share: bool) -> Any:  # noqa: ANN401
    """Return what a cell shows: a symbol for what is missing, words for a code, a percentage for a share."""
    value = row[name]
    if value is None and name == "reported" and not (row["is_reported"] and row["is_suppressed"]):
        return "[x]"
    if value in (None, ""):
        return SYMBOLS.get(str(row.get("status")), "[c]" if row.get("is_suppressed") else "[z]")
    if codes := table.column(name).codes:
        symbol = f"{_MARKED[value]} " if name == "status" and value in _MARKED else ""
        return symbol + " / ".join(codes.get(value, (value,)))
    return Share(value) if (is_share and name in _RATES) or name in _WEIGHTS else value


def _units(p: Publication) -> dict[str, str]:
    names = dict(p.tables["units"].select("unit_id", "name_vi").iter_rows())
    return names | {"": "Toàn thành phố / the whole city"}


def _indicators(p: Publication) -> dict[str, str]:
    """Return the names of what a ranking measures by code: indicators, their groups, the score."""
    listed = p.tables["indicators"]
    names = {code: f"{vi} / {en}" for code, vi, en in listed.select("indicator", "name_vi", "name_en").iter_rows()}
    groups = listed.select("index_group", "index_group_vi", "index_group_en").drop_nulls("index_group")
    names |= {f"group:{code}": f"{vi} / {en}" for code, vi, en in groups.iter_rows()}
    return names | {"score": "Điểm chung / the score"}


def _proportions(p: Publication) -> frozenset[str]:
    return frozenset(p.tables["indicators"].filter(kind="proportion").get_column("indicator"))
