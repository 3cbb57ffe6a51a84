"""COINr's example index (51 units, 49 indicators, 3 levels above them), computed again from its input data."""

import csv
from pathlib import Path

import numpy as np
import pytest

from warehouse.ranking.composite.normalise import minmax, rank, zscore
from warehouse.ranking.composite.tree import Node, aggregate_tree, final_weights, leaves, node_ids

VECTORS = Path(__file__).parents[4] / ".." / "shared" / "reference" / "vectors" / "composite_coinr"
pytestmark = pytest.mark.skipif(not VECTORS.is_dir(), reason="the reference vectors are not beside the checkout")


def rows_of(name):
    """The rows of a file, those of units in the order of their codes."""
    with (VECTORS / name).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return sorted(rows, key=lambda row: row["uCode"]) if "uCode" in rows[0] else rows


def column(rows, name):
    return np.array([float(row[name] or "nan") for row in rows])


@pytest.fixture(scope="module")
def root():
    rows = rows_of("asem_weights_hierarchy.csv")

    def node(code, weight):
        children = tuple(node(r["iCode"], float(r["Weight"])) for r in rows if r["Parent"] == code)
        return Node(code, weight, children=children)

    (top,) = (r for r in rows if not r["Parent"])
    return node(top["iCode"], float(top["Weight"]))


@pytest.fixture(scope="module")
def indicators():
    return {row["iCode"]: row for row in rows_of("asem_input_meta.csv") if row["Type"] == "Indicator"}


@pytest.fixture(scope="module")
def units():
    return rows_of("asem_input_data.csv")


def normalised(units, indicators, root, function):
    columns = [function(column(units, leaf), int(indicators[leaf]["Direction"])) for leaf in leaves(root)]
    return np.stack(columns, axis=-1)


NORMALISED = {
    "minmax_0_100": lambda v, d: minmax(v, direction=d),
    "minmax_1_100": lambda v, d: minmax(v, 1, 100, direction=d),
    "zscore_0_1": lambda v, d: zscore(v, direction=d),
    "rank": rank,
}


@pytest.mark.parametrize("name", NORMALISED)
def test_normalisation(name, units, indicators, root):
    rows = rows_of(f"asem_normalised_{name}.csv")
    expected = np.stack([column(rows, leaf) for leaf in leaves(root)], axis=-1)
    assert np.isnan(expected).sum() == 63
    found = normalised(units, indicators, root, NORMALISED[name])
    np.testing.assert_allclose(found, expected, rtol=0, atol=0 if name == "rank" else 1e-12)


@pytest.mark.parametrize(
    ("name", "rule", "least_share", "absent"),
    [
        ("a_amean", "arithmetic", None, 0),
        ("a_gmean", "geometric", None, 0),
        ("a_amean_datthresh_0.8", "arithmetic", 0.8, 22),
    ],
)
def test_aggregation(name, rule, least_share, absent, units, indicators, root):
    rows = rows_of(f"asem_aggregated_minmax1_100_{name}.csv")
    values = normalised(units, indicators, root, NORMALISED["minmax_1_100"])
    scored = aggregate_tree(root, values, least_share=least_share, aggregations=rule)
    groups = [i for i in node_ids(root) if i not in leaves(root)]
    expected = {i: column(rows, i) for i in groups}
    assert sum(int(np.isnan(v).sum()) for v in expected.values()) == absent
    for i in groups:
        np.testing.assert_allclose(scored[i].values, expected[i], rtol=0, atol=1e-10)
        np.testing.assert_array_equal(scored[i].present, ~np.isnan(expected[i]))
    if "rank_Index" in rows[0]:
        np.testing.assert_array_equal(rank(scored["Index"].values, -1), column(rows, "rank_Index"))


def test_nominal_weights(root):
    shares = final_weights(root)
    rows = rows_of("asem_effective_weights.csv")
    assert {row["iCode"] for row in rows} == set(shares)
    for row in rows:
        assert float(shares[row["iCode"]]) == pytest.approx(float(row["EffWeight"]), abs=1e-15)


def test_availability(units, root):
    values = np.stack([column(units, leaf) for leaf in leaves(root)], axis=-1)
    rows = rows_of("asem_data_availability.csv")
    shown, zero = ~np.isnan(values), values == 0
    np.testing.assert_array_equal((~shown).sum(axis=1), column(rows, "N_missing"))
    np.testing.assert_array_equal(zero.sum(axis=1), column(rows, "N_zero"))
    np.testing.assert_allclose(shown.mean(axis=1), column(rows, "Dat_Avail"), atol=1e-15)
    np.testing.assert_allclose(1 - zero.sum(axis=1) / shown.sum(axis=1), column(rows, "Non_Zero"), atol=1e-15)


def is_skewed(x):
    n, d = len(x), x - x.mean()
    skewness = np.mean(d**3) / np.mean(d**2) ** 1.5 * np.sqrt(n * (n - 1)) / (n - 2)
    kurtosis = ((n + 1) * (np.mean(d**4) / np.mean(d**2) ** 2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    return bool(abs(skewness) > 2 and kurtosis > 3.5), bool(skewness > 0)


def treated(x):
    """Pull in the outermost values, one more at a time, until what is left is no longer skewed and peaked."""
    order, found, cut = np.argsort(x, kind="stable"), x.copy(), 0
    while is_skewed(found)[0]:
        cut += 1
        if is_skewed(x)[1]:
            found[order[-cut:]] = x[order[-cut - 1]]
        else:
            found[order[:cut]] = x[order[cut]]
    assert cut <= 5
    return found


@pytest.fixture(scope="module")
def example(units, indicators, root):
    """The example's own preparation: per denominator, means of the region for what is missing, outliers pulled in."""
    region = np.array([row["EurAsia_group"] for row in units])
    columns = []
    for leaf in leaves(root):
        v, by = column(units, leaf), indicators[leaf]["Denominator"]
        v = v / column(units, by) if by else v
        for one in np.unique(region):
            v[(region == one) & np.isnan(v)] = np.nanmean(v[region == one])
        columns.append(minmax(treated(v), direction=int(indicators[leaf]["Direction"])))
    return np.stack(columns, axis=-1)


def test_leave_one_indicator_out(example, root):
    scores, ranks = (rows_of(f"asem_leave_one_indicator_out_{name}.csv") for name in ("scores", "ranks"))
    ids, out = node_ids(root)[1:], leaves(root)
    weights = np.ones((1 + len(out), len(ids)))
    weights[1 + np.arange(len(out)), [ids.index(leaf) for leaf in out]] = 0
    found = aggregate_tree(root, example, weights=weights)["Index"].values
    for run, name in zip(found, ("Nominal", *out), strict=True):
        np.testing.assert_allclose(run, column(scores, name), rtol=0, atol=1e-10)
        np.testing.assert_array_equal(rank(run, -1), column(ranks, name))


def test_ranks_by_peer_group(example, units, root):
    score = aggregate_tree(root, example)["Index"].values
    rows = rows_of("asem_example_coin_ranks_by_peer_group.csv")
    groups = np.array([row["EurAsia_group"] for row in rows_of("asem_unit_groups.csv")])
    np.testing.assert_array_equal(groups, [row["EurAsia_group"] for row in rows])
    found = np.stack([rank(np.where(groups == one, score, np.nan), -1) for one in np.unique(groups)])
    np.testing.assert_array_equal(np.nanmax(found, axis=0), column(rows, "Index"))
