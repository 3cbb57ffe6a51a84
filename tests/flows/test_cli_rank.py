import shutil
from pathlib import Path

import pytest
from cli_cases import WABO, at, deliver, night, row, run, run_json, take_in

UNITS = ("General", "Experts", "Customer contact")


@pytest.fixture(scope="module")
def ranked(tmp_path_factory):
    home = tmp_path_factory.mktemp("ranked")
    deliver(home, "a.csv", *(row(100 * i + n, unit) for i, unit in enumerate(UNITS) for n in range(40)))
    assert not take_in(home).needs_attention
    return home


@pytest.mark.long
def test_the_table_says_what_the_data_can_tell(ranked, capsys):
    code, out, _ = run(capsys, "rank", "--period", "2011", "--method", "timeliness", *at(ranked))
    assert code == 0
    for told in ("Khoảng thứ hạng", "Nhóm", "1–3", "Không cặp nào trong 3 cặp", "3 đơn vị có thể đứng đầu"):
        assert told in out
    assert "Không công bố hạng" in out  # all are equally punctual
    assert "Ranks are withheld" in out


@pytest.mark.long
def test_where_the_running_period_holds_nothing_the_days_that_do_are_told(ranked, capsys):
    """The night of January 2012 ranks 2012; all cases ended in 2011."""
    for command in ("status", "rank"):
        _, out, _ = run(capsys, command, *at(ranked))
        assert "01/11/2011" in out
        assert "1 January 2012 – 31 January 2012" in out
        assert out.count("motcua rank --period 2011") == 2  # in both languages
    told = run_json(capsys, "status", *at(ranked))[1]["rows_elsewhere"]
    assert (told["first"], told["last"], told["command"]) == ("2011-11-01", "2011-11-01", "motcua rank --period 2011")
    assert "rank --period" not in run(capsys, "rank", "--period", "2011", *at(ranked))[1]


def test_a_period_of_one_counted_case_is_no_empty_one(tmp_path, capsys):
    deliver(tmp_path, "a.csv", *map(row, range(5)), row(9, end="2012-01-02"))
    take_in(tmp_path)
    assert run_json(capsys, "status", *at(tmp_path))[1]["rows_elsewhere"] is None


def test_what_once_began_and_has_not_ended_is_in_every_later_period(tmp_path, capsys):
    city = shutil.copytree(WABO, tmp_path / "city")
    method = city / "methods" / "timeliness.toml"
    of_open = method.read_text(encoding="utf-8").replace("on_time_over_resolved", "overdue_open_share")
    method.write_text(of_open.replace("min_n = 10", "min_n = 30"), encoding="utf-8")
    deliver(tmp_path, "a.csv", *(row(n).replace("2011-11-01 13:41:31+01:00", "") for n in range(5)))
    take_in(tmp_path)
    told = run_json(capsys, "status", "--home", tmp_path, "--city", city)[1]
    assert told["tables"]["dossiers"] == 5
    assert told["rows_elsewhere"] is None


def test_a_night_tells_it_too(ranked, tmp_path, capsys):
    home = shutil.copytree(ranked, tmp_path, symlinks=True, dirs_exist_ok=True)
    code, report = night(capsys, home)
    assert code == 0
    assert report["rows_elsewhere"]["command"] == "motcua rank --period 2011"


def test_within_peer_groups_too_small_to_be_ranked(ranked, capsys):
    code, out, _ = run(capsys, "rank", "--period", "2011", "--peer-group", "kind", *at(ranked))
    assert code == 0
    assert "chỉ 3 đơn vị đủ điều kiện, cần ít nhất 5" in out
    assert "at least 5 are needed" in out


def test_for_programs(ranked, capsys):
    code, all_units = run_json(capsys, "rank", "--period", "2011", "--method", "timeliness", *at(ranked))
    assert code == 0
    rows = {r["unit_id"]: r for r in all_units["rankings"]}
    assert {(r["rank_lo"], r["rank_hi"], r["tier"], r["letters"]) for r in rows.values()} == {(1, 3, 1, "a")}
    assert {r["peer_group"] for r in rows.values()} == {"all"}
    for key in (
        "weights",
        "robustness",
        "factors",
        "left_out",
        "changes",
        "effects",
        "method_version",
        "as_of",
        "page",
    ):
        assert key in all_units
    code, by_kind = run_json(capsys, "rank", "--period", "2011", "--peer-group", "kind", *at(ranked))
    assert code == 0
    assert {r["peer_group"].split(":")[0] for r in by_kind["rankings"]} == {"kind"}
    assert all(r["rank_lo"] is None for r in by_kind["rankings"])


