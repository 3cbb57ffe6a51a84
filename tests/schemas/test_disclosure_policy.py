"""What a city declares of which counts are published, to whom."""

import shutil

import pytest

from schemas.city import DEFAULT_CITY, load_city
from schemas.disclosure import DisclosurePolicy, policy_of
from schemas.errors import DeclarationError

PUBLIC = DisclosurePolicy(audience="public", office="exact", people="small_counts", legal_basis="Luật")
MONTHLY = PUBLIC.model_copy(update={"tables": ("monthly",), "office": "few_people"})
UNIT = PUBLIC.model_copy(update={"audience": "unit", "people": "exact"})


def test_a_table_has_its_own_policy_or_that_of_all_others():
    policies = (PUBLIC, UNIT, MONTHLY)
    assert policy_of(policies, "public", "monthly") == MONTHLY
    assert policy_of(policies, "public", "rankings") == PUBLIC
    assert policy_of(policies, "unit", "") == UNIT


def test_without_a_policy_the_public_is_told_no_small_count_and_a_unit_all_of_its_own():
    public, unit = policy_of((), "public", "rankings"), policy_of((), "unit", "")
    assert (public.office, public.people) == ("small_counts", "small_counts")
    assert (unit.office, unit.people) == ("exact", "exact")


def test_what_concerns_nobody_is_under_no_rule():
    assert [PUBLIC.rule(subject) for subject in ("office", "people", None)] == ["exact", "small_counts", "exact"]


def test_ho_chi_minh_city_tells_what_offices_did_and_protects_people():
    policies = load_city().about.disclosure
    for table in ("rankings", "trends", "form_ii06a", "formula_counts", "benchmarks", "signals", "ranking_changes"):
        policy = policy_of(policies, "public", table)
        assert (policy.office, policy.people) == ("exact", "small_counts")
        assert "Luật" in policy.legal_basis
    assert {policy_of(policies, "public", table).office for table in ("case_mix", "monthly")} == {"few_people"}


POLICY = '\n[[disclosure]]\naudience = "{}"\noffice = "exact"\npeople = "exact"\nlegal_basis = "Luật"\n{}\n'


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        (POLICY.format("public", ""), "audience 'public' has 2 policies for all other tables"),
        (POLICY.format("public", 'tables = ["monthly"]'), "audience 'public' has 2 policies for monthly"),
        (POLICY.format("public", 'tables = ["months"]'), "audience 'public' is given no table 'months'"),
        (POLICY.format("public", 'tables = ["deliveries"]'), "no table 'deliveries' that concerns people"),
        (POLICY.format("unit", 'tables = ["rankings"]'), "audience 'unit' is given no table 'rankings'"),
        (POLICY.format("press", ""), "audience: Input should be 'public' or 'unit'"),
        (
            POLICY.format("public", "").replace('legal_basis = "Luật"\n', ""),
            "the law or decision that the policy rests on",
        ),
        ("suppress_below = 3\n", "suppress_below: Input should be greater than or equal to 4"),
    ],
)
def test_a_policy_that_cannot_be_meant_is_refused_with_its_place(tmp_path, more, fault):
    folder = shutil.copytree(DEFAULT_CITY, tmp_path / "city")
    text = (folder / "city.toml").read_text(encoding="utf-8")
    if more.startswith("suppress"):
        text, more = text.replace("suppress_below = 10\n", more), ""
    (folder / "city.toml").write_text(text + more, encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"city\.toml") as refused:
        load_city(folder)
    assert fault in str(refused.value)
