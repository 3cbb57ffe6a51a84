"""A template is filled in, by the lists of its own cells, and every value comes out of a night as it was written."""

import io
import shutil
import subprocess
import tomllib
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import cycle, islice

import openpyxl
import pytest
from nights import DATA_TABLES, WABO, hcmc, home_at, outcomes, run, table
from nights import deliver as put_in

from schemas.city import load_city
from schemas.register import CITY
from schemas.source import Source
from schemas.strict import parse
from warehouse import store
from warehouse.drafting.template.inputs import template_of
from warehouse.drafting.template.source import TITLE_ROWS, template_source
from warehouse.drafting.template.workbook import template_workbook
from warehouse.night.trial import try_file
from warehouse.reading.recognise import read_delivery
from warehouse.run import Run

pytestmark = pytest.mark.long

DAY = date(2023, 3, 1)
UNIT = "quan-12"
ROWS = 3
# Figures that have to add up; the others may be any.
SUMS = {
    "received_total": 11,
    "received_online": 4,
    "received_direct": 5,
    "carried_over": 2,
    "resolved_total": 8,
    "resolved_before_due": 5,
    "resolved_on_time": 2,
    "resolved_late": 1,
    "open_total": 3,
    "open_in_time": 2,
    "open_overdue": 1,
}


def template(name, unit=None):
    city = hcmc()
    units = [u for u in city.register.units if u.valid_on(DAY)]
    return template_of(city.tables[name], city, city.register.by_id[unit] if unit else None, units)


def with_source(made):
    source = parse(Source, tomllib.loads(template_source(made)), made.source_id)
    return replace(hcmc(), sources={source.id: source})


def offered(book):
    """By column of the first sheet: the texts that the list of its cells offers."""
    sheet, lists = book.worksheets[0], {}
    for check in sheet.data_validations.dataValidation:
        if check.type == "list":
            name, cells = check.formula1.strip("=").split("!")
            texts = [cell.value for (cell,) in book[name.strip("'")][cells.replace("$", "")]]
            lists[next(iter(check.sqref.ranges)).min_col] = texts
    return lists


def value(asked, place, number, choices, unit_name):
    """What a person writes into the cell of a row, and what the table then holds."""
    column = asked.column
    if asked.is_unit:
        assert unit_name in choices
        return unit_name, UNIT
    if choices:
        written = next(islice(cycle(choices), number, None))
        code = asked.choices[written]
        return written, {"true": True, "false": False}[code] if column.type == "boolean" else code
    if column.name in SUMS:
        return SUMS[column.name], SUMS[column.name]
    day = date(2023, 1, 2 + number)
    match column.type:
        case "date":
            shown = day + timedelta(days=place)
            return datetime(shown.year, shown.month, shown.day), shown
        case "datetime":
            moment = datetime(2023, 1, 2 + number, 8, 30) + timedelta(hours=place)
            return moment, moment
        case "integer":
            return 1 + number, 1 + number
        case "number":
            return 99.57 + number, 99.57 + number
        case _:
            written = f"000{number + 1}" if column.normal_form else f"0{number} chữ"
            return written, written


def filled(made, rows=ROWS):
    """The workbook with so many rows, and those rows by the names of their columns."""
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(made)))
    sheet, lists, expected = book.worksheets[0], offered(book), []
    for number in range(rows):
        expected.append({})
        for place, asked in enumerate(made.inputs, start=1):
            assert sheet.cell(TITLE_ROWS + 1, place).value == asked.header
            written, kept = value(asked, place, number, lists.get(place), "Quận 12")
            sheet.cell(TITLE_ROWS + 2 + number, place, written)
            expected[-1][asked.column.name] = kept
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), expected


def loaded(tmp_path, made, contents, name="mau_20230228.xlsx"):
    """The home after a night that brought the workbook, and its one outcome."""
    home = home_at(tmp_path / "home")
    folder = CITY if made.table.scope == "city" else UNIT
    file = put_in(home, folder, name, contents)
    trial_run = Run(home_at(tmp_path / "check"), with_source(made), DAY)
    store.empty_work(trial_run.home)
    checked = [s.status for s in try_file(trial_run, file, folder, read_delivery).submissions]
    (outcome,) = outcomes(run(home, with_source(made), DAY))
    assert table(home, "rejections").select("column_name", "written", "message_vi").rows() == []
    assert checked == [outcome.status]
    return home, outcome


def check_values(home, made, expected):
    key = [name for name in made.table.key if name in expected[0]]
    rows = table(home, made.table.name).sort(key)
    assert rows.select(list(expected[0])).to_dicts() == sorted(expected, key=lambda row: [row[name] for name in key])


TABLES = [t.name for t in DATA_TABLES]
OF_UNITS = [t.name for t in DATA_TABLES if t.scope == "unit"]


