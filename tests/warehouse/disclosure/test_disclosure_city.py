import pytest
from disclosure_cases import ALL, SLOTS, full_city, widths

from warehouse.disclosure.solver.attack import attack
from warehouse.disclosure.solver.figures import protection_level
from warehouse.disclosure.solver.suppression import suppress

pytestmark = pytest.mark.long

UNITS = 5


@pytest.fixture(scope="module")
def protected():
    figures, free = full_city(UNITS, seed=1)
    return figures, free, suppress(figures, free=free)


def test_a_city_gives_no_small_count_away(protected):
    figures, free, found = protected
    assert len(found.primary) > 50
    left = widths(attack(figures, found.hidden, free=free, threshold=10, attacked_ids=found.primary))
    for name, width in left.items():
        assert width >= found.unprotected.get(name, protection_level(10)) - 1e-5
    # What is unprotected are small counts that add up to small counts: nothing else is left to hide, and they are open.
    most = {f.id for f in figures if f.value}
    best = widths(attack(figures, most, free=free, threshold=10, attacked_ids=found.unprotected))
    assert all(best[name] <= width + 1e-5 for name, width in found.unprotected.items())
    assert min(left.values()) >= 1


def test_without_complementary_suppression_the_attack_gets_small_counts_to_the_number(protected):
    figures, free, found = protected
    bounds = attack(figures, found.hidden - found.complementary, free=free, attacked_ids=found.primary)
    values = {f.id: f.value for f in figures}
    exact = [name for name, (low, high) in bounds.items() if low == high]
    assert len(exact) > 20
    assert all(bounds[name][0] == values[name] for name in exact)


def test_most_of_what_is_published_stays(protected):
    figures, _, found = protected
    large = [f for f in figures if f.is_published and f.id not in found.primary]
    assert len(found.complementary) < 0.3 * len(large)
    # Quarters and sums of the city give way before the year's figures of a unit.
    of_year = [name for name in found.complementary if name[0] != ALL and name[2] == SLOTS]
    assert len(of_year) < len(found.complementary) / 2


def test_the_form_is_protected_with_the_indicators_it_shares_counts_with(protected):
    figures, _, found = protected
    by_id = {f.id: f for f in figures}
    late = [(unit, "form", SLOTS, "10") for unit in range(UNITS)]
    assert all(by_id[name].terms == by_id[name[0], "apologies", SLOTS, "n"].terms for name in late)
    for name in late:
        assert (name in found.hidden) == ((name[0], "apologies", SLOTS, "n") in found.hidden)
