"""The limits of a city: what they bound, what they leave out where they are unsaid, and what follows from a change."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from schemas.city import City, declarations_hash, load_city
from schemas.column import Column
from schemas.errors import DeclarationError
from schemas.limits import Limits, rules_in_city
from schemas.rule import DeclaredRule
from schemas.rules import check_of
from schemas.strict import parse
from schemas.table import load_tables
from schemas.words.catalogue import said

WABO = Path(__file__).parents[1] / "cities" / "wabo"
OF_THE_CIRCULAR = {"dossier-code-shape", "code-date-differs"}


def ids(city: City, table: str = "dossiers") -> set[str]:
    return {rule.id for rule in city.tables[table].rules}


def bounds(city: City) -> set[tuple[object, object]]:
    ranges = [r for t in city.tables.values() for r in t.rules if r.id.endswith("-out-of-range")]
    ranges = [r for r in ranges if r.kwargs["column"] != "score"]
    assert {r.id for r in ranges} >= {"received-at-out-of-range", "apology-date-out-of-range", "period-to-out-of-range"}
    return {(r.kwargs["min_value"], r.kwargs["max_value"]) for r in ranges}


def with_limits(city: City, **limits: object) -> City:
    return replace(city, about=city.about.model_copy(update={"limits": Limits.model_validate(limits)}))


def test_the_shipped_city_judges_by_the_circular_and_the_years_it_declares() -> None:
    city = load_city()
    assert bounds(city) == {(date(2010, 1, 1), date(2040, 12, 31))}
    assert ids(city) >= OF_THE_CIRCULAR
    (shape,) = (r for r in city.tables["dossiers"].rules if r.id == "dossier-code-shape")
    assert shape.kwargs["regex"] == "^[0-9A-Z.]+-[0-9]{6}-[0-9]{3,6}$"


def test_a_dutch_city_is_judged_by_its_own_years_and_by_no_circular() -> None:
    city = load_city(WABO)
    assert bounds(city) == {(date(2000, 1, 1), date(2100, 12, 31))}
    assert not ids(city) & OF_THE_CIRCULAR


def test_every_rule_of_every_city_can_be_asked() -> None:
    for city in (load_city(), load_city(WABO), with_limits(load_city())):
        for table in city.tables.values():
            for rule in table.rules:
                check_of(rule)


@pytest.mark.parametrize(
    "change",
    [
        {"earliest": date(2011, 1, 1)},
        {"latest": date(2039, 1, 1)},
        {"dossier_code": "^A"},
        {"currency": "LAK"},
        {"money_decimals": 2},
    ],
)
def test_a_changed_limit_changes_the_hash_of_the_declarations(change: dict[str, object]) -> None:
    city = load_city()
    other = with_limits(city, **city.about.limits.model_dump() | change)
    source = city.sources["dossiers-csv-utf8"]
    hashes = [declarations_hash(c, source) for c in (city, other, load_city())]
    assert hashes[0] == hashes[2] != hashes[1]


@pytest.mark.parametrize(
    ("limits", "fault"),
    [
        ({"earliest": "2020-01-01", "latest": "2019-12-31"}, "before earliest"),
        ({"dossier_code": "["}, "not a regular expression"),
        ({"money_decimals": 5}, "less than or equal to 4"),
        ({"currency": "€"}, "should match pattern"),
        ({"dosier_code": "^A"}, "did you mean dossier_code"),
    ],
)
def test_impossible_limits_are_refused(limits: dict[str, object], fault: str) -> None:
    with pytest.raises(DeclarationError, match=fault):
        parse(Limits, limits, "city.toml")


def test_money_is_kept_in_the_smallest_unit_of_the_citys_currency() -> None:
    for city, unit in ((load_city(), "VND"), (load_city(WABO), "0.01 EUR")):
        table = city.tables["dossiers"]
        assert table.column("fee_due").unit == unit
        assert table.arrow_schema.field("fee_due").metadata[b"unit"] == unit.encode()
        (rule,) = (r for r in table.rules if r.id == "fee-due-unreadable")
        amounts, messages = said(city.about.limits.amount), said(rule.message)
        assert all(amount in words for amount, words in zip(amounts, messages, strict=True))
    assert load_tables()["dossiers"].column("fee_due").unit == "", "tables of no city know no currency"


def test_a_column_of_money_holds_whole_numbers() -> None:
    column = {"name": "fee", "type": "number", "label_vi": "", "label_en": "", "is_money": True}
    with pytest.raises(DeclarationError, match="is money"):
        parse(Column, column, "a table")


def a_rule(**change: object) -> DeclaredRule:
    plain = {"id": "one", "expectation": "expect_column_values_to_match_regex", "message_vi": "", "message_en": ""}
    return DeclaredRule.model_validate(plain | change)


def test_a_rule_that_needs_an_unsaid_limit_does_not_hold() -> None:
    said = Limits(dossier_code="^A")
    filled = a_rule(kwargs={"column": "dossier_code", "regex": "city:dossier_code"})
    assert [r.kwargs["regex"] for r in rules_in_city([filled], said)] == ["^A"]
    assert rules_in_city([filled], Limits()) == []
    needs = a_rule(with_limit="dossier_code")
    assert (rules_in_city([needs], said), rules_in_city([needs], Limits())) == ([needs], [])


def test_a_limit_that_does_not_exist_is_refused_with_the_nearest() -> None:
    with pytest.raises(ValueError, match="no limit 'dosier_code'; nearest: dossier_code"):
        rules_in_city([a_rule(with_limit="dosier_code")], Limits())


def test_tables_of_no_city_hold_no_placeholder() -> None:
    arguments = [value for t in load_tables().values() for r in t.rules for value in r.kwargs.values()]
    assert not [value for value in arguments if isinstance(value, str) and value.startswith("city:")]
