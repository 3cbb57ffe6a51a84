"""An execution engine for Great Expectations that computes on Polars.

Great Expectations holds the contract: it says which metrics it needs, wave by wave, and decides from them. The engine
compiles a wave to expressions and collects them once. The expressions are those of `schemas.expectations`, by which the
rows are also split, so that a verdict and a rejection can never rest on two readings of one rule.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl
from great_expectations.constants import MAX_RESULT_RECORDS
from great_expectations.core.batch import BatchData, BatchMarkers
from great_expectations.exceptions import MetricResolutionError
from great_expectations.execution_engine import ExecutionEngine
from great_expectations.expectations import registry
from great_expectations.expectations.metrics.metric_provider import MetricProvider
from great_expectations.expectations.row_conditions import Condition, Operator, deserialize_row_condition
from great_expectations.validator.metric_configuration import MetricConfiguration

from schemas.expectations import CHECKS
from schemas.gx.batch import ASKED_COUNT, UNEXPECTED, CountedFrame, Rows, question
from schemas.rule_checks import Check, comparison, count_rows

_VALUES, _INDEX, _QUERY = "unexpected_values", "unexpected_index_list", "unexpected_index_query"
_PARTS = (UNEXPECTED, ASKED_COUNT, _VALUES, _INDEX, _QUERY)
_BY_METRIC: Mapping[str, Check] = {check.metric: check for check in CHECKS.values()}


@dataclass(frozen=True)
class _Request:
    """A metric, taken apart: which check, which part of its outcome, with which arguments, over which rows."""

    check: Check
    aspect: str
    kwargs: Mapping[str, Any]
    where: Condition | None
    limit: int


class PolarsBatchData(BatchData):  # type: ignore[misc]
    """A batch as the engine holds it."""

    def __init__(self, execution_engine: ExecutionEngine, data: Rows | CountedFrame) -> None:
        super().__init__(execution_engine)
        self.data = data


class PolarsExecutionEngine(ExecutionEngine):  # type: ignore[misc]
    """Computes the metrics of the expectations in `CHECKS` over `Rows`, or answers them from a `CountedFrame`."""

    def get_batch_data_and_markers(self, batch_spec: Any) -> tuple["PolarsBatchData", BatchMarkers]:  # noqa: ANN401
        """Return the data of the batch; its place in the specification is taken by a word, for that is serialised."""
        data = batch_spec.batch_data
        batch_spec.batch_data = type(data).__name__
        return PolarsBatchData(self, data), BatchMarkers({"ge_load_time": None})

    def resolve_metrics(
        self,
        metrics_to_resolve: Iterable[MetricConfiguration],
        metrics: dict[Any, Any] | None = None,
        runtime_configuration: dict[str, Any] | None = None,
    ) -> dict[Any, Any]:
        """Return the value of each metric by its id: one wave, one collect.

        Raises `MetricResolutionError` naming the metrics that cannot be computed, as Great Expectations expects.
        """
        wave = list(metrics_to_resolve)
        by_batch: dict[str | None, list[MetricConfiguration]] = {}
        for metric in wave:
            by_batch.setdefault(metric.metric_domain_kwargs.get("batch_id"), []).append(metric)
        values_by_id: dict[Any, Any] = {}
        for batch_id, group in by_batch.items():
            data = self._data(batch_id)
            values_by_id |= _answer(data, group) if isinstance(data, CountedFrame) else self._compute(data, group)
        return values_by_id

    def _data(self, batch_id: str | None) -> Rows | CountedFrame:
        manager = self.batch_manager
        batch_data = manager.active_batch_data if batch_id is None else manager.batch_data_cache[batch_id]
        if not isinstance(batch_data, PolarsBatchData):
            raise TypeError(f"the engine has not loaded the batch {batch_id!r}")
        return batch_data.data

    def _compute(self, rows: Rows, wave: list[MetricConfiguration]) -> dict[Any, Any]:
        requests = [_request(metric) for metric in wave]
        expressions = [self._expression(request, rows.day_columns).alias(str(i)) for i, request in enumerate(requests)]
        try:
            values = rows.frame.select(expressions).collect().row(0)
        except pl.exceptions.PolarsError:
            raise _blame(rows.frame, wave, expressions) from None
        return {
            metric.id: _python(request, value) for metric, request, value in zip(wave, requests, values, strict=True)
        }

    def _expression(self, request: _Request, day_columns: frozenset[str]) -> pl.Expr:
        check, kwargs = request.check, request.kwargs
        where = None if request.where is None else self.condition_to_filter_clause(request.where)
        if request.aspect == "":
            return check.observed(kwargs, where)
        if request.aspect == ASKED_COUNT:
            return count_rows(where) - check.missing_count(kwargs, where)
        violation = check.violation(kwargs, where, day_columns)
        if request.aspect == UNEXPECTED:
            return violation.sum()
        if request.aspect == _VALUES and request.limit > 0:
            return _cells(kwargs).filter(violation).head(request.limit).implode()
        if request.aspect == _INDEX:
            return pl.int_range(pl.len()).filter(violation).implode()
        return pl.lit(None)  # no values are asked for; and there is no query language in which to name the rows

    def _comparison_condition_to_filter_clause(self, condition: Any) -> pl.Expr:  # noqa: ANN401
        return comparison(condition.column.name, Operator(condition.operator).value, condition.parameter)

    def _nullity_condition_to_filter_clause(self, condition: Any) -> pl.Expr:  # noqa: ANN401
        return comparison(condition.column.name, "is_null" if condition.is_null else "is_not_null", None)

    def _and_condition_to_filter_clause(self, condition: Any) -> pl.Expr:  # noqa: ANN401
        return pl.all_horizontal([self.condition_to_filter_clause(operand) for operand in condition.conditions])

    def _or_condition_to_filter_clause(self, condition: Any) -> pl.Expr:  # noqa: ANN401
        return pl.any_horizontal([self.condition_to_filter_clause(operand) for operand in condition.conditions])


def _request(metric: MetricConfiguration) -> _Request:
    name, _, aspect = metric.metric_name.rpartition(".")
    if aspect not in _PARTS:
        name, aspect = metric.metric_name, ""
    check = _BY_METRIC[name]
    arguments = {**metric.metric_domain_kwargs, **metric.metric_value_kwargs}
    kwargs = {key: arguments[key] for key in check.arguments if arguments.get(key) is not None}
    result_format = arguments.get("result_format") or {}
    complete = result_format.get("result_format") == "COMPLETE"
    limit = MAX_RESULT_RECORDS if complete else result_format.get("partial_unexpected_count", 0)
    return _Request(check, aspect, kwargs, deserialize_row_condition(arguments.get("row_condition")), limit)


def _cells(kwargs: Mapping[str, Any]) -> pl.Expr:
    if "column" in kwargs:
        return pl.col(kwargs["column"])
    return pl.struct(kwargs.get("column_list") or [kwargs["column_A"], kwargs["column_B"]])


def _python(request: _Request, value: Any) -> Any:  # noqa: ANN401 - a number, or a list of cells
    if request.aspect == _VALUES:
        return [tuple(cell.values()) if request.check.domain == "pair" else cell for cell in value or []]
    return value


def _answer(frame: CountedFrame, wave: list[MetricConfiguration]) -> dict[Any, Any]:
    values_by_id: dict[Any, Any] = {}
    for metric in wave:
        request = _request(metric)
        if request.aspect in (_VALUES, _INDEX, _QUERY):
            values_by_id[metric.id] = None if request.aspect == _QUERY else []
            continue
        key = question(request.check.metric, request.aspect, request.kwargs, request.where)
        if key not in frame.answers:
            raise MetricResolutionError(message=f"no count was handed over for {key}", failed_metrics=(metric,))
        values_by_id[metric.id] = frame.answers[key]
    return values_by_id


def _blame(frame: pl.LazyFrame, wave: list[MetricConfiguration], expressions: list[pl.Expr]) -> MetricResolutionError:
    """Return the error that names the metrics which fail on their own, so that the others are still computed."""
    failed_metrics, messages = [], []
    for metric, expression in zip(wave, expressions, strict=True):
        try:
            frame.select(expression).collect()
        except pl.exceptions.PolarsError as error:
            failed_metrics.append(metric)
            messages.append(f"{metric.metric_name}: {type(error).__name__}")
    return MetricResolutionError(message="; ".join(messages), failed_metrics=tuple(failed_metrics))


class PolarsMetric(MetricProvider):  # type: ignore[misc]
    """A metric without dependencies: the engine computes a whole wave itself, so no partial functions are needed."""


def _resolved_by_the_engine(*_: object, **__: object) -> None:
    raise NotImplementedError("PolarsExecutionEngine.resolve_metrics computes this metric")


def _register() -> None:
    """Make the metrics known for this engine, with the keys under which Great Expectations has them already."""
    aspects_by_domain = {"nullity": _PARTS, "column": _PARTS, "pair": _PARTS, "columns": _PARTS, "batch": ("",)}
    for check in CHECKS.values():
        for aspect in aspects_by_domain[check.domain]:
            name = f"{check.metric}.{aspect}" if aspect else check.metric
            if (registration := registry._registered_metrics.get(name)) is None:
                continue  # a column metric has no filtered row count
            registry.register_metric(
                metric_name=name,
                metric_domain_keys=registration["metric_domain_keys"],
                metric_value_keys=registration["metric_value_keys"],
                execution_engine=PolarsExecutionEngine,
                metric_class=PolarsMetric,
                metric_provider=_resolved_by_the_engine,
            )


_register()
