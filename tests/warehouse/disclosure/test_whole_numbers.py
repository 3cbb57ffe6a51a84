"""Where a score of two decimals leaves few whole numbers for a small count, and which other cell goes in that case."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from draft_cases import draft
from engine_cases import YEAR, evidence, method
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.disclosure.counts import REST, Key
from warehouse.disclosure.cover import covering_cells
from warehouse.disclosure.view import View
from warehouse.disclosure.whole_numbers import fewest_values_left, hidden_cells
from warehouse.ranking.assessment import assess

pytestmark = pytest.mark.long

PLEASED, PAID, COURSES = "satisfaction", "online_payment_share", "publication_complete"
THRESHOLD, LEAST = 10, 5
RULES = method(
    {"g": {PLEASED: {"max_points": 20, "target": "0.95"}, PAID: 75, COURSES: 5}},
    on_small_n="city_rate",
    on_not_applicable="city_rate",
    eligibility={"overall": 0, "each_group": 0},
)


MANY = ((1_500, 3_000), (1_500, 3_000))


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


def view(of, keys, quarters=None, sent=None):
    """What a reader sees of unit a; `quarters` are of the pleased: (x, n) and the parts of it that are small."""
    counts = {}
    for row in of.ranking.cells.filter(unit_id="a").to_dicts():
        key = Key("rankings", "a", row["indicator"], YEAR.first, YEAR.last, "")
        counts |= of_cell(key, row["x"], row["n"])
    for place, (x, n, small) in enumerate(quarters or ()):
        first, last = date(YEAR.first.year, 3 * place + 1, 1), (date(YEAR.first.year, 3 * place + 3, 28))
        last = (last + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        cell = of_cell(Key("trends", "a", PLEASED, first, last, ""), x, n)
        counts |= cell
        keys = keys | {key: key.part in small for key in cell if small}
    return View(counts, keys, sent or {}, THRESHOLD)


def of_cell(key, x, n):
    return {key._replace(part=part): value for part, value in (("x", x), ("n", n), (REST, n - x))}


def flagged(of, keys, quarters=None, sent=None):
    """The cells of unit a of which too few values of a small count are left."""
    by_unit = hidden_cells(of, view(of, keys, quarters, sent))
    return {c.cell for cells in by_unit for c in cells if c.points_by_part and fewest_values_left(c, cells) < LEAST}


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


@settings(max_examples=12, deadline=None)
@given(st.integers(30, 200), st.integers(1, 9), st.booleans())
def test_it_is_as_counted_by_hand(n, failures, has_n):
    told = by_hand(n - failures, n, has_n) < LEAST
    assert (("a", PLEASED) in flagged(made((n - failures, n)), hidden(has_n=has_n))) == told


def test_quarters_and_rows_that_were_sent_bound_the_cases():
    """With as many answers as one likes 1 of 30 may be 5 of 150; with four quarters of 9 at the most it is 1."""
    of = made((29, 30))
    assert flagged(of, hidden()) == set()
    few = [(8, 8, ("x", "n")), (7, 7, ("x", "n")), (8, 9, ("x", "n", REST)), (6, 6, ("x", "n"))]
    cases = view(of, hidden(), few).within(Key("rankings", "a", PLEASED, YEAR.first, YEAR.last, "n"))
    assert cases == (10, 36)  # four to 36, and not small
    assert view(of, hidden(), few).within(Key("rankings", "a", PLEASED, YEAR.first, YEAR.last, REST)) == (1, 9)
    assert flagged(of, hidden(), few) == {("a", PLEASED)}
    assert flagged(of, hidden(), sent={("a", PLEASED): 40}) == {("a", PLEASED)}
    part_of_a_year = few[:3]
    assert flagged(of, hidden(), part_of_a_year) == set()


def test_two_hidden_cells_cover_each_other_only_as_far_as_whole_numbers_do():
    of = made((60, 66), ((92, 100), (50, 100)))
    both = hidden(has_n=True) | hidden(PAID, has_n=True)
    # One answer is 0.32 points, one payment 0.75: no other pair of small counts gives the same score.
    assert flagged(of, both) == {("a", PLEASED), ("a", PAID)}
    any_number = dict.fromkeys(hidden(PAID, has_n=True), False)
    assert flagged(made((60, 66), MANY), hidden(has_n=True) | any_number) == set()


def test_the_cell_that_weighs_least_and_enough_goes_with_it():
    of = made((33, 40), MANY)
    assert covering_cells(of, view(of, hidden()), None) == {("a", COURSES)}
    covered = hidden() | dict.fromkeys(hidden(COURSES), False)
    assert flagged(of, covered) == set()
    assert covering_cells(made((60, 66)), view(made((60, 66)), hidden()), None) == frozenset()


def test_one_more_goes_where_a_covering_cell_leaves_too_little():
    """Of 31 courses each is a step that shows."""
    of = made((33, 40), ((1_500, 3_000), (16, 31)))
    assert covering_cells(of, view(of, hidden(has_n=True)), None) == {("a", COURSES), ("a", PAID)}


def test_every_small_count_of_a_cell_is_looked_at():
    """Eight answers, one not pleased: numerator and remainder are both small, and only one may be told."""
    of = made((7, 8))
    keys = dict.fromkeys(hidden(), True)
    by_part = {
        part: fewest_values_left(c, cells)
        for cells in hidden_cells(of, view(of, keys))
        for c in cells
        for part in c.points_by_part
    }
    assert set(by_part) == {"x", REST}
