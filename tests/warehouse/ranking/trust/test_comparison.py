import numpy as np
import pytest
from engine_cases import method
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.ranking.index.ratio_sets import Sets, ratio_sets
from warehouse.ranking.statistics.rank_sets import from_beats
from warehouse.ranking.trust.comparison import compare, score_sets

CODE = "online_share"
RULES = {
    "arcsine_tukey": {},
    "fisher_holm": {"uncertainty": {"design_effect": 1}},
    "kww": {},
}
COMPOSITE = ["draws", "mc_stepdown", "kww"]


def rules(**changes):
    return method({"g": {CODE: 10}}, **changes)


def of_ratios(kind):
    return rules(rank_sets={"ratios": kind}, **RULES[kind])


@st.composite
def counts(draw, least=1):
    p = draw(st.integers(least, 8))
    n = draw(st.lists(st.integers(1, 3_000), min_size=p, max_size=p))
    x = [draw(st.integers(0, one)) for one in n]
    return np.array(x, dtype=np.int64), np.array(n, dtype=np.int64)


@pytest.mark.parametrize("kind", RULES)
@pytest.mark.parametrize("direction", [1, -1])
@settings(deadline=None, max_examples=40)
@given(counts())
def test_sets_hold_the_rank_and_simultaneous_ones_the_marginal_ones(kind, direction, given_counts):
    x, n = given_counts
    sets = ratio_sets(of_ratios(kind), x, n, direction, 1.0)
    better = direction * x[:, None] * n[None, :]
    ranks = 1 + (better < better.T).sum(axis=1)
    both, own = sets.simultaneous, sets.marginal
    assert (both.low <= own.low).all() and (own.low <= ranks).all()
    assert (ranks <= own.high).all() and (own.high <= both.high).all()
    assert both.low.min() >= 1 and both.high.max() <= len(x)
    assert sets.kind == kind


@pytest.mark.long
@pytest.mark.parametrize("kind", RULES)
@pytest.mark.parametrize("direction", [1, -1])
@settings(deadline=None, max_examples=40)
@given(counts(), st.randoms(use_true_random=False))
def test_ranks_sets_and_tiers_go_with_the_units_whatever_their_order(kind, direction, given_counts, random):
    x, n = given_counts
    order = random.sample(range(len(x)), len(x))

    def found(x, n):
        sets = ratio_sets(of_ratios(kind), x, n, direction, 1.0)
        keys = [direction * (a / b) for a, b in zip(x.tolist(), n.tolist(), strict=True)]
        compared = compare(keys, sets, rules())
        both, own = sets.simultaneous, sets.marginal
        columns = (both.low, both.high, own.low, own.high, compared.tiers, compared.could_be_top)
        return list(zip(compared.ranks, *(list(c) for c in columns), strict=True))

    assert [found(x, n)[i] for i in order] == found(x[order], n[order])


@pytest.mark.parametrize("simultaneous", [True, False])
@settings(deadline=None, max_examples=60)
@given(counts(2), st.data(), st.sampled_from([1, -1]), st.sampled_from([1.0, 2.5]))
def test_one_more_success_worsens_no_bound_of_a_units_set_by_the_arcsine_rule(
    simultaneous, given_counts, data, direction, deff
):
    """Both bounds: n and φ stay, so that only the unit's own distances change, all in its favour.

    Nothing of the kind holds where φ is estimated anew, where a composite's draws change with the counts, nor under
    Holm's correction (the next test but one).
    """
    x, n = given_counts
    unit = data.draw(st.integers(0, len(x) - 1))
    better = x.copy()
    better[unit] = np.clip(better[unit] + direction, 0, n[unit])
    before, after = (ratio_sets(of_ratios("arcsine_tukey"), y, n, direction, deff) for y in (x, better))
    one, other = (s.simultaneous if simultaneous else s.marginal for s in (before, after))
    assert other.low[unit] <= one.low[unit]
    assert other.high[unit] <= one.high[unit]


@settings(deadline=None, max_examples=60)
@given(counts(2), st.data(), st.sampled_from([1, -1]))
def test_one_more_success_worsens_no_bound_of_a_units_set_by_joint_intervals(given_counts, data, direction):
    x, n = given_counts
    unit = data.draw(st.integers(0, len(x) - 1))
    better = x.copy()
    better[unit] = np.clip(better[unit] + direction, 0, n[unit])
    before, after = (ratio_sets(of_ratios("kww"), y, n, direction, 1.0).simultaneous for y in (x, better))
    assert after.low[unit] <= before.low[unit]
    assert after.high[unit] <= before.high[unit]


