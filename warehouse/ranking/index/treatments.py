"""Treatments: which cells a method scores, and what a missing one means to it."""

from dataclasses import dataclass
from fractions import Fraction

from schemas.method import Method
from schemas.method_parts import IndicatorRule
from warehouse.ranking.evidence.cell_values import scored_counts
from warehouse.ranking.index.ends import fixed

NOT_COMPUTABLE = "NOT_COMPUTABLE"  # status of an indicator that no export can feed


@dataclass(frozen=True)
class Cell:
    """The counts of one unit for one indicator, as `cells.evaluate` found them; an imputed value has no counts.

    `added` cases stand beside them at `added_rate` where a policy completes the cell.
    """

    x: int | None
    n: int | None
    status: str
    value: float | None = None
    added: int | None = None
    added_rate: float | None = None


@dataclass(frozen=True)
class Treatment:
    """How one cell is taken.

    `share` is the indicator's share of the whole index, `value` its value where that is scored, `fixed` the normalised
    score that a policy gives instead. `applies` is false where the weight is not held against the unit (nothing to
    count, or not computable); `barred` is true where the unit cannot be ranked because of it. `is_completed`: the value
    rests on cases that are not the unit's own.
    """

    rule: IndicatorRule
    share: Fraction
    status: str
    value: Fraction | None = None
    fixed: Fraction | None = None
    applies: bool = True
    barred: bool = False
    is_completed: bool = False

    @property
    def is_scored(self) -> bool:
        """Whether the cell has a score."""
        return self.value is not None or self.fixed is not None

    @property
    def is_missing(self) -> bool:
        """Whether the cell was owed, or bars from a rank, and has no score."""
        return not self.is_scored and (self.applies or self.barred)


def treatment(method: Method, rule: IndicatorRule, share: Fraction, cell: Cell | None) -> Treatment:
    """Return how `cell` is taken under `rule`, which has `share` of the whole index.

    A rule that is not computable needs no cell. A cell missing for another is an error of the caller (ValueError).

    Args:
        method: it declares what a missing cell means.
        rule: the rule of the indicator; it may declare otherwise.
        share: the indicator's share of the whole index, 0 to 1.
        cell: the counts of the unit; None where nothing was evaluated.
    """
    if not rule.computable:
        return Treatment(rule, share, NOT_COMPUTABLE, applies=False)
    if cell is None:
        raise ValueError(f"indicator {rule.code!r} of method {method.id} was not evaluated")
    if cell.added:
        x, n = scored_counts(cell.x or 0, cell.n or 0, cell.added, cell.added_rate)
        return Treatment(rule, share, cell.status, x / n, is_completed=True)
    if cell.status == "OK" and cell.x is not None and cell.n:
        return Treatment(rule, share, cell.status, Fraction(cell.x, cell.n))
    if cell.status == "OK" and cell.value is not None:
        return Treatment(rule, share, cell.status, Fraction(cell.value))
    return _missing_treatment(rule, share, cell.status, _policy(method, rule, cell.status))


def _policy(method: Method, rule: IndicatorRule, status: str) -> str:
    """Return what the method, or the rule where it says otherwise, does with a cell of this status."""
    return {
        "NOT_APPLICABLE": rule.on_not_applicable or method.on_not_applicable,
        "NOT_REPORTED": rule.on_not_reported or method.on_not_reported,
        "SMALL_N": rule.on_small_n or method.on_small_n,
    }.get(status, "ineligible")


def _missing_treatment(rule: IndicatorRule, share: Fraction, status: str, policy: str) -> Treatment:
    if policy in ("full", "zero"):
        return Treatment(rule, share, status, fixed=fixed(rule, "full" if policy == "full" else "zero"))
    # A required indicator may weigh nothing: it is then what a unit must report in order to be ranked.
    barred = (rule.size > 0 and policy == "ineligible") or (rule.required and status != "NOT_APPLICABLE")
    return Treatment(rule, share, status, applies=status != "NOT_APPLICABLE", barred=barred)
