import numpy as np
import pytest
from scipy.stats import studentized_range

from warehouse.ranking.statistics.standardised_sets import square_root_tukey


def _sets(result):
    return list(zip(result.low.tolist(), result.high.tolist(), strict=True))


def _by_hand(events, exposure, deff):
    """Pairs that are decided, by the formula as it stands in the guide."""
    c = studentized_range.ppf(0.95, len(events), np.inf) / 2**0.5
    t = [((y + 0.375) / e) ** 0.5 for y, e in zip(events, exposure, strict=True)]
    v = [deff / (4 * e) for e in exposure]
    p = range(len(events))
    return [[t[j] - t[i] > c * (v[i] + v[j]) ** 0.5 for j in p] for i in p]


@pytest.mark.parametrize("deff", [1.0, 4.0])
def test_pairs_are_those_of_the_formula(deff):
    events, exposure = [12, 40, 41, 90, 300], [50.0, 44.0, 20.5, 60.0, 310.0]
    found = square_root_tukey(events, exposure, deff=deff)
    assert found.beats.tolist() == _by_hand(events, exposure, deff)


def test_the_unit_with_the_lower_ratio_is_better_and_equals_are_not():
    assert _sets(square_root_tukey([10, 100], [100, 100])) == [(1, 1), (2, 2)]
    assert _sets(square_root_tukey([10, 100], [10, 100])) == [(1, 2), (1, 2)]
    assert _sets(square_root_tukey([7], [3.0])) == [(1, 1)]


def test_a_set_of_one_unit_by_itself_is_no_wider():
    events, exposure = [12, 40, 41, 90, 300], [50.0, 44.0, 20.5, 60.0, 310.0]
    together = square_root_tukey(events, exposure)
    alone = square_root_tukey(events, exposure, simultaneous=False)
    assert (alone.high - alone.low <= together.high - together.low).all()
    assert (alone.high - alone.low < together.high - together.low).any()


@pytest.mark.parametrize(
    ("events", "exposure", "deff"), [([1], [0.0], 1), ([-1], [1.0], 1), ([1, 2], [1.0], 1), ([1], [1.0], 0.5)]
)
def test_what_makes_no_sense_is_refused(events, exposure, deff):
    with pytest.raises(ValueError):
        square_root_tukey(events, exposure, deff=deff)
