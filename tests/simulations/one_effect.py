"""One design effect of independent weeks for all units, which the engine has no longer, to show why."""

from warehouse.arrays import Ints


def one_effect(events: Ints, cases: Ints) -> float:
    """Return the pooled Pearson dispersion of weeks (units, weeks) around each unit's own rate, never below 1."""
    total, all_cases = events.sum(axis=1, keepdims=True), cases.sum(axis=1, keepdims=True)
    usable = (total[:, 0] > 0) & (total[:, 0] < all_cases[:, 0])
    if not usable.any():
        return 1.0
    rate = (total / all_cases)[usable]
    y, n = events[usable], cases[usable]
    squares = (y - n * rate) ** 2 / (n * rate * (1 - rate))
    return max(1.0, float(squares.sum()) / (y.size - len(y)))
