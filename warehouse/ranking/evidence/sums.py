"""Sums of measures over a period: what numerators and denominators are made of."""

from collections.abc import Iterable, Mapping

import polars as pl

from schemas.measure import DAYS
from schemas.terms import Term
from warehouse.ranking.evidence.periods import Period

Sums = Mapping[tuple[str, str], Mapping[str, int]]


def period_sums(counts: pl.LazyFrame, period: Period) -> Sums:
    """Return (unit_id, measure) -> "flow" within the period, "start" before it, "end" up to its last day."""
    is_before = pl.col("day") < period.first
    sums = (
        counts.filter(pl.col("day") <= period.last)
        .group_by("unit_id", "measure")
        .agg(pl.col("n").filter(~is_before).sum().alias("flow"), pl.col("n").filter(is_before).sum().alias("start"))
        .collect()
    )
    return {(unit, m): {"flow": f, "start": s, "end": s + f} for unit, m, f, s in sums.iter_rows()}


def total(unit: str, terms: Iterable[Term], sums: Sums) -> int:
    """Return the sum of the terms of a unit."""
    return sum(term.sign * _term(unit, term, sums) for term in terms)


def _term(unit: str, term: Term, sums: Sums) -> int:
    daily = sums.get((unit, term.measure), {})
    if term.at != "mean":
        return daily.get(term.at, 0)
    days = sums.get((unit, f"{term.measure}{DAYS}"), {}).get("flow", 0)
    # Half rounds up: in whole officials, and never fewer than one where any were reported.
    total = daily.get("flow", 0)
    return max(1, (2 * total + days) // (2 * days)) if days and total else 0
