from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.simulations import worlds
from tests.simulations.courses import WORLDS, report
from tests.simulations.coverage import (
    CAMPAIGN,
    EXPECTED,
    Found,
    Row,
    campaign,
    joined,
    judge,
    main,
    one_period,
    put_into,
    true_ranks,
)
from tests.simulations.coverage import simulate as runs_of
from tests.simulations.coverage import summary as summarised
from tests.simulations.worlds import Composite, Ratios, scores, weekly_counts

PAGE = Path(__file__).parents[4] / "docs" / "coverage.md"
SMALL = Ratios("four", np.array([5200, 5300, 9000, 52_001]), np.array([0.01, 0.02, 0.01, 0.001]))


def _row(coverage, method="arcsine_tukey", world=worlds.ALL_9999):
    return Row(world.name, method, 500, coverage, coverage - 0.02, coverage + 0.02, 22.0, 1.0, 0.9)


def test_equals_share_a_true_rank_and_what_passes_its_target_counts_no_more():
    assert true_ranks(SMALL).tolist() == [2, 4, 2, 1]
    rates = np.array([[0.9, 0.2], [0.8, 0.2], [0.4, 0.2], [0.4, 0.3]])
    world = Composite("capped", np.full((4, 2), 100), rates, np.array([60.0, 40.0]), np.array([0.8, 0.4]))
    assert scores(world, rates) == pytest.approx([80, 80, 50, 60])
    assert true_ranks(world).tolist() == [1, 1, 4, 3]


@pytest.mark.parametrize("phi", [1.0, 3.0, 6.0])
def test_late_cases_of_a_period_have_the_mean_and_the_variance_that_are_claimed(phi):
    units, cases, late = 4000, 52 * 100 + 20, 0.02
    world = Ratios("alike", np.full(units, cases), np.full(units, late), phi)
    counted, of = weekly_counts(world, np.random.default_rng(1))
    assert (of.sum(axis=1) == cases).all() and of.max() - of.min() == 1
    total = counted.sum(axis=1)
    assert total.mean() == pytest.approx(cases * late, rel=5 * np.sqrt(phi / (cases * late * units)))
    assert total.var() == pytest.approx(phi * cases * late * (1 - late), rel=0.15)


def test_weeks_multiply_the_rate_by_what_is_claimed():
    units, late = 400, 0.05
    world = Ratios("slow weeks", np.full(units, 52 * 20_000), np.full(units, late), 1.0, 0.8, 0.5)
    counted, of = weekly_counts(world, np.random.default_rng(4))
    rate = counted / of
    assert rate.mean() == pytest.approx(late, rel=0.03)
    assert rate.std() / rate.mean() == pytest.approx(0.8, rel=0.1)
    logs = np.log(np.maximum(counted, 1))
    assert np.corrcoef(logs[:, :-1].ravel(), logs[:, 1:].ravel())[0, 1] == pytest.approx(0.5, abs=0.03)


def test_a_week_of_few_cases_cannot_vary_as_asked():
    with pytest.raises(ValueError, match="3 cases of a week cannot vary 3"):
        weekly_counts(Ratios("few", np.array([52 * 3]), np.array([0.1]), phi=3), np.random.default_rng(1))


def test_a_run_is_the_same_in_any_chunk_and_unlike_any_other():
    def found(world, seed, *chunks):
        return joined(runs_of(world, ["arcsine_tukey, φ estimated"], seed, chunk)[0] for chunk in chunks)

    world = replace(SMALL, phi=3.0)
    whole = found(world, 1, range(6))
    parts = found(world, 1, range(2), range(2, 6))
    assert all(np.array_equal(getattr(whole, name), getattr(parts, name)) for name in ("covered", "width", "phi"))
    assert len(set(whole.phi.tolist())) == 6
    assert not np.array_equal(whole.phi, found(world, 2, range(6)).phi)
    assert not np.array_equal(whole.phi, found(replace(world, name="again"), 1, range(6)).phi)


def test_a_set_of_one_rank_has_the_width_of_one():
    apart = Ratios("apart", np.array([52_000, 52_000, 5200]), np.array([0.001, 0.5, 0.1]))
    for world, units in ((Ratios("one", np.array([5200]), np.array([0.1])), 1), (apart, 3)):
        (found,) = runs_of(world, ["arcsine_tukey"], 1, range(2))
        assert found.width.tolist() == [1, 1] and found.covered.tolist() == [[True] * units] * 2


@pytest.mark.long
def test_processes_give_what_one_would():
    methods = ["wald", "fisher_holm", "arcsine_tukey, marginal"]
    rows = campaign([(SMALL, methods)], 60, 3)
    assert rows == [
        summarised(SMALL, m, f) for m, f in zip(methods, runs_of(SMALL, methods, 3, range(60)), strict=True)
    ]
    assert [row.method for row in rows] == methods and {row.runs for row in rows} == {60}


def test_equal_units_undo_wald_and_not_the_default():
    found = runs_of(worlds.ALL_9999, ["wald", "arcsine_tukey"], 1, range(100))
    wald, default = (summarised(worlds.ALL_9999, m, f) for m, f in zip(["wald", "arcsine_tukey"], found, strict=True))
    assert wald.coverage < 0.4 and default.coverage > 0.9
    assert judge(wald) is None and judge(default) is None


