"""The expectations that rules may use: when a row, or a batch, meets each of them."""

from collections.abc import Callable, Mapping

import polars as pl

from schemas.rule_checks import BOUNDS, COLUMNS_IGNORES, PAIR_IGNORES, ROW_COUNT, Arguments, Check, Meets, within


def _between(kwargs: Arguments, asked_rows: pl.Expr, day_columns: frozenset[str]) -> pl.Expr:
    return within(pl.col(kwargs["column"]), kwargs)


def _length(kwargs: Arguments, asked_rows: pl.Expr, day_columns: frozenset[str]) -> pl.Expr:
    return within(pl.col(kwargs["column"]).str.len_chars(), kwargs)


def _in_set(kwargs: Arguments, asked_rows: pl.Expr, day_columns: frozenset[str]) -> pl.Expr:
    return pl.col(kwargs["column"]).is_in(list(kwargs["value_set"]))


def _regex(kwargs: Arguments, asked_rows: pl.Expr, day_columns: frozenset[str]) -> pl.Expr:
    return pl.col(kwargs["column"]).str.contains(kwargs["regex"])


def _null(kwargs: Arguments, asked_rows: pl.Expr, day_columns: frozenset[str]) -> pl.Expr:
    return pl.col(kwargs["column"]).is_null()


def _unique(kwargs: Arguments, asked_rows: pl.Expr, day_columns: frozenset[str]) -> pl.Expr:
    # `asked_rows` is part of what must be equal: a row that is not asked makes no other row a duplicate.
    names = kwargs.get("column_list") or [kwargs["column"]]
    return pl.struct(asked_rows.alias(""), *names).is_unique()


def _sum_equal(kwargs: Arguments, asked_rows: pl.Expr, day_columns: frozenset[str]) -> pl.Expr:
    return pl.sum_horizontal(kwargs["column_list"], ignore_nulls=False).eq(kwargs["sum_total"])


def _pair(kwargs: Arguments, day_columns: frozenset[str]) -> tuple[pl.Expr, pl.Expr]:
    names = kwargs["column_A"], kwargs["column_B"]
    first, second = (pl.col(name) for name in names)
    return (first, second) if day_columns.isdisjoint(names) else (first.cast(pl.Date), second.cast(pl.Date))


def _greater(kwargs: Arguments, asked_rows: pl.Expr, day_columns: frozenset[str]) -> pl.Expr:
    first, second = _pair(kwargs, day_columns)
    return first >= second if kwargs.get("or_equal") else first > second


def _equal(kwargs: Arguments, asked_rows: pl.Expr, day_columns: frozenset[str]) -> pl.Expr:
    first, second = _pair(kwargs, day_columns)
    return first == second


def _not(meets: Meets) -> Meets:
    return lambda kwargs, asked_rows, day_columns: ~meets(kwargs, asked_rows, day_columns)


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
    _verify_ignore(kwargs, {*PAIR_IGNORES, "neither"})


def _verify_columns(kwargs: Arguments) -> None:
    _verify_ignore(kwargs, {*COLUMNS_IGNORES, "never"})
    if len(kwargs["column_list"]) < 2:
        raise ValueError("column_list needs at least two columns")


def _verify_ignore(kwargs: Arguments, allowed_values: set[str]) -> None:
    if (value := kwargs.get("ignore_row_if")) is not None and value not in allowed_values:
        raise ValueError(f"ignore_row_if is {value!r}; it must be one of {', '.join(sorted(allowed_values))}")


_COLUMN = {"column": True}
_SET = _COLUMN | {"value_set": True}
_REGEX = _COLUMN | {"regex": True}
_RANGE = _COLUMN | BOUNDS
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
    "expect_column_values_to_be_unique": Check("column", "column_values.unique", _COLUMN, _unique, compares=True),
    "expect_column_pair_values_a_to_be_greater_than_b": Check(
        "pair", "column_pair_values.a_greater_than_b", _PAIR | {"or_equal": False}, _greater, verify=_verify_pair
    ),
    "expect_column_pair_values_to_be_equal": Check(
        "pair", "column_pair_values.equal", _PAIR, _equal, verify=_verify_pair
    ),
    "expect_compound_columns_to_be_unique": Check(
        "columns", "compound_columns.unique", _COLUMNS, _unique, verify=_verify_columns, compares=True
    ),
    "expect_multicolumn_sum_to_equal": Check(
        "columns", "multicolumn_sum.equal", _COLUMNS | {"sum_total": True}, _sum_equal, verify=_verify_columns
    ),
    "expect_table_row_count_to_be_between": Check("batch", ROW_COUNT, BOUNDS, verify=_verify_bounds),
    "expect_column_min_to_be_between": _aggregate("column.min", pl.Expr.min),
    "expect_column_max_to_be_between": _aggregate("column.max", pl.Expr.max),
    "expect_column_mean_to_be_between": _aggregate("column.mean", pl.Expr.mean),
    "expect_column_sum_to_be_between": _aggregate("column.sum", pl.Expr.sum),
}
