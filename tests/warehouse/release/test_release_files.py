"""The downloads of a publication, read with the programs that people read them with; district data are hostile."""

import csv
import io
import json
import shutil
import subprocess
from dataclasses import replace

import duckdb
import frictionless
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
import yaml
from release_cases import CITY
from small_city import FORMULA, NAMES

from schemas.city import Licence
from schemas.spreadsheet import csv_bytes
from schemas.table import load_tables
from warehouse.release.files import release_files

FILES = release_files(CITY)
PACKAGE = json.loads(FILES["datapackage.json"])
RESOURCES = {r["path"]: r for r in PACKAGE["resources"]}
LICENCE = Licence(id="CC-BY-4.0", name="Creative Commons BY 4.0", url="https://example.org/by")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The files in a folder."""
    root = tmp_path_factory.mktemp("data")
    for path, data in FILES.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(data)
    return root


def read(path):
    return list(csv.reader(io.StringIO(FILES[path].decode("utf-8-sig"), newline="")))


def test_equal_publications_give_equal_bytes():
    tables = {name: frame.clone() for name, frame in CITY.tables.items()}
    assert release_files(replace(CITY, tables=tables)) == FILES


def test_every_published_table_is_there_in_both_formats_beside_the_others():
    tables = {f"{name}.{form}" for name in CITY.tables for form in ("csv", "parquet")}
    others = {"datapackage.json", "SHA256SUMS", "CITATION.cff", "LICENCE.txt", "dcat.json", "record.json"}
    others |= {
        "rankings.schema.json",
        "rankings.sdmx.csv",
        "rankings.sdmx.json",
        "flat/2023.csv",
        f"{CITY.series}.xlsx",
    }
    assert set(FILES) == tables | others


def test_the_csv_files_hold_what_the_package_says_of_them(folder):
    descriptor = {**PACKAGE, "resources": [r for r in PACKAGE["resources"] if r["format"] == "csv" and "schema" in r]}
    report = frictionless.Package(descriptor, basepath=str(folder)).validate()
    assert [(task.place, task.errors[0].message) for task in report.tasks if task.errors] == []
    assert report.errors == []
    assert report.stats["tasks"] == len(CITY.tables) + 1


def test_the_package_would_find_a_unit_that_is_not_in_the_register(folder, tmp_path):
    other = shutil.copytree(folder, tmp_path / "data")
    (other / "deliveries.csv").write_bytes(FILES["deliveries.csv"].replace(b"quan-do", b"quan-la"))
    wanted = ("deliveries.csv", "units.csv")
    kept = [{k: v for k, v in RESOURCES[p].items() if k not in ("bytes", "hash")} for p in wanted]
    report = frictionless.Package({**PACKAGE, "resources": kept}, basepath=str(other)).validate()
    assert {error.type for task in report.tasks for error in task.errors} == {"foreign-key"}


def test_the_package_follows_version_2():
    assert PACKAGE["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert PACKAGE["created"] == f"{CITY.business_date}T00:00:00Z"
    assert PACKAGE["id"].startswith("sha256:")
    assert "profile" not in PACKAGE
    assert {c for one in PACKAGE["contributors"] for c in one} <= {"title", "path", "email", "roles", "organization"}
    assert set(RESOURCES) == set(FILES) - {"datapackage.json", "SHA256SUMS"}
    assert len({r["name"] for r in PACKAGE["resources"]}) == len(RESOURCES)
    for path, resource in RESOURCES.items():
        assert path.endswith(".parquet") or resource["bytes"] == len(FILES[path])
        assert "schema" not in resource or resource["type"] == "table"
    keys = [key for r in RESOURCES.values() for key in r.get("schema", {}).get("foreignKeys", ())]
    assert {key["reference"]["resource"] for key in keys} == {"units.csv", "units.parquet"}


def test_other_contents_have_another_id():
    units = CITY.tables["units"].with_columns(name_en=pl.lit("X"))
    assert json_id(replace(CITY, tables={**CITY.tables, "units": units})) != PACKAGE["id"] == json_id(CITY)


def json_id(publication):
    return json.loads(release_files(publication)["datapackage.json"])["id"]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not on this machine")
def test_the_checksums_are_of_every_other_file(folder):
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, check=True, capture_output=True, text=True)
    assert {line.removesuffix(": OK") for line in done.stdout.splitlines()} == set(FILES) - {"SHA256SUMS"}


def test_parquet_holds_every_text_as_it_is_with_the_labels_of_the_columns(folder):
    for name, frame in CITY.tables.items():
        assert pl.read_parquet(folder / f"{name}.parquet").equals(frame)
        schema = pq.read_schema(folder / f"{name}.parquet")
        labels = [field.metadata[b"label_vi"].decode() for field in schema]
        assert labels == [c.label_vi for c in load_tables()[name].stored_columns]


def test_csv_is_as_excel_and_rfc_4180_want_it():
    data = FILES["rankings.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") == len(CITY.tables["rankings"]) + 1


def test_other_programs_read_the_same_figures_from_csv(folder):
    frame = CITY.tables["rankings"].select("unit_id", "measure", "value", "x", "n")
    rows = set(frame.iter_rows())
    in_duckdb = duckdb.sql(f"SELECT unit_id, measure, value, x, n FROM read_csv('{folder}/rankings.csv')")
    assert set(in_duckdb.fetchall()) == rows
    in_pandas = pl.from_pandas(pd.read_csv(folder / "rankings.csv", encoding="utf-8-sig")[frame.columns])
    assert set(in_pandas.iter_rows()) == rows


def test_no_text_of_a_district_begins_like_a_formula_in_any_csv():
    texts = [
        cell for path in FILES if path.endswith(".csv") and "sdmx" not in path for row in read(path) for cell in row
    ]
    assert f"'{FORMULA}" in texts
    for text in texts:
        assert text[:1] not in tuple("=+@\t\r\n") or not text
        assert not text.startswith("-") or float(text) <= 0


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_text_is_made_harmless_and_a_number_is_left_as_it_is(sign):
    frame = pl.DataFrame({"text": [f"{sign}1+1", f"a{sign}1", None], "number": [-1.5, 0.0, None]})
    found = list(csv.reader(io.StringIO(csv_bytes(frame).decode("utf-8-sig"), newline="")))
    assert found[1:] == [[f"'{sign}1+1", "-1.5"], [f"a{sign}1", "0.0"], ["", ""]]


def test_a_row_of_a_flat_file_says_everything_about_its_figure():
    header, *rows = read("flat/2023.csv")
    assert header == [f["name"] for f in RESOURCES["flat/2023.csv"]["schema"]["fields"]]
    found = [dict(zip(header, row, strict=True)) for row in rows]
    assert len(found) == CITY.tables["trends"].height
    first = next(r for r in found if r["unit_id"] == "quan-vang" and r["status"] == "OK")
    assert first["unit_vi"] == f"'{NAMES['quan-vang']}"
    assert first["indicator_en"] == "Dossiers received online"
    assert (first["n"], first["is_synthetic"], first["status_vi"]) == ("500", "true", "được chấm")
    hidden = [r for r in found if r["status"] == "SUPPRESSED"]
    assert hidden
    assert {r[c] for r in hidden for c in ("x", "n", "value", "ci_low")} == {""}


def test_the_citation_is_sound_yaml_and_names_the_city_and_the_contents():
    cff = yaml.safe_load(FILES["CITATION.cff"])
    assert {"cff-version", "message", "title", "authors", "type", "version", "identifiers"} == set(cff)
    assert (cff["cff-version"], cff["type"]) == ("1.2.0", "dataset")
    assert cff["authors"] == [{"name": CITY.city.name_vi}]
    assert cff["identifiers"][0]["value"] == PACKAGE["id"]
    assert "SYNTHETIC" in cff["title"]


def test_a_licence_is_named_everywhere_or_said_to_be_missing():
    assert "chưa công bố giấy phép" in FILES["LICENCE.txt"].decode()
    assert "has not named a licence" in PACKAGE["description"]
    assert "licenses" not in PACKAGE
    own = release_files(replace(CITY, city=CITY.city.model_copy(update={"licence": LICENCE})))
    assert LICENCE.url in own["LICENCE.txt"].decode()
    assert yaml.safe_load(own["CITATION.cff"])["license-url"] == LICENCE.url
    assert json.loads(own["datapackage.json"])["licenses"][0]["name"] == "CC-BY-4.0"
    assert json.loads(own["dcat.json"])["dct:license"] == {"@id": LICENCE.url}
