"""The ends of a scale: what earns all points, and what a cell without a value is given."""

from fractions import Fraction
from typing import Literal

from schemas.method_parts import IndicatorRule
from warehouse.ranking.evidence.indicator import Indicator


def fixed(rule: IndicatorRule, policy: Literal["full", "zero"]) -> Fraction:
    """Return the normalised score that a policy gives a cell without value: the best or the worst of the scale."""
    worst, best = rule.normalisation.ends
    return Fraction(best if policy == "full" else worst)


def default_target(rule: IndicatorRule, indicator: Indicator) -> Fraction:
    """Return the ratio that earns all points: where none is declared, 1, or 0 where less is better."""
    default = 1 if indicator.direction == 1 else 0
    return Fraction(default if rule.target is None else rule.target)
