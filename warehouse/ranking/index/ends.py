"""The ends of a scale: what a cell without a value is given."""

from fractions import Fraction
from typing import Literal

from schemas.method_parts import IndicatorRule


def fixed(rule: IndicatorRule, policy: Literal["full", "zero"]) -> Fraction:
    """Return the normalised score that a policy gives a cell without value: the best or the worst of the scale."""
    worst, best = rule.normalisation.ends
    return Fraction(best if policy == "full" else worst)
