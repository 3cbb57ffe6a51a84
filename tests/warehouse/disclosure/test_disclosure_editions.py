import pytest
from disclosure_cases import city, widths
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.disclosure.editions import earlier_edition
from warehouse.disclosure.solver.attack import attack
from warehouse.disclosure.solver.figures import Figure, Known, protection_level
from warehouse.disclosure.solver.suppression import suppress

LEVEL = protection_level(10)
cells = st.tuples(st.integers(0, 200), st.integers(0, 15))
cities = st.lists(st.lists(cells, min_size=2, max_size=2), min_size=2, max_size=3)


def row(**values):
    """Counts a, b, c and their sum."""
    figures = [Figure(name, {name: 1}, value, True) for name, value in values.items()]
    return [*figures, Figure("sum", dict.fromkeys(values, 1), sum(values.values()), True, 5.0)]


# The classical trap: v1 hides a and, for its sake, b. In v2 another count is small, and with c hidden a is open there.
V1 = row(a=3, b=30, c=40)
V2 = row(a=3, b=30, c=4)
CHANGED = {"c": "first delivery"}


def test_the_trap_is_one():
    first, second = suppress(V1), suppress(V2)
    assert (first.hidden, second.hidden) == ({"a", "b"}, {"a", "c"})
    told = earlier_edition("v1", V1, first.hidden, CHANGED)
    assert attack([*V2, *told.figures], second.hidden, told.known, attacked_ids={"a"}) == {"a": (3, 3)}


def test_two_editions_together_do_not_tell_what_each_hides():
    first = suppress(V1)
    told = earlier_edition("v1", V1, first.hidden, CHANGED)
    for before in (told.hidden_before, frozenset()):
        figures = [*V2, *told.figures]
        second = suppress(figures, known=told.known, hidden_before=before)
        left = attack(figures, second.hidden, told.known, threshold=10, attacked_ids=second.primary)
        assert "b" in second.hidden and second.unprotected == {}
        assert min(widths(left).values()) >= LEVEL


def test_what_was_hidden_of_unchanged_counts_stays_hidden():
    first = suppress(V1)
    told = earlier_edition("v1", V1, first.hidden, CHANGED)
    assert told.hidden_before == {"a", "b"}
    assert earlier_edition("v1", V1, first.hidden, {"a": 1}).hidden_before == {"b"}
    assert "b" in suppress(V2, hidden_before=told.hidden_before).complementary


def test_a_count_that_changed_is_still_protected_in_the_earlier_edition():
    # a was 3 and is 30; b did not change. Were b shown now, the sum of v1 would tell that a was 3.
    now = row(a=30, b=30, c=40)
    told = earlier_edition("v1", V1, {"a", "b"}, {"a": "first delivery"})
    figures = [*now, *told.figures]
    found = suppress(figures, known=told.known)
    assert ("v1", "a") in found.primary and "b" in found.complementary
    assert suppress(now).hidden == frozenset()


def test_what_was_shown_cannot_be_hidden_again():
    shown = row(a=30, b=30, c=40)
    told = earlier_edition("v1", shown, frozenset(), {})
    with pytest.raises(ValueError, match="contradict each other, as at"):
        suppress([*row(a=3, b=30, c=40), *told.figures], known=told.known)
    below_now = suppress([*shown, *told.figures], threshold=40, known=told.known)
    assert below_now.unprotected == {"a": 0.0, "b": 0.0}


def test_editions_of_the_same_data_speak_of_the_same_counts():
    # v1 and v2 are both of the first delivery of a: what v1 told and what v2 told make a sum together.
    v1, v2 = row(a=3, b=30), [Figure("b", {"b": 1}, 30, True)]
    known = [
        *earlier_edition("v1", v1, {"a", "b"}, {"a": 1, "b": 1}).known,
        *earlier_edition("v2", v2, (), {"a": 1, "b": 1}).known,
    ]
    untold = earlier_edition("v1", v1, {"a", "b"}, {"a": 1, "b": 1}).figures
    assert attack(untold, (), known) == {("v1", "a"): (3, 3), ("v1", "b"): (30, 30)}
    apart = [*known[:1], Known({("b", 2): 1.0}, 30, 30)]
    assert attack(untold, (), apart)["v1", "a"] == (0, 33)


@settings(deadline=None, max_examples=25)
@given(cities, st.data())
def test_no_pair_of_editions_gives_a_small_count_away(counts, data):
    first = city(counts)
    hidden = suppress(first).hidden
    late = data.draw(st.integers(0, len(counts) - 1))
    again = [data.draw(st.lists(cells, min_size=2, max_size=2)) if u == late else c for u, c in enumerate(counts)]
    now = city(again)
    changed = {v: "before" for f in now for v in f.terms if v[0] == late}
    told = earlier_edition("v1", first, hidden, changed)
    figures = [*now, *told.figures]
    found = suppress(figures, known=told.known, hidden_before=told.hidden_before)
    left = widths(attack(figures, found.hidden, told.known, threshold=10, attacked_ids=found.primary))
    assert all(left[name] >= found.unprotected.get(name, LEVEL) - 1e-5 for name in found.primary)
    assert told.hidden_before <= found.hidden


def test_the_same_edition_again_hides_the_same():
    first = suppress(V1)
    told = earlier_edition("v1", V1, first.hidden, {})
    again = suppress([*V1, *told.figures], known=told.known, hidden_before=told.hidden_before)
    assert again.hidden == first.hidden | {("v1", "a"), ("v1", "b")}
    assert again.unprotected == {}
