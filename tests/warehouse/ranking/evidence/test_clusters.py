from datetime import date, timedelta

import hypothesis
import numpy as np
import polars as pl
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from in_force import INDICATORS

from schemas.indicator import Part
from schemas.table import load_tables
from schemas.terms import Term
from warehouse.ranking.evidence.clusters import cluster_window, design_effects, weekly_sums
from warehouse.ranking.evidence.effects import Effect
from warehouse.ranking.evidence.periods import parse_period
from warehouse.ranking.evidence.sums import period_sums
from warehouse.ranking.statistics.compound import compound
from warehouse.ranking.statistics.long_run import long_run
from warehouse.ranking.statistics.pairs_of_week import pairs_of_week

BY_CHANCE = [code for code, one in INDICATORS.items() if not one.is_census]
COUNTS = load_tables()["measures"].polars_schema

YEAR = parse_period("2022")  # a Saturday to a Saturday: 53 weeks, the first of two days, the last of six
MONDAY = date(2022, 1, 3)


def frame(rows):
    return pl.LazyFrame(rows, schema=COUNTS, orient="row")


def weekly(measure, table, first=MONDAY, start=0):
    """Return counts from a table of units by weeks, on varying days of each week."""
    return [
        (f"u{start + i:03}", first + timedelta(days=7 * w + (i + w) % 7), measure, int(n))
        for i, row in enumerate(table)
        for w, n in enumerate(row)
        if n
    ]


def clustered(units=40, weeks=51, cases=200, rate=0.1, effect=3.0, seed=5):
    rho, generator = (effect - 1) / (cases - 1), np.random.default_rng(seed)
    rates = generator.beta(rate * (1 / rho - 1), (1 - rate) * (1 / rho - 1), size=(units, weeks))
    n = np.full((units, weeks), cases)
    return generator.binomial(n, rates), n


def effects(rows, codes, units=40, period=YEAR, **options):
    named = [f"u{i:03}" for i in range(units)]
    return design_effects(frame(rows), named, period, [INDICATORS[c] for c in codes], **options)


def padded(y, n):
    """Return the tables of the weeks of 2022 by the calendar, which has a short week before the first full one."""
    return tuple(np.pad(table, ((0, 0), (1, 53 - 1 - table.shape[1]))) for table in (y, n))


def own(of_units):
    """Return φ and degrees of freedom of units, by unit."""
    return [(effect.phi, effect.df) for _, effect in sorted(of_units.items())]


def expected(y, n):
    wanted = long_run(*padded(y, n))
    return [pytest.approx(pair, rel=1e-9) for pair in zip(wanted.phi, wanted.df, strict=True)]


def given(phi, units):
    return {f"u{i:03}": Effect(phi) for i in range(units)}


def test_unit_weeks_give_the_design_effects_of_their_table():
    y, n = clustered()
    rows = [*weekly("received", n), *weekly("received_online", y), *weekly("received_supplemented", y)]
    found = effects(rows, ["online_share", "supplement_share"])
    assert own(found["online_share"]) == expected(n - y, n)  # failures of what is better when it is more
    assert own(found["supplement_share"]) == expected(y, n)
    effect = found["supplement_share"]["u007"]
    assert effect.phi == pytest.approx(3, rel=0.25)
    assert (effect.units, effect.weeks, effect.is_estimated) == (40, 51, True)


def test_excluded_cases_leave_the_weeks():
    y, n = clustered()
    unknown = n // 4
    rows = [
        *weekly("received", n + unknown),
        *weekly("received_digitised", n - y),
        *weekly("received_digitisation_unknown", unknown),
    ]
    assert own(effects(rows, ["digitised_share"])["digitised_share"]) == expected(y, n)


def test_stocks_take_the_effect_of_those_parts_that_flow():
    y, n = clustered()
    stock = [("u000", MONDAY, "open", 900), ("u000", MONDAY, "open_late_766", 900)]
    rows = [*weekly("resolved", n), *weekly("resolved_late_766", y), *stock]
    found = effects(rows, ["on_time_766", "overdue_open_share"], default=1.5)
    assert own(found["on_time_766"]) == expected(y, n)
    assert found["overdue_open_share"] == given(1.5, 40)


def test_petitions_are_clustered_within_weeks_and_those_that_wait_are_left_aside():
    y, n = clustered()
    rows = [
        *weekly("petitions_resolved", n),
        *weekly("petitions_on_time", n - y),
        ("u000", MONDAY, "petitions_overdue", 9),
    ]
    found, wanted = effects(rows, ["petitions_on_time"])["petitions_on_time"], pairs_of_week(*padded(y, n))
    assert own(found) == [pytest.approx(pair, rel=1e-9) for pair in zip(wanted.phi, wanted.df, strict=True)]
    assert found["u003"].raw == pytest.approx(wanted.raw[3])
    assert (found["u003"].weeks, found["u003"].units, found["u003"].persistence) == (51, 40, None)


