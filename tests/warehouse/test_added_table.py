"""docs/add-a-table.md, done as it is written: a city is sent a table of its own, counts it and ranks by it."""

import json
import shutil

import motcua
import polars as pl
import pyarrow.parquet as pq
import pytest
from added_table import (
    CASES,
    DAY,
    FILES,
    FINES,
    IDS,
    OF_FINES,
    RULE,
    SCORED,
    TABLE,
    WITHOUT_FAULT,
    city_with,
    delivered,
)
from nights import deliver, home_at, names_at, run, run_ranked, table, tables_only

from flows.cli.__main__ import main
from schemas.city import load_city
from schemas.dictionary import markdown
from schemas.register import CITY
from warehouse import store
from warehouse.night.rebuild import rebuild_snapshot
from warehouse.outbox.tables import rejections_of
from warehouse.run import Run

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with a data root `data` after a ranked night, and the declarations of its city, `city`."""
    folder = tmp_path_factory.mktemp("place")
    home = home_at(folder / "data")
    delivered(home)
    run_ranked(home, load_city(city_with(folder / "city", FILES)), DAY)
    return folder


@pytest.fixture
def at(place):
    return ["--home", str(place / "data"), "--city", str(place / "city")]


def test_a_city_ranks_by_a_table_of_its_own(place):
    home = store.Home(place / "data")
    rows = table(home, "rankings").filter((pl.col("peer_group") == "all") & (pl.col("period") == "2023"))
    by_unit = {(row["unit_id"], row["measure"]): row for row in rows.iter_rows(named=True)}
    for unit, clean in WITHOUT_FAULT.items():
        row = by_unit[IDS[unit], "without_fault"]
        assert (row["x"], row["n"], row["status"]) == (clean, CASES, "OK")
        assert by_unit[IDS[unit], "score"]["value"] == pytest.approx(60 + 40 * clean / CASES)
    assert [by_unit[IDS[unit], "score"]["rank"] for unit in WITHOUT_FAULT] == [1, 2, 3]

    (site,) = home.drafts.glob("[0-9]*/site")
    page = (site / "en" / "indicators" / "without_fault.html").read_text("utf-8")
    assert "Inspections without a fault" in page
    assert "inspections that found no fault" in page
    assert "Kiểm tra công vụ" in (site / "vi" / "data-quality.html").read_text("utf-8")
    assert "Inspections" in (site / "en" / "units" / "general.html").read_text("utf-8")


def test_its_wrong_rows_are_rejected_with_reasons_and_every_row_is_accounted_for(place):
    home = store.Home(place / "data")
    told = table(home, "rejections").filter(table_name="inspections").sort("source_row")
    assert told.select("rule_id", "written", "message_vi", "message_en").rows() == [
        (
            "inspected-date-unreadable",
            "31/02/2023",
            "Ngày kiểm tra: không đọc được giá trị; cần ngày giờ có thật, theo mẫu: %d/%m/%Y",
            "Inspected on: the value cannot be read; expected a real date in the format: %d/%m/%Y",
        ),
        ("fault-count-negative", "-3", "Số lỗi: số âm", "Faults: negative number"),
    ]
    rejected = rejections_of(load_city(place / "city"), store.current_snapshot(home), names_at(home))
    (row,) = rejected.filter(written="-3").to_dicts()
    assert (row["table_vi"], row["header"], row["source_row"]) == ("Kiểm tra công vụ", "Số lỗi", 3 * CASES + 3)
    ledger = table(home, "ledger").filter(table_name="inspections").select("rows_in", "accepted", "rejected", "current")
    assert ledger.sum().row(0) == (3 * CASES + 2, 3 * CASES, 2, 3 * CASES)


def test_it_stands_in_the_snapshot_with_its_labels_and_is_read_by_import_motcua(place):
    snapshot = motcua.open(place / "data", city=place / "city")
    rows = snapshot.table("inspections").collect()
    assert rows.height == 3 * CASES
    assert rows.filter(unit_id="experts")["fault_count"].sum() == 2 * (CASES - WITHOUT_FAULT["Experts"])
    assert snapshot.tables().filter(name="inspections").select("label_vi", "rows", "columns").rows() == [
        ("Kiểm tra công vụ", 3 * CASES, 7)
    ]
    assert snapshot.columns("inspections")["label_en"].to_list()[:2] == ["Reporting unit", "Minutes no."]
    assert motcua.validate(snapshot.table("inspections"), "inspections", city=place / "city").success
    (file,) = (snapshot.folder / "inspections").rglob("*.parquet")
    assert file.parent.name == "inspected_date_month=2023-02"
    schema = pq.read_schema(file)
    assert schema.metadata[b"title_vi"].decode() == "Kiểm tra công vụ"
    assert schema.field("fault_count").metadata[b"label_en"] == b"Faults"

    with pytest.raises(ValueError, match="name their folder, as"):
        motcua.open(place / "data").table("inspections")


def test_motcua_tables_lists_it_and_the_dictionary_has_it(place, at, capsys):
    assert main(["tables", *at]) == 0
    told = capsys.readouterr().out
    assert "inspections" in told
    assert "Kiểm tra công vụ" in told
    assert main(["tables", "inspections", *at]) == 0
    assert "fault_count" in capsys.readouterr().out
    assert "| `fault_count` | integer | ✓ | Số lỗi | Faults |" in markdown(load_city(place / "city"))


def test_a_second_night_changes_nothing_and_a_rebuild_gives_the_same(place):
    home, city = store.Home(place / "data"), load_city(place / "city")
    before = store.current_snapshot(home)
    assert run_ranked(home, city, DAY).snapshot == before
    assert rebuild_snapshot(Run(home, city, DAY), tables_only(is_ranked=True)).differing == ()


def test_a_changed_declaration_has_its_files_read_again_and_no_others(tmp_path):
    home, folder = home_at(tmp_path / "data"), city_with(tmp_path / "city", FILES)
    delivered(home)
    first = run(home, load_city(folder), DAY)
    (folder / "tables" / "inspections.toml").write_text(TABLE + RULE.replace("= 0", "= -5"), "utf-8")
    second = run(home, load_city(folder), DAY)
    assert {o.table for o in second.outcomes if o.is_read_again} == {"inspections"}
    assert rows_of(second.snapshot, folder) == rows_of(first.snapshot, folder) + 1


def rows_of(snapshot, folder):
    return motcua.open(snapshot, city=folder).table("inspections").collect().height


@pytest.mark.parametrize(
    ("name", "edit", "fault"),
    [
        ("tables/inspections.toml", ("about =", "#"), "about: missing"),
        ("sources/inspections.toml", ("fault_count", "faults"), "table inspections has no column 'faults'"),
        ("sources/inspections.toml", ('table = "', 'table = "un'), "there is no table 'uninspections'"),
        ("measures/inspections.toml", ("fault_count", "faults"), "no column or fact 'faults'"),
    ],
)
def test_what_is_wrong_ends_every_command_before_a_night(tmp_path, capsys, name, edit, fault):
    city = city_with(tmp_path / "city", FILES | {name: FILES[name].replace(*edit)})
    home = home_at(tmp_path / "home")
    file, place = delivered(home), ["--home", str(home.root), "--city", str(city)]
    for command in (["nightly", "--date", f"{DAY}", "--direct"], ["check", str(file)], ["doctor"]):
        assert main([*command, *place]) == 3
        told = " ".join(capsys.readouterr().err.split())
        assert fault in told
        assert name in told.replace(" ", "")
    assert not [path for path in (home.landing, home.submissions, home.snapshots, home.drafts) if path.exists()]


def test_a_table_that_no_source_fills_is_told_of_and_its_source_drafted(tmp_path, capsys):
    files = {name: text for name, text in FILES.items() if "sources" not in name}
    city = city_with(tmp_path / "city", files)
    assert main(["doctor", "--home", str(tmp_path), "--city", str(city), "--json"]) == 0
    (told,) = (finding for finding in json.loads(capsys.readouterr().out) if finding["name"] == "city")
    assert told["state"] == "warning"
    assert "no source for inspections" in told["found"]
    file = delivered(home_at(tmp_path / "home"))
    assert main(["source", "new", str(file), "--table", "inspections", "--city", str(city)]) == 0
    assert '"Số lỗi" = { column = "fault_count" }' in capsys.readouterr().out


def test_what_is_counted_of_rows_about_people_concerns_them_whatever_the_office_did(tmp_path):
    text = TABLE.replace('about = "office"', 'about = "people"')
    for files, concerns in ((FILES, False), (FILES | {"tables/inspections.toml": text}, True)):
        measure = load_city(city_with(tmp_path / str(concerns), files)).measures["inspections"]
        assert (measure.about, measure.concerns_people) == ("office", concerns)


def test_a_table_that_is_dropped_leaves_the_next_night_and_stays_in_the_snapshot_before(tmp_path):
    home, folder = home_at(tmp_path / "data"), city_with(tmp_path / "city", FILES)
    delivered(home)
    before = run_ranked(home, load_city(folder), DAY).snapshot
    for name in FILES:
        (folder / name).unlink()
    method = folder / "methods" / "timeliness.toml"
    method.write_text(method.read_text("utf-8").replace(SCORED, "").replace("points = 60", "points = 100"), "utf-8")
    (home.inbox / CITY / "inspections.csv").unlink()
    shutil.rmtree(home.landing)  # its kept rows are all that is left of the file: it cannot be read again and refused
    after = run_ranked(home, load_city(folder), DAY).snapshot
    assert not (after / "inspections").exists()
    assert table(after, "submissions").filter(table_name="inspections")["is_active"].to_list() == [False] * 3
    opened = motcua.open(before, city=folder)
    assert opened.tables().filter(name="inspections").select("label_vi", "rows").row(0) == (None, 3 * CASES)
    with pytest.raises(ValueError, match="no longer declares the table 'inspections'"):
        opened.table("inspections")


def test_a_table_may_be_sent_once_for_the_whole_city(tmp_path):
    folder = city_with(tmp_path / "city", FILES | {"tables/fines.toml": FINES, "sources/fines.toml": OF_FINES})
    home = home_at(tmp_path / "data")
    deliver(home, CITY, "fines.csv", "Code;Amount\na-1;12,50\nA-2;3,505\n")
    snapshot = motcua.open(run(home, load_city(folder), DAY).snapshot, city=folder)
    assert snapshot.table("fines").select("fine_code", "fine_amount").collect().rows() == [("A-1", 1250)]
    assert snapshot.columns("fines")["unit"].to_list()[1] == "0.01 EUR"
    (reason,) = table(snapshot.folder, "rejections").filter(table_name="fines").to_dicts()
    assert (reason["rule_id"], reason["unit_id"], reason["source_row"]) == ("fine-amount-unreadable", CITY, 3)
