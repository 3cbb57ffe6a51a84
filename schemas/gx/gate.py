"""The gate: Great Expectations judges a table's rules, on counts handed over or on the rows themselves."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any, TypeAlias

import great_expectations as gx
import polars as pl
from great_expectations.core.expectation_validation_result import ExpectationSuiteValidationResult
from great_expectations.data_context import AbstractDataContext
from great_expectations.data_context.data_context.context_factory import project_manager
from great_expectations.data_context.types.base import DataContextConfig

from schemas.gx.batch import CountedFrame, Rows, counted_frame
from schemas.gx.datasource import OPTION
from schemas.gx.suite import suite
from schemas.rules import NO_DAYS, RuleCounts
from schemas.table import Table

# Counts and shares only: no cell of a table may reach a result, which is kept and published.
RESULT_FORMAT = {"result_format": "BASIC", "partial_unexpected_count": 0}
Result: TypeAlias = ExpectationSuiteValidationResult

_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class RuleVerdict:
    """What Great Expectations decided on one rule, and the counts as in `schemas.rules.RuleCounts`."""

    rule: str
    success: bool
    rows: int
    missing: int
    unexpected: int


@dataclass(frozen=True)
class Verdict:
    """The verdict on a table: `success` where every rule is met, and one verdict per rule, in the rules' order."""

    table: str
    success: bool
    rules: tuple[RuleVerdict, ...]


@cache
def _memory_context() -> AbstractDataContext:
    return gx.get_context(mode="ephemeral")


@contextmanager
def open_context(config: DataContextConfig | None = None) -> Iterator[AbstractDataContext]:
    """Give the process's context for verdicts that nobody keeps, or one made from `config`, as the current one.

    Great Expectations has one current context for the whole process, so one thread at a time may judge.
    """
    with _ONE_AT_A_TIME:
        context = _memory_context() if config is None else gx.get_context(project_config=config, mode="ephemeral")
        project_manager.set_project(context)
        context.variables.progress_bars = {"globally": False, "metric_calculations": False}
        yield context


def judge(table: Table, counts: Sequence[RuleCounts]) -> Verdict:
    """Return the verdict on `counts`, one for each rule of the table in any order; no data is read.

    Raise `ValueError` where counts are absent, doubled or contradict each other.
    """
    data = counted_frame(table.rules, in_order_of_rules(table, counts))
    return verdict(table, validation(table, data))


def judge_frame(table: Table, frame: pl.LazyFrame, day_columns: frozenset[str] = NO_DAYS) -> Verdict:
    """Return the verdict on the rows of `frame`, which is one batch and holds the check columns."""
    return verdict(table, judged_frame(table, frame, day_columns))


def judged_frame(table: Table, frame: pl.LazyFrame, day_columns: frozenset[str] = NO_DAYS) -> Result:
    """Return the result as Great Expectations gives it on what `judge_frame` takes; raises as `verdict`."""
    result = validation(table, Rows(frame, day_columns))
    _prove_complete(table, result)
    return result


def in_order_of_rules(table: Table, counts: Sequence[RuleCounts]) -> list[RuleCounts]:
    """Return `counts` in the order of the table's rules; raise `ValueError` unless there is exactly one for each."""
    by_rule = {c.rule: c for c in counts}
    ids = [rule.id for rule in table.rules]
    if len(counts) != len(by_rule) or set(by_rule) != set(ids):
        differing = sorted(set(by_rule) ^ set(ids)) or "a rule is counted twice"
        raise ValueError(f"table {table.name}: the counts are not one for each rule: {differing}")
    return [by_rule[i] for i in ids]


def validation(table: Table, data: Rows | CountedFrame) -> Result:
    """Return what Great Expectations says of the rows or counts by the suite of a table, complete or not."""
    with open_context() as context:
        asset = context.data_sources.add_or_update_polars(name=table.name).add_dataframe_asset(name=table.name)
        batch = asset.get_batch(asset.build_batch_request(options={OPTION: data}))
        return batch.validate(suite(table, isinstance(data, CountedFrame)), result_format=RESULT_FORMAT)


def verdict(table: Table, result: Result) -> Verdict:
    """Return the result of a table's suite; raise `RuntimeError` unless every rule was judged, without exception."""
    _prove_complete(table, result)
    verdicts = {v.rule: v for v in map(_rule_verdict, result.results)}
    return Verdict(table.name, bool(result.success), tuple(verdicts[rule.id] for rule in table.rules))


def _prove_complete(table: Table, result: Result) -> None:
    ran = sorted(r.expectation_config.meta["rule"] for r in result.results)
    declared_rules = [rule.id for rule in table.rules]
    if ran != sorted(declared_rules):
        absent_rules = sorted(set(declared_rules) - set(ran))
        raise RuntimeError(
            f"table {table.name}: {len(ran)} of {len(declared_rules)} rules were judged; absent: {absent_rules}"
        )
    for rule_result in result.results:
        if message := _exception(rule_result.exception_info):
            raise RuntimeError(f"table {table.name}: rule {rule_result.expectation_config.meta['rule']!r}: {message}")


def _exception(info: dict[str, Any]) -> str:
    """Return the message of the exception in an expectation's result, or nothing: one alone, or one for each metric."""
    exceptions = [info] if "raised_exception" in info else list(info.values())
    return "; ".join(
        str(exception["exception_message"]) for exception in exceptions if exception.get("raised_exception", True)
    )


def _rule_verdict(rule_result: Any) -> RuleVerdict:  # noqa: ANN401 - an ExpectationValidationResult
    name, success, numbers = rule_result.expectation_config.meta["rule"], bool(rule_result.success), rule_result.result
    if "element_count" not in numbers:  # a rule about the batch as a whole, and there is one batch
        return RuleVerdict(name, success, rows=1, missing=0, unexpected=int(not success))
    missing = numbers.get("missing_count") or 0  # absent where nulls are what the rule is about
    return RuleVerdict(name, success, numbers["element_count"], missing, numbers["unexpected_count"])
