import pytest

from tests.simulations.case_mix import (
    DEFAULT,
    DISTRICTS,
    Separated,
    alike,
    cases_of_fields,
    faults,
    separated,
    shares_of_land,
    unlike_faults,
)


def test_land_is_a_share_of_twelve_percent_and_three_points_around_it():
    land, cases = shares_of_land(), cases_of_fields()
    assert (land.mean(), land.std()) == pytest.approx((0.12, 0.033))
    assert cases[:, 3] / cases.sum(axis=1) == pytest.approx(land, abs=1e-4)
    assert cases.sum(axis=1) == pytest.approx(DISTRICTS, abs=2)


def test_crude_rates_separate_districts_that_work_alike_and_standardised_ones_do_not():
    result = separated(30)
    assert not faults(result)
    assert result.outside > 5


def test_the_simulation_can_fail():
    assert faults(Separated({"crude": 39.0, "O/E": 0.5, DEFAULT: 1.0}, 5)) == ["crude rates separate 39.0 pairs only"]
    [fault] = faults(Separated({"crude": 50.0, "O/E": 1.2, DEFAULT: 0.0}, 5))
    assert "(O/E) separate 1.20 pairs" in fault


def test_districts_that_work_alike_are_taken_as_alike_where_a_few_are_bad_at_one_field():
    covered = alike(40)
    assert not unlike_faults(covered)
    assert covered["O/E by procedure"] < 0.9
    assert unlike_faults({DEFAULT: 0.91}) == ["each pair: takes districts that work alike as alike 0.910 of the time"]
