"""Cells of too few cases, completed at the city's rate: what they score, whom they make eligible, what they say."""

from fractions import Fraction

import pytest
from engine_cases import cells, evidence, method, random_counts, weighted
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.ranking.assessment import assess, completed, rank_with_draws
from warehouse.ranking.trust.draws import Counts, draw_values

pytestmark = pytest.mark.long

A, B, C = "online_share", "digitised_share", "satisfaction"
LESS = "overdue_open_share"
EASY = {"overall": 0, "each_group": 0}
PLAIN = {B: (60, 100)}
# 150 of 200 cases in the period before: three of four.
EARLIER = {"a": {A: (60, 100)}, "b": {A: (85, 95)}, "c": {A: (5, 5, "SMALL_N")}, "d": {A: (9, 3, "INVALID")}}


def rules(*, eligibility=EASY, **changes):
    policies = {"on_small_n": "city_rate", "on_not_applicable": "city_rate"}
    return method({"g": {A: 40, B: 60}}, eligibility=eligibility, **(policies | changes))


def small(x, n):
    return (x, n, "SMALL_N") if n else "NOT_APPLICABLE"


def cell(of_a, one=None, earlier=EARLIER, code=A, **others):
    """Return what the cell of unit a is, beside its score, exactly."""
    found = {"a": PLAIN | {code: of_a}} | {u: PLAIN | {code: of} for u, of in others.items()}
    ranking, _ = rank_with_draws(evidence(found, earlier), one or rules(), sorted(found))
    row = ranking.cells.filter(unit_id="a", indicator=code).row(0, named=True)
    return row | {"exact": ranking.matrix.values[0, 0]}


def test_the_cases_that_lack_up_to_the_least_number_are_counted_at_the_citys_rate_of_the_period_before():
    got = cell(small(2, 10))
    assert (got["x"], got["n"], got["value"], got["status"]) == (2, 10, 0.2, "SMALL_N")  # its own cases, as they were
    assert (got["added"], got["added_rate"]) == (20, 0.75)
    assert got["exact"] == Fraction(2 + 15, 30)
    assert got["points"] == pytest.approx(40 * 17 / 30)


def test_without_any_case_the_rate_itself_is_scored_and_with_enough_cases_nothing_is_added():
    assert (cell("NOT_APPLICABLE")["exact"], cell("NOT_APPLICABLE")["added"]) == (Fraction(3, 4), 30)
    assert (cell((2, 30))["exact"], cell((2, 30))["added"]) == (Fraction(1, 15), None)


def test_a_method_may_add_cases_only_where_there_are_none():
    own = rules(min_n=1, on_small_n="renormalise")
    assert cell("NOT_APPLICABLE", own)["exact"] == Fraction(3, 4) and cell((0, 1), own)["exact"] == 0
    assert cell("NOT_APPLICABLE", rules(on_not_applicable="renormalise"))["points"] is None


def test_what_was_not_sent_or_is_contradictory_is_not_completed():
    found = {"a": PLAIN | {A: "NOT_REPORTED"}, "b": PLAIN | {A: "INVALID"}}
    assert completed(evidence(found, EARLIER), rules(), "none")["added"].to_list() == [None] * 4


def test_the_rate_is_rounded_as_it_is_told_so_that_a_reader_comes_to_the_same_points():
    got = cell("NOT_APPLICABLE", earlier={"a": {A: (1, 300)}})
    assert (got["added_rate"], got["exact"]) == (0.0033, Fraction(33, 10_000))


def test_where_the_period_before_has_no_cases_it_is_the_rate_of_this_one_and_of_nothing_none():
    assert cell(small(2, 10), earlier=None, b=(28, 30))["added_rate"] == 0.75
    alone = cell("NOT_APPLICABLE", earlier={"a": {A: "NOT_APPLICABLE"}})
    assert (alone["added"], alone["points"]) == (None, None)


