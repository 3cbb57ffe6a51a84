"""Rows as claims: a row that cannot be read says why, and the others are judged as they are without it."""

import pytest
from claim_sets import rows_of

from schemas.words.message import Message
from warehouse.claims.rows import claims_of, missing_columns
from warehouse.claims.verdicts import judge

GOOD = rows_of(
    ["Quận Thử | dossiers_resolved | 1.000", "Quận Thử | dossiers_on_time | 990", "Quận Thử | dossiers_late | 10"]
)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"period_from": "2024-02-30", "period_to": "2024-03-01"}, "claims.bad-days"),
        ({"period_from": "2024-01-01"}, "claims.bad-days"),
        ({"period_from": "2024-02-01", "period_to": "2024-01-01"}, "claims.bad-days"),
        ({"value": "991"}, "claims.another-value"),
        ({"value": "many"}, "claims.another-value"),
        ({"printed": "990 1.000 3"}, "printed.several-numbers"),
        ({"printed": ""}, "printed.no-number"),
        ({"measure": "smiles"}, "claims.unknown-measure"),
        ({"printed": "99%"}, "claims.no-count"),
        ({"printed": "99,5"}, "claims.no-count"),
        ({"measure": "on_time_rate", "printed": "990"}, "claims.no-share"),
    ],
)
def test_a_bad_row_says_why_and_stops_no_other(change: dict[str, str], key: str) -> None:
    verdicts = judge(claims_of([*GOOD, GOOD[1] | {"claim_id": "bad"} | change]))
    assert [verdict.verdict for verdict in verdicts] == ["reconciles"] * 3 + ["not_testable"]
    assert (verdicts[3].claim_id, verdicts[3].why.key) == ("bad", key)


@pytest.mark.parametrize(
    ("printed", "value"), [("990", "990"), ("99,57%", "0.9957"), ("18/510.307", "510307"), ("18/510.307", "18")]
)
def test_a_value_that_the_text_says_is_no_fault(printed: str, value: str) -> None:
    (claim,) = claims_of([GOOD[0] | {"printed": printed, "value": value}])
    assert not isinstance(claim.printed, Message)


def test_a_bound_that_the_file_says_makes_a_span() -> None:
    exact, bounded, own = claims_of(
        [
            GOOD[0] | {"printed": printed, "bound": bound}
            for printed, bound in (("54.500", "exact"), ("54.500", "lower_bound"), ("gần 54.500", "lower_bound"))
        ]
    )
    assert not isinstance(exact.printed, Message) and exact.printed.is_exact
    assert not isinstance(bounded.printed, Message) and (bounded.printed.span.low, bounded.printed.span.high) == (
        54500,
        54600,
    )
    assert not isinstance(own.printed, Message) and own.printed.bound == "upper_bound"


def test_two_rows_of_one_id_are_both_judged() -> None:
    verdicts = judge(claims_of([*GOOD, GOOD[0] | {"set_id": "another", "printed": "7"}]))
    assert [verdict.verdict for verdict in verdicts] == ["reconciles"] * 3 + ["not_testable"]


def test_without_a_set_the_figures_of_one_source_are_of_one_text() -> None:
    of_source = [{**row, "set_id": "", "source": "a page"} for row in GOOD]
    assert {verdict.verdict for verdict in judge(claims_of(of_source))} == {"reconciles"}
    alone = [{**row, "set_id": ""} for row in GOOD]
    assert {verdict.verdict for verdict in judge(claims_of(alone))} == {"not_testable"}


def test_columns_that_are_missing_are_named() -> None:
    assert missing_columns(["claim_id", "measure", "printed", "period_from", "period_to"]) == ["unit_as_written"]