def test_together_counts_runs_and_alone_counts_units():
    covered = np.array([[True, True], [True, False], [True, True], [True, True]])
    found = Found(covered, np.array([1.0, 2.0, 1.0, 2.0]), np.ones(4))
    together, alone = (summarised(SMALL, method, found) for method in ("wald", "arcsine_tukey, marginal"))
    assert (together.coverage, alone.coverage) == (0.75, 0.875)
    assert (together.width, together.least) == (1.5, 0.75)
    assert (together.low, together.high) == pytest.approx((0.1941, 0.9937), abs=1e-4)  # 3 of 4, Clopper and Pearson
    assert alone.low == pytest.approx(0.875 - 1.96 * 0.125)  # run means 1, 0.5, 1, 1: sd 0.25 over the root of 4
    assert alone.high == 1
    missed_nothing = summarised(SMALL, "wald", Found(covered[[0, 2]], found.width[:2], found.phi[:2]))
    assert (missed_nothing.coverage, missed_nothing.high) == (1, 1) and missed_nothing.low < 0.2


def test_what_is_expected_is_expected_of_the_estimate_itself():
    assert judge(_row(0.93)) is None
    assert judge(_row(0.928)) == (
        "22 units, all 99.99 %: arcsine_tukey covers 0.928 (0.908–0.948) of the time, not at least 0.93"
    )
    assert judge(_row(0.5, "wald")) is not None and judge(_row(0.49, "wald")) is None
    assert judge(_row(0.1, "kww")) is None  # nothing is expected of it
    asked = {(world.name, method) for world, methods in CAMPAIGN for method in methods}
    assert set(EXPECTED) <= asked


@pytest.mark.parametrize(
    ("world", "method", "least"),
    [
        *((world, "arcsine_tukey, φ estimated", 0.93) for world in (*worlds.MULTIPLIED, *worlds.ONE_CLUSTERED)),
        *((world, "arcsine_tukey, φ estimated", 0.93) for world in worlds.CLUSTERED),
        *((world, "arcsine_tukey, φ estimated", 0.9) for world in worlds.AUTOREGRESSIVE if world.persistence == 0.5),
        *((world, "draws", 0.93) for world in worlds.COMPOSITES),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_each_world_that_sets_are_promised_in_is_judged(world, method, least):
    assert judge(_row(least - 0.001, method, world)) is not None
    assert judge(_row(least, method, world)) is None


def test_a_campaign_below_its_promise_exits_with_1(capsys):
    as_promised = [(worlds.ALL_9999, ["wald"])]
    main(["--runs", "4", "--seed", "1"], as_promised)
    assert "| 22 units, all 99.99 % | wald | 4 | 0." in capsys.readouterr().out
    of_many_events = replace(worlds.ALL_9999, late=np.full(22, 0.3))  # where Wald's sets hold, as they must not
    with pytest.raises(SystemExit) as ended:
        main(["--runs", "4", "--seed", "1"], [(of_many_events, ["wald"])])
    assert "wald covers 1.000 (0.398–1.000) of the time, not below 0.5" in str(ended.value.code)  # text ends with 1


@pytest.mark.long
@pytest.mark.parametrize(("world", "methods"), CAMPAIGN, ids=[world.name for world, _ in CAMPAIGN])
def test_every_world_gives_sets_of_every_method(world, methods):
    truth = true_ranks(world)
    sets, phi = one_period(world, methods, np.random.default_rng(2))
    assert len(sets) == len(methods) and np.isnan(phi) == isinstance(world, Composite)
    for own in sets:
        assert (own.low >= 1).all() and (own.low <= own.high).all() and (own.high <= len(truth)).all()
    assert truth.min() == 1 and (("all" in world.name) == (truth.max() == 1))


def test_attendances_of_a_year_have_the_mean_and_the_variance_that_are_claimed():
    world = replace(WORLDS[1], officials=np.full(3000, 100), rate=np.full(3000, 8.0), size=np.full(3000, 25.0))
    attendances, courses = report(world, np.random.default_rng(4))
    total, number = attendances.sum(axis=1), courses.sum(axis=1)
    assert total.mean() == pytest.approx(800, rel=0.01)
    assert number.var() / number.mean() == pytest.approx(1, rel=0.08)
    assert total.var() / total.mean() == pytest.approx(25 * (1 + 0.8**2), rel=0.08)
    assert np.count_nonzero(courses[::3].sum(axis=0)) == 4  # those that report by quarter


def test_tables_go_between_the_marks_of_a_page():
    page = "before\n<!-- measured -->\nold\n<!-- end -->\nafter\n"
    assert put_into(page, "new\n") == "before\n<!-- measured -->\nnew\n<!-- end -->\nafter\n"
    for broken in ("no marks\n", "<!-- measured -->\n", "<!-- end -->\n"):
        with pytest.raises(ValueError, match="no marks"):
            put_into(broken, "new\n")


def test_the_page_shows_the_campaign_as_it_is():
    lines = PAGE.read_text(encoding="utf-8").partition("<!-- measured -->")[2].partition("<!-- end -->")[0].splitlines()
    shown = [tuple(cell.strip() for cell in line.split("|")[1:3]) for line in lines if line.startswith("|")]
    shown = [row for row in shown if row[0].startswith(("22", "168"))]
    assert sorted(shown) == sorted((world.name, method) for world, methods in CAMPAIGN for method in methods)
