"""Counts that only formulas name: which they are, and that none of them costs a rate its place."""

from dataclasses import replace

import polars as pl
import pytest
from in_force import method_of

from schemas.disclosure import DisclosurePolicy, policy_of
from schemas.table import load_tables
from schemas.terms import terms_text
from warehouse.disclosure.counts import sums_of
from warehouse.disclosure.rules import rules_of
from warehouse.disclosure.withheld import stated_sums, undetermined, withheld
from warehouse.publication import draft_tables

METHOD = method_of("qd766")
SUMS = sums_of({"indicators": draft_tables.indicators(METHOD, policy_of([], "public", "rankings"))})
ITEMS = {
    terms_text([replace(term, sign=1)])
    for one in draft_tables.definitions(METHOD).values()
    for term in (*one.numerator, *one.denominator)
}
LATE = {"open_late_766@end", "resolved_late_766", "petitions_complaints"}
PETITIONS = {"petitions_resolved", "petitions_overdue@end"}


def test_what_a_rate_or_the_form_determines_is_none_of_them():
    """Of two indicators the sums of late and open, of late and complaints are stated: no count of the three follows."""
    assert set(undetermined(ITEMS, [*stated_sums(SUMS)])) == {frozenset(LATE), frozenset(PETITIONS)}


@pytest.mark.parametrize(
    ("named", "left"),
    [
        ({"late": {"x": "resolved_late_766"}}, {frozenset(PETITIONS)}),
        ({"both": {"x": "open_late_766@end + petitions_complaints"}}, {frozenset(PETITIONS)}),
        ({"other": {"x": "open_late_766@end + resolved_late_766 + petitions_overdue@end"}}, {frozenset(LATE)}),
    ],
)
def test_a_further_sum_may_determine_them_alone_or_with_others(named, left):
    """One more rate states a count, or makes three sums of three counts, or tells a count less a sum that is known."""
    rows = {"indicator": [*named], "numerator": [one["x"] for one in named.values()]}
    further = pl.DataFrame(rows | {"denominator": ["resolved"], "excluded": [None]})
    assert set(undetermined(ITEMS, [*stated_sums(SUMS | sums_of({"indicators": further}))])) == left


def table(**units):
    columns = load_tables()["formula_counts"].polars_schema
    rows = [
        {"unit_id": unit, "item": item, "name_vi": item, "name_en": item, "value": value, "is_suppressed": False}
        | dict.fromkeys(("is_about_people", "concerns_people"), item != "officials@mean")
        for unit, counts in units.items()
        for item, value in counts.items()
    ]
    return pl.DataFrame(rows, schema=columns)


def test_a_small_one_is_withheld_with_its_like_and_in_its_unit_only():
    large, small = (
        dict.fromkeys(LATE, 40),
        {"open_late_766@end": 9, "resolved_late_766": 155, "petitions_complaints": 0},
    )
    others = {"petitions_resolved": 30, "petitions_overdue@end": 10, "received": 3, "officials@mean": 4}
    counts = table(a=small | others, b=large | others, c=dict.fromkeys(LATE, 0))
    gone = withheld(counts, SUMS, rules(counts, office="small_counts"))
    assert gone == {("a", item) for item in LATE}


def test_what_is_published_exactly_determines_its_like():
    """Late dossiers are the office's: with them told, complaints follow from the rate and are a figure as any other."""
    small = {"open_late_766@end": 9, "resolved_late_766": 155, "petitions_complaints": 3}
    counts = table(a=small).with_columns(is_about_people=pl.col("item") == "petitions_complaints")
    assert withheld(counts, SUMS, rules(counts, office="exact")) == frozenset()
    assert withheld(counts, SUMS, rules(counts, office="small_counts")) == {("a", item) for item in LATE}


def rules(counts, office):
    """The rules of a city that suppresses small counts of people, and of the office as said."""
    policy = DisclosurePolicy(audience="public", office=office, people="small_counts", legal_basis="–")
    indicators = draft_tables.indicators(METHOD, policy)
    return rules_of([policy], {"indicators": indicators, "formula_counts": counts}, 10)
