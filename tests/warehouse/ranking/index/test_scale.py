from fractions import Fraction

import numpy as np
import pytest
from engine_cases import weighted
from hypothesis import given, settings
from hypothesis import strategies as st
from in_force import INDICATORS

from schemas.errors import DeclarationError
from schemas.method_parts import IndicatorRule
from warehouse.ranking.evidence.periods import parse_period
from warehouse.ranking.index.ends import fixed
from warehouse.ranking.index.scale import normalised

MORE, LESS, RATE = "online_share", "overdue_open_share", "training_per_official"
YEAR = Fraction(1)


def scored(values, code=MORE, years=YEAR, **normalisation):
    rule = IndicatorRule(code=code, weight=1, normalisation=normalisation)
    return normalised(rule, INDICATORS[code], np.array(values), years)


@pytest.mark.parametrize(
    ("normalisation", "values", "expected"),
    [
        ({"kind": "goalposts", "worst": 0.2, "best": 0.6}, [0.1, 0.2, 0.3, 0.6, 0.9], [0, 0, 25, 100, 100]),
        ({"kind": "log_goalposts", "worst": 0.01, "best": 1}, [0.0, 0.001, 0.01, 0.1, 1], [0, 0, 0, 50, 100]),
        ({"kind": "minmax", "worst": 0.2, "best": 0.6, "from": 1}, [0.1, 0.2, 0.4, 0.6, 0.7], [1, 1, 50.5, 100, 100]),
        ({"kind": "dist_max", "worst": 0.2, "best": 0.6}, [0.1, 0.2, 0.3, 0.6, 0.7], [0, 0, 25, 100, 100]),
        ({"kind": "dist_target", "worst": 0.2, "target": 0.6}, [0.1, 0.2, 0.3, 0.6, 0.7], [0, 0, 25, 100, 100]),
        ({"kind": "frac_max", "best": 0.5}, [0.0, 0.25, 0.5, 0.75], [0, 50, 100, 100]),
        ({"kind": "zscore", "mean": 0.5, "sd": 0.1, "from": 100, "to": 10}, [0.3, 0.5, 0.75], [80, 100, 125]),
        ({"kind": "rank"}, [0.5, 0.3, 0.5, 0.9], [2, 1, 2, 4]),
        ({"kind": "borda"}, [0.5, 0.3, 0.5, 0.9], [1, 0, 1, 3]),
        ({"kind": "prank"}, [0.5, 0.3, 0.5, 0.9], [100 / 3, 0, 100 / 3, 100]),
    ],
    ids=lambda p: p["kind"] if isinstance(p, dict) else None,
)
def test_every_scale_by_hand_and_a_missing_value_stays_missing(normalisation, values, expected):
    found = scored([*values, np.nan], **normalisation)
    assert found[:-1] == pytest.approx(expected, abs=1e-9)
    assert np.isnan(found[-1])


@pytest.mark.parametrize(
    ("normalisation", "expected"),
    [
        ({"kind": "points"}, [100, 75, 0]),
        ({"kind": "goalposts", "worst": 0.5, "best": 0}, [100, 50, 0]),
        ({"kind": "log_goalposts", "worst": 1, "best": 0.0625}, [100, 50, 0]),
        ({"kind": "minmax", "worst": 0.5, "best": 0}, [100, 50, 0]),
        ({"kind": "dist_max", "worst": 0.5, "best": 0}, [100, 50, 0]),
        ({"kind": "dist_target", "worst": 0.5, "target": 0}, [100, 50, 0]),
        ({"kind": "zscore", "mean": 0.25, "sd": 0.25, "from": 50, "to": 10}, [60, 50, 20]),
        ({"kind": "rank"}, [3, 2, 1]),
        ({"kind": "borda"}, [2, 1, 0]),
        ({"kind": "prank"}, [100, 50, 0]),
    ],
    ids=lambda p: p["kind"] if isinstance(p, dict) else None,
)
def test_where_less_is_better_the_least_value_scores_most(normalisation, expected):
    assert scored([0.0, 0.25, 1.0], LESS, **normalisation) == pytest.approx(expected)


def test_the_points_of_a_share_end_at_its_target():
    rule = IndicatorRule(code=MORE, max_points=8, target="0.8")
    found = normalised(rule, INDICATORS[MORE], np.array([0.0, 0.4, 0.8, 0.9]), YEAR)
    assert found == pytest.approx([0, 50, 100, 100])
    rule = IndicatorRule(code=LESS, max_points=8, target="0.2")
    found = normalised(rule, INDICATORS[LESS], np.array([0.1, 0.2, 0.6, 1.0]), YEAR)
    assert found == pytest.approx([100, 100, 50, 0])


