"""What a retest finds beside what the model claims, in worlds that are known."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from engine_cases import YEAR, cells, evidence, method

from warehouse.ranking.assessment import assess
from warehouse.ranking.evidence.completing import add_at_city_rate, at_city_rate
from warehouse.ranking.evidence.halves import Half
from warehouse.ranking.evidence.periods import half_periods, parse_period
from warehouse.ranking.trust.retest import retest

A, B = "on_time_over_resolved", "satisfaction"
RULES = method({"g": {A: 40}, "h": {B: 60}})
HALVES = half_periods(YEAR)


def world(second_half, units=22, cases=4_000, seed=1):
    """Return the reliability of a year whose halves have the true rates `first` and `second_half(first)`."""
    random = np.random.default_rng(seed)
    first = {code: 0.6 + 0.3 * random.random(units) for code in (A, B)}
    rates = first, {code: second_half(rate, random) for code, rate in first.items()}
    counts = [{code: random.binomial(cases, rate) for code, rate in of.items()} for of in rates]
    halves = [{f"u{i:02}": {c: (int(of[c][i]), cases) for c in of} for i in range(units)} for of in counts]
    whole = {u: {c: (halves[0][u][c][0] + halves[1][u][c][0], 2 * cases) for c in (A, B)} for u in halves[0]}
    return whole, halves, reliability(whole, halves)


def reliability(whole, halves, rules=RULES):
    found = assess(evidence(whole), rules, sorted(whole))
    given = [Half(period, cells(of)) for period, of in zip(HALVES, halves, strict=True)]
    return retest(found.ranking, found.rankings, given).rows_by_key("measure", named=True, unique=True)


def test_where_units_stay_as_they_are_both_agree():
    _, _, found = world(lambda rate, random: rate)
    for row in found.values():
        assert row["rankability"] > 0.95
        assert row["reliability_low"] <= row["rankability"] <= row["reliability_high"] + 0.01
        assert row["reliability"] == pytest.approx(row["rankability"], abs=0.03)


def test_where_units_change_in_the_middle_the_model_sees_nothing_and_the_retest_does():
    _, _, found = world(lambda rate, random: 0.6 + 0.3 * random.random(len(rate)))
    for row in found.values():
        assert row["rankability"] > 0.95
        assert row["reliability_high"] < row["rankability"]


def test_the_correlation_is_that_of_the_values_of_the_halves():
    _, halves, found = world(lambda rate, random: rate + random.normal(0, 0.05, len(rate)), cases=1_000)
    for code in (A, B):
        values = [[of[u][code][0] for u in sorted(of)] for of in halves]
        r = np.corrcoef(*values)[0, 1]
        assert found[code]["correlation"] == pytest.approx(r, abs=5e-4)
        assert found[f"group:{'g' if code == A else 'h'}"]["correlation"] == pytest.approx(r, abs=5e-4)
    scores = [[0.4 * of[u][A][0] + 0.6 * of[u][B][0] for u in sorted(of)] for of in halves]
    assert found["score"]["correlation"] == pytest.approx(np.corrcoef(*scores)[0, 1], abs=5e-4)
    assert list(found) == ["score", "group:g", "group:h", A, B]


def test_a_half_scores_no_cell_that_the_whole_does_not():
    """u00 has too few answers in the year; its halves would do with half of those, and are not scored either."""
    whole, halves, _ = world(lambda rate, random: rate, units=8)
    whole["u00"][B] = (10, 29, "SMALL_N")
    for half in halves:
        half["u00"][B] = (10, 15)
    easy = method({"g": {A: 40}, "h": {B: 60}}, eligibility={"overall": 0, "each_group": 0})
    found = reliability(whole, halves, easy)
    assert [found[measure]["units"] for measure in ("score", A, B)] == [8, 8, 7]
    values = [[of[u][B][0] for u in sorted(of) if u != "u00"] for of in halves]
    assert found[B]["correlation"] == pytest.approx(np.corrcoef(*values)[0, 1], abs=5e-4)
    scores = [
        [of[u][A][0] if u == "u00" else 0.4 * of[u][A][0] + 0.6 * of[u][B][0] for u in sorted(of)] for of in halves
    ]
    assert found["score"]["correlation"] == pytest.approx(np.corrcoef(*scores)[0, 1], abs=5e-4)


def test_what_the_whole_completes_a_half_completes_too():
    """u00 has 29 answers of 30 in the year, and 14 of 15 in a half: one is added, at the city's rate of 0.75."""
    whole, halves, _ = world(lambda rate, random: rate, units=8)
    whole["u00"][B] = (10, 29, "SMALL_N")
    for half in halves:
        half["u00"][B] = (5, 14, "SMALL_N")
    rules = method({"g": {A: 40}, "h": {B: 60}}, on_small_n="city_rate", eligibility={"overall": 0, "each_group": 0})
    earlier = {unit: {B: (75, 100)} for unit in whole}
    found = assess(evidence(whole, earlier), rules, sorted(whole))
    least = {A: 15, B: 15}
    given = [
        Half(period, add_at_city_rate(cells(of), cells(earlier), rules.indicators, at_city_rate(rules), least))
        for period, of in zip(HALVES, halves, strict=True)
    ]
    retested = retest(found.ranking, found.rankings, given).rows_by_key("measure", named=True, unique=True)
    shares = [{u: 5.75 / 15 if u == "u00" else of[u][B][0] / of[u][B][1] for u in of} for of in halves]
    scores = [
        [0.4 * of[u][A][0] / of[u][A][1] + 0.6 * of_half[u] for u in sorted(of)]
        for of, of_half in zip(halves, shares, strict=True)
    ]
    assert retested["score"]["correlation"] == pytest.approx(np.corrcoef(*scores)[0, 1], abs=5e-4)
    assert retested["score"]["units"] == 8


def test_without_two_halves_there_is_no_retest():
    whole, _, _ = world(lambda rate, random: rate, units=5)
    found = assess(evidence(whole), RULES, sorted(whole))
    assert retest(found.ranking, found.rankings, ()).is_empty()


def test_halves_follow_each_other_and_make_up_the_period():
    assert [(h.first, h.last) for h in half_periods(parse_period("2022"))] == [
        (date(2022, 1, 1), date(2022, 7, 2)),
        (date(2022, 7, 3), date(2022, 12, 31)),
    ]
    assert half_periods(parse_period("2022-01-01..2022-01-01")) == ()


def test_units_without_a_rank_take_no_part():
    whole, halves, _ = world(lambda rate, random: rate, units=8)
    found = assess(evidence(whole), RULES, [u for u in whole if u != "u03"])
    given = [Half(period, cells(of)) for period, of in zip(HALVES, halves, strict=True)]
    assert set(retest(found.ranking, found.rankings, given)["units"]) == {7}
    assert retest(found.ranking, found.rankings, given).filter(pl.col("correlation").is_null()).is_empty()