@pytest.mark.parametrize(("name", "unit"), [*((n, None) for n in TABLES), *((n, UNIT) for n in OF_UNITS)])
def test_every_value_of_a_filled_template_is_in_the_table(tmp_path, name, unit):
    made = template(name, unit)
    contents, expected = filled(made)
    home, outcome = loaded(tmp_path, made, contents)
    assert (outcome.status, outcome.rows_in, outcome.rejected) == ("accepted", ROWS, 0)
    check_values(home, made, expected)
    asked_for = {column.name for column in made.table.columns if not column.is_computed} - {"unit_id"}
    assert asked_for <= set(expected[0])
    codes = set(table(home, "warnings")["code"])
    assert not {code for code in codes if "sheet" in code or "hidden" in code or "export" in code}


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_template_says_that_nothing_arose(tmp_path, name):
    made = template(name)
    _, outcome = loaded(tmp_path, made, template_workbook(made))
    assert (outcome.status, outcome.rows_in, outcome.layout) == ("accepted", 0, TITLE_ROWS + 1)


@pytest.mark.parametrize("name", ["dossiers", "petitions", "claims"])
def test_a_template_that_libreoffice_has_saved(tmp_path, name):
    if not (office := shutil.which("soffice")):
        pytest.skip("LibreOffice is not installed")
    made = template(name)
    contents, expected = filled(made)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "mau_20230228.xlsx").write_bytes(contents)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out")]
    subprocess.run([office, profile, *convert, str(tmp_path / "in" / "mau_20230228.xlsx")], check=True, timeout=180)
    home, outcome = loaded(tmp_path, made, (tmp_path / "out" / "mau_20230228.xlsx").read_bytes())
    assert (outcome.status, outcome.rows_in, outcome.rejected) == ("accepted", ROWS, 0)
    check_values(home, made, expected)


def test_cells_take_what_the_declarations_say_and_headings_are_locked():
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(template("satisfaction", UNIT))))
    sheet = book.worksheets[0]
    assert [(s.title, s.sheet_state) for s in book] == [
        ("Khảo sát mức độ hài lòng", "visible"),
        ("Hướng dẫn", "visible"),
    ]
    assert sheet.protection.sheet and sheet.freeze_panes == "B5"
    assert sheet["A1"].value == "Khảo sát mức độ hài lòng: Quận 12"
    headings = {cell.value: cell for cell in sheet[TITLE_ROWS + 1]}
    assert all(cell.protection.locked for cell in headings.values())
    assert not sheet.column_dimensions["A"].protection.locked
    assert sheet.column_dimensions["A"].number_format == "@"
    checks = {str(c.sqref).split(":")[0].rstrip("0123456789"): c for c in sheet.data_validations.dataValidation}
    score, answered = (checks[headings[text].column_letter] for text in ("Điểm", "Thời điểm đánh giá"))
    assert (score.type, score.formula1, score.formula2) == ("whole", "1", "5")
    assert "MOD" in answered.formula1  # a date alone is no moment
    assert score.prompt == "Bắt buộc. Ghi số nguyên từ 1 đến 5."


def test_the_advice_is_about_every_column_and_asks_for_no_person():
    made = template("dossiers")
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(made)))
    texts = [str(cell) for row in book["Hướng dẫn"].iter_rows(values_only=True) for cell in row if cell]
    assert {asked.header for asked in made.inputs} <= set(texts)
    assert any("Không ghi dữ liệu cá nhân" in line for line in texts)
    assert any("Trả kết quả trước khi tiếp nhận" in line for line in texts)
    assert book["Danh mục"].sheet_state == "hidden"


def test_money_of_a_city_with_decimals_is_written_in_its_currency(tmp_path):
    city = load_city(WABO)
    made = template_of(city.tables["dossiers"], city, city.register.by_id["general"], [])
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(made)))
    sheet = book.worksheets[0]
    places = {asked.column.name: place for place, asked in enumerate(made.inputs, start=1)}
    checks = {next(iter(c.sqref.ranges)).min_col: c for c in sheet.data_validations.dataValidation}
    written = {
        "dossier_code": "A-1",
        "channel": "Trực tuyến",
        "received_at": datetime(2011, 10, 11, 8, 30),
        "fee_due": 54.5,
    }
    for name, cell in written.items():
        sheet.cell(TITLE_ROWS + 2, places[name], cell)
    book.save(out := io.BytesIO())
    home = home_at(tmp_path)
    put_in(home, "general", "mau_20120101.xlsx", out.getvalue())
    source = parse(Source, tomllib.loads(template_source(made)), made.source_id)
    run(home, replace(city, sources={source.id: source}), date(2012, 1, 31))
    assert checks[places["fee_due"]].type == "decimal"
    assert table(home, "dossiers")["fee_due"].to_list() == [5450]


def test_equal_declarations_give_equal_bytes():
    assert template_workbook(template("dossiers")) == template_workbook(template("dossiers"))
