"""Sets of figures as texts print them: each claim is found to be what was worked out by hand."""

import pytest
from claim_sets import ClaimSet, claim_sets, claims

from schemas.words.catalogue import said
from warehouse.claims.entities import entities_of
from warehouse.claims.rows import claims_of
from warehouse.claims.verdicts import judge

SETS = list(claim_sets())


@pytest.mark.parametrize("claim_set", SETS, ids=lambda of: of.name)
def test_a_set_is_found_to_be_what_it_is(claim_set: ClaimSet) -> None:
    verdicts = judge(claims_of(claim_set.rows))
    names = [f"{row['unit_as_written']} {row['measure']} {row['printed']}" for row in claim_set.rows]
    found = [f"{verdict.verdict} {name}" for verdict, name in zip(verdicts, names, strict=True)]
    assert found == [f"{code} {name}" for code, name in zip(claim_set.expected, names, strict=True)]
    assert all(all(said(verdict.why)) for verdict in verdicts)


def test_sets_of_other_texts_change_nothing() -> None:
    rows = [row for claim_set in SETS for row in claim_set.rows]
    expected = [code for claim_set in SETS for code in claim_set.expected]
    assert [verdict.verdict for verdict in judge(claims_of(rows))] == expected


def test_the_order_of_rows_changes_nothing() -> None:
    for claim_set in SETS:
        verdicts = judge(claims_of(claim_set.rows[::-1]))
        assert [verdict.verdict for verdict in verdicts][::-1] == claim_set.expected, claim_set.name


def test_figures_of_two_texts_are_never_tested_against_each_other() -> None:
    (lines,) = [of for of in SETS if of.name == "a rate that fits nothing, with everything printed"]
    alone = [row | {"set_id": row["measure"]} for row in lines.rows]
    assert {verdict.verdict for verdict in judge(claims_of(alone))} == {"not_testable"}


def test_the_number_of_a_district_is_no_number_of_communes() -> None:
    units = ("Quận 12, cấp xã", "Quận 1, cấp xã", "Quận 12", "TP.HCM, 168 phường, xã", "TP.HCM, cấp xã")
    twelve, one, whole, counted, named = entities_of(claims(*(f"{unit} | dossiers_resolved | 5" for unit in units)))
    assert len({twelve.place, one.place, named.place}) == 3
    assert (whole.place, counted.place) == (twelve.place, named.place)
    assert [entity.level for entity in (twelve, one, counted, named)] == ["commune"] * 4
