"""Declarations: strict loading with helpful faults, names made comparable, the register, the calendar, the hashes."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.calendar import Calendar, CalendarDeclaration, working_days
from schemas.city import DEFAULT_CITY, City, declarations_hash, load_city
from schemas.errors import DeclarationError
from schemas.register import Register, Unit
from schemas.rule import Rule
from schemas.source import Source
from schemas.strict import load, parse, read_toml
from schemas.table import load_tables
from schemas.words.text import bare_key, clean, header_key, name_key

SOURCE = DEFAULT_CITY / "sources" / "dossiers-csv-utf8.toml"
VIETNAM = Calendar(CalendarDeclaration(country="VN"), date(2022, 1, 1), date(2024, 12, 31))
DAYS = st.dates(date(2022, 1, 1), date(2024, 12, 31))


@pytest.fixture(scope="module")
def city() -> City:
    return load_city()


def edited(change: Callable[[dict[str, object]], object]) -> str:
    """Return the fault that a shipped source has after the change."""
    data = read_toml(SOURCE)
    change(data)
    with pytest.raises(DeclarationError) as fault:
        parse(Source, data, "x.toml")
    return str(fault.value)


# Strict loading


def test_an_unknown_key_is_refused_with_the_nearest_one() -> None:
    message = edited(lambda d: d.update(unit_headr="Đơn vị"))
    assert "x.toml" in message and "'unit_headr'" in message and "did you mean unit_header" in message


def test_an_unknown_key_deep_inside_is_refused_with_its_place_and_the_nearest_one() -> None:
    message = edited(lambda d: d["format"].update(encodng="utf-8"))
    assert "format" in message and "encodng" in message and "encoding" in message
    message = edited(lambda d: d["columns"]["Phí, lệ phí"].update(formts=["%Y"]))
    assert "columns.Phí, lệ phí" in message and "did you mean formats" in message


def test_every_fault_is_reported_at_once() -> None:
    message = edited(lambda d: (d.update(colour="red"), d["format"].update(delimiter="??")))
    assert "2 fault(s)" in message and "colour" in message and "delimiter" in message


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d.update(table="dossier"), "there is no table 'dossier'"),
        (lambda d: d.update(table="ledger"), "no source feeds it"),
        (lambda d: d["columns"]["Mã hồ sơ"].update(column="dossier_cod"), "nearest: dossier_code"),
        (lambda d: d["columns"]["Mã TTHC"].update(column="dossier_code"), "more than one header"),
        (lambda d: d["columns"].pop("Mã hồ sơ"), "dossier_code (Dossier code) is required: map the header"),
        (lambda d: d["columns"]["Ngày nộp"].pop("precision"), "say precision"),
        (lambda d: d["columns"]["Ngày nộp"].pop("formats"), "in which formats"),
        (lambda d: d["ignored"].append("mã  HỒ SƠ"), "listed twice"),
        (lambda d: (d.update(units=["_city"]), d.pop("unit_header")), "which header names them"),
        (lambda d: (d["columns"].pop("Kênh nộp"), d.update(constants={"channel": "onlin"})), "direct, online, post"),
        (lambda d: (d["columns"].pop("Phí, lệ phí"), d.update(constants={"fee_due": "ít"})), "expected: integer"),
        (lambda d: d["exported_at"].update(name_pattern="_[0-9]{8}"), "has no group"),
        (lambda d: d["exported_at"].update(name_pattern="_([0-9]{8}"), "not a regular expression"),
        (lambda d: d["columns"]["Kênh nộp"]["values"].update({"Qua mạng": "onlin"}), "nearest: online"),
        (lambda d: d["columns"]["Kênh nộp"]["values"].update({"TRỰC  tuyến": "direct"}), "the same text to the reader"),
        (lambda d: d["columns"]["Kênh nộp"].update(empty=["Trực tuyến"]), "the same text to the reader"),
        (lambda d: d["columns"]["Mã hồ sơ"].update(values={"x": "y"}), "values are for codes"),
        (lambda d: d["columns"]["Mã hồ sơ"].update(formats=["%d/%m/%Y"]), "formats and precision are for times"),
        (lambda d: d.update(numbers={"decimal": ".", "thousands": "."}), "decimal and thousands are both"),
        (lambda d: d["format"].update(all_members=True), "all_members needs member"),
        (lambda d: d["format"].update(comment=","), "how a record may begin"),
        (lambda d: d.update(format={"kind": "json", "records": "data/items"}), "no JSON pointer"),
    ],
)
def test_a_source_that_does_not_fit_its_table_says_why(
    change: Callable[[dict[str, object]], object], said: str
) -> None:
    assert said in edited(change)


def test_a_file_that_is_absent_or_is_no_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError, match=r"gone\.toml: there is no such file"):
        load(Source, tmp_path / "gone.toml")
    (tmp_path / "bad.toml").write_text('id = "x\n', encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"bad\.toml: not valid TOML.*line 1"):
        load(Source, tmp_path / "bad.toml")
    (tmp_path / "latin.toml").write_bytes('id = "Hòa"'.encode("latin-1"))
    with pytest.raises(DeclarationError, match=r"latin\.toml: not valid TOML in UTF-8"):
        load(Source, tmp_path / "latin.toml")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("city.toml", "Asia/Ho_Chi_Minh", "Asia/Saigonn", "there is no time zone"),
        ("sources/dossiers-csv-utf8.toml", '"quan-1"', '"quan-99"', "units not in the register: quan-99"),
        ("sources/dossiers-commune-csv.toml", '"level:commune"', '"level:comune"', "not in the register: level:comune"),
        ("sources/dossiers-commune-csv.toml", '"Mã TTHC", "Tên', '"Mã TTH", "Tên', "nearest: Mã TTHC"),
        ("sources/dossiers-commune-csv.toml", '"Mã TTHC", "Tên', '"Kênh nộp", "Tên', "no row can do without"),
        (
            "sources/dossiers-csv-utf8.toml",
            'id = "dossiers-csv-utf8"',
            'id = "other"',
            "Write id = 'dossiers-csv-utf8' in it, or call the file other.toml",
        ),
        ("units.csv", "quan-12,761", "Quan 12,761", "units.csv:3"),
        ("city.toml", '"council-survey"', '"councilsurvey"', "city.toml: there is no method 'councilsurvey'"),
    ],
)
def test_a_city_with_a_fault_names_the_file(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    folder = copytree(DEFAULT_CITY, tmp_path / "city")
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DeclarationError) as fault:
        load_city(folder)
    assert said in str(fault.value)
    assert Path(file).name in str(fault.value)


def test_a_folder_that_is_no_city_and_a_method_that_is_none_are_refused(tmp_path: Path, city: City) -> None:
    with pytest.raises(DeclarationError, match=r"no city\.toml"):
        load_city(tmp_path)
    with pytest.raises(DeclarationError, match="there is no method 'fairest'"):
        city.method_path("fairest")


# Text keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Quận 12", "quận  12"),
        ("Quận 12", unicodedata.normalize("NFD", "Quận 12")),
        ("Q.12", "Q 12"),
        ("Hoà Bình", "Hòa Bình"),
        ("Thuỷ Nguyên", "Thủy Nguyên"),
        ("Bình Ðức", "Bình Đức"),  # the first has Eth, not the Vietnamese letter
        ("Tân\u00a0Bình", "Tân Bình"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Thanh An", "Thạnh An"), ("Quận 1", "Quận 12"), ("Bình", "Binh")])
def test_marks_and_digits_tell_names_apart(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_without_marks_names_are_compared_bare() -> None:
    assert bare_key("Quận Bình Thạnh") == bare_key("quan binh thanh")
    assert bare_key("Thủ Đức") == "thu duc"


@given(st.text())
def test_cleaning_is_idempotent_and_headers_ignore_their_form(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert header_key(unicodedata.normalize("NFD", text)) == header_key(unicodedata.normalize("NFC", text))


# The register


def unit(unit_id: str, name: str, first: date = date.min, last: date = date.max, aliases: str = "") -> Unit:
    data = {"unit_id": unit_id, "code": "1", "name_vi": name, "name_en": name, "level": "x", "kind": "x"}
    return Unit.model_validate(data | {"valid_from": first, "valid_to": last, "aliases": aliases})


@pytest.mark.parametrize("written", ["Quận 12", "quan-12", "Q.12", "q12", "UBND quận 12", "quan 12", "QUẬN  12"])
def test_a_district_is_known_however_people_write_it(city: City, written: str) -> None:
    found = city.register.resolve(written, date(2023, 1, 1))
    assert found is not None and found.unit_id == "quan-12"


def test_names_without_marks_are_understood_only_where_one_unit_can_be_meant() -> None:
    register = Register([unit("a", "Thanh An"), unit("b", "Thạnh An"), unit("c", "Củ Chi")])
    assert register.resolve("Cu Chi") == register.by_id["c"]
    assert register.resolve("Thạnh An") == register.by_id["b"]
    assert register.resolve("Thanh An") == register.by_id["a"]
    assert register.resolve("Thành An") is None


def test_a_name_used_again_later_is_resolved_by_the_day() -> None:
    end = date(2020, 12, 31)
    register = Register([unit("old", "Quận 2", last=end), unit("new", "Quận 2", first=end + timedelta(days=1))])
    assert register.resolve("Quận 2", end) == register.by_id["old"]
    assert register.resolve("Quận 2", end + timedelta(days=1)) == register.by_id["new"]
    assert register.resolve("Quận 2") is None


def test_two_units_of_one_name_at_one_time_are_refused() -> None:
    with pytest.raises(DeclarationError, match=r"may mean a or b at the same time"):
        Register([unit("a", "Quận 2"), unit("b", "Quận II", aliases="quận 2")])


def test_doubled_ids_and_unknown_successors_are_refused() -> None:
    with pytest.raises(DeclarationError, match="used twice: a"):
        Register([unit("a", "A"), unit("a", "B")])
    with pytest.raises(DeclarationError, match="unknown successor"):
        Register([unit("a", "A").model_copy(update={"successors": ("gone",)})])


def test_the_city_had_22_districts_and_has_168_communes(city: City) -> None:
    last, after = date(2025, 6, 30), date(2025, 7, 1)
    there, then = ({u.unit_id for u in city.register.units if u.valid_on(day)} for day in (last, after))
    assert (len(there), len(then)) == (22, 168)
    assert there & then == set()


# The calendar


@given(st.dates(date(2022, 1, 1), date(2024, 6, 30)), st.integers(0, 60))
def test_adding_working_days_ends_on_the_first_day_by_which_they_have_passed(day: date, count: int) -> None:
    reached = VIETNAM.add_working_days(day, count)
    passed = [day + timedelta(days=i) for i in range(1, (reached - day).days + 1)]
    assert len(working_days(VIETNAM, passed)) == count
    assert count == 0 or VIETNAM.is_working(reached)


@given(st.lists(st.tuples(DAYS, st.integers(0, 30)), min_size=1, max_size=8))
def test_expressions_count_as_the_functions_do(rows: list[tuple[date, int]]) -> None:
    frame = pl.DataFrame(rows, schema=["start", "count"], orient="row")
    added = frame.select(VIETNAM.add_working_days_expr(pl.col("start"), pl.col("count"))).to_series().to_list()
    assert [day for day in added if day] == [
        VIETNAM.add_working_days(start, count) for (start, count), day in zip(rows, added, strict=True) if day
    ]
    assert all(day for (start, _), day in zip(rows, added, strict=True) if start < date(2024, 10, 1))


def test_a_lunar_holiday_a_swapped_day_and_a_declared_day_off(city: City) -> None:
    assert [VIETNAM.is_working(date(2023, 1, day)) for day in (19, 20, 23, 26, 27)] == [
        True,
        False,
        False,
        False,
        True,
    ]  # Tết
    assert city.calendar.is_working(date(2024, 5, 4))  # a Saturday on which work is made up
    assert not VIETNAM.is_working(date(2024, 5, 4))
    holiday = Calendar(
        CalendarDeclaration(working_days={date(2023, 9, 1): "Trực"}), date(2023, 1, 1), date(2023, 12, 31)
    )
    assert holiday.is_working(date(2023, 9, 1))
    assert not VIETNAM.is_working(date(2023, 9, 1))
    own = Calendar(CalendarDeclaration(days_off={date(2023, 6, 1): "Bầu cử"}), date(2023, 1, 1), date(2023, 12, 31))
    assert not own.is_working(date(2023, 6, 1))
    assert own.fingerprint != Calendar(CalendarDeclaration(), date(2023, 1, 1), date(2023, 12, 31)).fingerprint


@pytest.mark.parametrize(
    ("country", "language"),
    [("VN", "en_US"), ("VN", "th"), ("NL", "en_US")],
)
def test_a_calendar_is_the_same_in_every_locale(country: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def calendar() -> Calendar:
        return Calendar(CalendarDeclaration(country=country), date(2023, 1, 1), date(2023, 12, 31))

    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    there = calendar()
    monkeypatch.setenv("LANGUAGE", language)
    assert calendar().fingerprint == there.fingerprint


def test_a_day_outside_the_calendar_is_refused_rather_than_guessed() -> None:
    with pytest.raises(ValueError, match="outside the calendar"):
        VIETNAM.add_working_days(date(2021, 12, 31), 1)
    with pytest.raises(ValueError, match="outside the calendar"):
        VIETNAM.add_working_days(date(2024, 12, 1), 100)


# Hashes of declarations


def test_what_decides_how_a_file_is_read_and_what_is_said_of_it_changes_the_hash(city: City) -> None:
    source, rules = city.sources["dossiers-csv-utf8"], load_tables()["dossiers"].own_rules
    before = declarations_hash(city, source)
    assert before == declarations_hash(load_city(), source)
    assert before != declarations_hash(city, source.model_copy(update={"write": "replace"}))
    reworded = [r.model_copy(update={"message_en": "Other words"}) for r in rules]
    stricter = [r.model_copy(update={"mostly": 1.0}) for r in rules]
    assert before != declarations_hash(with_rules(city, reworded), source)  # it is kept with every rejected row
    assert before != declarations_hash(with_rules(city, stricter), source)
    elsewhere = city.about.model_copy(update={"zone": "Asia/Tokyo"})
    assert before != declarations_hash(replace(city, about=elsewhere), source)


def with_rules(city: City, rules: list[Rule]) -> City:
    dossiers = load_tables()["dossiers"]
    changed = type(dossiers).model_validate(
        dossiers.model_dump(by_alias=True) | {"rules": [r.model_dump() for r in rules]}
    )
    other = replace(city)
    other.__dict__["tables"] = {**city.tables, "dossiers": changed.in_city(city.about.limits, {})}
    return other
