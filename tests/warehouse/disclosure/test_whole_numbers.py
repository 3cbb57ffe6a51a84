"""Where a score of two decimals leaves few whole numbers for a small count, and which other cell goes in that case."""

from dataclasses import replace
from fractions import Fraction

import pytest
from draft_cases import draft
from engine_cases import YEAR, evidence, method
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.disclosure.counts import REST, Key
from warehouse.disclosure.cover import covering_cells
from warehouse.disclosure.whole_numbers import too_few_left
from warehouse.ranking.assessment import assess

PLEASED, PAID, COURSES = "satisfaction", "online_payment_share", "publication_complete"
THRESHOLD, LEAST = 10, 5
RULES = method(
    {"g": {PLEASED: {"max_points": 20, "target": "0.95"}, PAID: 75, COURSES: 5}},
    on_small_n="city_rate",
    on_not_applicable="city_rate",
    eligibility={"overall": 0, "each_group": 0},
)


def made(pleased, others=((50, 100), (50, 100))):
    found = {
        "a": {PLEASED: pleased, PAID: others[0], COURSES: others[1]},
        "b": dict.fromkeys((PLEASED, PAID, COURSES), (90, 100)),
    }
    return replace(draft(found, own=RULES), assessment=assess(evidence(found), RULES, sorted(found)))


def hidden(code=PLEASED, *, has_n=False):
    key = Key("rankings", "a", code, YEAR.first, YEAR.last, "x")
    keys = {key: False, key._replace(part=REST): True}
    return keys | ({} if has_n else {key._replace(part="n"): False})


def flagged(of, keys):
    return set(too_few_left(of, keys, THRESHOLD, LEAST))


def by_hand(x, n, has_n):
    """How many failures from 1 to 9 agree with the score: every pair of whole numbers is tried."""
    points = min(Fraction(20), 20 * Fraction(x, n) / Fraction("0.95"))
    left = set()
    for failures in range(1, THRESHOLD):
        for cases in [n] if has_n else range(failures, 401):
            would_be = min(Fraction(20), 20 * Fraction(cases - failures, cases) / Fraction("0.95"))
            if abs(would_be - points) <= Fraction("0.005"):
                left.add(failures)
    return len(left)


@pytest.mark.parametrize(
    ("x", "n", "has_n", "is_told"),
    [
        (60, 66, True, True),  # 66 answers and 96.32 points allow 60 alone
        (60, 66, False, False),  # one in eleven may be 2 of 22, 3 of 33 and so on
        (33, 40, False, True),  # few denominators give 17.37 points
        (640, 648, False, False),
        (99, 100, True, False),  # the most points: 1 to 5 failures
        (69, 70, True, True),  # the most points: 1 to 3 failures
    ],
)
def test_small_counts_that_whole_numbers_would_tell(x, n, has_n, is_told):
    assert (by_hand(x, n, has_n) < LEAST) == is_told
    assert flagged(made((x, n)), hidden(has_n=has_n)) == ({("a", PLEASED)} if is_told else set())


@settings(max_examples=25, deadline=None)
@given(st.integers(30, 200), st.integers(1, 9), st.booleans())
def test_it_is_as_counted_by_hand(n, failures, has_n):
    told = by_hand(n - failures, n, has_n) < LEAST
    assert (("a", PLEASED) in flagged(made((n - failures, n)), hidden(has_n=has_n))) == told


def test_two_hidden_cells_cover_each_other_only_as_far_as_whole_numbers_do():
    of = made((60, 66), ((92, 100), (50, 100)))
    both = hidden(has_n=True) | hidden(PAID, has_n=True)
    # One answer is 0.32 points, one payment 0.75: no other pair of small counts gives the same score.
    assert flagged(of, both) == {("a", PLEASED), ("a", PAID)}
    any_number = dict.fromkeys(hidden(PAID, has_n=True), False)
    assert flagged(of, hidden(has_n=True) | any_number) == set()


def test_the_cell_that_weighs_least_and_enough_goes_with_it():
    of = made((33, 40))
    assert covering_cells(of, hidden(), THRESHOLD, None) == {("a", COURSES)}
    covered = hidden() | dict.fromkeys(hidden(COURSES), False)
    assert flagged(of, covered) == set()
    assert covering_cells(made((60, 66)), hidden(), THRESHOLD, None) == frozenset()
