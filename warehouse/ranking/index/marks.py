"""Marks: which cells a method scores, and what a missing one means to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from schemas.errors import DeclarationError
from schemas.method import Method
from schemas.method_parts import IndicatorRule
from schemas.words.text import nearest
from warehouse.ranking.evidence.indicator import Indicator
from warehouse.ranking.evidence.indicators import INDICATORS
from warehouse.ranking.index.ends import default_target, fixed

NOT_COMPUTABLE = "NOT_COMPUTABLE"  # status of an indicator that no export can feed


@dataclass(frozen=True)
class Cell:
    """The counts of one unit for one indicator, as `cells.evaluate` found them; an imputed value has no counts."""

    x: int | None
    n: int | None
    status: str
    value: float | None = None


@dataclass(frozen=True)
class Mark:
    """How one cell is taken.

    `share` is the indicator's share of the whole index, `value` its value where that is scored, `fixed` the normalised
    score that a policy gives instead. `applies` is false where the weight is not held against the unit (nothing to
    count, or not computable); `barred` is true where the unit cannot be ranked because of it.
    """

    rule: IndicatorRule
    share: Fraction
    status: str
    value: Fraction | None = None
    fixed: Fraction | None = None
    applies: bool = True
    barred: bool = False

    @property
    def is_scored(self) -> bool:
        """Whether the cell has a score."""
        return self.value is not None or self.fixed is not None


def mark(method: Method, rule: IndicatorRule, share: Fraction, cell: Cell | None) -> Mark:
    """Return how `cell` is taken under `rule`, which has `share` of the whole index.

    A rule that is not computable needs no cell. A cell missing for another is an error of the caller (ValueError).
    """
    if not rule.computable:
        return Mark(rule, share, NOT_COMPUTABLE, applies=False)
    if cell is None:
        raise ValueError(f"indicator {rule.code!r} of method {method.id} was not evaluated")
    if cell.status == "OK" and cell.x is not None and cell.n:
        return Mark(rule, share, cell.status, Fraction(cell.x, cell.n))
    if cell.status == "OK" and cell.value is not None:
        return Mark(rule, share, cell.status, Fraction(cell.value))
    return _missing(rule, share, cell.status, _policy(method, rule, cell.status))


def _policy(method: Method, rule: IndicatorRule, status: str) -> str:
    """Return what the method, or the rule where it says otherwise, does with a cell of this status."""
    return {
        "NOT_APPLICABLE": rule.on_not_applicable or method.on_not_applicable,
        "NOT_REPORTED": rule.on_not_reported or method.on_not_reported,
        "SMALL_N": rule.on_small_n or method.on_small_n,
    }.get(status, "ineligible")


def _missing(rule: IndicatorRule, share: Fraction, status: str, policy: str) -> Mark:
    if policy in ("full", "zero"):
        return Mark(rule, share, status, fixed=fixed(rule, "full" if policy == "full" else "zero"))
    # A required indicator may weigh nothing: it is then what a unit must report in order to be ranked.
    barred = (rule.size > 0 and policy == "ineligible") or (rule.required and status != "NOT_APPLICABLE")
    return Mark(rule, share, status, applies=status != "NOT_APPLICABLE", barred=barred)


def check_method(method: Method, indicators: Mapping[str, Indicator] = INDICATORS) -> None:
    """Raise `DeclarationError` naming every rule of the method that these indicators cannot serve."""
    faults = [f for rule in method.rules if rule.computable for f in _faults(rule, indicators)]
    if faults:
        raise DeclarationError("\n".join([f"method {method.id}: {len(faults)} fault(s)", *faults]))


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
    return [f"  {rule.code}: {fault}" for fault in _scale_faults(rule, indicator)]


def _scale_faults(rule: IndicatorRule, indicator: Indicator) -> list[str]:
    of = rule.normalisation
    end = of.best if of.best is not None else of.target
    if of.worst is not None and end is not None and indicator.direction * (end - of.worst) <= 0:
        better = "more" if indicator.direction == 1 else "less"
        return [f"{better} is better, so worst cannot be {of.worst} where the best is {end}"]
    if of.kind == "frac_max" and indicator.direction == -1:
        return ["frac_max has no meaning where less is better"]
    if of.kind in ("frac_max", "log_goalposts") and min(p for p in (of.worst, of.best) if p is not None) <= 0:
        return [f"{of.kind} needs {'a best value' if of.kind == 'frac_max' else 'worst and best'} above 0"]
    if of.kind != "points":
        return []
    target = default_target(rule, indicator)
    if indicator.kind == "rate":
        sound = indicator.direction == 1 and rule.target is not None and target > 0
        return [] if sound else ["a rate earns points only against a target above 0"]
    sound = 0 < target <= 1 if indicator.direction == 1 else 0 <= target < 1
    return [] if sound else [f"the target {rule.target} of a proportion must be a share that can be earned"]
