"""The scenarios of `nhan_so_lieu.feature`: what becomes of the files that units send; and that sentences bind."""

import re
from pathlib import Path

import polars as pl
import pytest
from nights import check_ledger, outcomes, run, table
from pytest_bdd import parsers, scenario, scenarios, step, then, when
from pytest_bdd.exceptions import StepDefinitionNotFoundError
from sent_files import MAU, day_of

from flows.cli import main
from warehouse import store

HERE = Path(__file__).parent

scenarios("nhan_so_lieu.feature")


@step(parsers.parse("đêm {day} nhận tệp"), target_fixture="report")
def takes_in(home, city, day):
    return run(home, city, day_of(day))


@when(parsers.parse('thành phố rút lại tệp của {unit}, lý do "{reason}"'))
def takes_back(home, unit_ids, unit, reason):
    (number,) = submissions_of(home, unit_ids[unit])
    assert main(["retract", number, "--reason", reason, "--yes", "--home", str(home.root), "--city", str(MAU)]) == 0


def submissions_of(home, unit_id):
    return [number for number, record in store.load_submissions(home).items() if record.unit_id == unit_id]


def outcome_of(report, unit_id):
    (outcome,) = [o for o in outcomes(report) if o.unit_id == unit_id]
    return outcome


@then(parsers.parse("tệp của {unit} được chấp nhận với {count:d} hồ sơ"))
def is_accepted(report, unit_ids, unit, count):
    outcome = outcome_of(report, unit_ids[unit])
    assert (outcome.status, outcome.accepted) == ("accepted", count)


@then(parsers.parse('tệp của {unit} bị từ chối: "{advice}"'))
def is_refused(report, unit_ids, unit, advice):
    outcome = outcome_of(report, unit_ids[unit])
    assert (outcome.status, outcome.accepted) == ("rejected", 0)
    assert advice in outcome.message_vi


@then(parsers.parse("{unit} có {new:d} tệp được chấp nhận và {known:d} tệp đã nhận từ trước"))
def counts_once(report, unit_ids, unit, new, known):
    statuses = [o.status for o in outcomes(report) if o.unit_id == unit_ids[unit]]
    assert sorted(statuses) == ["accepted"] * new + ["already_loaded"] * known


@then(parsers.parse("các bảng có tất cả {count:d} hồ sơ"))
def are_in_the_tables(home, count):
    assert table(home, "dossiers").height == count
    check_ledger(home)


@then(
    parsers.parse(
        "đối soát số bản ghi của {unit}: đã gửi {sent:d}, chấp nhận {accepted:d}, bị loại {rejected:d}, trùng {same:d}"
    )
)
def balances(home, unit_ids, unit, sent, accepted, rejected, same):
    account = table(home, "ledger").filter(unit_id=unit_ids[unit])
    assert account.select("rows_in", "accepted", "rejected", "duplicate").rows() == [(sent, accepted, rejected, same)]
    check_ledger(home)


@then(parsers.parse('các dòng {lines} bị loại: "{reason}"'))
def rows_are_rejected(home, lines, reason):
    rejected = table(home, "rejections").sort("source_row")
    assert rejected.get_column("source_row").to_list() == [int(line) for line in lines.split(", ")]
    assert rejected.get_column("message_vi").str.contains(reason, literal=True).all()


@then(parsers.parse('{unit} và {other} được cảnh báo: "{text}"'))
def both_are_warned(home, unit_ids, unit, other, text):
    told = table(home, "warnings").filter(pl.col("message_vi").str.contains(text, literal=True))
    assert sorted(told.get_column("unit_id")) == sorted([unit_ids[unit], unit_ids[other]])
    assert told.get_column("advice_vi").null_count() == 0


@then(parsers.parse('lần gửi của {unit} vẫn được lưu, với lý do rút "{reason}"'))
def stays_with_its_reason(home, unit_ids, unit, reason):
    (number,) = submissions_of(home, unit_ids[unit])
    assert store.load_retractions(home)[number]["reason"] == reason


@pytest.mark.parametrize(
    ("right", "wrong", "error"),
    [
        ("chấp nhận 37, bị loại 3", "chấp nhận 38, bị loại 2", AssertionError),
        ("Khi đêm 01/03/2023 nhận tệp", "Khi đêm 01/03/2023 nhận thư", StepDefinitionNotFoundError),
    ],
)
def test_a_scenario_with_a_wrong_sentence_fails(request, tmp_path, right, wrong, error):
    text = (HERE / "nhan_so_lieu.feature").read_text(encoding="utf-8")
    (title,) = (t for t in re.findall(r"Kịch bản: (.*)", text) if t.startswith("Bản ghi sai"))
    assert right in text
    (tmp_path / "sai.feature").write_text(text.replace(right, wrong), encoding="utf-8")

    @scenario(str(tmp_path / "sai.feature"), title)
    def play():
        """The steps say all."""

    with pytest.raises(error):
        play(request, {})


def test_every_feature_is_run():
    tests = "".join(file.read_text(encoding="utf-8") for file in HERE.glob("test_*.py"))
    assert set(re.findall(r'^scenarios\("(.+)"\)', tests, re.MULTILINE)) == {f.name for f in HERE.glob("*.feature")}