def test_by_holm_a_unit_that_improves_may_come_to_be_told_apart_from_its_better():
    """That the second unit beats the third relaxes the next threshold, and the first now beats the second."""
    n = np.array([257, 20_000, 337])
    before, after = (
        ratio_sets(of_ratios("fisher_holm"), np.array([147, x, 146]), n, 1, 1.0).simultaneous for x in (9_946, 9_972)
    )
    assert (before.low[1], before.high[1]) == (1, 3)
    assert (after.low[1], after.high[1]) == (2, 2)


@pytest.mark.parametrize("kind", RULES)
def test_identical_units_share_everything(kind):
    sets = ratio_sets(of_ratios(kind), np.full(6, 9_990), np.full(6, 10_000), 1, 1.0)
    compared = compare([0.999] * 6, sets, rules())
    assert compared.ranks == [(1, "=1")] * 6
    assert (sets.simultaneous.low.tolist(), sets.simultaneous.high.tolist()) == ([1] * 6, [6] * 6)
    assert (compared.tiers, compared.letters, compared.could_be_top) == ([1] * 6, ["a"] * 6, [True] * 6)


@pytest.mark.parametrize("kind", RULES)
def test_one_unit_and_two(kind):
    alone = ratio_sets(of_ratios(kind), np.array([5]), np.array([10]), 1, 1.0)
    assert (alone.simultaneous.low.tolist(), alone.simultaneous.high.tolist()) == ([1], [1])
    assert compare([0.5], alone, rules()).tiers == [1]
    pair = ratio_sets(of_ratios(kind), np.array([9_000, 5_000]), np.array([10_000, 10_000]), 1, 1.0)
    assert (pair.simultaneous.low.tolist(), pair.simultaneous.high.tolist()) == ([1, 2], [1, 2])
    assert compare([0.9, 0.5], pair, rules()).letters == ["a", "b"]


@pytest.mark.parametrize("kind", ["arcsine_tukey", "kww"])
def test_design_effects_and_levels_widen_the_sets_of_ratios(kind):
    x, n = np.array([9_500, 9_350]), np.array([10_000, 10_000])

    def width(level="0.95", deff=1.0):
        one = method({"g": {CODE: 10}}, rank_sets={"ratios": kind}, uncertainty={"level": level})
        sets = ratio_sets(one, x, n, 1, deff)
        return [int((s.high - s.low).sum()) for s in (sets.simultaneous, sets.marginal)]

    assert width() == [0, 0]
    assert width(deff=30.0) == [2, 2]
    assert width(level="0.999999") == [2, 2]


def test_joint_intervals_hold_all_together():
    """Two of 30: separated at 95 % each, and not when all 30 are to hold at once."""
    x, n = np.full(30, 500), np.full(30, 1_000)
    x[0], x[1] = 545, 468
    assert ratio_sets(of_ratios("kww"), x[:2], n[:2], 1, 1.0).simultaneous.beats[0, 1]
    assert not ratio_sets(of_ratios("kww"), x, n, 1, 1.0).simultaneous.beats[0, 1]


def drawn(seed, truth, size=4_000, spread=1.0):
    random = np.random.Generator(np.random.PCG64(seed))
    return random.normal(truth, spread, (size, len(truth)))


@pytest.mark.parametrize("kind", COMPOSITE)
def test_scores_far_apart_are_told_apart_and_close_ones_are_not(kind):
    truth = np.array([10.0, 20.0, 20.2, 40.0])
    sets = score_sets(rules(rank_sets={"composite": kind}), truth, drawn(1, truth), drawn(1, truth), "t")
    assert sets.simultaneous.low.tolist() == [4, 2, 2, 1]
    assert sets.simultaneous.high.tolist() == [4, 3, 3, 1]
    assert sets.kind == kind
    assert (sets.marginal.low >= sets.simultaneous.low).all() and (sets.marginal.high <= sets.simultaneous.high).all()


