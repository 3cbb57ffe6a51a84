"""The indicators and measures in Markdown, in all languages, from their declarations: `make docs` writes it."""

from collections.abc import Iterable, Iterator

from schemas.city import load_city
from schemas.dictionary import grid, in_both_languages
from schemas.indicator import Indicator, LegalBasis
from schemas.measure import Measure
from schemas.terms import Term, term_name, terms_text
from schemas.words.catalogue import said, text
from schemas.words.languages import LANGUAGES, Language
from schemas.words.message import Declared, message

_SOURCES = {"indicators": "`schemas/indicators/*.toml`", "measures": "`schemas/measures/*.toml`"}
_GUIDE = "[add-an-indicator.md](add-an-indicator.md)"


def markdown(indicators: Iterable[Indicator], measures: Iterable[Measure]) -> str:
    """Return the list of `indicators` and `measures`, in their order, as Markdown that ends in a newline."""
    ordered = list(indicators)
    index = grid(
        (_word("indicator"), *said(message("indicator_list.label"))),
        ((f"[`{i.code}`](#{i.code})", i.name_vi, i.name_en) for i in ordered),
    )
    blocks = [*_introduction(), index, *(block for i in ordered for block in _indicator(i)), *_measures(measures)]
    return "\n\n".join(blocks) + "\n"


def _word(name: str) -> str:
    return in_both_languages(message(f"indicator_list.{name}"))


def _introduction() -> Iterator[str]:
    yield f"# {_word('title')}"
    yield "\n".join(
        said(message("indicator_list.generated", indicators=_SOURCES["indicators"], measures=_SOURCES["measures"]))
    )
    yield "\n".join([*said(message("indicator_list.what-an-indicator-is")), f"{_word('how-to-add')}: {_GUIDE}."])


def _indicator(indicator: Indicator) -> Iterator[str]:
    yield f"## {indicator.code}"
    yield f"**{indicator.name_vi} · {indicator.name_en}**"
    yield "\n".join(_facts(indicator))


def _facts(indicator: Indicator) -> Iterator[str]:
    sums = {"numerator": indicator.numerator, "denominator": indicator.denominator, "left-out": indicator.excluded}
    sums_in_words = {
        name: f"- {_word(name)}: `{terms_text(terms)}`: {_sum_in_words(indicator, terms)}"
        for name, terms in sums.items()
    }
    labels = f"{indicator.denominator_vi} · {indicator.denominator_en}"
    yield sums_in_words["numerator"]
    yield sums_in_words["denominator"]
    yield f"- {_word('denominator-id')}: `{indicator.denominator_id}`: {labels}"
    if indicator.excluded:
        yield sums_in_words["left-out"]
    for part in indicator.parts:
        yield f"- {_word('part-of-failures')}: `{terms_text(part.events)}` / `{terms_text(part.cases)}`"
    if indicator.case_mix:
        mix = indicator.case_mix
        strata = ", ".join(f"`{name}`" for name in mix.strata)
        words = message(f"indicator_list.case-mix-{mix.standardise}", strata=strata, least=mix.least_cases)
        yield f"- {in_both_languages(words)}"
    if indicator.is_census:
        yield f"- {_word('chance')}: {_word('chance-census')}"
    unit = f"{indicator.unit_vi} · {indicator.unit_en}" if indicator.kind == "rate" else _word("a-share")
    yield f"- {_word('unit')}: {unit}; {_word('more-is-better' if indicator.direction == 1 else 'less-is-better')}"
    if indicator.role == "integrity":
        yield f"- {_word('role')}: {_word('role-integrity')}"
    yield f"- {_word('subject')}: {_word('subject-people' if indicator.is_about_people else 'subject-office')}"
    if indicator.legal_basis:
        yield f"- {_word('legal-basis')}: {_basis(indicator.legal_basis)}"


def _basis(basis: LegalBasis) -> str:
    days = (
        [in_both_languages(message("indicator_list.in-force-from", day=basis.valid_from))] if basis.valid_from else []
    )
    days += [in_both_languages(message("indicator_list.in-force-until", day=basis.valid_to))] if basis.valid_to else []
    return f"{basis.name} ({'; '.join(days)})" if days else basis.name


def _sum_in_words(indicator: Indicator, terms: Iterable[Term]) -> str:
    """Return a sum of measures in all languages."""
    return " · ".join(_sum(indicator, terms, language) for language in LANGUAGES)


def _sum(indicator: Indicator, terms: Iterable[Term], language: Language) -> str:
    words = ""
    for term in terms:
        measure = indicator.measure(term.measure)
        name = text(term_name(term, Declared(measure.vi, measure.en)), language)
        words += f" {'+' if term.sign == 1 else '−'} {name}"
    return words.removeprefix(" + ").lstrip()


def _measures(measures: Iterable[Measure]) -> Iterator[str]:
    yield f'## <a id="measures"></a>{_word("measures")}'
    heads = map(_word, ("measure", "table", "kind", "days", "condition"))
    rows = (
        (
            f"`{m.name}`",
            f"`{m.table}`",
            in_both_languages(message(f"indicator_list.kind-{m.kind}")),
            _days(m),
            _condition(m),
            m.vi,
            m.en,
        )
        for m in measures
    )
    yield grid((*heads, *said(message("indicator_list.label"))), rows)


def _days(measure: Measure) -> str:
    return " → ".join(f"`{day}`" for day in measure.days)


def _condition(measure: Measure) -> str:
    conditions = [f"`{measure.where}`" if measure.where else _word("every-row")]
    conditions += [f"Σ `{measure.weight}`"] if measure.weight else []
    conditions += (
        [in_both_languages(message("indicator_list.in-clusters", clusters=f"`{measure.clusters}`"))]
        if measure.clusters
        else []
    )
    return "; ".join(conditions)


if __name__ == "__main__":
    city = load_city()
    print(markdown(city.indicators.values(), city.measures.values()), end="")