def test_the_mean_of_parts_without_any_effect_is_none_whatever_their_weights():
    random = np.random.default_rng(1)
    n = random.integers(1, 3, (40, 51))
    late = np.zeros_like(n)
    late[:, ::5], repeated = 1, (n == 2).astype(int)  # never two of a week
    rows = [*weekly("petitions_resolved", n + 1), *weekly("petitions_on_time", n + 1 - late)]
    found = effects(
        [*rows, *weekly("petitions_on_time_not_repeated", n + 1 - late - repeated)], ["petitions_satisfied_766"]
    )
    assert {effect.phi for effect in found["petitions_satisfied_766"].values()} == {1.0}


def test_several_parts_that_flow_are_pooled():
    stock, flows = Term("c", "end"), [Part(events=e, cases=c) for e, c in (("y1", "n1"), ("y2", "n2"))]
    parts = (*flows, Part(events=(Term("y"),), cases=(stock,)))
    made_up = {"code": "made_up", "numerator": (stock,), "denominator": (stock,), "parts": parts}
    one = INDICATORS["overdue_open_share"].model_copy(update=made_up)
    (y1, n1), (y2, n2), (y, n) = (clustered(units=3, effect=effect) for effect in (3.0, 6.0, 9.0))
    tables = {"y1": y1, "n1": n1, "y2": y2, "n2": n2, "y": y, "c": n}
    rows = [row for name, table in tables.items() for row in weekly(name, table)]
    found = design_effects(frame(rows), ["u000", "u001", "u002"], YEAR, [one])["made_up"]
    wanted = long_run(*padded(np.concatenate([y1, y2]), np.concatenate([n1, n2])))
    for i, unit in enumerate(sorted(found)):
        low, high = sorted((wanted.phi[i], wanted.phi[i + 3]))
        assert low < found[unit].phi < high
        assert found[unit].df > min(wanted.df[i], wanted.df[i + 3])
    assert found["u001"].weeks == 102 and found["u001"].units == 3


def test_events_of_a_rate_are_set_against_the_days_of_their_weeks_from_the_first_on():
    y, _ = clustered(units=3)
    y[2, :7] = 0
    days = np.tile([2, *[7] * 51, 6], (3, 1)) * 10**9
    days[:, 0] = days[2, :8] = 0  # of the first, short week nothing is counted
    found = effects(weekly("received", y), ["workload_per_official"], units=3)["workload_per_official"]
    wanted = long_run(padded(y, y)[0], days)
    assert own(found) == [pytest.approx(pair, rel=1e-9) for pair in zip(wanted.phi, wanted.df, strict=True)]
    assert found["u000"].phi > 2  # Poisson would have 1


def test_attendances_come_in_courses_which_the_effect_is_made_of():
    random = np.random.default_rng(3)
    courses = random.integers(0, 4, (6, 51))
    attendances = random.poisson(25, (6, 51)) * courses
    rows = [*weekly("training_attendances", attendances), *weekly("training_courses", courses)]
    found = effects(rows, ["training_per_official"], units=6)["training_per_official"]
    wanted = compound(attendances, courses)
    assert own(found) == [pytest.approx(pair, rel=1e-9) for pair in zip(wanted.phi, wanted.df, strict=True)]
    assert (found["u001"].clusters, found["u001"].weeks, found["u001"].units) == (courses[1].sum(), 0, 6)
    assert found["u001"].variation == wanted.variation
    assert 25 < found["u001"].phi < 30


def test_contradictory_weeks_are_left_out_and_no_others():
    y, n = clustered(units=2, weeks=40)
    x = n - y
    x[0, 3], x[1, 5] = n[0, 3] + 1, -1
    rows = [*weekly("received", n), *weekly("received_online", x)]
    y, n = n - x, n.copy()
    for cell in ((0, 3), (1, 5)):
        y[cell] = n[cell] = 0
    found = effects(rows, ["online_share"], units=2)["online_share"]
    assert own(found) == expected(y, n)
    assert [effect.weeks for effect in found.values()] == [39, 39]


def test_a_fixed_effect_holds_for_everything():
    y, n = clustered(units=2)
    found = effects([*weekly("received", n), *weekly("received_online", y)], INDICATORS, units=2, fixed=2.5)
    assert found == dict.fromkeys(BY_CHANCE, given(2.5, 2))


