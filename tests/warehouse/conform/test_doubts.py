"""Warnings about plain text and about times, made from hand-made files."""

import unicodedata
from pathlib import Path

import polars as pl
import pytest
from conform_cases import REGISTER, ZONE, looked_at, read_as, source

from schemas.column import ERROR_TEXTS, MEMBER, ROW
from schemas.table import load_tables
from schemas.words.message import message
from warehouse import conform
from warehouse.conform.mojibake import GARBLED
from warehouse.conform.warned import warnings_at
from warehouse.parts import Parts


def told(column, written, held=None, **field):
    """(code, rows, row_count) of each warning about one column."""
    typed = {} if held is None else {"X": held}
    declared = source(columns={"X": {"column": column} | field})
    _, warnings = looked_at(declared, [{"X": text} for text in written], typed=typed)
    about = [w for w in warnings if w.header == "X"]
    assert all(w.advice_vi and w.advice_en for w in about)
    return [(w.code, w.rows, w.row_count) for w in about]


def test_control_characters_are_taken_off_and_told_of():
    written = ["Khai sinh\x00\x00", "Khai\u200b tử", "Hộ tịch", "Đất\tđai"]
    assert read_as("field", written)[0] == ["Khai sinh", "Khai tử", "Hộ tịch", "Đất đai"]
    assert told("field", written) == [("control-characters", (2, 3), 2)]


def test_the_code_points_are_named_and_no_text_is():
    declared = source(columns={"X": {"column": "field"}})
    (warning,) = looked_at(declared, [{"X": "Nguyễn Thị Bịa Đặt\x00"}])[1]
    assert "U+0000" in warning.message_vi
    assert "U+0000" in warning.message_en
    assert "Bịa" not in repr(warning)


def test_errors_of_excel_are_no_text():
    written = [*ERROR_TEXTS, "########", "# 1", "Số #1"]
    assert read_as("field", written)[0] == [None] * 9 + ["# 1", "Số #1"]
    assert told("field", written) == [("error-text", (2, 3, 4, 5, 6), 9)]


def test_an_error_that_is_declared_to_stand_for_nothing():
    assert told("field", ["#N/A", "Hộ tịch"], empty=["#N/A"]) == []


GARBLED_TEXTS = {
    "TCVN3 as 1258": "CÊp giÊy phĐp x©y dùng",
    "TCVN3 as 1252": "§¨ng ký khai sinh",
    "TCVN3, every symbol at an end": "Chñ hå s¬",
    "UTF-8 as 1252": "ÄÄƒng kÃ½",
    "UTF-8 as 1252, three bytes": "Cáº¥p giáº¥y phÃ©p",
    "UTF-8 as 1258": "ĂÆ¡n vá»‹",
    "UTF-8 as Latin-1": "T\u00c3\u00aan th\u00e1\u00bb\u00a7 t\u00e1\u00bb\u00a5c",
    "UTF-8 as Mac Roman": "Qu√° h·∫°n",
    "VNI": "Caáp giaáy pheùp xaây döïng",
    "1258 as 1252": "Trýòc tuyêìn",
    "letters lost": "C?p gi?y phép",
    "two letters lost": "Ngh? qu??n",
    "replaced": "C\ufffdp gi\ufffdy",
}


@pytest.mark.parametrize("written", GARBLED_TEXTS.values(), ids=GARBLED_TEXTS.keys())
def test_garbled_text_is_told_of(written):
    assert told("procedure_name", ["Cấp giấy phép", written]) == [("mojibake", (3,), 1)]


SOUND = [
    "Đăng ký khai sinh; cấp bản sao trích lục hộ tịch (liên thông) – “Hồ sơ mẫu”",
    "HOÀ BÌNH, Hoà Bình, toà án, quý, quờ quạng, khuỷu, thuở, ngoằn ngoèo, loã xoã, huỳnh huỵch, quới, quì",
    "Uỷ ban nhân dân xã Thạnh An 123/QĐ-UBND, mã số: 1.001193? Có/không",
    "“Quá hạn…”, ‘chưa’ «quá» và «đã»",
    "https://dichvucong.example.vn/tthc?ma=1&loai_2=3",
    "Août à Noël : naïve, maïs, où, l’œuvre, aérien, haïr, coûter, reçûmes, Guinée, Caïn, éâ, aiguë, «Bonjour»",
    "Coördinatie, reünie, geïnd, ruïne, egoïsme, zeeën, naïef, archaïsche, Israël, financiële, één, vóór",
    "Größe, Übergänge, geändert, beäugt, Maß, STRASSE, Straße, Äußeres, Bäume, Köln, Autoöl, Fußgänger",
    "It isn't naïve: a café, 5 µm, 20 °C, 10 m², Microsoft®, ½ day, © 2023, § 12, No. 5?",
    "Žádost o povolení, příliš žluťoučký kůň, oceán, reálný, zaúčtovat, poúčet, neúplný, Šílené, NEÚPLNÝ",
]


@pytest.mark.parametrize("written", SOUND)
def test_sound_text_raises_no_doubt(written):
    assert told("procedure_name", [written]) == []
    assert told("procedure_name", [unicodedata.normalize("NFD", written)]) == []


def test_no_line_of_the_citys_files_and_of_the_documents_is_garbled():
    root = Path(__file__).parents[3]
    paths = [*root.glob("schemas/cities/**/*.csv"), *root.glob("schemas/**/*.toml"), *root.glob("docs/*.md")]
    paths = [path for path in paths if path.parent.name != "data"]  # what garbled letters look like stands there
    lines = pl.Series([line for path in paths for line in path.read_text(encoding="utf-8").splitlines()])
    assert lines.len() > 1000
    assert lines.filter(lines.str.contains(GARBLED)).to_list() == []


