from itertools import product
from math import prod

import numpy as np
import pytest
from engine_cases import YEAR, evidence, method, random_counts

from warehouse.ranking.assessment import assess
from warehouse.ranking.composite.factorial import MAX_RUNS
from warehouse.ranking.index.matrix import matrix_of
from warehouse.ranking.index.score import rank, treatments_of
from warehouse.ranking.trust.runs import all_runs, chosen_runs
from warehouse.ranking.trust.sensitivity import robustness
from warehouse.ranking.trust.variants import factors, with_policy, with_targets

CODES = ["online_share", "digitised_share", "satisfaction", "on_time_over_resolved"]
VARIED = {
    "normalisations": ["minmax", "prank"],
    "aggregations": ["geometric"],
    "missing": ["zero"],
    "weight_sets": 3,
    "target_change": 0.1,
    "leave_one_out": True,
    "reporting": False,
}
RULES = method({"a": dict.fromkeys(CODES[:2], 20), "b": dict.fromkeys(CODES[2:], 30)}, sensitivity=VARIED)
COUNTS = random_counts(5, 9, CODES)
COUNTS["u003"]["satisfaction"] = "NOT_APPLICABLE"


@pytest.fixture(scope="module")
def made():
    found = evidence(COUNTS)
    nominal = rank(found.cells, RULES, sorted(COUNTS), YEAR).matrix
    levels = {f.id: f.levels for f in factors(RULES)}
    variants = {}
    for missing, target in product(levels["missing"], levels["target"]):
        own = with_targets(with_policy(RULES, missing), target)
        variants[missing, "own", target, "own"] = matrix_of(
            own, treatments_of(found.cells, own, nominal.units, ()), YEAR
        )
    return nominal, variants, factors(RULES)


def test_chosen_runs_are_those_of_all(made):
    nominal, variants, tried = made
    everything = all_runs(nominal, variants, tried)
    sizes = [len(f.levels) for f in tried]
    assert len(everything) == prod(sizes)
    chosen = np.array(list(np.ndindex(*sizes)))
    np.testing.assert_allclose(chosen_runs(nominal, variants, tried, chosen), everything, rtol=1e-12)
    some = np.random.Generator(np.random.PCG64(1)).permutation(len(chosen))[:50]
    found = chosen_runs(nominal, variants, tried, chosen[some])
    np.testing.assert_allclose(found, everything[some], rtol=1e-12)


def test_drawn_values_take_the_place_of_counted_ones_alone(made):
    nominal, variants, tried = made
    chosen = np.zeros((2, len(tried)), dtype=np.int64)
    chosen[1, 1] = 1  # what is missing scores 0, whatever was drawn for it
    values = np.broadcast_to(nominal.values.astype(np.float64), (2, *nominal.values.shape)).copy()
    same = chosen_runs(nominal, variants, tried, chosen, values)
    np.testing.assert_allclose(same, chosen_runs(nominal, variants, tried, chosen), rtol=1e-12)
    unit, j = nominal.units.index("u003"), CODES.index("satisfaction")
    values[:, unit, j] = 1.0
    np.testing.assert_array_equal(chosen_runs(nominal, variants, tried, chosen, values), same)
    values[:, unit, 0] = 0.0
    assert (chosen_runs(nominal, variants, tried, chosen, values)[:, unit] < same[:, unit]).all()


def test_a_sample_of_the_combinations_finds_the_exact_indices_within_its_bounds(made):
    nominal, variants, _ = made
    drawn = assess(evidence(COUNTS), RULES, sorted(COUNTS)).draws.scores
    exact, sampled = (robustness(nominal, variants, drawn, [], most) for most in (MAX_RUNS, 10))
    assert exact.factors["first_order_low"].null_count() == exact.factors.height
    assert sampled.factors["factor"].to_list() == exact.factors["factor"].to_list()
    for name in ("first_order", "total_order"):
        low, high = sampled.factors[f"{name}_low"], sampled.factors[f"{name}_high"]
        assert ((low - 0.02 <= exact.factors[name]) & (exact.factors[name] <= high + 0.02)).all()
        assert (high - low).max() < 0.2
    assert (sampled.runs, exact.runs) == (2 * 1024, prod(len(f.levels) for f in factors(RULES)))
    assert sampled.left_out.equals(exact.left_out)
    shift = (sampled.units["rank_method_mean"] - exact.units["rank_method_mean"]).abs()
    assert shift.max() < 0.2
