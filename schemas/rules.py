"""Rules as Polars expressions: which rows violate a rule, and the counts from which a submission is judged.

The semantics are those of Great Expectations (its pandas engine is the oracle of the tests), without importing it: a
null cell is *missing*, not a violation, except for the rules about nulls; `ignore_row_if` says which rows of a rule
over several columns are missing; a row condition that cannot be decided does not hold, except `!=`, which does.
Regular expressions are those of Rust: no look-around, and `$` is the very end.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from schemas import rule_checks
from schemas.errors import DeclarationError
from schemas.expectations import CHECKS
from schemas.rule import Rule, When
from schemas.rule_checks import Check
from schemas.table import Table
from schemas.words.text import nearest

NO_DAYS: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RuleCounts:
    """What a rule found: rows it concerns, those of them it cannot be asked of (missing), and those that violate it.

    For a rule about the batch as a whole, `rows` counts batches and `unexpected` the batches that fail it.
    """

    rule: str
    rows: int
    missing: int
    unexpected: int

    def __add__(self, other: "RuleCounts") -> "RuleCounts":
        """Return the counts over the rows of both; raise `ValueError` where they are not of one rule."""
        if self.rule != other.rule:
            raise ValueError(f"counts of two rules cannot be added: {self.rule!r} and {other.rule!r}")
        return RuleCounts(
            self.rule, self.rows + other.rows, self.missing + other.missing, self.unexpected + other.unexpected
        )


def check_of(rule: Rule) -> Check:
    """Return what the rule's expectation means; raise `DeclarationError` naming the rule and the nearest known name."""
    if (check := CHECKS.get(rule.expectation)) is None:
        raise DeclarationError(_unknown_name(rule, "expectation", rule.expectation, CHECKS))
    for name in rule.kwargs:
        if name not in check.arguments:
            raise DeclarationError(_unknown_name(rule, f"argument of {rule.expectation}", name, check.arguments))
    if absent_arguments := [
        name for name, is_needed in check.arguments.items() if is_needed and rule.kwargs.get(name) is None
    ]:
        raise DeclarationError(f"rule {rule.id!r}: {rule.expectation} needs {', '.join(absent_arguments)}")
    try:
        check.verify(rule.kwargs)
    except ValueError as error:
        raise DeclarationError(f"rule {rule.id!r}: {error}") from None
    return check


def _unknown_name(rule: Rule, kind: str, name: str, known_names: Iterable[str]) -> str:
    names = sorted(known_names)
    close = nearest(name, names)
    hint = f"did you mean {' or '.join(close)}?" if close else f"known: {', '.join(names)}"
    return f"rule {rule.id!r}: unknown {kind} {name!r}; {hint}"


def concerns_batch(rule: Rule) -> bool:
    """Say whether the rule is about the batch as a whole (its row count, a column's mean): no row violates it."""
    # Asked of every rule for every submission: that the arguments are right was seen when the rule was first used.
    return (CHECKS.get(rule.expectation) or check_of(rule)).domain == "batch"


def compares(rule: Rule) -> bool:
    """Say whether what the rule finds of a row depends on others: values are to be unique, or it is about the batch."""
    return concerns_batch(rule) or check_of(rule).compares


def condition(when: When | None) -> pl.Expr | None:
    """Return the row condition as a boolean expression without nulls, or None where the rule concerns every row."""
    return None if when is None else rule_checks.comparison(when.column, when.operator, when.value)


def violation(rule: Rule, day_columns: frozenset[str] = NO_DAYS) -> pl.Expr:
    """Return the boolean expression, never null, that is true where a row violates the rule.

    `day_columns` are the time columns that hold days only: compared with another time column, both count by the day.
    """
    return check_of(rule).violation(rule.kwargs, condition(rule.when), day_columns)


def counts(rule: Rule, day_columns: frozenset[str] = NO_DAYS) -> dict[str, pl.Expr]:
    """Return the aggregations that make the rule's `RuleCounts`, under names that no two rules share.

    Those of all rules of a table go into one `select`, whose only row `read_counts` reads.
    """
    check, where = check_of(rule), condition(rule.when)
    if check.domain == "batch":
        fails = ~rule_checks.batch_success(rule.kwargs, check.observed(rule.kwargs, where))
        numbers = {"rows": pl.lit(1), "missing": pl.lit(0), "unexpected": fails.cast(pl.Int64)}
    else:
        numbers = {
            "rows": rule_checks.count_rows(where),
            "missing": check.missing_count(rule.kwargs, where),
            "unexpected": check.violation(rule.kwargs, where, day_columns).sum(),
        }
    return {f"{rule.id}:{name}": number.cast(pl.Int64).alias(f"{rule.id}:{name}") for name, number in numbers.items()}


def read_counts(rules: Sequence[Rule], row: Mapping[str, Any]) -> tuple[RuleCounts, ...]:
    """Return the counts of `rules` from the one row that a select of their `counts` gave."""
    return tuple(RuleCounts(r.id, *(int(row[f"{r.id}:{n}"]) for n in ("rows", "missing", "unexpected"))) for r in rules)


def passes(rule: Rule, rule_counts: RuleCounts) -> bool:
    """Say whether the share of rows that meet the rule reaches its `mostly`: the arithmetic of Great Expectations.

    A rule asked of no row passes; a rule about the batch as a whole passes where no batch failed it.
    """
    if concerns_batch(rule):
        return rule_counts.unexpected == 0
    asked_count = rule_counts.rows - rule_counts.missing
    return asked_count == 0 or (asked_count - rule_counts.unexpected) / asked_count >= rule.mostly


def with_check_columns(frame: pl.LazyFrame, table: Table) -> pl.LazyFrame:
    """Return `frame` with every column the table's rules look at beside its own.

    The derived columns are computed; the others are flags (`with_flags`).
    """
    return with_flags(frame, table).with_columns(pl.sql_expr(d.sql).alias(d.name) for d in table.check_columns)


def with_flags(frame: pl.LazyFrame, table: Table) -> pl.LazyFrame:
    """Return `frame` with every flag the table's rules look at: a value unreadable, a unit foreign, ...

    They are set while reading, and false where the frame does not have them.
    """
    known_columns = {
        *frame.collect_schema().names(),
        *(c.name for c in table.columns),
        *(d.name for d in table.derived),
    }
    used_columns = dict.fromkeys(name for rule in table.rules for name in rule.columns)
    absent_flags = [pl.lit(False).alias(name) for name in used_columns if name not in known_columns]
    return frame.with_columns(absent_flags)