def numbers(ranking):
    return {name: value for name, value in ranking.items() if name != "page"}


@pytest.fixture
def other_city(tmp_path):
    """The same city to all figures, but for a letter in the file of its method."""
    city = shutil.copytree(WABO, tmp_path / "city")
    with (city / "methods" / "timeliness.toml").open("a", encoding="utf-8") as file:
        file.write("\n# another letter\n")
    return city


@pytest.mark.long
def test_for_programs_no_page_is_made_and_a_current_draft_is_read(ranked, other_city, capsys):
    """Without the counts of the snapshot nothing can be ranked: with the draft there, they are not looked for."""
    asked = ("rank", "--period", "2011", "--method", "timeliness", "--home", ranked, "--city")
    assert run(capsys, *asked, WABO)[0] == 0
    before = sorted(ranked.rglob("*"))
    grouped = ("--peer-group", "kind")
    computed, by_kind = (run_json(capsys, *asked, other_city, *more)[1] for more in ((), grouped))
    assert computed["page"] is None
    assert sorted(ranked.rglob("*")) == before
    measures = (ranked / "current").resolve() / "measures"
    measures.parent.chmod(0o755)
    measures.rename(ranked / "measures")
    found, found_by_kind = (run_json(capsys, *asked, WABO, *more)[1] for more in ((), grouped))
    (ranked / "measures").rename(measures)
    assert numbers(found) == numbers(computed)
    assert numbers(found_by_kind) == numbers(by_kind)
    assert Path(found["page"]).is_file()


def test_for_programs_a_draft_that_was_changed_is_not_read(ranked, capsys):
    asked = ("rank", "--period", "2011", "--method", "timeliness", *at(ranked))
    run(capsys, *asked)
    page = Path(run_json(capsys, *asked)[1]["page"])
    drawn = page.read_bytes()
    page.write_bytes(b"another page")
    changed = run_json(capsys, *asked)[1]["page"]
    page.write_bytes(drawn)
    assert changed is None
    assert run_json(capsys, *asked)[1]["page"] == str(page)


def test_a_grouping_that_there_is_not(ranked, capsys):
    code, _, err = run(capsys, "rank", "--peer-group", "size", *at(ranked))
    assert code == 2
    assert "kind" in err
    assert "size" in err


@pytest.mark.long
def test_units_without_a_rank_are_told_with_their_score_and_reason(tmp_path, capsys):
    rows = [row(100 * i + n, unit) for i, unit in enumerate(UNITS) for n in range(40 if unit != "Experts" else 2)]
    deliver(tmp_path, "a.csv", *rows)
    take_in(tmp_path)
    code, out, _ = run(capsys, "rank", "--period", "2011", "--method", "timeliness", *at(tmp_path))
    assert code == 0
    table, below = out.split("Không xếp hạng (")
    assert "Experts" not in table
    assert "- Experts: " in below
    assert max(map(len, below.split("Trang đầy đủ")[0].splitlines())) <= 96


def test_nothing_is_said_of_changes_where_nothing_can_be_compared(ranked, capsys):
    _, out, _ = run(capsys, "rank", "--period", "2011", "--method", "timeliness", *at(ranked))
    assert "So kỳ trước" not in out
    assert "không đơn vị nào được xếp hạng ở cả hai kỳ" in out


@pytest.mark.long
def test_a_descriptive_method_shows_no_sets(ranked, tmp_path, capsys):
    city = shutil.copytree(WABO, tmp_path / "city")
    with (city / "methods" / "timeliness.toml").open("a", encoding="utf-8") as file:
        file.write('\n[uncertainty]\ninterval = "none"\n')
    code, out, err = run(capsys, "rank", "--period", "2011", "--home", ranked, "--city", city)
    assert code == 0, err
    assert "Xếp hạng mô tả" in out
    for absent in ("Nhóm", "Khoảng", "có thể đứng đầu"):
        assert absent not in out
