"""Persons known by the shapes of what stands in a column that nothing is said about; all names are invented."""

import polars as pl
import pytest

from schemas.city import load_city
from schemas.source_format import CsvFormat
from warehouse.drafting.guess import guess
from warehouse.drafting.toml import as_toml
from warehouse.reading.outcome import Peek

CITY = load_city()
DOSSIERS = CITY.declared_tables["dossiers"]


def guessed(**columns):
    frame = pl.DataFrame({name: pl.Series(texts, dtype=pl.String) for name, texts in columns.items()})
    return guess(frame, Peek(CsvFormat(kind="csv"), tuple(frame.columns), frame.height), DOSSIERS, CITY)


NUMBERS = range(12)
PERSONS = {
    "names": [f"Nguyễn Văn Thử {chr(65 + i)}" for i in NUMBERS],
    "surnames": [f"Sample, Invented {chr(65 + i)}" for i in NUMBERS],
    "identities": [f"0790{i:02d}000{i:03d}" for i in NUMBERS],
    "old-identities": [f"02{i:03d}{i:04d}" for i in NUMBERS],
    "telephones": [f"09000000{i:02d}" for i in NUMBERS],
    "abroad": [f"+849000000{i:02d}" for i in NUMBERS],
    "emails": [f"somebody{i}@example.com" for i in NUMBERS],
    "addresses": [f"{i + 1} EXAMPLE STREET" for i in NUMBERS],
    "vietnamese-addresses": [f"{i + 1}/2 đường Thử Nghiệm, phường Mẫu" for i in NUMBERS],
    "points": [f"POINT (-71.0{i:02d}1 42.3{i:02d}2)" for i in NUMBERS],
    "pairs": [f"(42.3{i:02d}1, -71.0{i:02d}2)" for i in NUMBERS],
    "short-sentences": [f"The case is closed. Nobody at door {i}" for i in NUMBERS],
    "sentences": [
        f"The neighbour of number {i} says that the wall which was built there is too high for her" for i in NUMBERS
    ],
}


@pytest.mark.parametrize("shape", PERSONS)
def test_a_column_that_says_nothing_is_known_by_its_cells(shape):
    assert [*guessed(x1=PERSONS[shape]).personal] == ["x1"]


@pytest.mark.parametrize(
    ("header", "texts"),
    [
        ("latitude", [str(40 + i / 1000) for i in NUMBERS]),
        ("geom_4326", [f"0101000020E61{i:04d}" for i in NUMBERS]),
        ("X coordinate (state plane)", [str(900_000 + i) for i in NUMBERS]),
        ("Kinh độ", [str(106.1 + i / 1000) for i in NUMBERS]),
        ("x", [str(106.1 + i / 1000) for i in NUMBERS]),
        ("closure_reason", [f"Solved for number {i}" for i in NUMBERS]),
        ("Resolution", [f"Solved for number {i}" for i in NUMBERS]),
    ],
)
def test_places_and_what_was_answered_are_known_by_their_headers(header, texts):
    assert [*guessed(**{header: texts}).personal] == [header]


@pytest.mark.parametrize(
    ("header", "texts"),
    [
        ("x", [f"{i}" for i in NUMBERS]),
        ("Long", ["yes", "no"] * 6),
        ("closure_reason", ["Solved", "Duplicate"] * 6),
    ],
)
def test_what_is_called_like_a_place_or_a_text_and_is_none(header, texts):
    assert guessed(**{header: texts}).personal == {}


def test_dates_of_birth_are_known_by_the_dates_beside_them():
    received = [f"{i + 1:02d}/03/2023" for i in NUMBERS]
    born = [f"{i + 1:02d}/03/{1950 + 3 * i}" for i in NUMBERS]
    assert [*guessed(**{"Ngày tiếp nhận": received, "x1": born}).personal] == ["x1"]


@pytest.mark.parametrize(
    "texts",
    [
        [f"H29.12-230101-{i:04d}" for i in NUMBERS],
        ["UBND Quận 12", "Phòng Tư pháp"] * 6,
        ["Cấp giấy phép xây dựng", "Đăng ký khai sinh"] * 6,
        [str(40 + i / 1000) for i in NUMBERS],
        ["Department of Transportation", "Street Condition"] * 6,
    ],
)
def test_what_is_no_person(texts):
    assert guessed(x1=texts).personal == {}


def test_codes_of_dossiers_may_look_like_identity_numbers_where_the_header_says_so():
    numbers = PERSONS["old-identities"]
    assert {m.header: m.column.name for m in guessed(**{"Mã hồ sơ": numbers}).mapped} == {"Mã hồ sơ": "dossier_code"}
    assert [*guessed(**{"Mã": numbers}).personal] == ["Mã"]


def test_values_outweigh_the_name_of_a_column():
    draft = guessed(**{"Trạng thái": PERSONS["names"], "Mã hồ sơ": [f"A-{i}" for i in NUMBERS]})
    assert [*draft.personal] == ["Trạng thái"]


def test_no_text_of_a_person_or_of_an_unlisted_column_is_in_a_draft(tmp_path):
    columns = {f"x{i}": texts for i, texts in enumerate(PERSONS.values())} | {"Mã hồ sơ": [f"A-{i}" for i in NUMBERS]}
    toml = as_toml(guessed(**columns), tmp_path / "a.csv")
    assert [text for texts in columns.values() for text in texts if text in toml] == []


def test_ten_digits_under_phone_are_no_time():
    assert [*guessed(**{"Owner's Phone #": [str(2125550100 + 37 * i) for i in range(40)]}).personal] == [
        "Owner's Phone #"
    ]


def test_names_that_nearly_all_differ_are_personal_and_those_that_repeat_are_not():
    differing = [f"Thử Nghiệm {i} & Co." for i in range(40)]
    assert [*guessed(**{"Trading name": differing}).personal] == ["Trading name"]
    assert not guessed(**{"Layer name": ["roads", "parks"] * 20}).personal
