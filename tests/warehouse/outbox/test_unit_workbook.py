"""The workbook of one unit: what it says, that hostile texts stay texts, and that equal accounts give equal bytes."""

import io
from dataclasses import replace
from datetime import date, datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from schemas.table import load_tables
from schemas.words.message import Declared, message
from warehouse.outbox.account import DELIVERIES, REJECTIONS, WARNINGS, UnitAccount
from warehouse.outbox.workbook import unit_workbook
from warehouse.publication.claim_lines import claim_lines
from warehouse.ranking.sentences.statement import Statement
from warehouse.ranking.sentences.unit_indicators import Improvement
from warehouse.release.sheets import clean

SHEETS = [
    "Bìa",
    "Mục lục",
    "1 Lỗi cần sửa",
    "2 Dòng bị loại",
    "3 Tệp đã gửi",
    "4 Cảnh báo",
    "5 Xếp hạng",
    "6 Chỉ số",
    "7 Cần cải thiện",
    "8 Số liệu công bố",
]
TABLES = SHEETS[2:]
SHOWN = ("Giá trị", "Cận dưới", "Cận trên", "Điểm")
INDICATOR = {
    "name": Declared("Tỷ lệ hồ sơ giải quyết đúng hạn", "Resolved on time"),
    "group": Declared("Đúng hạn", "Timeliness"),
    "value": 510_289 / 510_307,
    "ci_low": 0.9999,
    "ci_high": 1.0,
    "x": 510_289,
    "n": 510_307,
    "counted": Declared("hồ sơ đã giải quyết", "resolved dossiers"),
    "excluded": 0,
    "points": 19.9993,
    "max_points": 20.0,
    "status": message("standing.status-OK"),
    "compared": message("standing.as-all"),
    "before": None,
    **dict.fromkeys(("x_before", "n_before", "excluded_before")),
    "changed": None,
    "is_share": True,
}


def rejections(*cases):
    """Reasons, each (row number, rule, value as written), of one file."""
    row = dict.fromkeys(REJECTIONS, "…") | {"submission_id": "s1", "exported_at": datetime(2023, 3, 1, 12)}
    made = [row | {"file_name": "HoSo.csv", "source_row": n, "rule_id": r, "written": w} for n, r, w in cases]
    return pl.DataFrame(made, schema=_schema(REJECTIONS))


def claims(printed, **changes):
    """The lines of one published figure, an on-time rate."""
    row = {"claim_id": "1", "unit_as_written": "Quận Thử", "measure": "on_time_rate", "printed": printed}
    row |= {"source": "Báo Thử", "provenance": "press", "verdict": "internally_inconsistent", "computed": 0.9662221}
    row |= {"tested_against": "text", "why_vi": "Văn bản tự mâu thuẫn.", "why_en": "It contradicts itself."}
    return claim_lines(pl.DataFrame([row | changes], schema=load_tables()["claim_verdicts"].polars_schema))


def deliveries(**changes):
    counts = {"rows_in": 10, "accepted": 7, "rejected": 2, "duplicate": 1, "layout": 2, "current": 5}
    row = dict.fromkeys(DELIVERIES, "…") | counts | {"submission_id": "s1", "status": "accepted_with_rejections"}
    return pl.DataFrame([row | {"exported_at": datetime(2023, 3, 1, 12)} | changes], schema=_schema(DELIVERIES))


def _schema(columns):
    kinds = {"exported_at": pl.Datetime("us")} | dict.fromkeys(
        ("source_row", "rows_in", "accepted", "rejected", "duplicate", "layout", "current", "row_count"), pl.Int64
    )
    return {c: kinds.get(c, pl.String) for c in ("submission_id", "status", *columns)}


def account(**changes):
    made = UnitAccount(
        name=Declared("Quận Thử", "Test District"),
        city=Declared("Thành phố Thử", "Test City"),
        business_date=date(2023, 3, 1),
        period=(date(2023, 1, 1), date(2023, 3, 1)),
        method=Declared("Phương pháp thử", "Test method"),
        is_synthetic=False,
        is_late=False,
        rejections=rejections((5, "a", "31/09/2022"), (5, "b", "-5000"), (7, "b", "***")),
        deliveries=deliveries(),
        warnings=pl.DataFrame([dict.fromkeys(WARNINGS, "…") | {"row_count": 3}], schema=_schema(WARNINGS)),
        standing=[Statement(message("standing.rank"), message("standing.place", rank="3", count=20))],
        indicators=[INDICATOR],
        improvements=[Improvement(Declared("Chỉ số", "Indicator"), 0.5, message("standing.check-files"))],
        claims=claims("99,99%"),
    )
    return replace(made, **changes)


