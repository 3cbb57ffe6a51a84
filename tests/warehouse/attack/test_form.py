"""What form II.06a says of the dossiers that an indicator counts is known of them, whatever its own table hides."""

from dataclasses import replace

import polars as pl
from small_cities import BIG, CODES, YEAR, SmallCity, city_of, parquet

from warehouse.attack.attack import attack

FOLDER = "2022-small/v1/"
# Three of 32 were late: numerator and denominator are hidden, and the score of the unit is told. Another unit shows
# that 30 cases are enough for one.
OF_B = dict.fromkeys(CODES, BIG) | {"late_share": [(10, 30), (0, 0), (0, 0), (0, 0)]}
LATE = SmallCity(
    city_of(late_share=[(3, 32), (0, 0), (0, 0), (0, 0)]).counts | {"b": OF_B},
    also_hidden=frozenset({("a", "late_share")}),
)
ALL_SHOWN = SmallCity({unit: dict.fromkeys(CODES, BIG) for unit in "abc"})


def with_form(city, hidden=(), **counts):
    """The tree of a city with unit a's form, of which the items in `hidden` are said to be small."""
    days = {"period_from": YEAR[0], "period_to": YEAR[1]}
    rows = [
        {"unit_id": "a", "item": item, "counted": None if item in hidden else count} | days
        for item, count in counts.items()
    ]
    small = [("form_ii06a", "a", item, *YEAR, "value", "small", 1, 9) for item in hidden]
    tree = city.tree()
    name = f"{FOLDER}data/suppressions.parquet"
    listed = [*pl.read_parquet(tree[name]).rows(), *small]
    made = {name: parquet("suppressions", listed), f"{FOLDER}data/form_ii06a.parquet": parquet("form_ii06a", rows)}
    return tree | made


def left(tree, item, part):
    (result,) = attack(tree)
    assert not result.contradicting
    of_year = [f for f in result.findings if f.key.table_name in ("rankings", "form_ii06a")]
    return next((f.least, f.left, f.how.key) for f in of_year if (f.key.item, f.key.part) == (item, part))


def test_the_total_of_the_form_tells_the_denominator_of_a_score():
    assert left(LATE.tree(), "late_share", "x")[1] > 1
    assert left(with_form(LATE, resolved_total=32), "late_share", "x") == (3, 1, "attack.by-scores")


def test_a_score_that_is_not_told_leaves_the_count_open():
    rough = replace(LATE, decimals=-2)
    assert left(with_form(rough, resolved_total=32), "late_share", "x")[1] == 9


def test_what_was_received_and_did_not_end_is_open():
    tree = with_form(ALL_SHOWN, ["open_total"], received_total=167, resolved_total=160, open_total=7)
    assert left(tree, "open_total", "value") == (7, 1, "attack.by-sums")
    # An indicator divides by as many as the form says were resolved: either table tells the other's.
    tree = with_form(ALL_SHOWN, ["open_total"], received_total=167, open_total=7)
    assert left(tree, "open_total", "value") == (7, 1, "attack.by-sums")
    assert left(with_form(ALL_SHOWN, ["open_total"], open_total=7), "open_total", "value")[1] == 9


def test_units_whose_form_contradicts_are_named_and_nothing_is_concluded_from_it():
    (result,) = attack(with_form(ALL_SHOWN, ["open_total"], received_total=100, resolved_total=160, open_total=7))
    assert result.contradicting == ["a"]
    assert result.recovered == []
