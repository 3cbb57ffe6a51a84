"""A table's rules as a Great Expectations suite."""

from decimal import Decimal
from typing import Any

import great_expectations as gx
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
from great_expectations.expectations.row_conditions import Column, ComparisonCondition, Condition

from schemas.rule import Rule, When
from schemas.rules import check_of, concerns_batch
from schemas.table import Table
from schemas.words.catalogue import said
from schemas.words.formats import exact_percent
from schemas.words.languages import ENGLISH

_SEVERITY = {"reject": "critical", "batch": "critical", "warn": "warning"}


def row_condition(when: When | None) -> Condition | None:
    """Return the row condition as Great Expectations writes it."""
    if when is None:
        return None
    column = Column(when.column)
    if when.operator in ("is_null", "is_not_null"):
        return column.is_null() if when.operator == "is_null" else column.is_not_null()
    return ComparisonCondition(column=column, operator=when.operator, parameter=when.value)


def expectation(rule: Rule) -> Expectation:
    """Return the rule as an expectation; its id, severity and messages are in `meta`."""
    check_of(rule)
    kwargs: dict[str, Any] = dict(rule.kwargs)
    if not concerns_batch(rule):
        kwargs["mostly"] = rule.mostly
    if (condition := row_condition(rule.when)) is not None:
        kwargs["row_condition"] = condition
    (message_vi, message_en), (advice_vi, advice_en) = (
        said(rule.message),
        said(rule.advice) if rule.advice else ("", ""),
    )
    meta = {
        "rule": rule.id,
        "severity": rule.severity,
        "message_vi": message_vi,
        "message_en": message_en,
        "advice_vi": advice_vi,
        "advice_en": advice_en,
    }
    return ExpectationConfiguration(
        type=rule.expectation,
        kwargs=kwargs,
        meta=meta,
        description=_description(rule),
        severity=_SEVERITY[rule.severity],
    ).to_domain_obj()


def _description(rule: Rule) -> str:
    """Return what the pages say of the rule; a dollar sign would begin a parameter of their templates."""
    share = "" if concerns_batch(rule) else f", ≥ {exact_percent(Decimal(str(rule.mostly)), ENGLISH.tag)}"
    return f"{' / '.join(said(rule.message))} [{rule.id}{share}]".replace("$", "$$")


def suite(table: Table, from_counts: bool = False) -> gx.ExpectationSuite:
    """Return the suite of the table's rules, in their order; in the form that counts can answer if so asked.

    Great Expectations wants a data context to exist before a suite is read (`schemas.gx.gate.open_context` gives one).
    """
    rules = [as_counted(rule) for rule in table.rules] if from_counts else table.rules
    return gx.ExpectationSuite(
        name=table.name,
        expectations=[expectation(rule) for rule in rules],
        meta={"label_vi": table.label_vi, "label_en": table.label_en},
    )


def as_counted(rule: Rule) -> Rule:
    """Return the rule as it can be judged from its counts.

    A mean cannot be told from counts of rows, but whether a batch failed can: a rule about the batch becomes one that
    no batch may fail, asked of batches instead of rows.
    """
    if not concerns_batch(rule):
        return rule
    failures = {"column": f"failed:{rule.id}", "value_set": [True]}
    batches = When(column="batch", operator="is_not_null")
    changes = {
        "expectation": "expect_column_values_to_not_be_in_set",
        "kwargs": failures,
        "when": batches,
        "mostly": 1.0,
    }
    return rule.model_copy(update=changes)