def opened(of, **limits):
    return load_workbook(io.BytesIO(unit_workbook(of, **limits)))


def texts(book):
    return [c.value for page in book for line in page.iter_rows() for c in line if isinstance(c.value, str)]


def body(page):
    """The rows of the sheet's table, without the heading."""
    (about,) = page.tables.values()
    return [[c.value for c in line] for line in page[about.ref]][1:]


NOTHING = account(
    rejections=rejections(),
    deliveries=deliveries().clear(),
    warnings=account().warnings.clear(),
    improvements=[],
    claims=[],
)


def test_each_sheet_holds_one_table_with_a_title_frozen_headings_and_nothing_merged():
    book = opened(account())
    assert book.sheetnames == SHEETS
    for name in TABLES:
        page = book[name]
        (about,) = page.tables.values()
        assert page["A1"].value.startswith(f"{name[0]}. {name[2:]} / ")
        assert not page.merged_cells.ranges
        top = int(about.ref.partition(":")[0].lstrip("A"))
        assert page.freeze_panes == f"B{top + 1}"
        assert [c.value for c in page[top]] == [column.name for column in about.tableColumns]


def test_the_cover_says_whose_it_is_what_to_do_and_whom_to_ask():
    said = "\n".join(c.value for (c,) in opened(account())["Bìa"].iter_rows())
    for words in (
        "Dành cho nội bộ Quận Thử. Không công bố",
        "CẦN SỬA: 2 dòng bị loại trong tệp HoSo.csv; tất cả 2 dòng trong 1 tệp",
        "Hạng: 3 trong 20 đơn vị được xếp hạng",
        "motcua check",
        "Hỏi ai",
        "bản dự thảo hằng đêm",
        "For internal use by Test District; not for publication",
    ):
        assert words in said
    assert "CHƯA GỬI" not in said


def test_a_late_unit_and_one_with_nothing_are_told_in_sentences():
    book = opened(replace(NOTHING, is_late=True))
    said = texts(book)
    assert "• Quận Thử chưa gửi tệp nào. CHƯA GỬI hồ sơ cho ngày 01/03/2023." in said
    assert "Không có dòng nào bị loại trong các tệp đã gửi." in [c.value for (c,) in book["2 Dòng bị loại"].iter_rows()]
    assert "Quận Thử chưa gửi tệp nào." in [c.value for (c,) in book["3 Tệp đã gửi"].iter_rows()]
    assert book.sheetnames == SHEETS


def test_synthetic_data_are_called_so_on_every_sheet_and_real_ones_nowhere():
    for of in (account(is_synthetic=True), replace(NOTHING, is_synthetic=True)):
        book = opened(of)
        for name in ["Bìa", *TABLES]:
            assert any("SỐ LIỆU TỔNG HỢP (giả lập)" in str(c.value) for c in book[name]["A"]), name
    assert not any("TỔNG HỢP" in said for said in texts(opened(account())))


def test_a_unit_reads_what_was_printed_about_it_and_what_was_found():
    book = opened(account())
    [line] = body(book["8 Số liệu công bố"])
    assert line[:5] == ["99,99%", "tỷ lệ đúng hạn", "không nêu thời gian", "Báo Thử", "Mâu thuẫn ngay trong văn bản"]
    assert line[5:7] == ["Văn bản tự mâu thuẫn.", "96,62221%"]
    assert line[-2:] == ["Contradicts its own text", "It contradicts itself."]
    assert "• Số liệu đã công bố không phù hợp: 1 (trang 8)." in texts(book)
    calm = opened(account(claims=claims("99,99%", verdict="not_testable")))
    assert not [words for words in texts(calm) if "không phù hợp: " in words]
    [none] = [c.value for c in opened(NOTHING)["8 Số liệu công bố"]["A"] if "không có con số" in str(c.value)]
    assert none