@settings(deadline=None)
@given(n=st.integers(1, 40), share=st.integers(0, 40), before=st.integers(0, 100), code=st.sampled_from([A, LESS]))
def test_a_good_case_that_is_gone_or_turns_bad_never_adds_points_nor_moves_the_points_of_others(n, share, before, code):
    good = min(share, n)
    earlier = {"a": {code: (before, 100)}}
    one = method({"g": {code: 40, B: 60}}, eligibility=EASY, on_small_n="city_rate", on_not_applicable="city_rate")

    def points(good, n):
        x = good if code == A else n - good
        counts = (x, n) if n >= 30 else small(x, n)
        found = {"a": PLAIN | {code: counts}, "b": PLAIN | {code: small(3, 5)}}
        scored = rank_with_draws(evidence(found, earlier), one, "ab")[0].cells.filter(indicator=code)
        return dict(scored.select("unit_id", "points").iter_rows())

    now = points(good, n)
    for fewer in ((good - 1, n), (good - 1, n - 1)) if good else ():
        then = points(*fewer)
        assert then["a"] <= now["a"] + 1e-12 and then["b"] == now["b"]


LIMITS = {"overall": "0.8", "each_group": "0.5"}


@pytest.mark.parametrize(("size", "eligible"), [(20, True), (21, False)])
def test_cases_of_the_city_count_within_a_group_and_not_for_the_whole(size, eligible):
    one = weighted(
        {"g": {A: size}, "h": {B: 100 - size}, "i": {C: 0}},
        on_small_n="city_rate",
        on_not_applicable="city_rate",
        eligibility=LIMITS,
    )
    for few in (small(2, 10), "NOT_APPLICABLE"):
        found = {"a": {A: few, B: (60, 100), C: (1, 100)}}
        row = rank_with_draws(evidence(found, EARLIER), one, "a")[0].table.row(0, named=True)
        assert (row["eligible"], row["coverage"]) == (eligible, pytest.approx(1 - size / 100))
        assert eligible or "nộp trực tuyến" in row["reason_vi"]


def test_a_cell_that_was_completed_is_drawn_as_any_of_the_least_number_of_cases():
    """The mean of Beta(17.5, 13.5) and its variance; a unit of no cases is as unsure as one of 30 at that rate."""
    one = rules(uncertainty={"draws": 20_000})
    found = {"a": PLAIN | {A: small(2, 10)}, "b": PLAIN | {A: "NOT_APPLICABLE"}, "c": PLAIN | {A: (17, 30)}}
    basis = evidence(found, EARLIER)
    ranking, _ = rank_with_draws(basis, one, "abc")
    drawn = draw_values(ranking.matrix, Counts(completed(basis, one, "none"), basis.parts))[0]
    for column, (good, bad) in enumerate(((17.5, 13.5), (23, 8), (17.5, 13.5))):
        size = good + bad
        assert drawn[:, column].mean() == pytest.approx(good / size, abs=0.003)
        assert drawn[:, column].var() == pytest.approx(good * bad / size**2 / (size + 1), rel=0.05)


def test_a_cell_that_was_completed_is_not_imputed_and_not_ranked_by_itself():
    found = random_counts(1, 5, (A, B)) | {"a": PLAIN | {A: small(2, 10)}}
    one = rules(imputation="group_median")
    filled = completed(evidence(found, EARLIER), one, "group_median").filter(unit_id="a", indicator=A)
    assert filled.select("x", "n", "origin", "added").row(0) == (2, 10, "counted", 20)
    rows = assess(evidence(found, EARLIER), one, sorted(found)).rankings.filter(measure=A, unit_id="a")
    assert rows.select("rank", "rank_lo", "added", "added_rate").row(0) == (None, None, 20, 0.75)
    assert rows["points"][0] == pytest.approx(40 * 17 / 30)


def test_in_comparing_pairs_a_cell_that_was_completed_is_told_from_no_other():
    one = weighted(
        {"g": {A: 1}},
        aggregation="copeland",
        copeland_ignores_noise=True,
        on_small_n="city_rate",
        on_not_applicable="city_rate",
        eligibility=EASY,
    )
    found = {"a": {A: "NOT_APPLICABLE"}, "b": {A: (90, 1_000)}, "c": {A: (990, 1_000)}}
    ranking, _ = rank_with_draws(evidence(found, EARLIER), one, "abc")
    assert dict(ranking.groups.select("unit_id", "score").iter_rows()) == {"a": 0, "b": -1, "c": 1}


def test_nothing_is_added_where_the_method_asks_for_nothing():
    found = {"a": PLAIN | {A: small(2, 10)}}
    plain = method({"g": {A: 40, B: 60}}, eligibility=EASY)
    assert completed(evidence(found, EARLIER), plain, "none").equals(cells(found))
