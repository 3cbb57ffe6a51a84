"""How an expectation is asked of rows, as Polars expressions over plain arguments: for the rules and the GX engine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

import polars as pl

Arguments = Mapping[str, Any]
Meets = Callable[[Arguments, pl.Expr, frozenset[str]], pl.Expr]
Domain = Literal["nullity", "column", "pair", "columns", "batch"]

IGNORED_BY_DEFAULT = ("both_values_are_missing", "all_values_are_missing")  # of a pair, of several columns
PAIR_IGNORES = {"both_values_are_missing": pl.all_horizontal, "either_value_is_missing": pl.any_horizontal}
COLUMNS_IGNORES = {"all_values_are_missing": pl.all_horizontal, "any_value_is_missing": pl.any_horizontal}
ROW_COUNT = "table.row_count"  # the metric that every expectation about rows also asks for
BOUNDS = {"min_value": False, "max_value": False, "strict_min": False, "strict_max": False}  # name -> needed?


@dataclass(frozen=True)
class Check:
    """One expectation: what it is asked of, its arguments (name -> needed?), and when a row, or a batch, meets it.

    `meets(arguments, asked_rows, day_columns)` may be null where it cannot be decided; such a row violates the rule
    unless it is missing. `compares`: a row is compared with others. `metric` is the name under which Great Expectations
    asks for it.
    """

    domain: Domain
    metric: str
    arguments: Mapping[str, bool]
    meets: Meets | None = None
    aggregate: Callable[[pl.Expr], pl.Expr] = pl.Expr.len
    verify: Callable[[Arguments], None] = field(default=lambda _: None)
    compares: bool = False

    def missing(self, kwargs: Arguments) -> pl.Expr | None:
        """Return where a row cannot be asked (its nulls are discounted), or None where every row can."""
        if self.domain == "column":
            return pl.col(kwargs["column"]).is_null()
        if self.domain == "pair":
            ignores = PAIR_IGNORES.get(kwargs.get("ignore_row_if", IGNORED_BY_DEFAULT[0]))
            names = [kwargs["column_A"], kwargs["column_B"]]
        elif self.domain == "columns":
            ignores = COLUMNS_IGNORES.get(kwargs.get("ignore_row_if", IGNORED_BY_DEFAULT[1]))
            names = kwargs["column_list"]
        else:
            return None
        return None if ignores is None else ignores([pl.col(name).is_null() for name in names])

    def asked_rows(self, kwargs: Arguments, where: pl.Expr | None) -> pl.Expr:
        """Return the rows that are asked: they fulfil the condition `where` and are not missing."""
        missing_rows = self.missing(kwargs)
        conditions = [
            condition for condition in (where, None if missing_rows is None else ~missing_rows) if condition is not None
        ]
        return pl.all_horizontal(conditions) if conditions else pl.lit(True)

    def violation(self, kwargs: Arguments, where: pl.Expr | None, day_columns: frozenset[str]) -> pl.Expr:
        """Return the rows that are asked and do not meet the expectation; never null."""
        if self.meets is None:
            return pl.lit(False)
        asked_rows = self.asked_rows(kwargs, where)
        return asked_rows & ~self.meets(kwargs, asked_rows, day_columns).fill_null(False)

    def missing_count(self, kwargs: Arguments, where: pl.Expr | None) -> pl.Expr:
        """Return the number of missing rows among those that fulfil the condition."""
        missing_rows = self.missing(kwargs)
        if missing_rows is None:
            return pl.lit(0)
        return (missing_rows if where is None else where & missing_rows).sum()

    def observed(self, kwargs: Arguments, where: pl.Expr | None) -> pl.Expr:
        """Return the number that an expectation about the batch looks at: a column's aggregate, or the row count."""
        if "column" not in kwargs:
            return count_rows(where)
        column = pl.col(kwargs["column"])
        return self.aggregate(column if where is None else column.filter(where))


def count_rows(where: pl.Expr | None) -> pl.Expr:
    """Return the number of rows that fulfil the condition, or of all rows."""
    return pl.len() if where is None else where.sum()


def comparison(column: str, operator: str, value: Any) -> pl.Expr:  # noqa: ANN401 - a text, number or list of them
    """Return a row condition without nulls; as in pandas, an empty cell is unequal to, and in no set of, any value."""
    cell = pl.col(column)
    if operator in ("is_null", "is_not_null"):
        return cell.is_null() if operator == "is_null" else cell.is_not_null()
    if operator in ("==", "!="):
        return cell.eq(value).fill_null(False) if operator == "==" else cell.ne(value).fill_null(True)
    if operator in ("IN", "NOT_IN"):
        inside = cell.is_in(list(value)).fill_null(False)
        return inside if operator == "IN" else ~inside
    if operator in _BOUND_OF:
        return within(cell, _BOUND_OF[operator](value)).fill_null(False)
    raise ValueError(f"unknown operator {operator!r} in a row condition on {column!r}")


_BOUND_OF: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    ">": lambda value: {"min_value": value, "strict_min": True},
    ">=": lambda value: {"min_value": value},
    "<": lambda value: {"max_value": value, "strict_max": True},
    "<=": lambda value: {"max_value": value},
}


def within(value: pl.Expr, bounds: Arguments) -> pl.Expr:
    """Return whether `value` lies within `min_value` and `max_value`, each optional and optionally `strict_`.

    A bound that is a date means the whole day, so that 31/12/2040 17:00 is not after 31/12/2040.
    """
    low, high = bounds.get("min_value"), bounds.get("max_value")
    conditions = []
    if low is not None:
        cell = _by_day_of(value, low)
        conditions.append(cell > low if bounds.get("strict_min") else cell >= low)
    if high is not None:
        cell = _by_day_of(value, high)
        conditions.append(cell < high if bounds.get("strict_max") else cell <= high)
    return pl.all_horizontal(conditions)


def _by_day_of(value: pl.Expr, bound: object) -> pl.Expr:
    is_day = isinstance(bound, date) and not isinstance(bound, datetime)
    return value.cast(pl.Date) if is_day else value


def batch_success(kwargs: Arguments, observed: pl.Expr) -> pl.Expr:
    """Return whether the observed number lies within the bounds; nothing observed is a failure."""
    return within(observed, kwargs).fill_null(False)
