"""A rule: an expectation as plain data, with what to tell the people concerned."""

from typing import Any, Literal, TypeAlias

from pydantic import Field, InstanceOf

from schemas.strict import Declaration
from schemas.words.message import Declared, Message, message

Severity = Literal["reject", "warn", "batch"]


class When(Declaration):
    """A row condition: the rule concerns only rows where `column operator value` holds."""

    column: str
    operator: Literal["==", "!=", ">", ">=", "<", "<=", "is_null", "is_not_null"]
    value: str | int | float | bool | None = None


class Expected(Declaration):
    """An expectation as data: a Great Expectations type and its arguments.

    An argument "city:<limit>" is the limit that the city declares (`schemas.limits`). Where the city leaves it unsaid,
    the rule does not hold; nor does a rule `with_limit`. One `unless_said` is left out where that rule of time
    (`schemas.time_rules`) covers every day.
    `mostly` is the share of rows that must meet the rule for the submission to pass the gate; below it the whole
    submission is rejected. Severity `warn` never rejects a row, `batch` concerns the submission as a whole.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    expectation: str = Field(pattern=r"^expect_[a-z_]+$")
    kwargs: dict[str, Any] = Field(default_factory=dict)
    when: When | None = None
    severity: Severity = "reject"
    mostly: float = Field(0.5, ge=0, le=1)
    with_limit: str = ""
    unless_said: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns the rule looks at, in the order of its arguments."""
        names = [self.kwargs.get(k) for k in ("column", "column_A", "column_B")]
        return tuple([c for c in names if c] + list(self.kwargs.get("column_list", [])))


class DeclaredRule(Expected):
    """A rule that a table's file declares, with what it tells the people concerned."""

    message_vi: str
    message_en: str
    advice_vi: str = ""
    advice_en: str = ""

    @property
    def message(self) -> Message:
        """What is wrong where the rule is not met."""
        return message("rules.as-declared", text=Declared(self.message_vi, self.message_en))

    @property
    def advice(self) -> Message | None:
        """What to do then, if that is declared."""
        advice = Declared(self.advice_vi, self.advice_en)
        return message("rules.as-declared", text=advice) if all(advice) else None


class ImpliedRule(Expected):
    """A rule that follows from a table's columns and key; its words stand in the catalogue."""

    message: InstanceOf[Message]
    advice: InstanceOf[Message]


Rule: TypeAlias = DeclaredRule | ImpliedRule
