import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.ranking.statistics.rank_sets import bottom_k, from_beats, from_own_families, from_p_values, kww, top_k

values = st.lists(st.integers(-5, 5), min_size=1, max_size=12)


def _true_ranks(theta):
    return 1 + (np.asarray(theta)[None, :] > np.asarray(theta)[:, None]).sum(axis=1)


def test_sets_of_a_small_table():
    # 0 beats 1 and 2; 1 and 2 are not separated.
    sets = from_beats([[False, True, True], [False, False, False], [False, False, False]])
    assert sets.low.tolist() == [1, 2, 2]
    assert sets.high.tolist() == [1, 3, 3]


def test_one_unit_and_no_unit():
    sets = from_beats([[False]])
    assert (sets.low.tolist(), sets.high.tolist()) == ([1], [1])
    assert len(from_beats(np.zeros((0, 0), dtype=bool)).low) == 0


@settings(deadline=None, max_examples=60)
@given(values, st.data())
def test_true_decisions_cover_the_true_ranks(theta, data):
    p = len(theta)
    kept = np.array(data.draw(st.lists(st.booleans(), min_size=p * p, max_size=p * p))).reshape(p, p)
    t = np.array(theta)
    sets = from_beats((t[:, None] > t[None, :]) & kept)
    assert (sets.low <= _true_ranks(t)).all()
    assert (_true_ranks(t) <= sets.high).all()
    everything = from_beats(t[:, None] > t[None, :])
    assert (everything.low == _true_ranks(t)).all()
    assert (everything.high - everything.low + 1 == [theta.count(x) for x in theta]).all()


@pytest.mark.parametrize(
    ("beats", "told"),
    [
        ([[False, True], [True, False]], "0 and 1"),
        ([[True]], "0 and 0"),
        ([[False, True]], "square"),
        ([[0, 1], [0, 0]], "truth values"),
    ],
)
def test_impossible_decisions_are_refused(beats, told):
    with pytest.raises(ValueError, match=told):
        from_beats(beats)


def test_each_unit_by_its_own_tests():
    wins = [[False, True], [False, False]]
    losses = [[False, False], [False, False]]  # unit 1, asked by itself, sees no difference
    sets = from_own_families(wins, losses)
    assert (sets.low.tolist(), sets.high.tolist()) == ([1, 1], [1, 2])
    assert not sets.beats.any()
    agreed = from_own_families(wins, [[False, False], [True, False]])
    assert agreed.beats.tolist() == wins
    with pytest.raises(ValueError, match="both better and worse than unit 1"):
        from_own_families(wins, wins)
    with pytest.raises(ValueError, match="one shape"):
        from_own_families(wins, [[False]])


def test_intervals_of_a_value_of_which_more_is_better():
    sets = kww([0.8, 0.5, 0.1], [0.9, 0.85, 0.3])
    assert (sets.low.tolist(), sets.high.tolist()) == ([1, 1, 3], [2, 2, 3])


def test_touching_intervals_are_separated_and_equal_points_are_not():
    touching = kww([0.2, 0.1], [0.3, 0.2])
    assert (touching.low.tolist(), touching.high.tolist()) == ([1, 2], [1, 2])
    points = kww([1.0, 1.0, 0.5], [1.0, 1.0, 1.0])
    assert (points.low.tolist(), points.high.tolist()) == ([1, 1, 3], [2, 2, 3])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=10))
def test_joint_intervals_cover_the_true_ranks_and_mirror(cells):
    theta, below, above = (np.array(c, dtype=float) for c in zip(*cells, strict=True))
    # Intervals that hold the truth strictly inside: an interval that only touches cannot hold it.
    lower, upper = theta - below - 0.5, theta + above + 0.5
    sets = kww(lower, upper)
    assert (sets.low <= _true_ranks(theta)).all()
    assert (_true_ranks(theta) <= sets.high).all()
    mirrored = kww(-upper, -lower)
    assert (mirrored.low == len(theta) + 1 - sets.high).all()
    order = np.argsort(-theta, kind="stable")
    assert (kww(lower[order], upper[order]).low == sets.low[order]).all()


@pytest.mark.parametrize(("lower", "upper"), [([2.0], [1.0]), ([float("nan")], [1.0]), ([0.0], [float("nan")])])
def test_impossible_intervals_are_refused(lower, upper):
    with pytest.raises(ValueError, match="unit 0 has the interval"):
        kww(lower, upper)


def test_intervals_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="one length"):
        kww([0.0, 1.0], [2.0])


