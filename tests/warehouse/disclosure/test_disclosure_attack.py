import math

import pytest
from disclosure_cases import by_trying, city, in_whole_numbers, two_way
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.disclosure.solver.attack import attack
from warehouse.disclosure.solver.figures import Figure, Known

pytestmark = pytest.mark.long

BY_HAND = two_way([[20, 50, 10], [8, 19, 22], [17, 32, 12]])

tables = st.integers(2, 3).flatmap(
    lambda columns: st.lists(st.lists(st.integers(0, 14), min_size=columns, max_size=columns), min_size=2, max_size=3)
)


def chosen(data, figures):
    return data.draw(st.frozensets(st.sampled_from([f.id for f in figures]), min_size=1))


def test_one_hidden_cell_is_what_its_row_leaves():
    assert attack(BY_HAND, {(1, 0)}) == {(1, 0): (8, 8)}


def test_a_row_and_a_column_of_two_hidden_cells_leave_them_open():
    # 8 + 22 and 8 + 17 and 10 + 12, 20 + 10 are what is known: a square that can turn until a cell is 0.
    found = attack(BY_HAND, {(1, 0), (1, 2), (0, 0), (0, 2)})
    assert found == {(0, 0): (0, 28), (0, 2): (2, 30), (1, 0): (0, 28), (1, 2): (2, 30)}


def test_a_hidden_total_is_known_from_its_cells():
    assert attack(BY_HAND, {("all", "all"), (0, "all")}) == {("all", "all"): (190, 190), (0, "all"): (80, 80)}


def test_the_rule_itself_tells_something():
    figures = [Figure("a", {"a": 1}, 3, True), Figure("b", {"b": 1}, 40, True), Figure("t", {"a": 1, "b": 1}, 43, True)]
    assert attack(figures, {"a", "b"}) == {"a": (0, 43), "b": (0, 43)}
    assert attack(figures, {"a", "b"}, threshold=10) == {"a": (1, 9), "b": (34, 42)}
    # Hidden, but not because it is small: so it is 0 or above, and here 0.
    zero = [Figure("a", {"a": 1}, 8, True), Figure("b", {"b": 1}, 0, True), Figure("t", {"a": 1, "b": 1}, 8, False)]
    assert attack(zero, {"a", "b"}, threshold=10) == {"a": (8, 8), "b": (0, 0)}


def test_what_is_known_besides_counts_and_what_may_be_negative_is_open():
    figures = [Figure("start", {"s": 1}, 12, True), Figure("end", {"s": 1, "change": 1}, 7, True)]
    assert attack(figures, {"end"}, free={"change"}) == {"end": (0, math.inf)}
    assert attack(figures, {"end"}) == {"end": (12, math.inf)}
    told = [Known({"s": 1.0, "change": 2.0}, -0.004, 2.004)]
    assert attack(figures, {"end"}, told, {"change"}) == {"end": (5.998, 7.002)}


def test_a_rate_to_two_decimals_is_a_bound():
    # 3 of 40 is 7.50 %: hidden, and told by the rate.
    figures = [Figure("x", {"x": 1}, 3, True), Figure("n", {"x": 1, "rest": 1}, 40, True)]
    rate = (
        Known({"x": 1 - 0.07495, "rest": -0.07495}, 0, math.inf),
        Known({"x": 1 - 0.07505, "rest": -0.07505}, -math.inf, 0),
    )
    ((low, high),) = attack(figures, {"x"}, rate).values()
    assert low == pytest.approx(2.998) and high == pytest.approx(3.002)


def test_figures_that_contradict_each_other_are_named():
    figures = [
        Figure("part", {"a": 1}, 9, True),
        Figure("whole", {"a": 1, "b": 1}, 5, True),
        Figure("b", {"b": 1}, 1, True),
    ]
    with pytest.raises(ValueError, match=r"'part'|'whole'"):
        attack(figures, {"b"})


def test_only_what_is_wanted_is_worked_out():
    hidden = {(1, 0), (1, 2), (0, 0), (0, 2)}
    assert attack(BY_HAND, hidden, attacked_ids={(1, 0)}) == {(1, 0): (0, 28)}


@settings(deadline=None, max_examples=80)
@given(tables, st.data(), st.sampled_from([1, 3, 5, 40]))
def test_bounds_of_a_table_are_those_of_whole_numbers(values, data, near):
    # A table with margins is a network: its programmes have whole vertices, so that both agree to the number, however
    # few variables are tried first.
    figures = two_way(values)
    hidden = chosen(data, figures)
    threshold = data.draw(st.sampled_from([None, 5, 10]))
    found = attack(figures, hidden, threshold=threshold, near=near)
    assert found == in_whole_numbers(figures, hidden, threshold=threshold)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(st.integers(0, 6), min_size=2, max_size=2), min_size=2, max_size=2), st.data())
def test_bounds_hold_every_table_that_can_be_tried(values, data):
    figures = two_way(values)
    # The total is shown, so that no variable is above it.
    hidden = chosen(data, figures) - {("all", "all")}
    total = sum(map(sum, values))
    assert attack(figures, hidden) == by_trying(figures, hidden, total)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 30), st.integers(0, 12)), min_size=2, max_size=2), min_size=2, max_size=3
    ),
    st.data(),
)
def test_bounds_of_a_city_hold_all_whole_numbers_and_the_truth(counts, data):
    figures = city(counts)
    hidden = chosen(data, figures)
    threshold = data.draw(st.sampled_from([None, 10]))
    found = attack(figures, hidden, threshold=threshold)
    whole = in_whole_numbers(figures, hidden, threshold=threshold)
    values = {f.id: f.value for f in figures}
    assert found.keys() == whole.keys()
    for name, (low, high) in found.items():
        assert low - 1e-5 <= whole[name][0] <= values[name] <= whole[name][1] <= high + 1e-5


@settings(deadline=None, max_examples=30)
@given(tables, st.data())
def test_who_sees_more_knows_no_less(values, data):
    figures = two_way(values)
    hidden = chosen(data, figures)
    less = attack(figures, hidden)
    more = attack(figures, hidden - {min(hidden, key=repr)})
    for name, (low, high) in more.items():
        assert less[name][0] <= low <= high <= less[name][1]
