"""What an indicator's value earns, learnt from the rows that show both."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

_LEAST = 3  # rows between the ends that make a line
_CLOSE = 1e-7  # of normalised scores, 0 to 100: published points are exact to more than that


@dataclass(frozen=True)
class Scale:
    """A straight line between 0 and 100, cut at its ends: what a value scores."""

    start: float
    slope: float

    def scores(self, values: np.ndarray) -> np.ndarray:
        """Return what values score."""
        return (self.start + self.slope * values).clip(0, 100)


def scale_of(rows: pl.DataFrame, direction: int, target: float | None) -> Scale | None:
    """Return the scale that all rows of an indicator agree with, None where they tell none.

    That of a target is tried first: value over target. Then the line through two rows between the ends.

    Args:
        rows: `value` and `score` (normalised) of the rows that show both.
        direction: 1 where more is better, -1 where less is.
        target: the value that earns everything, if one is stated.
    """
    values, scores = (rows.get_column(name).to_numpy() for name in ("value", "score"))
    aim = target if target is not None else (1.0 if direction == 1 else 0.0)
    declared_scale = Scale(0, 100 / aim) if direction == 1 else Scale(100 / (1 - aim), -100 / (1 - aim))
    candidates: Sequence[Scale | None] = (
        declared_scale if len(values) or target is not None else None,
        _through(values, scores),
    )
    return next(
        (scale for scale in candidates if scale is not None and np.all(np.abs(scale.scores(values) - scores) < _CLOSE)),
        None,
    )


def _through(values: np.ndarray, scores: np.ndarray) -> Scale | None:
    """Return the line through the two rows between the ends that are farthest apart; of two alone any would do."""
    is_between = (scores > _CLOSE) & (scores < 100 - _CLOSE)
    if is_between.sum() < _LEAST:
        return None
    inner, earned = values[is_between], scores[is_between]
    low, high = int(inner.argmin()), int(inner.argmax())
    if inner[high] - inner[low] < 1e-9:
        return None
    slope = float((earned[high] - earned[low]) / (inner[high] - inner[low]))
    return Scale(float(earned[low] - slope * inner[low]), slope)
