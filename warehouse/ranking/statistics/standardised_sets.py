"""Rank sets of units by standardised rates, of which less is better."""

import numpy as np
import numpy.typing as npt

from warehouse.arrays import Floats
from warehouse.ranking.statistics.rank_sets import RankSets, from_beats
from warehouse.ranking.statistics.ratio_sets import pairs_of_values


def square_root_tukey(
    events: npt.ArrayLike,
    exposure: npt.ArrayLike,
    level: float = 0.95,
    deff: npt.ArrayLike = 1.0,
    simultaneous: bool = True,
    df: npt.ArrayLike = np.inf,
) -> RankSets:
    """Return rank sets of p units by their ratios of events to exposure, by differences on the square root's scale.

    t = √((events + 3/8) / exposure) has the variance v = φ / (4 exposure), whatever the ratio; j is better than i where
    (t_i − t_j) / √(v_i + v_j) exceeds `critical_values` and its ratio is the lower one. Conservative for unequal
    exposures. The exposure is taken as known: that the standard is made of the same units is a matter of one unit's
    share of the city, and makes the sets wider, if anything.
    Raises ValueError unless events are finite and at least 0, exposures finite and above 0, and φ at least 1.
    Source: F. J. Anscombe (1948), Biometrika 35:246, for t; C. Y. Kramer (1956) for unequal variances.

    Args:
        events: unfavourable cases (p,), whole or weighted.
        exposure: how many a unit like the city would have (p,).
        level: how often the sets hold.
        deff: design effect, one number or (p,).
        simultaneous: whether the sets hold for all units at once, or for one unit each.
        df: degrees of freedom of the design effect, one number or (p,); infinite where it is known.
    """
    counted, of_city = _checked(events, exposure)
    effect = np.broadcast_to(np.asarray(deff, dtype=np.float64), counted.shape)
    if (wrong := effect[~((effect >= 1) & np.isfinite(effect))]).size:
        raise ValueError(f"a design effect is a number of at least 1, not {wrong[0]}")
    t, ratio = np.sqrt((counted + 3 / 8) / of_city), counted / of_city
    freedom = np.broadcast_to(np.asarray(df, dtype=np.float64), counted.shape)
    pairs = pairs_of_values(-t, effect / (4 * of_city), freedom, level, simultaneous)
    return from_beats(pairs.apart & (ratio[:, None] < ratio))


def _checked(events: npt.ArrayLike, exposure: npt.ArrayLike) -> tuple[Floats, Floats]:
    counted, of_city = np.asarray(events, dtype=np.float64), np.asarray(exposure, dtype=np.float64)
    if counted.ndim != 1 or counted.shape != of_city.shape:
        raise ValueError(f"events {counted.shape} and exposure {of_city.shape} must be vectors of one length")
    wrong = np.flatnonzero(~((counted >= 0) & np.isfinite(counted) & (of_city > 0) & np.isfinite(of_city)))
    if wrong.size:
        raise ValueError(f"unit {wrong[0]} has {counted[wrong[0]]} events in an exposure of {of_city[wrong[0]]}")
    return counted, of_city