@pytest.mark.parametrize(
    ("text", "least", "first", "last"),
    [
        ("2022", 20, date(2022, 1, 1), date(2022, 12, 31)),
        ("2022", 53, date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-03", 5, date(2022, 3, 1), date(2022, 3, 31)),
        ("2022-03", 6, date(2021, 4, 2), date(2022, 3, 31)),
        ("2022-01-03..2022-05-22", 20, date(2022, 1, 3), date(2022, 5, 22)),
        ("2022-01-03..2022-05-22", 21, date(2021, 5, 24), date(2022, 5, 22)),
        ("2022-01-02..2022-05-22", 21, date(2022, 1, 2), date(2022, 5, 22)),
        ("2022-01-03..2022-05-23", 21, date(2022, 1, 3), date(2022, 5, 23)),
    ],
)
def test_a_period_of_too_few_weeks_is_judged_by_the_year_that_ends_with_it(text, least, first, last):
    window = cluster_window(parse_period(text), least)
    assert (window.first, window.last) == (first, last)


def test_a_month_is_given_the_effect_of_its_year_and_sees_nothing_after_it():
    y, n = clustered(units=5, weeks=80)
    rows = [*weekly("received", n, date(2021, 1, 4)), *weekly("received_online", y, date(2021, 1, 4))]
    month = effects(rows, ["online_share"], units=5, period=parse_period("2022-02"))
    year = effects(rows, ["online_share"], units=5, period=parse_period("2021-03-02..2022-02-28"))
    assert month == year
    assert month["online_share"]["u002"].is_estimated
    until = [row for row in rows if row[1] <= date(2022, 2, 28)]
    assert effects(until, ["online_share"], units=5, period=parse_period("2022-02")) == month


def test_weeks_begin_on_monday_and_those_at_the_edges_are_as_short_as_they_are():
    window = parse_period("2022-01-07..2022-01-18")  # Friday to Tuesday
    rows = [("a", date(2022, 1, day), "m", 10**day) for day in range(6, 18)]
    found = weekly_sums(frame(rows), ["b", "a"], window, ["m", "nothing"])
    assert {name: sums.tolist() for name, sums in found.items()} == {
        "m": [[10**7 + 10**8 + 10**9, sum(10**d for d in range(10, 17)), 10**17], [0, 0, 0]],
        "nothing": [[0, 0, 0], [0, 0, 0]],
    }


@settings(deadline=None, max_examples=40)
@hypothesis.given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b", "not asked for"]),
            st.dates(date(2021, 12, 20), date(2022, 3, 10)),
            st.sampled_from(["m1", "m2", "m3"]),
            st.integers(-5, 10**6),
        ),
        max_size=60,
    ),
    st.dates(date(2021, 12, 25), date(2022, 1, 20)),
    st.integers(0, 45),
)
def test_weeks_sum_to_the_flows_of_the_period(rows, first, days):
    period = parse_period(f"{first}..{first + timedelta(days=days)}")
    weeks, whole = weekly_sums(frame(rows), ["b", "a"], period, ["m1", "m2"]), period_sums(frame(rows), period)
    assert list(weeks) == ["m1", "m2"]
    for measure, table in weeks.items():
        assert table.shape == (2, (period.last.toordinal() - 1) // 7 - (first.toordinal() - 1) // 7 + 1)
        assert table.sum(axis=1).tolist() == [whole.get((u, measure), {}).get("flow", 0) for u in ("a", "b")]


def test_neither_names_nor_order_decide():
    y, n = clustered(units=6)
    rows = [*weekly("received", n), *weekly("received_online", y)]
    renamed = [(f"u{5 - int(unit[1:]):03}", *rest) for unit, *rest in reversed(rows)]
    one, other = (own(effects(r, ["online_share"], units=6)["online_share"]) for r in (rows, renamed))
    assert one == [pytest.approx(pair, rel=1e-9) for pair in reversed(other)]


@pytest.mark.parametrize("units", [0, 3])
def test_nothing_counted_gives_the_default(units):
    found = effects([], INDICATORS, units=units, default=1.2)
    assert found == dict.fromkeys(BY_CHANCE, given(1.2, units))


@pytest.mark.parametrize(
    ("options", "named"),
    [({"fixed": 0.5}, "not 0.5"), ({"default": 0.0}, "not 0"), ({"least_clusters": 1}, "not 1")],
)
def test_what_makes_no_sense_is_refused(options, named):
    with pytest.raises(ValueError, match=named):
        effects([], ["online_share"], **options)
