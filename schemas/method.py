"""A method: the rules of an index for a year, as a TOML file that the reform office can read and amend.

Points, weights and targets are decimals exactly as written, and all arithmetic on them is exact, so that equal scores
are equal.
"""

import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, PrivateAttr, field_validator, model_validator

from schemas import method_checks
from schemas.errors import DeclarationError
from schemas.hashing import short_hash
from schemas.indicator import Indicator
from schemas.method_indicators import refuse_unserved
from schemas.method_parts import Group, IndicatorRule, all_groups
from schemas.method_settings import (
    Aggregation,
    Band,
    Eligibility,
    Imputation,
    OnNotApplicable,
    OnNotReported,
    OnSmallN,
    RankSetRules,
    Sensitivity,
    Uncertainty,
)
from schemas.strict import Declaration, load


class Method(Declaration):
    """The rules of one index. With `total_points` it deals in points, which must add up; without, in weights.

    Weights are shares of their parent once they are divided by their sum, and the score lies on the scale of the
    normalised indicators.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name_vi: str
    name_en: str
    legal_basis: str
    total_points: Decimal | None = Field(None, gt=0)
    aggregation: Aggregation = "arithmetic"
    copeland_ignores_noise: bool = False
    ties: Literal["competition", "dense", "mid"] = "competition"
    tie_break: tuple[str, ...] = ()
    rank_on: str = Field("unrounded", pattern=r"^(unrounded|rounded\(\d\))$")
    min_n: int = Field(30, ge=1)
    on_not_applicable: OnNotApplicable = "renormalise"
    on_not_reported: OnNotReported = "ineligible"
    on_small_n: OnSmallN = "renormalise"
    imputation: Imputation = "none"
    eligibility: Eligibility = Eligibility()
    uncertainty: Uncertainty = Uncertainty()
    rank_sets: RankSetRules = RankSetRules()
    sensitivity: Sensitivity = Sensitivity()
    cautions_vi: tuple[str, ...] = ()
    cautions_en: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    groups: tuple[Group, ...] = Field(min_length=1)
    _indicators: Mapping[str, Indicator] = PrivateAttr(default_factory=dict)

    @field_validator("rank_on", mode="before")
    @classmethod
    def _without_spaces(cls, value: object) -> object:
        return re.sub(r"\s", "", value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _holds_together(self) -> "Method":
        codes = [r.code for r in self.rules]
        for name, ids in (("group", [g.id for g in self.all_groups]), ("indicator", codes)):
            if repeated_ids := [code for code, times in Counter(ids).items() if times > 1]:
                raise ValueError(f"{name} used twice: {', '.join(repeated_ids)}")
        method_checks.tie_breakers(self.tie_break, self.rules)
        method_checks.one_currency(self.total_points, self.groups)
        method_checks.something_to_rank_by(self.groups)
        method_checks.one_scale(self.rules, self.total_points, self.aggregations)
        method_checks.fixed_ends(self.rules, self.aggregations, {self.on_not_applicable, self.on_not_reported})
        method_checks.copeland_on_top(self.groups, self.aggregation, self.total_points)
        method_checks.distinct_bands(self.bands, self.total_points)
        if self.copeland_ignores_noise and "copeland" not in self.aggregations:
            raise ValueError("copeland_ignores_noise = true needs aggregation = copeland, of the method or of a group")
        if self.rank_sets.ratios == "fisher_holm" and self.uncertainty.fixed_design_effect != 1:
            raise ValueError(
                "rank_sets.ratios = fisher_holm holds for independent cases: it needs design_effect = 1 "
                'or horizon = "period"'
            )
        return self

    @property
    def rules(self) -> tuple[IndicatorRule, ...]:
        """The indicators of all groups, in the order of the file."""
        return tuple(rule for group in self.groups for rule in group.rules)

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """The indicators in force where the method was loaded, by code: those that its rules name, and all others."""
        return self._indicators

    def with_indicators(self, indicators: Mapping[str, Indicator]) -> "Method":
        """Return the method with the indicators in force; raise `DeclarationError` naming every rule that they fail."""
        refuse_unserved(self.id, [self._as_applied(rule) for rule in self.rules], indicators)
        method = self.model_copy()
        method._indicators = indicators
        return method

    def _as_applied(self, rule: IndicatorRule) -> IndicatorRule:
        """Return a rule with what the method says where the rule is silent."""
        defaults = {name: getattr(self, name) for name in ("min_n", "on_not_applicable", "on_small_n")}
        return rule.model_copy(
            update={name: default for name, default in defaults.items() if getattr(rule, name) is None}
        )

    @property
    def all_groups(self) -> tuple[Group, ...]:
        """The groups of every level, each before the groups within it."""
        return all_groups(self.groups)

    @property
    def aggregations(self) -> frozenset[Aggregation]:
        """The rules of aggregation in use, on any level."""
        return frozenset({self.aggregation, *(g.aggregation for g in self.all_groups if g.aggregation is not None)})

    @property
    def rank_decimals(self) -> int | None:
        """The decimals to which scores are rounded before they are ranked, None where they are not rounded."""
        return None if self.rank_on == "unrounded" else int(self.rank_on[len("rounded(") : -1])

    @property
    def computable_size(self) -> Decimal:
        """The points that can be computed at all, of `total_points`; the sum of weights in a method of weights."""
        return sum((r.size for r in self.rules if r.computable), Decimal(0))

    @property
    def min_cases(self) -> Mapping[str, int]:
        """Least number of cases by indicator code, where the file gives one; the others have `min_n`, rates 1."""
        return {rule.code: rule.min_n for rule in self.rules if rule.min_n is not None}

    @cached_property
    def fingerprint(self) -> str:
        """16 hexadecimal digits that change with every rule of the method, and not with its comments."""
        return short_hash(self.model_dump(mode="json"))

    @cached_property
    def indicators_version(self) -> str:
        """16 hexadecimal digits that change with the declaration of every indicator that its rules name."""
        indicators = (self.indicators[rule.code] for rule in self.rules if rule.computable)
        return short_hash([indicator.model_dump(mode="json") for indicator in indicators])


def load_method(path: Path, indicators: Mapping[str, Indicator]) -> Method:
    """Return the method in `path` with the indicators in force; raise `DeclarationError` naming every fault."""
    method = load(Method, path)
    if method.id != path.stem:
        raise DeclarationError(f"{path}: the method has id {method.id!r}; it must be the file's name")
    return method.with_indicators(indicators)
