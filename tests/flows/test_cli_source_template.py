import shutil
import tomllib

import openpyxl
import pytest
from cli_cases import run, run_json

from schemas.city import DEFAULT_CITY

pytestmark = pytest.mark.long

SAIGON = ("--unit", "Phường Sài Gòn", "--date", "2026-11-30")


def test_a_workbook_and_its_source_are_written_and_fit_each_other(tmp_path, capsys):
    out = tmp_path / "HoSo.xlsx"
    code, _, told = run(capsys, "source", "template", "dossiers", *SAIGON, "--out", out)
    (source,) = tmp_path.glob("*.toml")
    declared = tomllib.loads(source.read_text(encoding="utf-8"))
    assert (code, declared["id"], declared["units"]) == (0, source.stem, ["phuong-sai-gon"])
    assert str(out) in told and str(source) in told
    code, report = run_json(capsys, "source", "check", source, out)
    assert (code, [(s["status"], s["rows_in"]) for s in report["submissions"]]) == (0, [("accepted", 0)])


@pytest.mark.parametrize(("table", "unit"), [("dossiers", SAIGON), ("petitions", SAIGON[2:]), ("claims", SAIGON[2:])])
def test_the_command_that_a_workbook_tells_its_clerk_works(tmp_path, capsys, table, unit):
    city = tmp_path / "city"
    shutil.copytree(DEFAULT_CITY, city)
    assert run(capsys, "source", "template", table, *unit, "--out", tmp_path / "a.xlsx", "--city", city)[0] == 0
    (source,) = tmp_path.glob("*.toml")
    for other in (city / "sources").iterdir():
        other.unlink()
    shutil.copy(source, city / "sources")
    texts = [str(cell) for (cell, *_) in openpyxl.load_workbook(tmp_path / "a.xlsx")["Hướng dẫn"].values]
    (told,) = (text.partition("motcua ")[2] for text in texts if "motcua check" in text)
    command, name, *more = told.replace("<đơn vị>", "phuong-sai-gon").split()
    shutil.copy(tmp_path / "a.xlsx", tmp_path / name)
    code, out, err = run(capsys, command, tmp_path / name, *more, "--city", city, "--date", "2026-11-30")
    assert code == 0, out + err


def test_without_a_unit_each_row_names_one_of_the_units_in_force(tmp_path, capsys):
    out = tmp_path / "mau.xlsx"
    assert run(capsys, "source", "template", "petitions", "--date", "2026-11-30", "--out", out)[0] == 0
    lists = openpyxl.load_workbook(out)["Danh mục"]
    (units,) = (c for c in lists.iter_cols(values_only=True) if c[0] == "Danh sách: Đơn vị")
    assert len([u for u in units[1:] if u]) == 168
    assert "Phường Sài Gòn" in units


@pytest.mark.parametrize(
    ("tokens", "said"),
    [
        (("dosiers",), "dossiers"),
        (("rankings",), "rankings"),
        (("claims", "--unit", "Quận 12"), "--unit"),
        (("dossiers", "--unit", "Quận Gò Vấpp"), "Gò Vấp"),
    ],
)
def test_what_no_template_can_be_made_of(tmp_path, capsys, tokens, said):
    code, _, err = run(capsys, "source", "template", *tokens, "--out", tmp_path / "a.xlsx")
    assert (code, said in err, list(tmp_path.iterdir())) == (2, True, [])


@pytest.mark.parametrize("there", ["a.xlsx", "training-template.toml"])
def test_what_is_there_is_not_overwritten(tmp_path, capsys, there):
    (tmp_path / there).write_text("x")
    code, _, err = run(capsys, "source", "template", "training", "--out", tmp_path / "a.xlsx")
    assert (code, there in err, [p.name for p in tmp_path.iterdir()]) == (2, True, [there])
