"""What a published score tells: which pairs of counts, in all hidden cells behind it together, it can be made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, product

import numpy as np

from warehouse.attack.cells import Cell, Pairs
from warehouse.attack.domains import Contradiction
from warehouse.attack.index import Node
from warehouse.attack.numbers import Numbers

_MOST = 30_000  # sums that are kept apart; of more, those close to each other become one span
_FEW = 100  # spans of the shorter of two lists that are added
_AMBIGUOUS = 4  # cells of which it is tried out whether they have a score; of more, nothing is concluded


@dataclass(frozen=True)
class Score:
    """A score (of 0 to 100) that lies from `low` to `high`, of an index or a part of it.

    `shown` are the normalised scores of the cells that are not hidden and have one.
    """

    node: Node
    low: float
    high: float
    shown: Mapping[str, float]
    cells: Sequence[Cell]
    is_slow = True

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of its hidden cells."""
        return [number for cell in self.cells for number in cell.numbers]

    def narrow(self, numbers: Numbers) -> None:
        """Leave each hidden cell the pairs with which some pairs of the others give the score."""
        pairs = [cell.pairs(numbers) for cell in self.cells]
        choices = [_has_score(p) for p in pairs]
        if sum(len(choice) > 1 for choice in choices) > _AMBIGUOUS:
            return
        masks = [None if p is None else np.zeros(len(p.x), dtype=np.bool_) for p in pairs]
        for has_scores in product(*choices):
            self._mark(has_scores, pairs, masks)
        if not any(p is None or p.any() for p in masks):
            raise Contradiction
        for cell, p, is_possible in zip(self.cells, pairs, masks, strict=True):
            if p is not None and is_possible is not None:
                cell.keep(numbers, p, is_possible)

    def _mark(
        self, has_scores: Sequence[bool], pairs: Sequence[Pairs | None], masks: Sequence[np.ndarray | None]
    ) -> None:
        """Mark the pairs that give the score where the cells have one or not, as `has_scores` says."""
        present = {cell.code for cell, has_score in zip(self.cells, has_scores, strict=True) if has_score}
        weights = self.node.weights(present | self.shown.keys())
        sum_shown = sum(float(weights[code]) * score for code, score in self.shown.items() if code in weights)
        low, high = self.low - sum_shown, self.high - sum_shown
        patterns = [
            _of_pattern(p, has_score, float(weights.get(cell.code, 0)))
            for cell, p, has_score in zip(self.cells, pairs, has_scores, strict=True)
        ]
        sums_without = _sums_without([spans for _, spans in patterns])
        for (is_of_pattern, (own_low, own_high)), sums, is_possible in zip(patterns, sums_without, masks, strict=True):
            if is_possible is not None:
                is_possible[np.flatnonzero(is_of_pattern)[_meets(low - own_high, high - own_low, *sums)]] = True


Spans = tuple[np.ndarray, np.ndarray]


def _has_score(pairs: Pairs | None) -> tuple[bool, ...]:
    """Return whether pairs have a score: both, where some may and some may not."""
    return (True, False) if pairs is None else tuple({bool(has) for has in np.unique(pairs.has_score)})


def _of_pattern(pairs: Pairs | None, has_score: bool, weight: float) -> tuple[np.ndarray, Spans]:
    """Return which pairs have a score, or have none, and what they add to the score of the whole."""
    if pairs is None:
        return np.ones(1, dtype=np.bool_), (np.zeros(1), np.full(1, 100 * weight if has_score else 0.0))
    is_of_pattern = pairs.has_score == has_score
    if not has_score:
        return is_of_pattern, (np.zeros(int(is_of_pattern.sum())), np.zeros(int(is_of_pattern.sum())))
    return is_of_pattern, (pairs.low[is_of_pattern] * weight, pairs.high[is_of_pattern] * weight)


def _sums_without(spans_of_cells: Sequence[Spans]) -> list[Spans]:
    """Return for each part what a span of every other one can add up to, in order of the lower ends."""
    nothing = (np.zeros(1), np.zeros(1))
    sums_before = list(accumulate(spans_of_cells[:-1], _sum_of_spans, initial=nothing))
    sums_after = list(accumulate(spans_of_cells[:0:-1], _sum_of_spans, initial=nothing))[::-1]
    return [_sum_of_spans(sum_before, sum_after) for sum_before, sum_after in zip(sums_before, sums_after, strict=True)]


def _sum_of_spans(first: Spans, second: Spans) -> Spans:
    """Return what a span of each can add up to; close ones are one span where they are many. All are in order."""
    shorter, longer = sorted((first, second), key=lambda spans: len(spans[0]))
    shorter = _merged(*shorter, _FEW)
    if len(shorter[0]) == 1:
        return longer[0] + shorter[0][0], longer[1] + shorter[1][0]
    longer = _merged(*longer, max(_MOST // max(len(shorter[0]), 1), 1))
    lows, highs = ((a[:, None] + b[None, :]).ravel() for a, b in zip(shorter, longer, strict=True))
    order = np.argsort(lows)
    return lows[order], highs[order]


def _merged(low: np.ndarray, high: np.ndarray, most: int) -> Spans:
    """Return spans, which are in order, as at most so many: those close to each other as one."""
    if len(low) <= most:
        return low, high
    width = (low[-1] - low[0]) / most or 1.0
    starts = np.flatnonzero(np.diff(np.floor((low - low[0]) / width).astype(np.int64), prepend=-1))
    return low[starts], np.maximum.reduceat(high, starts)


def _meets(low: np.ndarray, high: np.ndarray, lows: np.ndarray, highs: np.ndarray) -> np.ndarray:
    """Say of each span (low, high) whether one of the spans (lows, highs) meets it; those are in order of `lows`."""
    if not len(lows):
        return np.zeros(len(low), dtype=np.bool_)
    reach = np.maximum.accumulate(highs)
    place_before = np.searchsorted(lows, high, side="right") - 1
    return np.where(place_before >= 0, reach[place_before.clip(0)], -np.inf) >= low
