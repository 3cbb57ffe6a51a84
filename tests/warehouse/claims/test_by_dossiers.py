"""Dossiers decide over what a text says of itself; where there are none, or they leave it open, it stays."""

from fractions import Fraction

import pytest
from claim_sets import claims

from schemas.printed import Interval
from schemas.words.catalogue import said
from schemas.words.message import message
from warehouse.claims.claim import ByDossiers, Figures
from warehouse.claims.verdicts import judge

TEXT = ("Quận Thử | dossiers_resolved | 10.000", "Quận Thử | dossiers_late | 100", "Quận Thử | on_time_rate | 99,00%")


def given(claim_id: str, *values: tuple[Fraction, int]) -> Figures:
    words = message("claims.alone")
    return {claim_id: [ByDossiers(f"reading {off}", off, v, Interval(v, v), words) for v, off in values]}


@pytest.mark.parametrize(
    ("values", "verdict", "against"),
    [
        (((Fraction(99, 100), 0),), "reconciles", "dossiers"),
        (((Fraction(98, 100), 0), (Fraction(99004, 100000), 1)), "reconciles_only_if", "dossiers"),
        (((Fraction(990099, 1000000), 0),), "reconciles_only_if", "dossiers"),  # cut
        (((Fraction(98, 100), 0), (Fraction(97, 100), 1)), "contradicted", "dossiers"),
        ((), "reconciles", "text"),
    ],
)
def test_a_rate_by_its_dossiers(values: tuple[tuple[Fraction, int], ...], verdict: str, against: str) -> None:
    found = judge(claims(*TEXT), given("2", *values))[2]
    assert (found.verdict, found.tested_against) == (verdict, against)
    assert all(said(found.why))


def test_a_count_by_its_dossiers() -> None:
    assert judge(claims(*TEXT), given("1", (Fraction(100), 0)))[1].verdict == "reconciles"
    contradicted = judge(claims(*TEXT), given("1", (Fraction(101), 0)))[1]
    assert (contradicted.verdict, contradicted.computed) == ("contradicted", 101)
    bounded = judge(claims("Quận Thử | dossiers_total | hơn 54.500"), given("0", (Fraction(54599), 0)))[0]
    assert bounded.verdict == "reconciles"


def test_a_text_that_contradicts_itself_stays_so_unless_dossiers_give_the_figure() -> None:
    off = claims(*TEXT[:2], "Quận Thử | on_time_rate | 99,40%")
    verdict = judge(off, given("2", (Fraction(98, 100), 0)))[2]
    assert (verdict.verdict, verdict.tested_against) == ("internally_inconsistent", "text")
    verdict = judge(off, given("2", (Fraction(994, 1000), 0)))[2]
    assert (verdict.verdict, verdict.tested_against) == ("reconciles", "dossiers"), "another is wrong"


def test_what_cannot_be_read_stays_so() -> None:
    assert judge(claims("Quận Thử | dossiers_total | Q1"), given("0", (Fraction(1), 0)))[0].verdict == "not_testable"