@pytest.mark.parametrize("period", ["2022", "2022-Q2", "2022-03"])
def test_the_parameters_of_a_rate_are_for_a_year(period):
    years = parse_period(period).years
    rule = IndicatorRule(code=RATE, max_points=8, target=2)
    for values in (np.array([1.5, 5.0]) * float(years), np.array([Fraction(3, 2), Fraction(5)], dtype=object) * years):
        assert normalised(rule, INDICATORS[RATE], values, years).astype(float) == pytest.approx([75, 100])
    assert scored(np.array([1.5]) * float(years), RATE, years, kind="goalposts", worst=1, best=2) == pytest.approx([50])
    assert scored([0.5], kind="goalposts", worst=0, best=1, years=years) == pytest.approx([50])  # no rate


@pytest.mark.parametrize("code", [MORE, LESS])
@pytest.mark.parametrize("kind", ["points", "goalposts"])
@settings(deadline=None, max_examples=20)
@given(st.fractions(0, 1, max_denominator=10**12))
def test_fractions_stay_fractions_on_exact_scales(code, kind, value):
    ends = dict(zip(("worst", "best"), ("0.1", "0.7") if code == MORE else ("0.7", "0.1"), strict=True))
    rule = IndicatorRule(code=code, weight=1, normalisation={"kind": kind} | (ends if kind == "goalposts" else {}))
    (exact,) = normalised(rule, INDICATORS[code], np.array([value], dtype=object), YEAR)
    (rounded,) = normalised(rule, INDICATORS[code], np.array([float(value)]), YEAR)
    assert isinstance(exact, (Fraction, int)) and float(exact) == pytest.approx(rounded, abs=1e-9)
    span = (value if code == MORE else 1 - value) if kind == "points" else None
    assert exact == (100 * span if span is not None else 100 * min(1, max(0, _between(value, code))))


def _between(value, code):
    share = (value - Fraction(1, 10)) / Fraction(6, 10)
    return share if code == MORE else 1 - share


def test_policies_give_the_ends_of_the_scale():
    rule = IndicatorRule(code=MORE, weight=1, normalisation={"kind": "minmax", "worst": 0, "best": 1, "from": 1})
    assert (fixed(rule, "full"), fixed(rule, "zero")) == (100, 1)
    rule = IndicatorRule(code=MORE, max_points=7)
    assert (fixed(rule, "full"), fixed(rule, "zero")) == (100, 0)


@pytest.mark.parametrize(
    ("code", "normalisation", "message"),
    [
        (LESS, {"kind": "goalposts", "worst": 0, "best": 1}, "less is better, so worst cannot be 0"),
        (MORE, {"kind": "goalposts", "worst": 1, "best": 0}, "more is better, so worst cannot be 1"),
        (MORE, {"kind": "dist_target", "worst": 1, "target": "0.5"}, "more is better, so worst cannot be 1"),
        (LESS, {"kind": "frac_max", "best": 1}, "no meaning where less is better"),
        (MORE, {"kind": "frac_max", "best": 0}, "a best value above 0"),
        (MORE, {"kind": "log_goalposts", "worst": 0, "best": 1}, "worst and best above 0"),
        (LESS, {"kind": "log_goalposts", "worst": 1, "best": 0}, "worst and best above 0"),
    ],
)
def test_scales_that_an_indicator_cannot_have_are_refused_with_the_method(code, normalisation, message):
    with pytest.raises(DeclarationError, match=message):
        weighted({"g": {code: {"weight": 1, "normalisation": normalisation}}})


@pytest.mark.parametrize(
    ("code", "target", "message"),
    [
        (MORE, 0, "a share that can be earned"),
        (MORE, "1.1", "a share that can be earned"),
        (LESS, 1, "a share that can be earned"),
        (RATE, None, "only against a target above 0"),
        (RATE, 0, "only against a target above 0"),
    ],
)
def test_targets_that_nobody_can_reach_or_everybody_has_are_refused(code, target, message):
    with pytest.raises(DeclarationError, match=message):
        weighted({"g": {code: {"weight": 1} | ({} if target is None else {"target": target})}})