def test_candidates_for_the_ends():
    sets = kww([0.8, 0.5, 0.1], [0.9, 0.85, 0.3])
    assert top_k(sets, 1).tolist() == [True, True, False]
    assert top_k(sets, 3).all()
    assert bottom_k(sets, 1).tolist() == [False, False, True]
    assert bottom_k(sets, 2).tolist() == [True, True, True]
    for k in (0, 4):
        with pytest.raises(ValueError, match=f"not {k}"):
            top_k(sets, k)
        with pytest.raises(ValueError, match=f"not {k}"):
            bottom_k(sets, k)


p_matrices = st.integers(1, 6).flatmap(
    lambda p: st.lists(
        st.lists(st.one_of(st.floats(0, 1), st.floats(0, 0.01)), min_size=p, max_size=p), min_size=p, max_size=p
    )
)


def _one_way(p):
    # Of the two tests of a pair only one can be small.
    q = np.array(p)
    return np.where(np.tril(np.ones(q.shape), -1) > 0, np.maximum(q, 1 - q.T), q)


@settings(deadline=None, max_examples=60)
@given(p_matrices, st.sampled_from([0.8, 0.95, 0.99]), st.sampled_from(["holm", "bonferroni"]))
def test_families_of_tests_nest(p, level, correction):
    q = _one_way(p)
    joint = from_p_values(q, level, correction=correction)
    alone = from_p_values(q, level, simultaneous=False, correction="holm")
    below = from_p_values(q, level, simultaneous=False, side="lower", correction="holm")
    above = from_p_values(q, level, simultaneous=False, side="upper", correction="holm")
    # Fewer questions asked at once leave narrower sets; a one-sided question is one of the two of the other.
    if correction == "bonferroni":
        assert (alone.low >= joint.low).all()
        assert (alone.high <= joint.high).all()
        assert (below.low >= from_p_values(q, level, simultaneous=False, correction="bonferroni").low).all()
    assert (below.high == len(q)).all()
    assert (above.low == 1).all()
    assert (
        from_p_values(q, level, correction="holm").low >= from_p_values(q, level, correction="bonferroni").low
    ).all()
    assert (from_p_values(q, 1 - (1 - level) / 2, correction=correction).low <= joint.low).all()


def test_families_of_three_units():
    # Six tests at 0.05: Holm's thresholds are 1/120, 1/100, 1/80 ...
    p = np.array([[1.0, 0.008, 0.0095], [0.99, 1.0, 0.5], [0.99, 0.5, 1.0]])
    assert from_p_values(p).high.tolist() == [1, 3, 3]
    assert from_p_values(p).low.tolist() == [1, 2, 2]
    assert from_p_values(p, correction="bonferroni").high.tolist() == [2, 3, 3]
    # One unit asks four questions: 1/80, 1/60 ...; or two: 1/40, 1/20.
    own = np.array([[1.0, 0.013, 0.012], [0.99, 1.0, 0.5], [0.99, 0.5, 1.0]])
    marginal = from_p_values(own, simultaneous=False)
    assert (marginal.low.tolist(), marginal.high.tolist()) == ([1, 1, 2], [1, 3, 3])
    assert marginal.beats.tolist() == [[False, False, True], [False] * 3, [False] * 3]
    assert from_p_values(own, simultaneous=False, side="lower").low.tolist() == [1, 2, 2]
    assert from_p_values(own, simultaneous=False, side="upper").high.tolist() == [1, 3, 3]


def test_a_p_value_at_the_error_rate_rejects():
    # 1 - 0.9 is a little less than a tenth in floating point.
    p = [[1.0, 0.05], [0.95, 1.0]]
    for simultaneous in (True, False):
        for correction in ("holm", "bonferroni"):
            sets = from_p_values(p, 0.9, simultaneous, correction=correction)
            assert sets.beats.tolist() == [[False, True], [False, False]]
    assert not from_p_values([[1.0, 0.05 + 1e-9], [0.95, 1.0]], 0.9).beats.any()


@pytest.mark.parametrize("correction", ["holm", "bonferroni"])
@pytest.mark.parametrize("simultaneous", [True, False])
@pytest.mark.parametrize("p", [-0.1, 1.1, float("nan")])
def test_p_values_that_are_none_are_refused(p, simultaneous, correction):
    with pytest.raises(ValueError, match=str(p)):
        from_p_values([[1.0, p], [1.0, 1.0]], 0.95, simultaneous, correction=correction)


def test_other_questions_are_refused():
    p = np.ones((2, 2))
    for wrong, told in (
        ({"level": 1.0}, "1.0"),
        ({"level": 0.0}, "0.0"),
        ({"side": "both"}, "both"),
        ({"correction": "none"}, "none"),
    ):
        with pytest.raises(ValueError, match=told):
            from_p_values(p, **wrong)
    with pytest.raises(ValueError, match="square"):
        from_p_values(np.ones((2, 3)))
