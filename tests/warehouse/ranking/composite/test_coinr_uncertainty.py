"""COINr's uncertainty analysis of its ASEM index, replayed from its design.

The weight sets themselves were not kept. Weights were varied among the eight groups and the two halves of the index
only, and every group has a score in every unit. So a score is linear in eight final weights (its logarithm, where means
are geometric), and one run of 51 units tells the weights of its set. Every other run must then follow, those with
the same set under another normalisation or aggregation included.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from warehouse.ranking.composite.rank_shift import competition_ranks, mean_shift, rank_distribution, share_in_top
from warehouse.ranking.composite.tree import Node, aggregate_tree, leaves, node_ids

VECTORS = Path(__file__).parents[4] / ".." / "shared" / "reference" / "vectors"
pytestmark = pytest.mark.skipif(not VECTORS.is_dir(), reason="the reference vectors are not beside the checkout")
RULES = {"a_amean": "arithmetic", "a_gmean": "geometric"}


def rows(name):
    with (VECTORS / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def table(name, columns=None):
    """Return the numbers (units, columns) of a table whose first column names the unit, by the order of the names."""
    read = sorted(rows(name), key=lambda row: row["uCode"])
    columns = columns or [column for column in read[0] if column != "uCode"]
    return np.array([[float(row[c]) if row[c] not in ("", "NA") else np.nan for c in columns] for row in read])


@pytest.fixture(scope="module")
def design():
    read = rows("sensitivity/coinr_ua_design.csv")
    return [(row["normalisation"], RULES[row["aggregation"]], row["weightset"]) for row in read]


@pytest.fixture(scope="module")
def scores():
    """Nominal scores (units,) and those of the runs (runs, units)."""
    numbers = table("sensitivity/coinr_ua_scores.csv", ["Nominal", *(f"r_{i}" for i in range(1, 101))])
    return numbers[:, 0], numbers[:, 1:].T


@pytest.fixture(scope="module")
def ranks():
    numbers = table("sensitivity/coinr_ua_ranks.csv", ["Nominal", *(f"r_{i}" for i in range(1, 101))])
    return numbers[:, 0], numbers[:, 1:].T


@pytest.fixture(scope="module")
def index():
    hierarchy = rows("composite_coinr/asem_weights_hierarchy.csv")

    def node(name):
        return Node(name, children=tuple(node(row["iCode"]) for row in hierarchy if row["Parent"] == name))

    return node("Index")


@pytest.fixture(scope="module")
def normalised(index):
    """Indicators (units, k) by normalisation; the standardised ones have mean 10 and standard deviation 2."""
    standard, ranged = (
        table(f"composite_coinr/asem_normalised_{name}.csv", leaves(index)) for name in ("zscore_0_1", "minmax_1_100")
    )
    return {"n_minmax": ranged, "n_zscore": 10 + 2 * standard}


@pytest.fixture(scope="module")
def weights(design, scores, index, normalised):
    """Final weights of the eight groups, as each run alone tells them."""
    names = [group.id for half in index.children for group in half.children]
    found = []
    for (normalisation, rule, _), own in zip(design, scores[1], strict=True):
        nodes = aggregate_tree(index, normalised[normalisation], aggregations=rule)
        seen, told = np.column_stack([nodes[name].values for name in names]), own
        if rule == "geometric":
            seen, told = np.log(seen), np.log(own)
        found.append(np.linalg.lstsq(seen, told, rcond=None)[0])
    return np.array(found)


@pytest.fixture(scope="module")
def replayed(design, index, normalised, weights):
    """Scores (runs, units) of the whole tree, with the weights that the first run of each set tells."""
    sets = [chosen for _, _, chosen in design]
    first = weights[[sets.index(chosen) for chosen in sets]]
    names = {group.id: i for i, group in enumerate(g for half in index.children for g in half.children)}
    halves = {half.id: [names[group.id] for group in half.children] for half in index.children}
    columns = [
        first[:, halves[i]].sum(axis=1) if i in halves else first[:, names[i]] if i in names else np.ones(len(sets))
        for i in node_ids(index)[1:]
    ]
    given, found = np.column_stack(columns), np.empty((len(sets), 51))
    for rule in RULES.values():
        own = [i for i, one in enumerate(design) if one[1] == rule]
        values = np.stack([normalised[design[i][0]] for i in own])
        found[own] = aggregate_tree(index, values, weights=given[own], aggregations=rule)["Index"].values
    return found


def test_ranks_are_those_of_the_scores(scores, ranks):
    for own, expected in zip(scores, ranks, strict=True):
        assert (competition_ranks(own) == expected).all()


def test_the_nominal_index_is_replayed(scores, ranks, index, normalised):
    found = aggregate_tree(index, normalised["n_minmax"])["Index"].values
    assert found == pytest.approx(scores[0], abs=1e-8)
    assert (competition_ranks(found) == ranks[0]).all()


def test_one_set_of_weights_holds_under_every_normalisation_and_aggregation(design, weights):
    assert weights.sum(axis=1) == pytest.approx(np.ones(100), abs=1e-9)
    told = {}
    for (normalisation, rule, chosen), own in zip(design, weights, strict=True):
        told.setdefault(chosen, {})[normalisation, rule] = own
    assert len(told) < 50  # most runs are foretold by another
    assert max(len(ways) for ways in told.values()) >= 3
    for first, *others in (list(ways.values()) for ways in told.values()):
        assert all(other == pytest.approx(first, abs=1e-9) for other in others)


def test_every_run_is_replayed(scores, ranks, replayed):
    assert replayed == pytest.approx(scores[1], abs=1e-8)
    assert (competition_ranks(replayed) == ranks[1]).all()


def test_statistics_of_the_ranks(ranks, replayed):
    expected = table("sensitivity/coinr_ua_rankstats.csv", ["Nominal", "Mean", "Median", "Q5", "Q95"])
    for runs in (ranks[1], competition_ranks(replayed)):
        found = rank_distribution(runs, ranks[0])
        summary = np.column_stack([found.nominal, found.mean, found.median, found.q05, found.q95])
        assert summary == pytest.approx(expected, abs=1e-12)


def test_shifts_and_shares_of_the_ranks(ranks):
    nominal, runs = ranks
    assert mean_shift(runs, nominal) == pytest.approx([sum(abs(run - nominal)) / len(nominal) for run in runs])
    units = sorted(row["uCode"] for row in rows("sensitivity/coinr_ua_ranks.csv"))
    share = dict(zip(units, share_in_top(runs, 2), strict=True))
    # Whatever is chosen, the same two come first.
    assert {unit: one for unit, one in share.items() if one} == {"DEU": 1, "GBR": 1}