def test_rows_and_faults_are_counted_once_each():
    book = opened(account())
    assert [line[3] for line in body(book["2 Dòng bị loại"])] == [5, 5, 7]
    assert [(line[5], line[1], line[2]) for line in body(book["1 Lỗi cần sửa"])] == [("b", 2, 1), ("a", 1, 1)]


def test_a_share_is_never_shown_as_everything():
    """18 late of 510 307 are 99.9965 %, which two decimals would round to 100 %."""
    assert formats_of(INDICATOR) == {"Giá trị": "0.0000%", "Cận dưới": "0.00%", "Cận trên": "0.00%", "Điểm": "0.00"}
    little = formats_of(INDICATOR | {"value": 1e-7, "ci_low": 0.0})
    assert (little["Giá trị"], little["Cận dưới"]) == ("0.000000%", "0.00%")


def formats_of(indicator):
    """How the numbers of an indicator are shown, by heading."""
    page = opened(account(indicators=[indicator]))["6 Chỉ số"]
    (about,) = page.tables.values()
    heads, cells = page[about.ref]
    return {h.value: c.number_format for h, c in zip(heads, cells, strict=True) if h.value in SHOWN}


def test_a_number_for_each_official_is_no_percentage():
    assert "%" not in formats_of(INDICATOR | {"value": 64.39, "is_share": False})["Giá trị"]


def test_too_many_rows_are_cut_where_everybody_sees_it():
    book = opened(account(), most_rejections=2)
    assert [line[3] for line in body(book["2 Dòng bị loại"])] == [5, 5]
    assert any("CHỈ GHI 2 TRONG 3 LỖI" in str(c.value) for c in book["2 Dòng bị loại"]["A"])
    assert sum(line[1] for line in body(book["1 Lỗi cần sửa"])) == 3
    assert not any("CHỈ GHI" in said for said in texts(opened(account(), most_rejections=3)))


HOSTILE = [
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "+1+1",
    "-2+3",
    "\t=1+1",
    '=HYPERLINK("http://example.org","x")',
    "{=1+1}",
    "http://example.org/x",
    "internal:'Bìa'!A1",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_what_looks_like_a_formula_or_an_address_stays_a_text(value):
    of = account(
        name=Declared(value, value),
        rejections=rejections((1, "a", value)).with_columns(file_name=pl.lit(value), message_vi=pl.lit(value)),
        deliveries=deliveries(file_name=value, message_vi=value),
        standing=[Statement(Declared(value, value), Declared(value, value))],
        claims=claims(value, source=value, why_vi=value),
    )
    book = opened(of)
    found = [c for page in book for line in page.iter_rows() for c in line if c.value == value]
    assert len(found) >= 13
    assert {c.data_type for c in found} == {"s"}
    assert not [c for page in book for line in page.iter_rows() for c in line if c.data_type == "f"]
    assert all(c.hyperlink is None for c in found)
    if value[0] in "=+-@\t":  # whoever edits such a cell does not make a formula of it
        assert all(c.quotePrefix for c in found)


def test_control_characters_and_endless_texts_do_not_break_the_file():
    broken, endless = "a\x00b\x0bc\x1f\ufffe\x07", "dài " * 20_000
    book = opened(account(rejections=rejections((1, "a", broken), (2, "a", endless), (3, "a", "😀" * 30_000))))
    written = [line[5] for line in body(book["2 Dòng bị loại"])]
    assert written[0] == "a�b�c���"
    assert written[1] == endless[:32_767]
    assert len(written[2].encode("utf-16-le")) // 2 == 32_766  # no half of a letter


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_characters="_\r", exclude_categories=["Cs"]), min_size=1, max_size=40),
        min_size=1,
        max_size=5,
    )
)
def test_any_text_comes_back_as_it_was_written(values):
    of = account(rejections=rejections(*((i, "a", v) for i, v in enumerate(values))))
    written = [line[5] for line in body(opened(of)["2 Dòng bị loại"])]
    assert written == [clean(v) for v in values]


def test_equal_accounts_give_equal_bytes_and_others_do_not():
    assert unit_workbook(account()) == unit_workbook(account())
    assert unit_workbook(account()) != unit_workbook(account(business_date=date(2023, 3, 2)))
