"""Days on which nothing arose: where a source says so, a file without rows is a delivery like any other."""

from datetime import date

from nights import copy_city, csv_text, deliver, dossier, home_at, outcomes, run, table

EMPTY = csv_text([dossier(1)]).splitlines()[0] + "\n"
SOURCE = "sources/dossiers-csv-utf8.toml"
MAY_BE_EMPTY = ('unit_header = "Đơn vị xử lý"\n', 'unit_header = "Đơn vị xử lý"\nmay_be_empty = true\n')
OF_THE_CITY = ('units = ["quan-1", "quan-3", "quan-5", "quan-12", "go-vap"]', 'units = ["_city"]')
NAME = "HoSo_202303012000.csv"  # as of the day of the night
DAY = date(2023, 3, 1)


def test_a_unit_that_says_that_nothing_arose_is_not_missing(tmp_path):
    city = copy_city(tmp_path / "city", {SOURCE: [MAY_BE_EMPTY]})
    home = home_at(tmp_path / "home")
    deliver(home, "quan-12", NAME, EMPTY)
    report = run(home, city, DAY)
    (outcome,) = outcomes(report)
    assert (outcome.status, outcome.rows_in, outcome.layout) == ("accepted", 0, 1)
    assert "quan-12" not in {o.unit_id for o in report.outcomes if o.status == "missing"}
    assert table(home, "ledger").select("rows_in", "layout").rows() == [(0, 1)]


def test_without_the_declaration_it_is_refused_and_the_unit_is_missing(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", NAME, EMPTY)
    report = run(home, on=DAY)
    (outcome,) = outcomes(report)
    assert (outcome.status, outcome.reason) == ("rejected", "header-only")
    assert "may_be_empty" in outcome.message_vi
    assert "quan-12" in {o.unit_id for o in report.outcomes if o.status == "missing"}


def test_an_empty_export_of_the_whole_city_is_taken_in_once(tmp_path):
    city = copy_city(tmp_path / "city", {SOURCE: [MAY_BE_EMPTY, OF_THE_CITY]})
    home = home_at(tmp_path / "home")
    deliver(home, "_city", NAME, EMPTY)
    assert [(o.unit_id, o.status) for o in outcomes(run(home, city, DAY))] == [("_city", "accepted")]
    assert [o.status for o in outcomes(run(home, city, DAY))] == ["already_loaded"]
