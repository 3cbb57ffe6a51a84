"""The cases of a period by kind, counted from the dossiers themselves: what like is compared with like by."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from schemas.case_mix import CaseMix
from schemas.indicator import Indicator
from schemas.terms import Term
from warehouse.arrays import Ints
from warehouse.counting.count import SPAN, count_kinds
from warehouse.ranking.evidence.periods import Period
from warehouse.ranking.statistics.strata import NONE, pooled_strata


@dataclass(frozen=True, eq=False)
class Kinds:
    """Unfavourable and all cases of one indicator by unit and kind of case, in one period after another.

    `names` (k, levels) say what a kind is called, None where the dossiers do not. `events` and `cases` have the shape
    (periods, units, k), units in the order that was asked for.
    """

    names: tuple[tuple[str | None, ...], ...]
    events: Ints
    cases: Ints

    @property
    def labels(self) -> Ints:
        """The names as numbers (k, levels), `NONE` where there is no name."""
        levels = zip(*self.names, strict=True)
        numbered = [_numbered(level) for level in levels]
        return np.array(numbered, dtype=np.int64).T.reshape(len(self.names), -1)


def count_case_mix(
    parts: Iterable[pl.LazyFrame], units: Sequence[str], periods: Sequence[Period], indicators: Iterable[Indicator]
) -> Mapping[str, Kinds]:
    """Return by code the kinds of cases of the indicators that declare a case mix, from one reading of the rows.

    The sums over kinds are those of the table `measures`: the same conditions on the same rows.

    Args:
        parts: rows of the table of dossiers, with their facts, in as many frames as fit into memory one by one.
        units: ids, in the order of the result.
        periods: they do not overlap.
        indicators: of any kind; those without a case mix are passed over.
    """
    indicator_of_code = {indicator.code: indicator for indicator in indicators if indicator.case_mix}
    if not indicator_of_code:
        return {}
    columns = list(dict.fromkeys(name for indicator in indicator_of_code.values() for name in _mix(indicator).strata))
    measures = {
        m.name: m
        for indicator in indicator_of_code.values()
        for m in indicator.counted
        if m.name in indicator.whole.measures
    }
    spans = [(period.first, period.last) for period in periods]
    rows_of_units = (rows.filter(pl.col("unit_id").is_in(units)) for rows in parts)
    counts = pl.concat([count_kinds(rows, measures.values(), columns, spans).collect() for rows in rows_of_units])
    return {code: _kinds(indicator, counts, units, len(periods)) for code, indicator in indicator_of_code.items()}


def strata_of(kinds: Kinds, mix: CaseMix, places: Collection[int]) -> Ints:
    """Return the stratum (k,) of each kind, by its cases in the whole city in all periods: the same in each of them.

    Args:
        kinds: the cases.
        mix: it declares the least number of cases.
        places: of the units that make up the city.
    """
    city_cases = kinds.cases[:, sorted(places), :].sum(axis=(0, 1))
    return pooled_strata(kinds.labels, city_cases, mix.least_cases)


def _mix(indicator: Indicator) -> CaseMix:
    assert indicator.case_mix is not None
    return indicator.case_mix


def _kinds(indicator: Indicator, counts: pl.DataFrame, units: Sequence[str], periods: int) -> Kinds:
    """Return the kinds of one indicator: its terms are sums of measures, in every unit, kind and period."""
    strata = list(_mix(indicator).strata)
    indicator_counts = counts.filter(pl.col("measure").is_in(indicator.whole.measures))
    names = indicator_counts.select(strata).unique().sort(strata, nulls_last=True)
    kind_counts = indicator_counts.join(
        names.with_row_index("kind"), on=strata, how="left", nulls_equal=True
    ).with_columns(
        unit=pl.col("unit_id").replace_strict(dict(zip(units, range(len(units)), strict=True)), return_dtype=pl.Int64)
    )
    shape = (periods, len(units), names.height)
    sums = {str(m): np.zeros(shape, dtype=np.int64) for m in indicator.whole.measures}
    for (measure,), rows in kind_counts.group_by("measure"):
        where = tuple(rows.get_column(name).to_numpy() for name in (SPAN, "unit", "kind"))
        np.add.at(sums[str(measure)], where, rows.get_column("n").to_numpy())
    events, cases = (_total(terms, sums, shape) for terms in (indicator.whole.events, indicator.whole.cases))
    return Kinds(tuple(names.iter_rows()), events, cases)


def _total(terms: Iterable[Term], sums: Mapping[str, Ints], shape: tuple[int, ...]) -> Ints:
    return sum((term.sign * sums[term.measure] for term in terms), np.zeros(shape, dtype=np.int64))


def _numbered(level: Sequence[str | None]) -> list[int]:
    order = {name: place for place, name in enumerate(dict.fromkeys(name for name in level if name is not None))}
    return [NONE if name is None else order[name] for name in level]
