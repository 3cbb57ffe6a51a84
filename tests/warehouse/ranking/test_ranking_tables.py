"""The tables that an assessment publishes: they are those that are declared, and say what they are about."""

from typing import get_args

import polars as pl
import pytest
from engine_cases import BEFORE, YEAR, evidence, method, random_counts

from schemas.method_settings import RankSetRules
from schemas.table import load_tables
from warehouse.ranking.assessment import assess, rank_with_draws
from warehouse.ranking.evidence.cell_values import Status
from warehouse.ranking.evidence.effects import Effect
from warehouse.ranking.evidence.halves import Half
from warehouse.ranking.evidence.periods import half_periods
from warehouse.ranking.index.treatments import NOT_COMPUTABLE as NOT_COMPUTABLE_STATUS
from warehouse.ranking.published import inner_schema
from warehouse.ranking.tables import output_tables
from warehouse.ranking.trust.changes import changes
from warehouse.ranking.trust.retest import retest
from warehouse.ranking.trust.variants import factors

NAMES = [name for name in load_tables() if name == "rankings" or name.startswith("ranking_")]
CODES = ["online_share", "on_time_over_resolved", "training_per_official"]
NO_RETEST = inner_schema("ranking_reliability").to_frame()
GIVEN = {"u1": Effect(1.5)}
ESTIMATED = {"u1": Effect(1.0, 80.0, 0.8, 50, 12, 0.3, 0.1), "u0": Effect(2.0, 9.0, None, 0, 12, 0.3, 0.1)}
EFFECTS = dict(zip(CODES, (ESTIMATED, GIVEN, GIVEN), strict=True)) | {"satisfaction": ESTIMATED}
GROUPINGS = {"kind": {f"u{i:03}": "even" if i % 2 == 0 else "odd" for i in range(12)}}
BANDS = [{"name_vi": "Tốt", "name_en": "Good", "min": 80}, {"name_vi": "Khá", "name_en": "Fair", "min": 65}]
VARIED = {"sensitivity": {"leave_one_out": True, "normalisations": ["prank"], "weight_sets": 2, "reporting": True}}


def rules(**changed):
    target = {"code": "training_per_official", "max_points": 20, "target": 2}
    not_computable = {"code": "x-1", "max_points": 5, "computable": False}
    not_computable |= dict.fromkeys(["name_vi", "name_en", "reason_vi", "reason_en"], "y")
    parts = {"online_share": 40, "training_per_official": target, "x-1": not_computable}
    return method({"a": parts, "b": {"on_time_over_resolved": 40}}, bands=BANDS, **(VARIED | changed))


def tables(of, found, earlier=None):
    given = evidence(found, earlier, effects={"on_time_over_resolved": 1.5})
    before = evidence(earlier or {}, period=BEFORE)
    units = sorted(found)
    assessment = assess(given, of, units, groupings=GROUPINGS)
    both = rank_with_draws(before, of, sorted(earlier or {})), (assessment.ranking, assessment.draws)
    halves = [Half(half, given.cells) for half in half_periods(YEAR)]
    retested = retest(assessment.ranking, assessment.rankings, halves)
    return output_tables(assessment, changes(*both), BEFORE, EFFECTS, retested, of, YEAR)


FOUND = random_counts(1, 12, CODES) | {"u011": {"online_share": (4, 9), CODES[1]: "NOT_REPORTED", CODES[2]: (3, 4)}}
CASES = {
    "ranked": lambda: tables(rules(), FOUND, random_counts(2, 12, CODES)),
    "descriptive": lambda: tables(rules(uncertainty={"interval": "none"}), FOUND),
    "nobody ranked": lambda: tables(rules(), {"u000": dict.fromkeys(CODES, "NOT_REPORTED")}),
    "nobody there": lambda: tables(rules(), {}),
}


@pytest.mark.parametrize("case", CASES)
def test_the_tables_are_those_that_are_declared(case):
    found = CASES[case]()
    assert sorted(found) == sorted(NAMES)
    for name, frame in found.items():
        table = load_tables()[name]
        assert frame.schema == table.polars_schema, name
        assert list(frame.schema) == [c.name for c in table.columns], name
        required = [c.name for c in table.columns if c.required]
        assert frame.select(required).null_count().sum_horizontal().to_list() == [0], name
        assert not frame.select(table.key).is_duplicated().any(), name
        for column in (c for c in table.columns if c.codes):
            assert set(frame[column.name].drop_nulls()) <= set(column.codes), (name, column.name)


def test_a_ranking_fills_every_table():
    assert {name for name, frame in CASES["ranked"]().items() if frame.is_empty()} == set()


def test_the_codes_that_are_declared_are_those_of_the_engine():
    rankings = load_tables()["rankings"]
    assert set(rankings.column("status").codes) == {*get_args(Status), NOT_COMPUTABLE_STATUS, "SUPPRESSED"}
    kinds = [get_args(RankSetRules.model_fields[name].annotation) for name in ("ratios", "composite")]
    of_rates_and_censuses = {"square_root_tukey", "census"}
    assert set(rankings.column("rank_set_type").codes) == {kind for of in kinds for kind in of} | of_rates_and_censuses
    assert list(load_tables()["ranking_factors"].column("factor").codes) == [f.id for f in factors(rules())]


def test_every_row_says_what_it_is_about():
    of = rules()
    for name, frame in CASES["ranked"]().items():
        about = frame.select("period", "as_of", "method", "method_version").unique()
        assert about.rows() == [("2022", YEAR.last, "test", of.fingerprint)], name


def test_what_is_no_number_is_null():
    of = rules()
    assessment = assess(evidence(FOUND), of, sorted(FOUND))
    moved = changes((assessment.ranking, assessment.draws), (assessment.ranking, assessment.draws))
    moved = moved.with_columns(change=pl.lit(float("nan")))
    found = output_tables(assessment, moved, BEFORE, EFFECTS, NO_RETEST, of, YEAR)["ranking_changes"]
    assert found.height > 0
    assert found["change"].null_count() == found.height


def test_the_effects_are_those_of_the_indicators_that_the_method_computes_by_unit():
    found = CASES["ranked"]()["ranking_effects"]
    own = ("indicator", "unit_id", "deff", "deff_raw", "deff_df", "weeks", "units", "persistence", "is_estimated")
    assert found.select(own).rows() == [
        ("online_share", "u0", 2.0, None, 9.0, 0, 12, 0.3, True),
        ("online_share", "u1", 1.0, 0.8, 80.0, 50, 12, 0.3, True),
        ("training_per_official", "u1", 1.5, None, None, 0, 0, None, False),
        ("on_time_over_resolved", "u1", 1.5, None, None, 0, 0, None, False),
    ]


def test_tables_of_robustness_are_empty_where_nobody_is_ranked():
    found = CASES["nobody ranked"]()
    assert found["rankings"].filter(pl.col("measure") == "score")["reason"].to_list() == ["NOT_REPORTED_REQUIRED"] * 2
    empty = {name for name, frame in found.items() if frame.is_empty()}
    of_ranked = ("bands", "changes", "robustness", "factors", "left_out", "pairs", "reliability", "reporting")
    assert empty == {f"ranking_{name}" for name in of_ranked}


def test_changes_name_the_period_before():
    assert set(CASES["ranked"]()["ranking_changes"]["previous_period"]) == {"2021"}
