"""Like with like: by which kinds of cases an indicator is standardised, and how."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from pydantic import Field

from schemas.measure import Measure
from schemas.strict import Declaration
from schemas.table import load_tables
from schemas.terms import Term

TABLE = "dossiers"  # whose rows are of kinds


class CaseMix(Declaration):
    """How units with unlike cases are compared in an indicator.

    `standardise` "indirect": observed over expected failures, at the city's rates for the kinds of cases that the unit
    has. "direct": the rate that it would have with the city's cases. `strata` are columns of the table of dossiers, the
    finest first; kinds of fewer than `least_cases` in the city are put together by the next, and at last all in one.
    """

    standardise: Literal["indirect", "direct"]
    strata: tuple[str, ...] = Field(min_length=1)
    least_cases: int = Field(200, ge=1)


def faults_of(case_mix: CaseMix, kind: str, terms: Iterable[Term], measures: Mapping[str, Measure]) -> Iterator[str]:
    """Yield why an indicator cannot be standardised so.

    Args:
        case_mix: what it declares.
        kind: "proportion" or "rate".
        terms: the sums of its failures and cases.
        measures: those that the terms name, by name.
    """
    if kind == "rate":
        yield "a rate has no failures that could be expected of a kind of cases"
    for term in dict.fromkeys(terms):
        measure = measures.get(term.measure)
        if term.at != "flow":
            yield f"{term.measure}@{term.at} is no sum over the days of a period: only flows have a mix of cases"
        elif measure is not None and measure.table != TABLE:
            yield f"{term.measure} counts rows of {measure.table}: only {TABLE} are of kinds"
        elif measure is not None and measure.weight:
            yield f"{term.measure} sums {measure.weight}: only cases that are counted one by one are of kinds"
    kinds = [column.name for column in load_tables()[TABLE].columns if column.is_kind]
    for name in case_mix.strata:
        if name not in kinds:
            yield (
                f"{name!r} does not say what kind of case a dossier is before the unit does anything with it; "
                f"strata can be {', '.join(kinds)}"
            )
    if len(set(case_mix.strata)) < len(case_mix.strata):
        yield "two strata are the same"
