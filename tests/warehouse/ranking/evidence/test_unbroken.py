"""No period that is ranked or compared every night crosses a change of the units, whatever changes on whatever day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.city import load_city
from schemas.register import Unit
from warehouse.ranking.evidence.periods import parse_period, previous, running_period
from warehouse.ranking.evidence.unbroken import in_force_since, period_before, unbroken_period

FIRST, A_DAY = date(2020, 1, 1), timedelta(days=1)
KINDS = ("month", "quarter", "year")
HCMC = load_city().register.units
days = st.integers(0, 2000).map(lambda n: FIRST + timedelta(days=n))


def unit(number, valid_from=date.min, valid_to=date.max, level="district"):
    return Unit(
        unit_id=f"u-{number}", code="1", name_vi=f"U {number}", name_en=f"U {number}", level=level, kind="ward",
        valid_from=valid_from, valid_to=valid_to,
    )  # fmt: skip


@st.composite
def registers(draw):
    """A city whose units are replaced, all or some of them, on a few days."""
    changes = sorted(draw(st.sets(days, max_size=4)))
    units, in_force = [], [unit(n) for n in range(draw(st.integers(1, 6)))]
    for change in changes:
        ends = draw(st.integers(0, len(in_force)))
        units += [u.model_copy(update={"valid_to": change - A_DAY}) for u in in_force[:ends]]
        level = draw(st.sampled_from(["district", "commune"]))
        begun = [unit(100 * len(units) + n, change, level=level) for n in range(draw(st.integers(1, 6)))]
        in_force = [*in_force[ends:], *begun]
    return [*units, *in_force]


def throughout(units, period):
    return [u for u in units if u.valid_from <= period.first and period.last <= u.valid_to]


@settings(deadline=None, max_examples=200)
@given(registers(), days, st.sampled_from(KINDS))
def test_more_than_half_of_each_level_exist_throughout_what_is_ranked_on_a_day(units, day, kind):
    named, whole = parse_period(running_period(kind, day)), unbroken_period(units, kind, day)
    assert named.first <= whole.first <= day <= whole.last == named.last
    ranked, in_force = throughout(units, whole.until(day)), [u for u in units if u.valid_on(day)]
    for level in {u.level for u in in_force}:
        assert 2 * sum(u.level == level for u in ranked) > sum(u.level == level for u in in_force)


@settings(deadline=None, max_examples=200)
@given(registers(), days, st.sampled_from(KINDS))
def test_the_period_is_cut_only_where_the_units_of_a_level_change(units, day, kind):
    named, whole = parse_period(running_period(kind, day)), unbroken_period(units, kind, day)
    if whole.first > named.first:
        assert any(u.valid_from == whole.first and u.valid_on(day) for u in units)
    if not any(named.first < u.valid_from <= day for u in units):
        assert whole == named


@settings(deadline=None, max_examples=200)
@given(registers(), days, st.sampled_from(KINDS))
def test_what_a_period_is_compared_with_begins_with_its_units_or_holds_none_of_those_that_began(units, day, kind):
    period = unbroken_period(units, kind, day).until(day)
    before, since = period_before(units, period), in_force_since(units, day)
    assert before.last < period.first
    assert before.first >= since or since >= period.first or before == previous(period)
    if before.first < since < period.first:
        pytest.fail(f"{before.id} crosses {since}, on which the units of {period.id} began")


@settings(deadline=None, max_examples=100)
@given(registers(), days, st.sampled_from(KINDS))
def test_the_last_period_ends_the_day_before_and_does_not_cross_a_change_either(units, day, kind):
    day_before = unbroken_period(units, kind, day).first - A_DAY
    last = unbroken_period(units, kind, day_before).until(day_before)
    assert last.last == day_before
    in_force = [u for u in units if u.valid_on(day_before)]
    assert 2 * len(throughout(units, last)) > len(in_force) or not in_force


@pytest.mark.parametrize(
    ("kind", "day", "ranked", "last", "compared"),
    [
        ("year", date(2023, 6, 10), "2023", "2022", "2022"),
        ("year", date(2025, 6, 30), "2025", "2024", "2024"),
        ("year", date(2025, 9, 30), "2025-07-01..2025-12-31", "2025", "2025-03-31..2025-06-30"),
        ("year", date(2026, 3, 31), "2026", "2025-07-01..2025-12-31", "2025-07-01..2025-12-31"),
        ("year", date(2026, 11, 30), "2026", "2025-07-01..2025-12-31", "2025-07-01..2025-12-31"),
        ("year", date(2027, 3, 31), "2027", "2026", "2026"),
        ("quarter", date(2025, 8, 1), "2025-Q3", "2025-Q2", "2025-Q2"),
        ("month", date(2025, 8, 1), "2025-08", "2025-07", "2025-07"),
    ],
)
def test_the_city_of_two_levels(kind, day, ranked, last, compared):
    running = unbroken_period(HCMC, kind, day)
    assert running.id == ranked
    day_before = running.first - A_DAY
    assert unbroken_period(HCMC, kind, day_before).id == last
    assert period_before(HCMC, running.until(day)).id == compared


def test_one_unit_of_many_that_is_new_does_not_shorten_the_year_of_the_others():
    units = [*(unit(n) for n in range(22)), unit(99, date(2023, 5, 1))]
    assert unbroken_period(units, "year", date(2023, 6, 1)).id == "2023"
    replaced = [u.model_copy(update={"valid_from": date(2023, 5, 1)}) for u in units]
    assert unbroken_period(replaced, "year", date(2023, 6, 1)).id == "2023-05-01..2023-12-31"
