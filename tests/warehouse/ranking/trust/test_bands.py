"""Probabilities of bands are shares of the draws of the score, of the units that are ranked."""

import numpy as np
import pytest
from engine_cases import method

from warehouse.ranking.trust.bands import band_probabilities
from warehouse.ranking.trust.draws import Draws

BANDS = [{"name_vi": vi, "name_en": en, "min": least} for vi, en, least in (("Khá", "Fair", 50), ("Tốt", "Good", 80))]
RULES = method({"g": {"online_share": 100}}, bands=BANDS)
DRAWS = Draws(("a", "b", "c"), np.array([[80.0, 79, 10], [90, 81, 10], [79, 49, 10], [85, 60, 90]]), {}, {})


def test_each_ranked_unit_has_a_row_for_each_band_from_the_best_down():
    made = band_probabilities(RULES, DRAWS, ["b", "a"])
    assert made.rows() == [("a", "Tốt", 0.75), ("a", "Khá", 0.25), ("b", "Tốt", 0.25), ("b", "Khá", 0.5)]


@pytest.mark.parametrize(
    ("rules", "draws", "ranked"),
    [(method({"g": {"online_share": 100}}), DRAWS, ["a"]), (RULES, None, ["a"]), (RULES, DRAWS, [])],
)
def test_without_bands_draws_or_ranked_units_there_are_no_rows(rules, draws, ranked):
    assert band_probabilities(rules, draws, ranked).is_empty()
