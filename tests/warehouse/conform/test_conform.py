"""From text to typed columns."""

from datetime import date, datetime

import polars as pl
import pytest
from conform_cases import REGISTER, WHEN, conformed, read_as, source

from schemas.column import FOREIGN_UNIT, OUTSIDE_VALIDITY, UNKNOWN_UNIT, UNREADABLE
from schemas.register import Register, Unit
from schemas.source import Source
from schemas.strict import parse
from warehouse import conform

VIETNAMESE = {"decimal": ",", "thousands": "."}
PLAIN = {"decimal": ".", "thousands": ""}
INTEGERS = [
    (VIETNAMESE, "54.500", 54500),
    (VIETNAMESE, "1.250.000", 1_250_000),
    (VIETNAMESE, "-54.500", -54500),
    (VIETNAMESE, "54500", 54500),
    (VIETNAMESE, " 7 ", 7),
    (VIETNAMESE, "00012", 12),
    (VIETNAMESE, "54.50", None),
    (VIETNAMESE, "5.4500", None),
    (VIETNAMESE, "54,5", None),
    (VIETNAMESE, "99,99%", None),
    (VIETNAMESE, "1e3", None),
    (VIETNAMESE, "١٢", None),
    (VIETNAMESE, "9" * 19, None),
    (PLAIN, "54.500", None),
    (PLAIN, "54,500", None),
    (PLAIN, "54500", 54500),
    ({"decimal": ".", "thousands": ","}, "54,500", 54500),
    ({"decimal": ",", "thousands": " "}, "54 500", 54500),
]


@pytest.mark.parametrize(("numbers", "written", "value"), INTEGERS)
def test_whole_numbers_by_locale(numbers, written, value):
    assert read_as("fee_due", [written], numbers=numbers) == ([value], [value is None])


NUMBERS = [
    (VIETNAMESE, "99,57", 99.57),
    (VIETNAMESE, "1.686.294", 1_686_294.0),
    (VIETNAMESE, "1.686.294,5", 1_686_294.5),
    (VIETNAMESE, "99.57", None),
    (VIETNAMESE, "99,57%", None),
    (PLAIN, "99.57", 99.57),
    (PLAIN, "0.9999", 0.9999),
    (PLAIN, "99,57", None),
    (PLAIN, "NaN", None),
    (PLAIN, "inf", None),
]


@pytest.mark.parametrize(("numbers", "written", "value"), NUMBERS)
def test_numbers_by_locale(numbers, written, value):
    frame = conformed(source("claims", numbers=numbers), [{"value": written}])
    assert frame.select("value", UNREADABLE + "value").row(0) == (value, value is None)


def test_codes_by_value_map_and_by_the_code_itself():
    field = {"values": {"Trực tiếp": "direct", "Qua mạng": "online"}}
    columns = {"Kênh": {"column": "channel"} | field}
    written = ["Trực tiếp", "TRỰC  TIẾP", "Tru\u031b\u0323c tiê\u0301p", " post ", "Fax", ""]
    frame = conformed(source(columns=columns), [{"Kênh": text} for text in written])
    assert frame.get_column("channel").to_list() == ["direct", "direct", "direct", "post", None, None]
    assert frame.get_column(UNREADABLE + "channel").to_list() == [False, False, False, False, True, False]


def test_an_empty_cell_is_a_code_only_where_the_source_says_which():
    mapped = {"column": "channel", "values": {"Mạng": "online", "": "not_recorded"}}
    rows = [{"Kênh": "Mạng"}, {"Kênh": ""}, {"Kênh": None}, {"Kênh": "Chim"}]  # of an empty cell readers make either
    frame = conformed(source(columns={"Kênh": mapped}), rows)
    assert frame.get_column("channel").to_list() == ["online", "not_recorded", "not_recorded", None]
    assert frame.get_column(UNREADABLE + "channel").to_list() == [False, False, False, True]
    assert conformed(source(), rows[1:2]).get_column("channel").to_list() == [None]


def test_yes_and_no():
    values, unreadable = read_as(
        "is_reused", ["Có", "không", "1", "0", "X", "có thể", ""], field={"values": {"X": "true"}}
    )
    assert values == [True, False, True, False, True, None, None]
    assert unreadable == [False] * 5 + [True, False]


def test_texts_that_stand_for_nothing():
    due = {"formats": ["%d/%m/%Y"], "precision": "day", "empty": ["Trả ngay", "-"]}
    values, unreadable = read_as("current_due_at", ["Trả ngay", "-", " ", "01/02/2023", "x"], field=due)
    assert values == [None, None, None, datetime(2023, 2, 1), None]
    assert unreadable == [False, False, False, False, True]


