import pytest
from engine_cases import evidence, method

from warehouse.ranking.assessment import assess

RATE = "on_time_over_resolved"
A, B, C = "online_share", "digitised_share", "satisfaction"
ON_TIME, SATISFIED = "on_time_766", "satisfaction_766"

# The worked example of a table of ranks: a unit at 100 %, a large one and one with more late dossiers.
EXAMPLE = {"A": {RATE: (510_256, 510_307)}, "B": {RATE: (39_980, 40_000)}, "C": {RATE: (10_000, 10_000)}}


def example(ratios, phi):
    """Return the league of the example by unit, for the indicator alone."""
    rules = method(
        {"g": {RATE: 100}},
        rank_sets={"ratios": ratios, "top": 1, "publish_ranks": "always"},
        uncertainty={"design_effect": phi},
    )
    found = assess(evidence(EXAMPLE, effects={RATE: phi}), rules, list("ABC"))
    return {row["unit_id"]: row for row in found.league.filter(measure=RATE).iter_rows(named=True)}


@pytest.mark.parametrize(
    ("ratios", "phi", "expected"),
    [
        ("arcsine_tukey", 1, {"A": (1, 2), "B": (3, 3), "C": (1, 2)}),
        ("fisher_holm", 1, {"A": (1, 2), "B": (2, 3), "C": (1, 3)}),
        ("arcsine_tukey", 3, {"A": (1, 2), "B": (2, 3), "C": (1, 3)}),
    ],
)
def test_the_rank_sets_of_the_worked_example(ratios, phi, expected):
    found = example(ratios, phi)
    assert {u: (row["rank_lo"], row["rank_hi"]) for u, row in found.items()} == expected
    assert {u: row["rank"] for u, row in found.items()} == {"C": 1, "A": 2, "B": 3}
    assert {row["rank_set_type"] for row in found.values()} == {ratios}
    assert {u for u, row in found.items() if row["could_be_top"]} == {u for u, (low, _) in expected.items() if low == 1}


def test_the_tiers_and_letters_of_the_worked_example():
    separated, clustered = example("arcsine_tukey", 1), example("arcsine_tukey", 3)
    assert [(separated[u]["tier"], separated[u]["letters"]) for u in "CAB"] == [(1, "a"), (1, "a"), (2, "b")]
    # C leads, and B is not worse than C; but A is better than B.
    assert [clustered[u]["tier"] for u in "CAB"] == [1, 1, 1]
    assert not set(clustered["A"]["letters"]) & set(clustered["B"]["letters"])
    assert set(clustered["C"]["letters"]) == set(clustered["A"]["letters"] + clustered["B"]["letters"])


def test_late_dossiers_per_10_000_of_the_worked_example_with_their_intervals():
    shown = {
        u: [f"{v:.2f}" for v in (row["fail_per_10k"], 10_000 * (1 - row["ci_high"]), 10_000 * (1 - row["ci_low"]))]
        for u, row in example("arcsine_tukey", 1).items()
    }
    assert shown == {"C": ["0.00", "0.00", "3.84"], "A": ["1.00", "0.76", "1.31"], "B": ["5.00", "3.24", "7.72"]}


def test_clustered_cases_make_an_interval_wider_and_no_rate_different():
    one, three = example("arcsine_tukey", 1), example("arcsine_tukey", 3)
    for unit in EXAMPLE:
        assert one[unit]["value"] == three[unit]["value"]
        assert one[unit]["ci_high"] - one[unit]["ci_low"] < three[unit]["ci_high"] - three[unit]["ci_low"]


def test_a_table_of_one_indicator_orders_by_it():
    found = assess(evidence(EXAMPLE), method({"g": {RATE: 100}}), list("ABC"))
    assert found.ranking.table["unit_id"].to_list() == ["C", "A", "B"]
    assert found.weights.select("weight", "effective_linear").rows() == [(1, pytest.approx(1))] * 2
    assert found.robustness.units["rank"].to_list() == [2, 3, 1]
