"""Rank sets of one indicator's cells, by the rule that the method declares."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from schemas.indicator import Indicator
from schemas.method import Method
from warehouse.arrays import Ints
from warehouse.ranking.statistics.critical import for_intervals
from warehouse.ranking.statistics.intervals import INTERVALS
from warehouse.ranking.statistics.rank_sets import RankSets, kww
from warehouse.ranking.statistics.rate_sets import by_order, clustered_tukey
from warehouse.ranking.statistics.ratio_sets import arcsine_tukey, fisher_holm


@dataclass(frozen=True)
class Sets:
    """The simultaneous rank sets of units, for a table, and the marginal ones, for one unit's own question."""

    kind: str
    simultaneous: RankSets
    marginal: RankSets


def cell_sets(
    method: Method, indicator: Indicator, x: Ints, n: Ints, deff: npt.ArrayLike, df: npt.ArrayLike
) -> Sets | None:
    """Return the sets of units by their cells of one indicator: of a census by order alone; None where there are none.

    The rule that a method declares is for shares; rates have one rule.

    Args:
        method: it declares level and rule.
        indicator: it says how its figures arise.
        x: numerators (p,).
        n: denominators (p,).
        deff: design effects (p,).
        df: degrees of freedom that these are known with (p,).
    """
    if method.uncertainty.interval == "none":
        return None
    if indicator.is_census:
        order_sets = by_order(x, n, indicator.direction)
        return Sets("census", order_sets, order_sets)
    if indicator.kind == "proportion":
        return ratio_sets(method, x, n, indicator.direction, deff, df)
    level = float(method.uncertainty.level)
    simultaneous_sets, marginal_sets = (
        clustered_tukey(x, n, level, indicator.direction, deff, simultaneous, df) for simultaneous in (True, False)
    )
    return Sets("square_root_tukey", simultaneous_sets, marginal_sets)


def ratio_sets(
    method: Method, x: Ints, n: Ints, direction: int, deff: npt.ArrayLike, df: npt.ArrayLike = np.inf
) -> Sets | None:
    """Return the sets of units with x of n cases, by the rule of the method.

    Args:
        method: it declares level and rule.
        x: successes (p,).
        n: cases (p,).
        direction: 1 where more is better, -1 where less is.
        deff: design effect, one number or (p,), at least 1.
        df: the degrees of freedom that it is known with, which `arcsine_tukey` and `kww` allow for.
    """
    if method.uncertainty.interval == "none":
        return None
    kind, level = method.rank_sets.ratios, float(method.uncertainty.level)
    if kind == "kww":
        joint = joint_level(level, len(x))
        low, high = INTERVALS[method.uncertainty.interval](x, n, level=joint, deff=for_intervals(deff, df, joint))
        kww_sets = kww(low, high) if direction == 1 else kww(-high, -low)
        return Sets(kind, kww_sets, kww_sets)
    if kind == "fisher_holm":
        return Sets(kind, fisher_holm(x, n, level, direction), fisher_holm(x, n, level, direction, simultaneous=False))
    marginal = arcsine_tukey(x, n, level, direction, deff, simultaneous=False, df=df)
    return Sets(kind, arcsine_tukey(x, n, level, direction, deff, df=df), marginal)


def joint_level(level: float, units: int) -> float:
    """Return the level at which the intervals of independent units hold all together with `level`."""
    return float(level ** (1 / units))
