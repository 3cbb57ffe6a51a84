"""The parts of a method: indicators with what they count for, and groups of them on any number of levels."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from pydantic import Field, model_validator

from schemas.indicator import Indicator
from schemas.method_settings import Aggregation, Normalisation, OnNotApplicable, OnNotReported, OnSmallN
from schemas.strict import Declaration


class IndicatorRule(Declaration):
    """How much one indicator counts, and what its value earns.

    It has `max_points` in a method of points and `weight` in a method of weights. With points it earns
    `max_points` x min(1, ratio / target), or x min(1, (1 - ratio) / (1 - target)) where less is better. The target of a
    rate (a number for each official) is for a whole year. An indicator that district exports cannot feed has
    `computable = false`, a name and a reason: its weight is shown as not computable, never as 0 points. A unit without
    a value for a `required` indicator is not ranked.
    """

    code: str
    max_points: Decimal | None = Field(None, ge=0)
    weight: Decimal | None = Field(None, ge=0)
    target: Decimal | None = Field(None, ge=0, description="none: 1 where more is better, 0 where less is better")
    normalisation: Normalisation = Normalisation()
    required: bool = False
    min_n: int | None = Field(None, ge=1)
    on_not_applicable: OnNotApplicable | None = None
    on_not_reported: OnNotReported | None = None
    on_small_n: OnSmallN | None = None
    computable: bool = True
    name_vi: str = ""
    name_en: str = ""
    reason_vi: str = ""
    reason_en: str = ""

    @model_validator(mode="after")
    def _explained(self) -> "IndicatorRule":
        if not self.computable and not (self.name_vi and self.name_en and self.reason_vi and self.reason_en):
            raise ValueError(f"{self.code} is not computable: give name_vi, name_en, reason_vi and reason_en")
        if not self.computable and self.required:
            raise ValueError(f"{self.code} is required and not computable: no unit could ever have it")
        if self.target is not None and self.normalisation.kind != "points":
            raise ValueError(
                f"{self.code}: `target` belongs to points; {self.normalisation.kind} has its own parameters"
            )
        return self

    @property
    def size(self) -> Decimal:
        """The points or the weight of the indicator, whichever the method deals in."""
        return _size(self.max_points, self.weight)


def default_target(rule: IndicatorRule, indicator: Indicator) -> Fraction:
    """Return the ratio that earns all points: where none is declared, 1, or 0 where less is better."""
    default = 1 if indicator.direction == 1 else 0
    return Fraction(default if rule.target is None else rule.target)


class Group(Declaration):
    """Indicators, or further groups, that stand together: where one is missing, the others carry its weight."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name_vi: str
    name_en: str
    max_points: Decimal | None = Field(None, ge=0)
    weight: Decimal | None = Field(None, ge=0)
    aggregation: Aggregation | None = None
    indicators: tuple[IndicatorRule, ...] = ()
    groups: tuple["Group", ...] = ()

    @model_validator(mode="after")
    def _holds_one_kind(self) -> "Group":
        if bool(self.indicators) == bool(self.groups):
            raise ValueError(f"group {self.id} holds either indicators or groups")
        return self

    @property
    def parts(self) -> Sequence["Group | IndicatorRule"]:
        """What the group holds, in the order of the file."""
        return self.groups or self.indicators

    @property
    def rules(self) -> tuple[IndicatorRule, ...]:
        """The indicators of the group and of the groups within it."""
        return self.indicators + tuple(rule for group in self.groups for rule in group.rules)

    @property
    def size(self) -> Decimal:
        """The points or the weight of the group."""
        return _size(self.max_points, self.weight)


def all_groups(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return groups of every level, each before the groups within it."""
    return tuple(below for group in groups for below in (group, *all_groups(group.groups)))


def _size(points: Decimal | None, weight: Decimal | None) -> Decimal:
    return points if points is not None else weight if weight is not None else Decimal(0)
