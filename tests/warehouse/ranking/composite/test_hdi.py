import csv
from pathlib import Path

import numpy as np
import pytest

from warehouse.ranking.composite.normalise import goalposts, log_goalposts
from warehouse.ranking.composite.tree import Node, aggregate_tree

VECTORS = Path(__file__).parents[4] / ".." / "shared" / "reference" / "vectors" / "hdi" / "hdi_2022_published.csv"

EDUCATION = Node("education", children=(Node("expected_years"), Node("mean_years")))
HDI = Node("hdi", aggregation="geometric", children=(Node("health"), EDUCATION, Node("income")))


@pytest.mark.skipif(not VECTORS.is_file(), reason="the reference vectors are not beside the checkout")
def test_the_index_of_2022_is_the_published_one():
    with VECTORS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    life, expected, mean, income = (
        np.array([float(row[column]) for row in rows])
        for column in ("life_expectancy", "expected_years_schooling", "mean_years_schooling", "gni_pc_ppp2017")
    )
    indicators = [goalposts(life, 20, 85), goalposts(expected, 0, 18), goalposts(mean, 0, 15)]
    values = np.stack([*indicators, log_goalposts(income, 100, 75_000)], axis=-1)
    index = aggregate_tree(HDI, values)["hdi"].values / 100
    published = np.array([float(row["hdi_published_3dp"]) for row in rows])
    assert len(rows) == 193
    np.testing.assert_array_equal(np.round(index, 3), published)
    # The published rank is that of the three printed decimals.
    shown = np.round(index, 3)
    ranks = 1 + np.sum(shown[None, :] > shown[:, None], axis=1)
    np.testing.assert_array_equal(ranks, [int(row["rank_published"]) for row in rows])
