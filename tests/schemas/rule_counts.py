"""The counts of rules over a frame alone, in one pass over it: what a check makes beside all else."""

from collections.abc import Sequence

import polars as pl

from schemas.rule import Rule
from schemas.rules import NO_DAYS, RuleCounts, counts, read_counts


def count_rules(
    rules: Sequence[Rule], frame: pl.LazyFrame, day_columns: frozenset[str] = NO_DAYS
) -> tuple[RuleCounts, ...]:
    """Return the counts of `rules` over `frame`, which holds the check columns; one pass over it."""
    aggregations = [expr for rule in rules for expr in counts(rule, day_columns).values()]
    return read_counts(rules, frame.select(aggregations).collect().row(0, named=True)) if aggregations else ()