INSTANT = {"formats": ["%d/%m/%Y %H:%M"], "precision": "instant"}
DAY = {"formats": ["%d/%m/%Y"], "precision": "day"}


def test_instants_that_are_all_midnight():
    dates = ["05/01/2023 00:00", "06/01/2023 00:00", "07/01/2023 00:00", ""]
    assert told("current_due_at", dates, **INSTANT) == [("midnight-instants", (2, 3, 4), 3)]
    assert told("current_due_at", dates, **INSTANT | {"precision": "day"}) == []
    assert told("current_due_at", ["05/01/2023 00:00", ""], **INSTANT) == [("midnight-instants", (2,), 1)]


def test_an_empty_column_is_not_blamed_for_the_one_that_stands_in_for_it():
    instant = {"formats": ["%d/%m/%Y %H:%M"], "precision": "instant"}
    columns = {"First": {"column": "first_due_at"} | instant, "Due": {"column": "current_due_at"} | instant}
    rows = [{"First": "", "Due": "05/01/2023 00:00"}, {"First": "06/01/2023 08:30", "Due": "06/01/2023 00:00"}]
    assert {w.header for w in looked_at(source(columns=columns), rows)[1]} == {"Due"}


@pytest.mark.parametrize("by_hand", [True, False])
def test_who_typed_a_midnight_is_asked_for_the_hour_and_not_for_a_declaration(by_hand):
    declared = source(columns={"X": {"column": "current_due_at"} | INSTANT}, filled_by_hand=by_hand)
    (warning,) = looked_at(declared, [{"X": "05/01/2023 00:00"}])[1]
    for advice in (warning.advice_vi, warning.advice_en):
        assert ("05/01/2026 08:30" in advice, "precision" in advice) == (by_hand, not by_hand)


def test_instants_of_which_too_many_are_midnight():
    """One of many may be, by chance; more are days of which the hour was not recorded."""
    with_hours = ["05/01/2023 08:30"] * 40
    assert told("current_due_at", ["05/01/2023 00:00", *with_hours], **INSTANT) == []
    some = ["05/01/2023 00:00"] * 3 + with_hours
    assert told("current_due_at", some, **INSTANT) == [("midnight-instants", (2, 3, 4), 3)]


def test_dates_whose_day_and_month_were_exchanged():
    """Cells that hold dates have early days, texts late ones: a program read the texts by another country's order."""
    written, held = ["01/05/2023", "13/05/2023", "02/05/2023", ""], [True, False, True, None]
    assert told("current_due_at", written, held, **DAY) == [("swapped-day-month", (2, 4), 2)]
    assert told("current_due_at", [*written, "14/05/2023"], [*held, True], **DAY) == []
    assert told("current_due_at", [*written, "01/05/2023"], [*held, False], **DAY) == []
    assert told("current_due_at", ["01/05/2023"] * 2, [True, True], **DAY) == []
    assert told("current_due_at", written, [False] * 4, **DAY) == []


def test_a_part_of_a_file_is_told_of_its_rows_alone():
    """A city's file is looked at once, and conformed unit by unit."""
    declared = source(columns={"X": {"column": "field"}})
    text = pl.DataFrame({h: ["x", "y"] for h in declared.kept_headers} | {ROW: [2, 3], "X": ["Hộ tịch", "Đất\x00"]})
    text = text.with_columns(pl.lit(None, pl.String).alias(MEMBER))
    agreement = conform.Agreement(declared, load_tables()["dossiers"], REGISTER, ZONE)
    texts = conform.look(text, agreement)
    parts = [text.filter(pl.col(ROW) == row) for row in (2, 3)]
    frames = [conform.conform(part, agreement, texts, {}, "quan-12") for part in parts]
    both = [Parts([conform.put_beside(p, f)]) for p, f in zip(parts, frames, strict=True)]
    told_of = [conform.doubts(rows, agreement, texts) for rows in both]
    assert [[w.rows for w in warnings] for warnings in told_of] == [[], [(3,)]]


def test_a_row_is_named_with_the_sheet_that_it_stands_in():
    rows = pl.DataFrame({MEMBER: ["Tháng 1", "Tháng 2", "Tháng 2"], ROW: [2, 2, 7]})
    warnings = list(warnings_at(Parts([rows]), "X", message("values.mojibake")))
    assert [(w.member, w.rows, w.row_count) for w in warnings] == [("Tháng 1", (2,), 1), ("Tháng 2", (2, 7), 2)]


def test_years_that_no_city_allows_are_rejected_and_need_no_warning():
    near = [f"{day:02d}/03/2023 09:00" for day in range(1, 29)]
    assert told("submitted_at", [*near, "05/03/2032 09:00"], **INSTANT) == [("years-apart", (30,), 1)]
    assert told("submitted_at", [*near, "05/03/2203 09:00", "05/03/0203 09:00"], **INSTANT) == []


def test_periods_begin_on_the_first_of_a_month_without_being_exchanged():
    quarters = ["01/01/2023", "01/04/2023", "01/07/2023", "01/10/2023"]
    assert told("apology_new_due_date", quarters, formats=["%d/%m/%Y"]) == []
    assert told("apology_date", quarters, formats=["%d/%m/%Y"]) == [("swapped-day-month", (2, 3, 4, 5), 4)]


def test_a_month_above_twelve_shows_that_the_other_dates_are_exchanged_too():
    written = ["05/13/2023 09:00", "03/04/2023 09:00", "05/06/2023 09:00"]
    assert told("submitted_at", written, **INSTANT) == [("swapped-day-month", (3, 4), 2)]
    assert told("submitted_at", ["31/02/2023 09:00", *written[1:]], **INSTANT) == []  # no day, in either order
