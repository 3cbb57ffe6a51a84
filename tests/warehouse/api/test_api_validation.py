"""`motcua.validate`: Great Expectations on somebody's own frame, by the rules that split rows in the nights."""

from datetime import datetime

import motcua
import polars as pl
import pytest
from nights import WABO

from schemas.city import load_city
from schemas.rules import counts, read_counts, with_check_columns

HCMC = load_city()
DOSSIERS = HCMC.tables["dossiers"]
GOOD = {
    "unit_id": "quan-12",
    "dossier_code": "000.00.22.H29-230201-0001",
    "received_at": datetime(2023, 2, 1, 8),
    "completed_at": datetime(2023, 2, 7, 10),
    "fee_due": 50_000,
}


def frame(*changes):
    """Dossiers, each with the changes to a good one."""
    return pl.DataFrame([GOOD | change for change in changes], schema=DOSSIERS.polars_schema)


def failed(result):
    return {
        one.expectation_config.meta["rule"]: one.result["unexpected_count"] for one in result.results if not one.success
    }


def test_every_rule_is_judged_on_the_rows_as_the_nights_count_them():
    rows = frame({}, {"dossier_code": "B", "fee_due": -1}, {"dossier_code": "C", "fee_due": -2})
    result = motcua.validate(rows, "dossiers")
    assert {one.expectation_config.meta["rule"] for one in result.results} == {rule.id for rule in DOSSIERS.rules}
    expressions = [expression for rule in DOSSIERS.rules for expression in counts(rule).values()]
    counted = with_check_columns(rows.lazy(), DOSSIERS).select(expressions).collect().row(0, named=True)
    by_rule = {c.rule: c.unexpected for c in read_counts(DOSSIERS.rules, counted)}
    assert failed(result)["fee-due-negative"] == 2
    assert {rule: by_rule[rule] for rule in failed(result)} == failed(result)
    assert not result.success
    assert result.statistics["evaluated_expectations"] == len(DOSSIERS.rules)


def test_a_lazy_frame_with_columns_of_its_own_is_judged_and_no_cell_is_in_the_result():
    rows = frame({"dossier_code": "SECRET-1", "fee_due": -98_765}).with_columns(remark=pl.lit("SECRET")).lazy()
    text = str(motcua.validate(rows, "dossiers").to_json_dict())
    assert "fee-due-negative" in text
    assert "SECRET" not in text
    assert "98765" not in text


def test_days_count_by_the_day_where_it_is_said():
    rows = frame({"completed_at": datetime(2023, 2, 1)})  # before eight o'clock, unless it is a day
    assert "completed-before-received" in failed(motcua.validate(rows, "dossiers"))
    assert "completed-before-received" not in failed(motcua.validate(rows, "dossiers", day_columns=["completed_at"]))


def test_the_limits_are_those_of_the_city():
    rows = frame({"received_at": datetime(2005, 1, 1)})
    assert "received-at-out-of-range" in failed(motcua.validate(rows, "dossiers"))
    assert "received-at-out-of-range" not in failed(motcua.validate(rows, "dossiers", city=WABO))


@pytest.mark.parametrize(
    ("rows", "table", "days", "said"),
    [
        (frame({}), "dosiers", (), "'dosiers' is not declared; .* nearest first: dossiers"),
        (frame({}), "ledger", (), "'ledger' has no rules; tables with rules"),
        (
            frame({}).drop("fee_due").with_columns(received_at="dossier_code"),
            "dossiers",
            (),
            r"columns of 'dossiers': received_at is String, not Datetime.*; fee_due is missing \(Int64\)$",
        ),
        (frame({}), "dossiers", ["fee_due"], r"time columns of 'dossiers' \(submitted_at, .*, not \['fee_due'\]"),
        (frame({}), "dossiers", "completed_at", r"day_columns is a list .*, not 'completed_at'"),
    ],
)
def test_a_frame_that_cannot_be_judged_is_refused_with_all_that_is_wrong(rows, table, days, said):
    with pytest.raises(ValueError, match=said):
        motcua.validate(rows, table, day_columns=days)


def test_a_city_without_declarations_is_refused(tmp_path):
    with pytest.raises(motcua.DeclarationError, match=r"no city\.toml"):
        motcua.validate(frame({}), "dossiers", city=tmp_path)
