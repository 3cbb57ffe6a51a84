"""A table's rules as a Great Expectations suite."""

from typing import Any

import great_expectations as gx
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
from great_expectations.expectations.row_conditions import Column, ComparisonCondition, Condition

from schemas.rules import check_of, concerns_batch
from schemas.table import Rule, Table, When

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
    meta = {
        "rule": rule.id,
        "severity": rule.severity,
        "message_vi": rule.message_vi,
        "message_en": rule.message_en,
        "advice_vi": rule.advice_vi,
        "advice_en": rule.advice_en,
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
    share = "" if concerns_batch(rule) else f", ≥ {rule.mostly:.0%}"
    return f"{rule.message_vi} / {rule.message_en} [{rule.id}{share}]".replace("$", "$$")


def suite(table: Table, with_batch_rules: bool = True) -> gx.ExpectationSuite:
    """Return the suite of the table's rules, in their order; without those about the batch as a whole if so asked.

    Great Expectations wants a data context to exist before a suite is read (`schemas.gx.gate` makes one).
    """
    rules = [rule for rule in table.rules if with_batch_rules or not concerns_batch(rule)]
    return gx.ExpectationSuite(
        name=table.name,
        expectations=[expectation(rule) for rule in rules],
        meta={"label_vi": table.label_vi, "label_en": table.label_en},
    )
