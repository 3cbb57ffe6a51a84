"""The published figures beside the checkout, with what each example of them must be found to be."""

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from schemas.printed import Printed, read_printed
from schemas.words.catalogue import said
from warehouse.claims.claim import Verdict
from warehouse.claims.readings import least_n
from warehouse.claims.rows import claims_of
from warehouse.claims.verdicts import judge

FILE = Path(__file__).parents[4] / "shared" / "reference" / "claims_in_sets.csv"
needs_claims = pytest.mark.skipif(not FILE.exists(), reason="the published figures are not beside the checkout")

READ_OTHERWISE = {"Q12-2022-ontime", "Q1-2018-rate"}
EXACT = {
    *(f"HCMC-2025-{name}" for name in ("resolved", "ontime-n", "late-n", "ontime")),
    *(f"HCMC-2025-communes-{name}" for name in ("resolved", "ontime-n", "ontime")),
    *(f"DaLat-2023-{name}" for name in ("received", "ontime-n", "ontime")),
}


@pytest.fixture(scope="module")
def verdicts() -> dict[str, Verdict]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {verdict.claim_id: verdict for verdict in judge(claims_of(list(csv.DictReader(file))))}


@needs_claims
def test_each_claim_has_its_verdict(verdicts: dict[str, Verdict]) -> None:
    by_code: dict[str, set[str]] = {}
    for claim_id, verdict in verdicts.items():
        by_code.setdefault(verdict.verdict, set()).add(claim_id)
    assert by_code["reconciles"] == EXACT
    assert by_code["reconciles_only_if"] == READ_OTHERWISE
    assert by_code["internally_inconsistent"] == {"HCMC-2025Q3-ontime"}
    assert len(by_code["not_testable"]) == 27 - len(EXACT) - 2 - 1


@needs_claims
def test_district_12_fits_18_late_only_when_cut(verdicts: dict[str, Verdict]) -> None:
    verdict = verdicts["Q12-2022-ontime"]
    assert next((r.code, r.departures) for r in verdict.readings) == ("all but late / resolved; cut", 1)
    assert verdict.computed == 1 - Fraction(18, 510307)
    assert "99,99647%" in said(verdict.why)[0]
    # Over "hơn 54.500" it never does: 18 of 54.500 to 54.599 on time are 99,96697% to 99,96703%.
    assert not any("received" in reading.code for reading in verdict.readings)


@needs_claims
def test_district_1_is_on_time_over_received_and_nothing_else(verdicts: dict[str, Verdict]) -> None:
    verdict = verdicts["Q1-2018-rate"]
    assert [reading.code for reading in verdict.readings] == ["all resolved / received; half-up"]
    assert verdict.computed == Fraction(585116, 585336)


@needs_claims
def test_the_third_quarter_is_short_by_39_dossiers(verdicts: dict[str, Verdict]) -> None:
    verdict = verdicts["HCMC-2025Q3-ontime"]
    assert verdict.computed == 1 - Fraction(44061, 1304371)
    assert "39" in said(verdict.why)[1].split("at least")[1]


@needs_claims
def test_what_was_not_said_is_told(verdicts: dict[str, Verdict]) -> None:
    vi, en = said(verdicts["HCMC-2025-ontime"].why)
    assert "411.551" in vi and "485.214" in vi
    assert "84.81845%" in en  # 84,82 half-up


@needs_claims
def test_a_bare_rate_says_how_many_cases_it_needs(verdicts: dict[str, Verdict]) -> None:
    assert verdicts["Q12-2022-satisfaction"].least_n == 230
    assert "233" in said(verdicts["Q12-2022-satisfaction"].why)[1]


@pytest.mark.parametrize(
    ("text", "half_up", "cut"), [("99,57%", 230, 233), ("100%", 1, 1), ("50%", 2, 2), ("33%", 3, 3), ("0%", 1, 1)]
)
def test_the_least_n_is_the_least(text: str, half_up: int, cut: int) -> None:
    printed = read_printed(text, "vi")
    assert isinstance(printed, Printed)
    assert (least_n(printed, "half_up"), least_n(printed, "cut")) == (half_up, cut)


@pytest.mark.long
def test_the_least_n_is_that_of_trying_all() -> None:
    for number in range(0, 1001):
        printed = read_printed(f"{number // 10},{number % 10}%", "vi")
        assert isinstance(printed, Printed)
        for rounding in ("half_up", "half_even", "cut"):
            span = printed.before_rounding(rounding)  # type: ignore[arg-type]
            tried = (
                n
                for n in range(1, 1002)
                for k in range(n + 1)
                if abs(1000 * k - number * n) <= 10 * n and span.holds(Fraction(k, n))
            )
            assert least_n(printed, rounding) == next(tried)  # type: ignore[arg-type]
