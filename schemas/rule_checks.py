"""What each expectation means, as Polars expressions over plain arguments: shared by the rules and by the GX engine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

import polars as pl

Arguments = Mapping[str, Any]
Meets = Callable[[Arguments, pl.Expr, frozenset[str]], pl.Expr]
Domain = Literal["nullity", "column", "pair", "columns", "batch"]

IGNORED_BY_DEFAULT = ("both_values_are_missing", "all_values_are_missing")  # of a pair, of several columns
_PAIR_IGNORES = {"both_values_are_missing": pl.all_horizontal, "either_value_is_missing": pl.any_horizontal}
_COLUMNS_IGNORES = {"all_values_are_missing": pl.all_horizontal, "any_value_is_missing": pl.any_horizontal}
ROW_COUNT = "table.row_count"  # the metric that every expectation about rows also asks for
_BOUNDS = {"min_value": False, "max_value": False, "strict_min": False, "strict_max": False}


@dataclass(frozen=True)
class Check:
    """One expectation: what it is asked of, its arguments (name -> needed?), and when a row, or a batch, meets it.

    `meets(arguments, asked, day_columns)` may be null where it cannot be decided; such a row violates the rule unless
    it is missing. `metric` is the name under which Great Expectations asks for it.
    """

    domain: Domain
    metric: str
    arguments: Mapping[str, bool]
    meets: Meets | None = None
    aggregate: Callable[[pl.Expr], pl.Expr] = pl.Expr.len
    verify: Callable[[Arguments], None] = field(default=lambda _: None)

    def missing(self, kwargs: Arguments) -> pl.Expr | None:
        """Return where a row cannot be asked (its nulls are discounted), or None where every row can."""
        if self.domain == "column":
            return pl.col(kwargs["column"]).is_null()
        if self.domain == "pair":
            ignored = _PAIR_IGNORES.get(kwargs.get("ignore_row_if", IGNORED_BY_DEFAULT[0]))
            names = [kwargs["column_A"], kwargs["column_B"]]
        elif self.domain == "columns":
            ignored = _COLUMNS_IGNORES.get(kwargs.get("ignore_row_if", IGNORED_BY_DEFAULT[1]))
            names = kwargs["column_list"]
        else:
            return None
        return None if ignored is None else ignored([pl.col(name).is_null() for name in names])

    def asked(self, kwargs: Arguments, where: pl.Expr | None) -> pl.Expr:
        """Return the rows that are asked: they fulfil the condition `where` and are not missing."""
        missing = self.missing(kwargs)
        parts = [part for part in (where, None if missing is None else ~missing) if part is not None]
        return pl.all_horizontal(parts) if parts else pl.lit(True)

    def violation(self, kwargs: Arguments, where: pl.Expr | None, day_columns: frozenset[str]) -> pl.Expr:
        """Return the rows that are asked and do not meet the expectation; never null."""
        if self.meets is None:
            return pl.lit(False)
        asked = self.asked(kwargs, where)
        return asked & ~self.meets(kwargs, asked, day_columns).fill_null(False)

    def missing_count(self, kwargs: Arguments, where: pl.Expr | None) -> pl.Expr:
        """Return the number of missing rows among those that fulfil the condition."""
        missing = self.missing(kwargs)
        if missing is None:
            return pl.lit(0)
        return (missing if where is None else where & missing).sum()

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
    parts = []
    if low is not None:
        cell = _by_day_of(value, low)
        parts.append(cell > low if bounds.get("strict_min") else cell >= low)
    if high is not None:
        cell = _by_day_of(value, high)
        parts.append(cell < high if bounds.get("strict_max") else cell <= high)
    return pl.all_horizontal(parts)


def _by_day_of(value: pl.Expr, bound: object) -> pl.Expr:
    is_day = isinstance(bound, date) and not isinstance(bound, datetime)
    return value.cast(pl.Date) if is_day else value


def batch_success(kwargs: Arguments, observed: pl.Expr) -> pl.Expr:
    """Return whether the observed number lies within the bounds; nothing observed is a failure."""
    return within(observed, kwargs).fill_null(False)


def _between(kwargs: Arguments, asked: pl.Expr, day_columns: frozenset[str]) -> pl.Expr:
    return within(pl.col(kwargs["column"]), kwargs)


def _length(kwargs: Arguments, asked: pl.Expr, day_columns: frozenset[str]) -> pl.Expr:
    return within(pl.col(kwargs["column"]).str.len_chars(), kwargs)


def _in_set(kwargs: Arguments, asked: pl.Expr, day_columns: frozenset[str]) -> pl.Expr:
    return pl.col(kwargs["column"]).is_in(list(kwargs["value_set"]))


def _regex(kwargs: Arguments, asked: pl.Expr, day_columns: frozenset[str]) -> pl.Expr:
    return pl.col(kwargs["column"]).str.contains(kwargs["regex"])


def _null(kwargs: Arguments, asked: pl.Expr, day_columns: frozenset[str]) -> pl.Expr:
    return pl.col(kwargs["column"]).is_null()


def _unique(kwargs: Arguments, asked: pl.Expr, day_columns: frozenset[str]) -> pl.Expr:
    # `asked` is part of what must be equal: a row that is not asked makes no other row a duplicate.
    names = kwargs.get("column_list") or [kwargs["column"]]
    return pl.struct(asked.alias(""), *names).is_unique()


def _sum_equal(kwargs: Arguments, asked: pl.Expr, day_columns: frozenset[str]) -> pl.Expr:
    return pl.sum_horizontal(kwargs["column_list"], ignore_nulls=False).eq(kwargs["sum_total"])


def _pair(kwargs: Arguments, day_columns: frozenset[str]) -> tuple[pl.Expr, pl.Expr]:
    names = kwargs["column_A"], kwargs["column_B"]
    first, second = (pl.col(name) for name in names)
    return (first, second) if day_columns.isdisjoint(names) else (first.cast(pl.Date), second.cast(pl.Date))


def _greater(kwargs: Arguments, asked: pl.Expr, day_columns: frozenset[str]) -> pl.Expr:
    first, second = _pair(kwargs, day_columns)
    return first >= second if kwargs.get("or_equal") else first > second


def _equal(kwargs: Arguments, asked: pl.Expr, day_columns: frozenset[str]) -> pl.Expr:
    first, second = _pair(kwargs, day_columns)
    return first == second


def _not(meets: Meets) -> Meets:
    return lambda kwargs, asked, day_columns: ~meets(kwargs, asked, day_columns)


def _verify_bounds(kwargs: Arguments) -> None:
    low, high = kwargs.get("min_value"), kwargs.get("max_value")
    if low is None and high is None:
        raise ValueError("min_value or max_value must be given")
    if low is not None and high is not None and low > high:
        raise ValueError(f"min_value {low} is greater than max_value {high}")


def _verify_regex(kwargs: Arguments) -> None:
    try:
        pl.select(pl.lit("").str.contains(kwargs["regex"]))
    except pl.exceptions.ComputeError as error:
        raise ValueError(f"the regular expression {kwargs['regex']!r} is not valid: {error}") from None


def _verify_pair(kwargs: Arguments) -> None:
    _verify_ignore(kwargs, {*_PAIR_IGNORES, "neither"})


def _verify_columns(kwargs: Arguments) -> None:
    _verify_ignore(kwargs, {*_COLUMNS_IGNORES, "never"})
    if len(kwargs["column_list"]) < 2:
        raise ValueError("column_list needs at least two columns")


def _verify_ignore(kwargs: Arguments, known: set[str]) -> None:
    if (value := kwargs.get("ignore_row_if")) is not None and value not in known:
        raise ValueError(f"ignore_row_if is {value!r}; it must be one of {', '.join(sorted(known))}")


_COLUMN = {"column": True}
_SET = _COLUMN | {"value_set": True}
_REGEX = _COLUMN | {"regex": True}
_RANGE = _COLUMN | _BOUNDS
_PAIR = {"column_A": True, "column_B": True, "ignore_row_if": False}
_COLUMNS = {"column_list": True, "ignore_row_if": False}


def _aggregate(metric: str, aggregate: Callable[[pl.Expr], pl.Expr]) -> Check:
    return Check("batch", metric, _RANGE, aggregate=aggregate, verify=_verify_bounds)


CHECKS: Mapping[str, Check] = {
    "expect_column_values_to_not_be_null": Check("nullity", "column_values.nonnull", _COLUMN, _not(_null)),
    "expect_column_values_to_be_null": Check("nullity", "column_values.null", _COLUMN, _null),
    "expect_column_values_to_be_in_set": Check("column", "column_values.in_set", _SET, _in_set),
    "expect_column_values_to_not_be_in_set": Check("column", "column_values.not_in_set", _SET, _not(_in_set)),
    "expect_column_values_to_be_between": Check(
        "column", "column_values.between", _RANGE, _between, verify=_verify_bounds
    ),
    "expect_column_values_to_match_regex": Check(
        "column", "column_values.match_regex", _REGEX, _regex, verify=_verify_regex
    ),
    "expect_column_values_to_not_match_regex": Check(
        "column", "column_values.not_match_regex", _REGEX, _not(_regex), verify=_verify_regex
    ),
    "expect_column_value_lengths_to_be_between": Check(
        "column", "column_values.value_length.between", _RANGE, _length, verify=_verify_bounds
    ),
    "expect_column_values_to_be_unique": Check("column", "column_values.unique", _COLUMN, _unique),
    "expect_column_pair_values_a_to_be_greater_than_b": Check(
        "pair", "column_pair_values.a_greater_than_b", _PAIR | {"or_equal": False}, _greater, verify=_verify_pair
    ),
    "expect_column_pair_values_to_be_equal": Check(
        "pair", "column_pair_values.equal", _PAIR, _equal, verify=_verify_pair
    ),
    "expect_compound_columns_to_be_unique": Check(
        "columns", "compound_columns.unique", _COLUMNS, _unique, verify=_verify_columns
    ),
    "expect_multicolumn_sum_to_equal": Check(
        "columns", "multicolumn_sum.equal", _COLUMNS | {"sum_total": True}, _sum_equal, verify=_verify_columns
    ),
    "expect_table_row_count_to_be_between": Check("batch", ROW_COUNT, _BOUNDS, verify=_verify_bounds),
    "expect_column_min_to_be_between": _aggregate("column.min", pl.Expr.min),
    "expect_column_max_to_be_between": _aggregate("column.max", pl.Expr.max),
    "expect_column_mean_to_be_between": _aggregate("column.mean", pl.Expr.mean),
    "expect_column_sum_to_be_between": _aggregate("column.sum", pl.Expr.sum),
}
