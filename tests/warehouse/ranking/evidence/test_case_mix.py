"""Cases by kind, counted from five dossiers by hand, and pooled by what the city has enough of."""

from datetime import date, datetime

import numpy as np
import polars as pl
import pytest

from schemas.case_mix import CaseMix
from schemas.city import load_city
from warehouse.ranking.evidence.case_mix import Kinds, count_case_mix, strata_of
from warehouse.ranking.evidence.periods import parse_period
from warehouse.ranking.statistics.strata import NONE

ONE = load_city().indicators["on_time_over_resolved"]
PERIODS = [parse_period("2023"), parse_period("2022")]


def _dossier(unit, procedure, field, end, late, is_accepted=True):
    return {
        "unit_id": unit,
        "procedure_code": procedure,
        "field": field,
        "end_day": end,
        "late_first": late,
        "is_accepted": is_accepted,
    }


DAY, BEFORE, LONG_AGO = date(2023, 5, 2), date(2022, 12, 31), date(2021, 1, 1)
DOSSIERS = pl.LazyFrame(
    [
        _dossier("a", "L1", "Đất đai", DAY, True),
        _dossier("a", "L1", "Đất đai", DAY, False),
        _dossier("a", "L1", "Đất đai", DAY, None),  # without due date: counts as on time
        _dossier("a", "L1", "Đất đai", BEFORE, True),
        _dossier("a", "L1", "Đất đai", LONG_AGO, True),
        _dossier("a", "L1", "Đất đai", None, None),
        _dossier("b", "H1", "Hộ tịch", DAY, False),
        _dossier("b", None, "Hộ tịch", DAY, False),
        _dossier("b", None, None, DAY, True),
        _dossier("b", "H1", "Hộ tịch", DAY, True, is_accepted=False),
        _dossier("c", "H1", "Hộ tịch", DAY, True),  # a unit that nobody asked for
    ],
    schema_overrides={"end_day": pl.Date},
)


@pytest.fixture(scope="module")
def kinds() -> Kinds:
    return count_case_mix([DOSSIERS], ["b", "a"], PERIODS, [ONE])[ONE.code]


@pytest.mark.parametrize("size", [1, 2, 5])
def test_the_counts_are_the_same_however_the_rows_are_divided(kinds, size):
    parts = [DOSSIERS.slice(start, size) for start in range(0, DOSSIERS.collect().height, size)]
    divided = count_case_mix(parts, ["b", "a"], PERIODS, [ONE])[ONE.code]
    assert divided.names == kinds.names
    assert (divided.events == kinds.events).all() and (divided.cases == kinds.cases).all()


def test_failures_and_cases_stand_by_period_unit_and_kind(kinds):
    place = {names: k for k, names in enumerate(kinds.names)}
    land, status, unnamed = place["L1", "Đất đai"], place["H1", "Hộ tịch"], place[None, None]
    assert (kinds.events[0, 1, land], kinds.cases[0, 1, land]) == (1, 3)
    assert (kinds.events[1, 1, land], kinds.cases[1, 1, land]) == (1, 1)
    assert (kinds.events[0, 0, status], kinds.cases[0, 0, status]) == (0, 1)
    assert (kinds.events[0, 0, unnamed], kinds.cases[0, 0, unnamed]) == (1, 1)
    assert kinds.cases.sum() == 7


def test_what_the_dossiers_do_not_say_has_no_label(kinds):
    labels = {names: tuple(row) for names, row in zip(kinds.names, kinds.labels.tolist(), strict=True)}
    assert labels[None, None] == (NONE, NONE)
    assert labels[None, "Hộ tịch"] == (NONE, labels["H1", "Hộ tịch"][1])
    assert labels["L1", "Đất đai"][1] != labels["H1", "Hộ tịch"][1]


def test_indicators_without_a_case_mix_are_passed_over():
    others = [one for one in load_city().indicators.values() if not one.case_mix]
    assert count_case_mix([DOSSIERS], ["a"], PERIODS, others) == {}


def test_strata_are_made_of_the_cases_of_both_periods_and_of_the_city_alone():
    names = (("L1", "Đất đai"), ("L2", "Đất đai"), ("H1", "Hộ tịch"))
    cases = np.array([[[6, 5, 30], [900, 900, 900]], [[6, 5, 30], [0, 0, 0]]])
    kinds = Kinds(names, np.zeros_like(cases), cases)
    mix = CaseMix(standardise="indirect", strata=("procedure_code", "field"), least_cases=12)
    assert strata_of(kinds, mix, [0]).tolist() == [0, 2, 1]  # 10 of L2: too few, in its field as well
    assert strata_of(kinds, mix.model_copy(update={"least_cases": 20}), [0]).tolist() == [1, 1, 0]


def test_a_dossier_counts_on_its_own_day_only():
    rows = DOSSIERS.with_columns(end_day=pl.lit(datetime(2024, 1, 1)).cast(pl.Date))
    assert count_case_mix([rows], ["a", "b"], PERIODS, [ONE])[ONE.code].cases.sum() == 0
