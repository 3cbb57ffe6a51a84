"""What the engine can be given to judge: rows, or counts that another pass over the rows has already made."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from great_expectations.expectations.row_conditions import Condition

from schemas.gx.suite import as_counted, row_condition
from schemas.rule import Rule
from schemas.rule_checks import IGNORED_BY_DEFAULT, ROW_COUNT
from schemas.rules import NO_DAYS, RuleCounts, check_of

UNEXPECTED, ASKED_COUNT = "unexpected_count", "filtered_row_count"  # the metrics' names in Great Expectations
MISSING = "column_values.nonnull"


@dataclass(frozen=True)
class Rows:
    """Rows to judge, with the time columns that hold days only (see `schemas.rules.violation`)."""

    frame: pl.LazyFrame
    day_columns: frozenset[str] = NO_DAYS


@dataclass(frozen=True)
class CountedFrame:
    """Answers to the questions that Great Expectations will ask: nothing is read again to judge them."""

    answers: Mapping[str, int]


def question(metric: str, aspect: str, kwargs: Mapping[str, Any], where: Condition | None) -> str:
    """Return one text for one question, however its arguments are spelt: 0 and 0.0, a default said or left out.

    Args:
        metric: its name in Great Expectations.
        aspect: which part of the metric's outcome is asked for; empty: the whole.
        kwargs: the arguments of the expectation.
        where: the condition of the rows that it concerns, if there is one.
    """
    options = {name: _plain(value) for name, value in kwargs.items() if not _is_default(value)}
    condition = None if where is None else repr(where)
    return json.dumps([metric, aspect, options, condition], sort_keys=True, ensure_ascii=False)


def _is_default(value: object) -> bool:
    # By identity, because 0 == False, and a bound of 0 is no default.
    return value is None or value is False or (isinstance(value, str) and value in IGNORED_BY_DEFAULT)


def _plain(value: object) -> object:
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def counted_frame(rules: Sequence[Rule], counts: Sequence[RuleCounts]) -> CountedFrame:
    """Return the frame that answers for `rules` from their `counts`, in their order.

    Raise `ValueError` where two counts contradict each other: how many rows there are, or how many cells are empty.
    """
    answers: dict[str, int] = {}
    for rule, rule_counts in zip(map(as_counted, rules), counts, strict=True):
        for key, number in _answers(rule, rule_counts).items():
            if answers.setdefault(key, number) != number:
                raise ValueError(f"the counts of rule {rule.id!r} contradict another rule's: {key} is {number} here")
    return CountedFrame(answers)


def _answers(rule: Rule, counts: RuleCounts) -> dict[str, int]:
    check, where = check_of(rule), row_condition(rule.when)
    answers = {
        question(ROW_COUNT, "", {}, where): counts.rows,
        question(check.metric, UNEXPECTED, rule.kwargs, where): counts.unexpected,
    }
    if check.domain == "column":
        answers[question(MISSING, UNEXPECTED, {"column": rule.kwargs["column"]}, where)] = counts.missing
    if check.domain in ("pair", "columns"):
        answers[question(check.metric, ASKED_COUNT, rule.kwargs, where)] = counts.rows - counts.missing
    return answers
