"""Marks: what each cell earns by the rules of a method, and what a missing one means. All arithmetic is exact."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from schemas.errors import DeclarationError
from schemas.method import Method
from schemas.method_parts import IndicatorRule
from schemas.text import nearest
from warehouse.ranking.indicators import INDICATORS, Indicator

NOT_COMPUTABLE = "NOT_COMPUTABLE"  # status of an indicator that no export can feed


@dataclass(frozen=True)
class Cell:
    """The counts of one unit for one indicator, as `cells.evaluate` found them."""

    x: int | None
    n: int | None
    status: str


@dataclass(frozen=True)
class Mark:
    """What one cell earns.

    `points` is None where the cell is not scored; `applies` is false where the weight is not held against the unit
    (nothing to count, or not computable); `barred` is true where the unit cannot be ranked because of it.
    """

    rule: IndicatorRule
    group: str
    status: str
    points: Fraction | None = None
    applies: bool = True
    barred: bool = False


def check_method(method: Method, indicators: Mapping[str, Indicator] = INDICATORS) -> None:
    """Raise `DeclarationError` naming every rule of the method that these indicators cannot serve."""
    faults = [f for rule in method.rules if rule.computable for f in _faults(rule, indicators)]
    if faults:
        raise DeclarationError("\n".join([f"method {method.id}: {len(faults)} fault(s)", *faults]))


def mark(method: Method, group: str, rule: IndicatorRule, cell: Cell | None, years: Fraction) -> Mark:
    """Return what `cell` earns under `rule`; `years` is the length of the period, for the targets of rates.

    A rule that is not computable needs no cell. A cell missing for another is an error of the caller (ValueError).
    """
    if not rule.computable:
        return Mark(rule, group, NOT_COMPUTABLE, applies=False)
    if cell is None:
        raise ValueError(f"indicator {rule.code!r} of method {method.id} was not evaluated")
    if cell.status == "OK" and cell.x is not None and cell.n:
        earned = points(rule, INDICATORS[rule.code], Fraction(cell.x, cell.n), years)
        return Mark(rule, group, cell.status, earned)
    return _missing(rule, group, cell.status, _policy(method, rule, cell.status))


def points(rule: IndicatorRule, indicator: Indicator, ratio: Fraction, years: Fraction = Fraction(1)) -> Fraction:
    """Return the points that a ratio earns: max x min(1, ratio / target), QĐ 766/QĐ-TTg.

    Where less is better: max x min(1, (1 - ratio) / (1 - target)). The target of a rate is for a year.
    """
    most = Fraction(rule.size)
    if not most:
        return most
    if indicator.direction == -1:
        return most * min(Fraction(1), (1 - ratio) / (1 - _target(rule, indicator)))
    target = _target(rule, indicator) * (years if indicator.kind == "rate" else 1)
    return most * min(Fraction(1), ratio / target)


def _target(rule: IndicatorRule, indicator: Indicator) -> Fraction:
    default = 1 if indicator.direction == 1 else 0
    return Fraction(default if rule.target is None else rule.target)


def _policy(method: Method, rule: IndicatorRule, status: str) -> str:
    """Return what the method, or the rule where it says otherwise, does with a cell of this status."""
    return {
        "NOT_APPLICABLE": rule.on_not_applicable or method.on_not_applicable,
        "NOT_REPORTED": rule.on_not_reported or method.on_not_reported,
        "SMALL_N": rule.on_small_n or method.on_small_n,
    }.get(status, "ineligible")


def _missing(rule: IndicatorRule, group: str, status: str, policy: str) -> Mark:
    if policy == "full":
        return Mark(rule, group, status, Fraction(rule.size))
    if policy == "zero":
        return Mark(rule, group, status, Fraction(0))
    barred = policy == "ineligible" and rule.size > 0
    return Mark(rule, group, status, applies=status != "NOT_APPLICABLE", barred=barred)


def _faults(rule: IndicatorRule, indicators: Mapping[str, Indicator]) -> list[str]:
    """Return what is wrong with one rule, in words."""
    indicator = indicators.get(rule.code)
    if indicator is None:
        known = sorted(indicators)
        close = nearest(rule.code, known)
        return [f"  {rule.code}: no such indicator; " + (f"did you mean {', '.join(close)}?" if close else str(known))]
    if not rule.size:
        return []
    if indicator.role == "integrity":
        return [f"  {rule.code}: a signal of integrity is shown beside the score and earns no points"]
    target = _target(rule, indicator)
    if indicator.kind == "rate":
        sound = indicator.direction == 1 and rule.target is not None and target > 0
        return [] if sound else [f"  {rule.code}: a rate earns points only against a target above 0"]
    sound = 0 < target <= 1 if indicator.direction == 1 else 0 <= target < 1
    return (
        [] if sound else [f"  {rule.code}: the target {rule.target} of a proportion must be a share that can be earned"]
    )
