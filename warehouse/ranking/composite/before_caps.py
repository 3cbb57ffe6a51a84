"""Drawn scores of cells before caps and floors: what errors of scores are taken from."""

import numpy as np

from warehouse.arrays import Array, Floats

# Where the draws of a cell end, as shares of them. The very least and greatest move with the number of draws, and a
# noisy cell that one draw in a thousand takes below its cap would have a whole error above it.
ENDS = (0.005, 0.995)


def reach(bounded_scores: Array, free_scores: Array) -> tuple[Floats, Floats]:
    """Return how far cells (units, k) may reach below their floors and above their caps, both at least 0.

    `bounded_scores` are the quantiles `ENDS` of drawn scores (2, units, k) that keep to the ends of their scale, in any
    order, `free_scores` the same ones without ends. Above its cap a cell reaches as far as its draws reach below it,
    and below its floor likewise: one above its cap in nearly all draws has no error, and one above it in half of them
    has that of the other half, mirrored.
    """
    reach_below = np.maximum(free_scores.max(axis=0) - bounded_scores.min(axis=0), 0)
    reach_above = np.maximum(bounded_scores.max(axis=0) - free_scores.min(axis=0), 0)
    return reach_below, reach_above


def before_caps(bounded_scores: Array, free_scores: Array, reaches: tuple[Floats, Floats]) -> Array:
    """Return drawn scores (draws, units, k) that go beyond the ends of their scale, as far as they may (`reach`)."""
    reach_below, reach_above = reaches
    return np.asarray(bounded_scores + np.clip(free_scores - bounded_scores, -reach_below, reach_above))
