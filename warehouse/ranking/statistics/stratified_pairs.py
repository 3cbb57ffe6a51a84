"""Rank sets of units with unlike cases: each two of them are compared on the kinds of cases that both have."""

import numpy as np
import numpy.typing as npt

from warehouse.arrays import Flags, Floats
from warehouse.ranking.statistics.critical import critical_values
from warehouse.ranking.statistics.intervals import checked_counts
from warehouse.ranking.statistics.rank_sets import RankSets, from_beats


def stratified_pairs(
    events: npt.ArrayLike,
    cases: npt.ArrayLike,
    ratio: npt.ArrayLike,
    level: float = 0.95,
    deff: npt.ArrayLike = 1.0,
    simultaneous: bool = True,
    df: npt.ArrayLike = np.inf,
) -> RankSets:
    """Return rank sets of p units by what their events among their cases of each stratum say of each pair.

    A pair is weighed by w = n_i n_j / (n_i + n_j) in each stratum, as N. Mantel and W. Haenszel weigh it. Its sums
    a = Σ w y_i / n_i and b = Σ w y_j / n_j have one expectation where both have the same rate in each stratum,
    S = Σ w (y_i + y_j) / (n_i + n_j), however the strata and the shares of them differ. An event of i is then worth
    u = Σ w (y_i + y_j) n_j / (n_i + n_j)² / S, that is a / u events in an exposure S / u, and
    t = √((a / u + 3/8) / (S / u)) has the variance φ / (4 S / u). The better unit is beyond `critical_values` of the
    other and has the lower `ratio`, by which units are ordered. Units that share no stratum are not told apart.

    Raises ValueError unless events and cases are tables (p, strata) with 0 <= events <= cases, `ratio` is (p,), and φ
    is finite and at least 1. Source: N. Mantel, W. Haenszel (1959); F. J. Anscombe (1948) for t.

    Args:
        events: unfavourable cases (p, strata).
        cases: all cases (p, strata).
        ratio: by which units are ordered, less being better (p,).
        level: how often the sets hold.
        deff: design effect, one number or (p,).
        simultaneous: whether the sets hold for all units at once, or for one unit each.
        df: degrees of freedom of the design effect, one number or (p,); infinite where it is known.
    """
    y, n, _ = checked_counts(events, cases)
    order, p = np.asarray(ratio, dtype=np.float64), len(y)
    effect, freedom = (np.broadcast_to(np.asarray(value, dtype=np.float64), (p,)) for value in (deff, df))
    if y.ndim != 2 or order.shape != (p,):
        raise ValueError(f"events are a table of units by strata and ratios theirs, not {y.shape} and {order.shape}")
    if (faulty_effects := effect[~((effect >= 1) & np.isfinite(effect))]).size:
        raise ValueError(f"a design effect is a number of at least 1, not {faulty_effects[0]}")
    if p < 2:
        return from_beats(np.zeros((p, p), dtype=np.bool_))
    rows = [_against_all(y, n, effect, freedom, i) for i in range(p)]
    difference, variance, pair_freedom = (np.stack(column) for column in zip(*rows, strict=True))
    least = critical_values(p, pair_freedom, level, simultaneous) * np.sqrt(variance)
    beats: Flags = (difference > least) & (order[:, None] < order)
    return from_beats(beats)


def _against_all(y: Floats, n: Floats, effect: Floats, df: Floats, i: int) -> tuple[Floats, Floats, Floats]:
    """Return how much worse each unit (p,) is than unit i, with the variance of that and its degrees of freedom."""
    common_cases = np.where(n + n[i] > 0, n + n[i], 1.0)
    share, share_of_i = n / common_cases, n[i] / common_cases  # y_j n_i / (n_i + n_j) is w y_j / n_j
    expected = (y + y[i]) * share * share_of_i
    total = expected.sum(axis=1)
    worth, worth_of_i = (_mean_of(case_shares, expected, total) for case_shares in (share_of_i, share))
    t, variance = _scaled((y * share_of_i).sum(axis=1), worth, total, effect)
    t_of_i, variance_of_i = _scaled((y[i] * share).sum(axis=1), worth_of_i, total, effect[i])
    pair_variance = variance + variance_of_i
    spread = variance**2 / df + variance_of_i**2 / df[i]
    return (
        t - t_of_i,
        pair_variance,
        np.divide(pair_variance**2, spread, out=np.full_like(pair_variance, np.inf), where=spread > 0),
    )


def _scaled(weighted: Floats, worth: Floats, total: Floats, effect: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Return the square root of events over their exposure, and its variance."""
    exposure = np.where(total > 0, total / worth, 1.0)  # nothing to compare: both sides are equal
    return np.sqrt((weighted / worth + 3 / 8) / exposure), np.asarray(effect) / (4 * exposure)


def _mean_of(weights: Floats, expected: Floats, total: Floats) -> Floats:
    """Return what an expected event weighs on average, 1 where none is expected."""
    return np.asarray(np.divide((expected * weights).sum(axis=1), total, out=np.ones_like(total), where=total > 0))
