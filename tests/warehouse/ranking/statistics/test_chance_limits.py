import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.stats import betabinom, binom

from warehouse.ranking.statistics.chance_limits import classes, limits

COLUMNS = ("low_95", "high_95", "low_998", "high_998")


def distribution(p0, n, phi):
    if phi == 1:
        return binom(n, p0)
    weight = (n - phi) / (phi - 1)
    return betabinom(n, p0 * weight, (1 - p0) * weight)


def by_mid_p(counts):
    """The definition: 2.5 % and 0.1 % of the probability of more extreme counts and half that of each one.

    Args:
        counts: the distribution, of whose every count the class is returned, and whether a probability is next to one
            of those, so that rounding decides.
    """
    y = np.arange(counts.support()[1] + 1)
    half, up_to = counts.pmf(y) / 2, counts.cdf(y)
    above, below = counts.sf(y) + half, up_to - half
    wanted = (above < 0.025).astype(int) + (above < 0.001) - (below < 0.025) - (below < 0.001)
    near = np.abs(np.stack([above, below])[..., None] - (0.001, 0.025)).min(axis=(0, 2)) < 1e-9
    return wanted, near


@settings(deadline=None, max_examples=60)
@given(st.floats(0.001, 0.999), st.integers(2, 400), st.sampled_from([1.0, 1.3, 4.0]))
@example(0.0010000000000000002, 2, 4.0)  # of one failure exactly p0 is more extreme
def test_classes_are_those_of_the_mid_p_value_for_every_count(p0, n, phi):
    phi = min(phi, 1 + (n - 1) / 2)
    found = classes(np.arange(n + 1) / n, limits(p0, n, phi))
    wanted, near = by_mid_p(distribution(p0, n, phi))
    assert wanted.shape == found.shape
    assert found[~near].tolist() == wanted[~near].tolist()


@pytest.mark.parametrize("phi", [1.0, 2.0, 6.0])
@pytest.mark.parametrize("expected", [0.01, 0.05, 0.3, 1, 4, 15])
@pytest.mark.parametrize("n", [1, 30, 5_000])
def test_no_class_fires_over_twice_its_promise(expected, n, phi):
    """Exactly, from the distribution itself, with failures expected from 0.01 to 15."""
    p0 = expected / n
    if p0 > 0.5 or phi > 1 + (n - 1) / 2:
        return
    y = np.arange(min(n, 2_000) + 1)
    found, probability = classes(y / n, limits(p0, n, phi)), distribution(p0, n, phi).pmf(y)
    for sign in (1, -1):
        assert probability[sign * found >= 1].sum() <= 2 * 0.025
        assert probability[sign * found >= 2].sum() <= 2 * 0.001


def test_one_failure_among_one_case_is_nothing_to_speak_of():
    assert classes([0, 1], limits(0.95, 1)).tolist() == [0, 0]
    assert classes([0, 1], limits(0.9999, 1)).tolist() == [-2, 0]


def test_many_cases_have_the_normal_limits_and_the_change_to_them_is_not_seen():
    for n in (10_000, 400_000, 100_000_000):
        error = math.sqrt(0.2 * 0.8 / n)
        found = limits(0.2, n)
        assert [float(getattr(found, name)) for name in COLUMNS] == pytest.approx(
            [0.2 - 1.96 * error, 0.2 + 1.96 * error, 0.2 - 3.09 * error, 0.2 + 3.09 * error], abs=0.03 * error
        )
    # On both sides of where counts are no longer looked at one by one.
    step = limits(0.0005, [90_000, 140_000], [400.0, 640.0])
    for name in COLUMNS:
        low, high = getattr(step, name).tolist()
        assert low == pytest.approx(high, rel=0.04, abs=2e-6)


def test_limits_lie_around_the_rate_and_the_wider_outside():
    n = np.array([[0, 4], [400, 1_000_000]])
    drawn = limits(0.2, n, [[1, 1], [3, 1]])
    assert all(getattr(drawn, name).shape == (2, 2) and math.isnan(getattr(drawn, name)[0, 0]) for name in COLUMNS)
    for at in ((0, 1), (1, 0), (1, 1)):
        ends = [float(getattr(drawn, name)[at]) for name in ("low_998", "low_95", "high_95", "high_998")]
        assert ends == sorted(ends) and ends[0] >= 0 and ends[-1] <= 1 and ends[1] < 0.2 < ends[2]
    assert (limits(0.0, 5).high_998, limits(1.0, 5).low_998) == (0, 1)
    assert math.isnan(limits(float("nan"), 5).low_95)


@pytest.mark.parametrize(("p0", "n", "named"), [(-0.1, 5, "not -0.1"), (1.1, 5, "not 1.1"), (0.5, -3, "n = -3")])
def test_limits_that_make_no_sense_are_refused(p0, n, named):
    with pytest.raises(ValueError, match=named):
        limits(p0, n)
