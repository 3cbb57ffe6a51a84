"""Verdicts on published figures leave the house as the city's policy has it: by dossiers, or by the texts alone."""

from datetime import date

import polars as pl
import pytest

from schemas.disclosure import DisclosurePolicy, policy_of
from schemas.table import load_tables
from warehouse import store
from warehouse.publication.claim_lines import claim_lines
from warehouse.publication.claim_verdicts import claim_verdicts

DAYS = {"period_from": date(2022, 1, 1), "period_to": date(2022, 12, 31)}
TEXT = DAYS | {"unit_id": "quan-a", "unit_as_written": "Quận A", "source": "Báo Thử", "provenance": "press"}
CLAIMS = [
    TEXT | {"claim_id": claim_id, "set_id": "bài-1", "locale": "vi", "measure": measure, "printed": printed}
    for claim_id, measure, printed in (
        ("late", "dossiers_late", "18"),
        ("rate", "on_time_rate", "99,99%"),
        ("resolved", "dossiers_resolved", "510.307"),
    )
]
FOUND = {"tested_against": "dossiers", "why_vi": "Hồ sơ: 4 quá hạn.", "why_en": "Dossiers: 4 late.", "computed": 4.0}
BY_DOSSIERS = [
    {name: claim[name] for name in claim if name != "locale"} | FOUND | {"verdict": "contradicted"} for claim in CLAIMS
]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    return _snapshot(tmp_path_factory.mktemp("snapshot"), CLAIMS, BY_DOSSIERS)


def _snapshot(folder, claims, verdicts):
    for name, rows in (("claims", claims), ("claim_verdicts", verdicts)):
        table = load_tables()[name]
        frame = pl.DataFrame(
            [[row.get(c) for c in table.stored_schema] for row in rows], table.stored_schema, orient="row"
        )
        frame.write_parquet(_file(folder, name))
    return folder


def _file(folder, name):
    (folder / name).mkdir()
    return folder / name / store.ONE_FILE


def policy(office, audience="public"):
    return DisclosurePolicy(audience=audience, office=office, people="small_counts", legal_basis="–")


def test_a_city_that_publishes_exactly_tells_what_dossiers_give(snapshot):
    told = claim_verdicts(snapshot, policy("exact"), policy("few_people"))
    assert told["verdict"].to_list() == ["contradicted"] * 3
    assert told["why_en"].to_list() == ["Dossiers: 4 late."] * 3


@pytest.mark.parametrize("office", ["few_people", "small_counts"])
def test_else_nothing_is_told_that_rests_on_dossiers(snapshot, office):
    told = claim_verdicts(snapshot, policy(office), policy("exact"))
    assert told["claim_id"].to_list() == ["late", "rate", "resolved"]
    assert "dossiers" not in told["tested_against"]
    assert "contradicted" not in told["verdict"]
    assert 4.0 not in told["computed"]
    assert not [why for why in (*told["why_vi"], *told["why_en"]) if "4 " in why]
    [rate] = told.filter(claim_id="rate").to_dicts()
    assert (rate["verdict"], rate["reading"].rpartition("; ")[2]) == ("reconciles_only_if", "cut")
    assert (rate["source"], rate["unit_id"]) == ("Báo Thử", "quan-a")


def test_a_city_that_declares_nothing_tells_the_public_nothing_by_dossiers_and_a_unit_its_own(snapshot):
    public, unit = (
        claim_verdicts(snapshot, *(policy_of((), of, table) for table in ("claim_verdicts", "monthly")))
        for of in ("public", "unit")
    )
    assert "dossiers" not in public["tested_against"]
    assert unit["tested_against"].to_list() == ["dossiers"] * 3


def test_a_policy_of_this_table_alone_decides(snapshot):
    strict = policy("exact"), policy("small_counts").model_copy(update={"tables": ("claim_verdicts",)})
    told = claim_verdicts(snapshot, policy_of(strict, "public", "claim_verdicts"), policy("exact"))
    assert "dossiers" not in told["tested_against"]


def test_a_snapshot_without_claims_has_no_verdicts(tmp_path):
    for office in ("exact", "small_counts"):
        told = claim_verdicts(tmp_path, policy(office), policy(office))
        assert told.is_empty()
        assert claim_lines(told) == []


def test_a_claim_about_a_month_tells_no_more_than_the_counts_by_month(tmp_path):
    may = {"period_from": date(2022, 5, 1), "period_to": date(2022, 5, 31)}
    folder = _snapshot(tmp_path, [claim | may for claim in CLAIMS], [verdict | may for verdict in BY_DOSSIERS])
    assert "dossiers" not in claim_verdicts(folder, policy("exact"), policy("few_people"))["tested_against"]
    assert claim_verdicts(folder, policy("exact"), policy("exact"))["tested_against"].to_list() == ["dossiers"] * 3
