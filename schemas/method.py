"""A method: the rules of an index for a year, as a TOML file that the reform office can read and amend.

Points are decimals exactly as written, and all arithmetic on them is exact, so that equal scores are equal.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from schemas.errors import DeclarationError
from schemas.strict import Declaration, load

OnNotApplicable = Literal["renormalise", "full", "zero"]
OnNotReported = Literal["ineligible", "renormalise", "zero"]
OnSmallN = Literal["renormalise", "ineligible"]


class IndicatorRule(Declaration):
    """How many points one indicator gives.

    Points are `max_points` x min(1, ratio / target), or x min(1, (1 - ratio) / (1 - target)) where less is better. The
    target of a rate (a number for each official) is for a whole year. An indicator that district exports cannot feed
    has `computable = false`, a name and a reason: its weight is shown as not computable, never as 0 points.
    """

    code: str
    max_points: Decimal = Field(ge=0)
    target: Decimal | None = Field(None, ge=0, description="none: 1 where more is better, 0 where less is better")
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
        return self


class Group(Declaration):
    """Indicators that stand together: where one of them is missing, the others of the group carry its weight."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name_vi: str
    name_en: str
    max_points: Decimal = Field(ge=0)
    indicators: tuple[IndicatorRule, ...] = Field(min_length=1)


class Band(Declaration):
    """A class by fixed points (never a statistical tier): from `min` points up."""

    name_vi: str
    name_en: str
    min: Decimal


class Eligibility(Declaration):
    """Least shares of the computable and applicable weight that must be scored, overall and in every group."""

    overall: Decimal = Field(Decimal("0.80"), ge=0, le=1)
    each_group: Decimal = Field(Decimal("0.50"), ge=0, le=1)


class Method(Declaration):
    """The rules of one index; `valid_from` is the day from which they apply."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name_vi: str
    name_en: str
    legal_basis: str
    total_points: Decimal = Field(gt=0)
    ties: Literal["competition", "dense", "mid"] = "competition"
    min_n: int = Field(30, ge=1)
    on_not_applicable: OnNotApplicable = "renormalise"
    on_not_reported: OnNotReported = "ineligible"
    on_small_n: OnSmallN = "renormalise"
    eligibility: Eligibility = Eligibility()
    cautions_vi: tuple[str, ...] = ()
    cautions_en: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    groups: tuple[Group, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _adds_up(self) -> "Method":
        for name, codes in (("group", [g.id for g in self.groups]), ("indicator", [r.code for r in self.rules])):
            if doubled := [code for code, times in Counter(codes).items() if times > 1]:
                raise ValueError(f"{name} used twice: {', '.join(doubled)}")
        for group in self.groups:
            _same(f"group {group.id}", (r.max_points for r in group.indicators), group.max_points)
        _same("the method", (g.max_points for g in self.groups), self.total_points)
        if not self.computable_points:
            raise ValueError("no indicator with points is computable: there is nothing to rank by")
        return self

    @property
    def rules(self) -> tuple[IndicatorRule, ...]:
        """The indicators of all groups, in the order of the file."""
        return tuple(rule for group in self.groups for rule in group.indicators)

    @property
    def computable_points(self) -> Decimal:
        """The points that can be computed at all, of `total_points`."""
        return sum((r.max_points for r in self.rules if r.computable), Decimal(0))

    @property
    def min_cases(self) -> Mapping[str, int]:
        """Least number of cases by indicator code, where the file gives one; the others have `min_n`, rates 1."""
        return {rule.code: rule.min_n for rule in self.rules if rule.min_n is not None}


def _same(what: str, parts: Iterator[Decimal], declared: Decimal) -> None:
    total = sum(parts, Decimal(0))
    if total != declared:
        raise ValueError(f"{what}: the points of its parts sum to {total}, declared are {declared}")


def load_method(path: Path) -> Method:
    """Return the method in `path`; raise `DeclarationError` naming every fault.

    Whether its indicators exist is for `warehouse.ranking.score.check_method` to say, which knows them.
    """
    method = load(Method, path)
    if method.id != path.stem:
        raise DeclarationError(f"{path}: the method has id {method.id!r}; it must be the file's name")
    return method
