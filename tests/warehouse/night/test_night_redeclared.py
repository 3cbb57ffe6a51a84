"""Declarations that change, begin or end: what was sent before stands, what was refused is asked again."""

from datetime import date

import polars as pl
import pytest
from nights import DAY, check_ledger, copy_city, deliver, dossier, hcmc, home_at, outcomes, run, table

from schemas.errors import DeclarationError
from warehouse import store
from warehouse.ranking.rank_period import rank_period

pytestmark = pytest.mark.long

UTF8 = "sources/dossiers-csv-utf8.toml"
TABLE = 'table = "dossiers"\n'
NAME = "HoSo_202302282000.csv"
REGISTER_ROW = "quan-12,761,Quận 12,District 12,district,urban_district,"


def test_a_source_that_has_ended_still_explains_the_files_of_its_time(tmp_path):
    """The register gains a spelling, so every file is read again: also those of a source no longer in use."""
    ended = (TABLE, TABLE + "valid_to = 2023-03-31\n")
    before = copy_city(tmp_path / "before", {UTF8: [ended]})
    after = copy_city(tmp_path / "after", {UTF8: [ended], "units.csv": [("Q.12|", "Q.12|Quận Mười Hai|")]})
    home = home_at(tmp_path / "home")
    deliver(home, "quan-12", NAME, [dossier(i) for i in range(3)])
    run(home, before)
    assert [o.status for o in outcomes(run(home, after, date(2023, 5, 3)))] == ["accepted"]
    assert table(home, "dossiers").height == 3
    check_ledger(home)


def test_what_came_before_its_source_began_is_asked_again(tmp_path):
    city = copy_city(tmp_path / "city", {UTF8: [(TABLE, TABLE + "valid_from = 2023-03-15\n")]})
    home = home_at(tmp_path / "home")
    deliver(home, "quan-12", NAME, [dossier(1)])
    nights = [(DAY, "rejected"), (date(2023, 3, 2), "already_loaded"), (date(2023, 3, 15), "accepted")]
    for day, status in [*nights, (date(2023, 3, 16), "already_loaded")]:
        assert [o.status for o in outcomes(run(home, city, day))] == [status]
    check_ledger(home)


def test_a_corrected_date_of_a_unit_lets_its_rows_in(tmp_path):
    late = copy_city(tmp_path / "late", {"units.csv": [(REGISTER_ROW, REGISTER_ROW + "2023-02-15")]})
    home = home_at(tmp_path / "home")
    deliver(home, "quan-12", NAME, [dossier(1)])
    assert [o.reason for o in outcomes(run(home, late))] == ["gate"]
    assert [o.status for o in outcomes(run(home, hcmc()))] == ["accepted"]


def test_what_was_taken_back_stays_so_when_another_time_of_export_is_found_in_its_name(tmp_path):
    undated = copy_city(tmp_path / "city", {UTF8: [(r"name_pattern = '^.*_(\d{12}).*$'" + "\n", "")]})
    home = home_at(tmp_path / "home")
    deliver(home, "quan-12", NAME, [dossier(1)])
    run(home, undated)
    (submission_id,) = store.load_submissions(home)
    store.keep_retraction(home, submission_id, {"reason": "a test"})
    run(home, undated)
    run(home, hcmc())
    assert len(store.load_submissions(home)) == 2
    assert table(home, "dossiers").height == 0


def test_a_rule_of_time_that_changes_is_counted_by_and_no_file_is_read_again(tmp_path):
    """From 1 February two requests for supplement are allowed: the dossier received then is no longer late."""
    one = "[[supplements]]\nmost = 1\n"
    two = '[[supplements]]\nmost = 2\nlegal_basis = "a law"\nvalid_from = 2023-02-01\n\n'
    amended = copy_city(tmp_path / "city", {"time_rules.toml": [(one, two + one + "valid_to = 2023-01-31\n")]})
    home = home_at(tmp_path / "home")
    twice = {"Số_lần_bổ_sung": "2"}
    january = {"Ngày_nộp": "31/01/2023 08:00:00", "Ngày_tiếp_nhận": "31/01/2023 08:30:00"}
    deliver(home, "quan-12", NAME, [dossier(1, **twice), dossier(2, **twice, **january), dossier(3)])

    def late():
        return table(home, "measures").filter(measure="resolved_late_766").get_column("n").sum()

    run(home, hcmc())
    assert late() == 2
    assert [o.status for o in outcomes(run(home, amended))] == ["already_loaded"]
    assert late() == 1
    run(home, hcmc())
    assert late() == 2


def test_a_unit_that_ended_within_the_period_is_not_called_silent(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", "HoSo_202506302000.csv", [dossier(1)])
    report = run(home, on=date(2025, 9, 1))
    ranking = rank_period(hcmc(), report.snapshot, "2025", "council-survey").ranking.table
    assert ranking.filter(pl.col("unit_id") == "quan-12")["reason"].to_list() == ["BOUNDARY_CHANGE"]


@pytest.mark.parametrize("country", ['country = "XY"', 'country = "VN"\nsubdivision = "99"'])
def test_a_calendar_of_no_known_country_is_refused_before_anything_is_done(tmp_path, country):
    home = home_at(tmp_path / "home")
    deliver(home, "quan-12", "a.csv", [dossier(1)])
    city = copy_city(tmp_path / "city", {"calendar.toml": [('country = "VN"', country)]})
    with pytest.raises(DeclarationError, match=r"calendar\.toml.*'(XY|99)'"):
        run(home, city)
    assert [path.name for path in home.root.iterdir()] == ["inbox"]
