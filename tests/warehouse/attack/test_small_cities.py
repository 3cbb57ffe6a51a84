"""On cities whose counts are known: what is left always holds the truth, and what can be worked out is."""

from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from small_cities import CODES, SmallCity, city_of, city_that_tells, parquet

from warehouse.attack.attack import attack

pytestmark = pytest.mark.long

pairs = st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(max(0, n - 12), n), st.just(n)))
of_quarters = st.lists(pairs, min_size=4, max_size=4)
of_units = st.fixed_dictionaries(dict.fromkeys(CODES, of_quarters))


@st.composite
def cities(draw):
    units = [f"u{i}" for i in range(draw(st.integers(1, 3)))]
    counts = {unit: draw(of_units) for unit in units}
    cells = [(unit, code) for unit in units for code in CODES]
    return SmallCity(
        counts, frozenset(draw(st.sets(st.sampled_from(cells), max_size=2))), hides_rows=draw(st.booleans())
    )


@settings(max_examples=12, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(cities())
def test_the_truth_is_always_among_what_is_left(city):
    (result,) = attack(city.tree())
    truth = city.truth()
    assert {tuple(f.key) for f in result.findings} == set(city.hidden())
    assert result.contradicting == []
    assert [f for f in result.findings if not f.least <= truth[tuple(f.key)] <= f.most] == []
    assert [f for f in result.recovered if f.least != truth[tuple(f.key)]] == []


def left(city, unit, code, part, table="rankings"):
    (result,) = attack(city.tree())
    return next(
        (f.least, f.most, f.left)
        for f in result.findings
        if (f.key.table_name, f.key.unit_id, f.key.item, f.key.part) == (table, unit, code, part)
    )


def test_a_score_tells_the_one_hidden_count_behind_it():
    assert left(city_that_tells(), "a", "petitions_on_time", "rest") == (6, 6, 1)


def test_a_rougher_score_tells_less():
    city = replace(city_that_tells(), decimals=-1)
    assert left(city, "a", "petitions_on_time", "rest")[2] > 1


def test_a_quarter_follows_from_the_year_and_the_others():
    city = city_of(late_share=[(2, 100), (20, 100), (30, 100), (40, 100)])
    assert left(city, "a", "late_share", "x", "trends") == (2, 2, 1)


def test_the_score_of_another_ranking_of_the_same_counts_tells_as_well():
    rough, finer = replace(city_that_tells(), decimals=-1), city_that_tells()
    both = {**rough.tree(), **finer.tree("2022-other/v1/")}
    (alone,), (beside,) = attack(rough.tree()), attack(both, "2022-small/v1/")
    assert alone.recovered == []
    assert {(f.key.part, f.least) for f in beside.recovered if f.key.table_name == "rankings"} == {("rest", 6)}
    (changed,) = attack(both | changed_deliveries("2022-other/v1/data/deliveries.parquet"), "2022-small/v1/")
    assert changed.recovered == []


def changed_deliveries(path):
    """Deliveries by which every unit has sent more since."""
    rows = [{"unit_id": unit, "table_name": "dossiers", "accepted": 10_001} for unit in "abc"]
    return {path: parquet("deliveries", rows)}
