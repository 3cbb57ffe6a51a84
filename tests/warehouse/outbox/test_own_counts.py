"""A unit is given all of its own counts, unless the city's policy for units says otherwise."""

import pytest
from draft_cases import draft
from engine_cases import method

from schemas.disclosure import DisclosurePolicy
from schemas.words.catalogue import text
from schemas.words.languages import ENGLISH
from warehouse.outbox.own_counts import own_counts
from warehouse.ranking.sentences.unit_indicators import improvements, indicator_rows
from warehouse.ranking.sentences.unit_standing import rows_by_unit

PLEASED, ONLINE, COURSES = "satisfaction", "online_share", "publication_complete"
RULES = method({"g": {PLEASED: 40, ONLINE: 30, COURSES: 30}})
MADE = draft(
    {
        "a": {PLEASED: (95, 100), ONLINE: (6, 100), COURSES: (3, 5)},
        "b": dict.fromkeys((PLEASED, ONLINE, COURSES), (50, 100)),
    },
    own=RULES,
)


def shown(office, people):
    policy = DisclosurePolicy(audience="unit", office=office, people=people, legal_basis="–")
    return own_counts(rows_by_unit(MADE)["a"], RULES.indicators, policy, 10)


@pytest.mark.parametrize(
    ("office", "people", "hidden"),
    [
        ("exact", "exact", set()),
        ("exact", "small_counts", {PLEASED}),  # five are not pleased
        ("small_counts", "exact", {ONLINE}),
        ("few_people", "few_people", set()),  # a hundred are concerned
    ],
)
def test_small_counts_go_by_the_policy_and_what_concerns_nobody_never(office, people, hidden):
    rows = shown(office, people)
    assert {cell["indicator"] for cell in rows.cells if cell["status"] == "SUPPRESSED"} == hidden
    for row, cell in zip(indicator_rows(RULES, rows), rows.cells, strict=True):
        figures = [row[name] for name in ("value", "x", "n", "points", "ci_low", "compared")]
        assert (figures == [None] * 6) == (cell["indicator"] in hidden)
    statuses = [text(row["status"], ENGLISH) for row in indicator_rows(RULES, rows)]
    assert sum("suppressed" in status for status in statuses) == len(hidden)


def test_nothing_is_advised_where_nothing_may_be_told():
    advised = {improvement.name.en for improvement in improvements(RULES, shown("exact", "exact"), {})}
    named = RULES.indicators[PLEASED].name_en
    assert named in advised
    assert named not in {i.name.en for i in improvements(RULES, shown("exact", "small_counts"), {})}