@pytest.mark.parametrize("kind", COMPOSITE)
def test_sets_of_scores_go_with_the_units(kind):
    truth = np.array([3.0, 1.0, 2.5, 0.0, 4.5])
    draws, order = drawn(2, truth), [3, 1, 4, 0, 2]
    one = rules(rank_sets={"composite": kind})
    before, after = (
        score_sets(one, truth, draws, draws, "t"),
        score_sets(one, truth[order], draws[:, order], draws[:, order], "t"),
    )
    for name in ("low", "high"):
        assert getattr(before.simultaneous, name)[order].tolist() == getattr(after.simultaneous, name).tolist()
        assert getattr(before.marginal, name)[order].tolist() == getattr(after.marginal, name).tolist()


@pytest.mark.parametrize("kind", COMPOSITE)
def test_one_score_alone(kind):
    sets = score_sets(
        rules(rank_sets={"composite": kind}), np.array([5.0]), drawn(1, np.array([5.0])), drawn(1, np.array([5.0])), "t"
    )
    assert (sets.simultaneous.low.tolist(), sets.simultaneous.high.tolist()) == ([1], [1])


@pytest.mark.parametrize("kind", COMPOSITE)
def test_scores_without_any_noise_are_told_apart_by_their_order_and_ties_are_not(kind):
    scores = np.array([5.0, 7.0, 5.0])
    sets = score_sets(
        rules(rank_sets={"composite": kind}), scores, np.tile(scores, (1_000, 1)), np.tile(scores, (1_000, 1)), "t"
    )
    assert sets.simultaneous.low.tolist() == [2, 1, 2]
    assert sets.simultaneous.high.tolist() == [3, 1, 3]


def test_where_chance_is_ignored_there_are_ranks_alone():
    one = rules(uncertainty={"interval": "none"})
    assert ratio_sets(one, np.array([1, 2]), np.array([3, 3]), 1, 1.0) is None
    assert score_sets(one, np.array([1.0, 2.0]), drawn(1, np.zeros(2)), drawn(1, np.zeros(2)), "t") is None
    compared = compare([1.0, 2.0], None, one)
    assert compared.ranks == [(2, "2"), (1, "1")]
    assert (compared.sets, compared.tiers, compared.could_be_top, compared.could_be_bottom) == (None, [], [], [])


def sets_of(beats):
    found = from_beats(np.array(beats, dtype=bool))
    return Sets("x", found, found)


def test_of_equal_units_the_one_with_the_better_set_opens_the_tier():
    # 0 and 1 tie; only 1 beats 2. Whichever is listed first, 1 leads and 2 opens the second tier.
    compared = compare([1, 1, 0], sets_of([[0, 0, 0], [0, 0, 1], [0, 0, 0]]), rules())
    assert compared.tiers == [1, 1, 2]
    turned = compare([1, 1, 0], sets_of([[0, 0, 1], [0, 0, 0], [0, 0, 0]]), rules())
    assert turned.tiers == [1, 1, 2]


def test_tiers_follow_the_keys_and_letters_begin_with_the_best():
    beats = [[0, 0, 0], [1, 0, 1], [1, 0, 0]]
    compared = compare([1, 3, 2], sets_of(beats), rules())
    assert compared.tiers == [3, 1, 2]
    assert compared.letters == ["c", "a", "b"]
    assert compared.could_be_top == [True] * 3
    assert compare([1, 3, 2], sets_of(beats), rules(rank_sets={"top": 2})).could_be_top == [False, True, True]


def test_the_last_are_those_whose_sets_reach_the_last_places():
    # 1 beats 0 and 2, and 2 beats 0: sets 3, 1, 2 of three.
    beats = [[0, 0, 0], [1, 0, 1], [1, 0, 0]]
    of = {k: compare([1, 3, 2], sets_of(beats), rules(rank_sets={"top": k})).could_be_bottom for k in (1, 2, 9)}
    assert of == {1: [True, False, False], 2: [True, False, True], 9: [True] * 3}


@pytest.mark.parametrize(("ties", "expected"), [("dense", [1, 1, 2]), ("competition", [1, 1, 3]), ("mid", [1, 1, 3])])
def test_the_tie_rule_of_the_method(ties, expected):
    compared = compare([2, 2, 1], None, rules(ties=ties))
    assert [rank for rank, _ in compared.ranks] == expected
    assert compared.ranks[0][1] == ("=1.5" if ties == "mid" else "=1")
