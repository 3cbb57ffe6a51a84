import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.ranking.statistics.tiers import letters, tiers


@st.composite
def decisions(draw, most=12):
    """Any pairs decided, one way at most: also such as no order of units could give."""
    p = draw(st.integers(0, most))
    state = draw(st.lists(st.sampled_from([-1, 0, 1]), min_size=p * p, max_size=p * p))
    upper = np.triu(np.array(state, dtype=int).reshape(p, p), 1)
    return (upper == 1) | (upper.T == -1)


def _labels(display):
    between = any(" " in unit for unit in display)
    return [set(unit.split()) if between else set(unit) for unit in display]


@settings(deadline=None, max_examples=60)
@given(decisions())
def test_two_units_share_a_letter_exactly_where_neither_beats_the_other(beats):
    labels = _labels(letters(beats))
    assert all(labels)
    for i, own in enumerate(labels):
        for j, other in enumerate(labels):
            assert bool(own & other) == (not (beats[i, j] or beats[j, i]))


@settings(deadline=None, max_examples=60)
@given(decisions())
def test_no_letter_could_hold_another_unit(beats):
    labels = _labels(letters(beats))
    apart = beats | beats.T
    for letter in set().union(*labels):
        holders = [k for k, own in enumerate(labels) if letter in own]
        for other in set(range(len(labels))) - set(holders):
            assert apart[other, holders].any()


def test_letters_of_small_tables():
    assert letters(np.zeros((3, 3), dtype=bool)) == ["a", "a", "a"]
    assert letters([[False, False, True], [False, False, False], [False, False, False]]) == ["a", "ab", "b"]
    assert letters(np.triu(np.ones((3, 3), dtype=bool), 1)) == ["a", "b", "c"]
    assert letters([[False]]) == ["a"]
    assert letters(np.zeros((0, 0), dtype=bool)) == []


def test_more_letters_than_the_alphabet_has():
    p = 800
    display = letters(np.triu(np.ones((p, p), dtype=bool), 1))
    assert display[:2] == ["a", "b"]
    assert display[25:28] == ["z", "aa", "ab"]
    assert display[701:704] == ["zz", "aaa", "aab"]
    # Neighbours share: everybody but the first and the last has two letters, kept apart.
    chain = letters(np.triu(np.ones((40, 40), dtype=bool), 2))
    assert chain[0] == "a"
    assert chain[26] == "z aa"
    assert chain[39] == "am"


def test_letters_of_many_units_of_unequal_precision():
    beats = _table(168)
    labels = _labels(letters(beats))
    shared = np.array([[bool(own & other) for other in labels] for own in labels])
    assert (shared == ~(beats | beats.T)).all()


def test_a_table_on_which_insert_and_absorb_does_not_end():
    # Pairs of rivals: 2^40 largest groups without rivals, of which a display needs few.
    p = 80
    beats = np.zeros((p, p), dtype=bool)
    beats[np.arange(0, p, 2), np.arange(1, p, 2)] = True
    labels = _labels(letters(beats))
    assert len(set().union(*labels)) < p
    shared = np.array([[bool(own & other) for other in labels] for own in labels])
    assert (shared == ~(beats | beats.T)).all()


def _table(p):
    random = np.random.default_rng(7)
    score, se = np.sort(random.normal(0, 1, p))[::-1], np.exp(random.uniform(-5, -1, p))
    return score[:, None] - score > 4.522 * np.hypot(se[:, None], se)


@settings(deadline=None, max_examples=60)
@given(decisions(), st.randoms(use_true_random=False))
def test_a_tier_is_what_its_leader_does_not_beat(beats, random):
    order = list(range(len(beats)))
    random.shuffle(order)
    found = tiers(order, beats)
    assert sorted(set(found.tolist())) == list(range(1, len(set(found.tolist())) + 1))
    leader = None
    for before, unit in zip([None, *order], order, strict=False):
        if before is None or found[unit] != found[before]:
            assert before is None or (found[unit] == found[before] + 1 and beats[leader, unit])
            leader = unit
        else:
            assert not beats[leader, unit]


def test_tiers_of_a_chain():
    # Neighbours are indistinguishable, others apart: the border between 1 and 2 is one of the tiers' making.
    beats = np.triu(np.ones((5, 5), dtype=bool), 2)
    assert tiers(range(5), beats).tolist() == [1, 1, 2, 2, 3]
    assert tiers([4, 3, 2, 1, 0], beats.T).tolist() == [3, 2, 2, 1, 1]
    assert tiers([0], [[False]]).tolist() == [1]
    assert tiers([], np.zeros((0, 0), dtype=bool)).tolist() == []


def test_impossible_tables_are_refused():
    for order in ([0, 0], [0], [0, 2]):
        with pytest.raises(ValueError, match="each of 2 units once"):
            tiers(order, np.zeros((2, 2), dtype=bool))
    contradiction = [[False, True], [True, False]]
    with pytest.raises(ValueError, match="0 and 1"):
        tiers([0, 1], contradiction)
    with pytest.raises(ValueError, match="0 and 1"):
        letters(contradiction)
