"""The list of indicators and measures: complete, and the one in docs/ is that of the declarations."""

from pathlib import Path

from schemas.city import load_city
from schemas.indicator_list import markdown
from schemas.terms import terms_text

DOCUMENT = Path(__file__).parents[2] / "docs" / "indicators.md"


def listed() -> str:
    city = load_city()
    return markdown(city.indicators.values(), city.measures.values())


def test_the_list_in_docs_is_current() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == listed(), "run: make docs"


def test_every_indicator_is_told_with_its_formula_its_words_and_its_basis() -> None:
    text, city = listed(), load_city()
    for one in city.indicators.values():
        section = text.split(f"\n## {one.code}\n")[1].split("\n## ")[0]
        formulas = [terms_text(terms) for terms in (one.numerator, one.denominator, one.excluded) if terms]
        formulas += [terms_text(terms) for part in one.parts for terms in (part.events, part.cases)]
        words = [one.name_vi, one.name_en, one.denominator_vi, one.denominator_en, one.unit_vi, one.unit_en]
        words += [word for measure in one.counted if measure.name in formulas for word in (measure.vi, measure.en)]
        words += [one.legal_basis.name] if one.legal_basis else []
        assert [f for f in formulas if f"`{f}`" not in section] == []
        assert [word for word in words if word not in section] == []


def test_every_measure_is_told_with_its_condition() -> None:
    table = listed().split('<a id="measures"></a>')[1]
    for measure in load_city().measures.values():
        (row,) = (line for line in table.splitlines() if line.startswith(f"| `{measure.name}` |"))
        assert measure.where in row
        assert measure.vi in row
        assert measure.en in row


def test_the_dates_of_a_legal_basis_are_told_in_both_languages() -> None:
    assert (
        "Nghị định 61/2018/NĐ-CP (từ 21/06/2018 · from 21 June 2018; đến 30/06/2025 · until 30 June 2025)" in listed()
    )
