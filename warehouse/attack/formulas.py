"""What counts are sums of, as an edition says it: terms of measures over days."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

import polars as pl

from schemas.terms import Term, negated, terms_in
from warehouse.attack.stated import REST, Key
from warehouse.ranking.evidence.form_ii06a import FORM_TERMS


class Count(NamedTuple):
    """What happened in a unit from one day to another, or what there was at the end of the last day (no first)."""

    unit_id: str
    measure: str
    first_day: date | None
    last_day: date
    is_mean: bool = False


Counts = Mapping[Count, int]  # how often each is added
Formulas = Mapping[str, Mapping[str, tuple[Term, ...]]]  # indicator -> part of a key -> its terms


def formulas_of(indicators: pl.DataFrame) -> Formulas:
    """Return the terms of every count of the indicators that an edition lists.

    Editions of 0.1.0 wrote the denominator with what it left out, which stood beside it alone.
    """
    formulas = {}
    for row in indicators.filter(pl.col("numerator").is_not_null()).iter_rows(named=True):
        x, n, excluded = (terms_in(row[column] or "") for column in ("numerator", "denominator", "excluded"))
        n = n if set(negated(*excluded)) <= set(n) else (*n, *negated(*excluded))
        formulas[row["indicator"]] = {"x": x, "n": n, REST: (*n, *negated(*x)), "excluded": excluded}
    return formulas


def counts_of(key: Key, formulas: Formulas) -> Counts | None:
    """Return what a count of a unit adds up, None where no formula says it."""
    if key.table_name == "form_ii06a":
        terms = FORM_TERMS.get(key.item) if key.part == "value" else None
    elif key.table_name == "formula_counts":
        terms = terms_in(key.item)
    else:
        terms = formulas.get(key.item, {}).get(key.part)
    return None if terms is None else _counts(key, terms)


def _counts(key: Key, terms: Iterable[Term]) -> Counts:
    times: Counter[Count] = Counter()
    for term in terms:
        first, last = (key.first_day, key.last_day) if term.at in ("flow", "mean") else (None, key.last_day)
        if term.at == "start":
            last = key.first_day - timedelta(days=1)
        times[Count(key.unit_id, term.measure, first, last, term.at == "mean")] += term.sign
    return {count: n for count, n in times.items() if n}