def test_text_is_stored_clean():
    written = ["  Hộ tịch ", "Hô\u0323 ti\u0323ch", "Hộ\u00a0 tịch", "Ðất đai", "  "]
    values, _ = read_as("field", written)
    assert values == ["Hộ tịch", "Hộ tịch", "Hộ tịch", "Đất đai", None]


def test_units_by_spelling():
    declared = source(columns={"Tên": {"column": "field"}}, unit_header="Đơn vị")
    own = ["Quận 12", "Q.12", "UBND quận 12", "quan 12", "Quâ\u0323n 12", "quan-12"]
    frame = conformed(declared, [{"Đơn vị": text} for text in [*own, "Quận 3", "Quận 99", ""]])
    flags = frame.select(UNKNOWN_UNIT, FOREIGN_UNIT).rows()
    assert flags == [(False, False)] * len(own) + [(False, True), (True, False), (True, False)]
    assert frame.get_column("unit_id").unique().to_list() == ["quan-12"]


def test_units_by_date():
    """One name, two units at different times: the one that exists when the file was exported is meant."""
    about = {"code": "769", "name_vi": "Quận 2", "name_en": "District 2", "level": "district", "kind": "district"}
    before = Unit(unit_id="before", valid_to=date(2020, 12, 31), **about)
    after = Unit(unit_id="after", valid_from=date(2021, 1, 1), **about)
    register = Register([before, after])
    assert conform.resolve_units(["Q. 2", "Quận 2"], register, date(2020, 6, 1)) == {"Quận 2": "before"}
    assert conform.resolve_units(["quận  2"], register, date(2021, 1, 1)) == {"quận  2": "after"}
    # A unit that is no more is still known by its name: the rows' own dates decide whether they are accepted.
    assert conform.resolve_units(["Quận 12", "ở đâu đó"], REGISTER, date(2025, 12, 1)) == {"Quận 12": "quan-12"}


def test_rows_outside_the_units_existence():
    rows = [{"Nhận": "30/06/2025"}, {"Nhận": "01/07/2025"}, {"Nhận": "x"}]
    assert conformed(source(), rows).get_column(OUTSIDE_VALIDITY).to_list() == [False, True, False]
    restated = conformed(source(restatement=True), rows)
    assert not restated.get_column(OUTSIDE_VALIDITY).any()


def test_the_precision_of_due_and_end_decides_how_they_are_compared():
    def compared_by_day(precision, column="current_due_at"):
        field = {"column": column, "formats": ["%d/%m/%Y %H:%M"], "precision": precision}
        return conformed(source(columns={"X": field}), [{}]).get_column("is_compared_by_day").to_list()

    assert compared_by_day("day") == [True]
    assert compared_by_day("instant") == [False]
    assert compared_by_day("day", "submitted_at") == [False]


def test_defaults():
    due = {"column": "current_due_at", "formats": ["%d/%m/%Y"], "precision": "day"}
    first = {"column": "first_due_at", "formats": ["%d/%m/%Y"], "precision": "day"}
    rows = [{"Hạn": "08/02/2023"}, {"Hạn": "08/02/2023", "Đầu": "01/02/2023"}, {}]
    frame = conformed(source(columns={"Hạn": due, "Đầu": first}), rows)
    assert frame.get_column("first_due_at").to_list() == [datetime(2023, 2, 8), datetime(2023, 2, 1), None]
    assert frame.get_column("supplement_request_count").to_list() == [0, 0, 0]
    assert frame.get_column("is_reused").to_list() == [None] * 3
    values, unreadable = read_as("supplement_request_count", ["x"])
    assert (values, unreadable) == ([0], [True])  # the flag outlives the default


def test_constants():
    columns = {"Mã": {"column": "dossier_code"}, "Nhận": WHEN}
    about = {"id": "test", "table": "dossiers", "label_vi": "Thử", "label_en": "Test", "format": {"kind": "csv"}}
    declared = parse(Source, about | {"columns": columns, "constants": {"channel": "online"}}, "test")
    assert conformed(declared, [{}, {}]).get_column("channel").to_list() == ["online"] * 2


def test_claims_name_their_unit():
    frame = pl.DataFrame({"unit_id": [None] * 4, "unit_as_written": ["Quận 12", "TP Thủ Đức", "Đà Lạt", None]})
    frame = frame.cast({"unit_id": pl.String})
    assert conform.claim_units(frame, REGISTER).get_column("unit_id").to_list() == ["quan-12", "thu-duc", None, None]


def test_constants_of_every_type_are_stored_as_their_column():
    """What the file leaves unsaid and the source declares: text in the declaration, a value in the table."""
    said = {"is_reused": "true", "is_paid_online": "false", "fee_due": "5", "submitted_at": "2023-02-01T08:00:00"}
    frame = conformed(source(constants=said), [{"Mã": "A-1"}])
    assert frame.select(*said).row(0) == (True, False, 5, datetime(2023, 2, 1, 8))
