"""Counts that come in clusters, as attendances come in courses: how much more they vary than single events."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from warehouse.arrays import Floats, Ints
from warehouse.ranking.statistics.moderated import moderated

_EQUAL = 1e-12  # a squared coefficient of variation below it is rounding


@dataclass(frozen=True, eq=False)
class Compound:
    """Design effects of p units from their clusters, each array (p,).

    `phi`, at least 1, is the variance of a unit's sum over its mean, and `df` the degrees of freedom that it is known
    with. `raw` is what the unit's own clusters make of it, NaN where they say nothing. `clusters` is their number, and
    `variation` the coefficient of variation of sizes that all units share.
    """

    phi: Floats
    df: Floats
    raw: Floats
    clusters: Ints
    variation: float


def compound(sums: npt.ArrayLike, clusters: npt.ArrayLike, least_clusters: int = 20) -> Compound | None:
    """Return the design effects of units from `sums` of events over `clusters` of them, each (units, rows of a report).

    None where all units together have fewer than `least_clusters`. A number of clusters N that comes by chance, of
    sizes c of mean m and coefficient of variation v, has a sum of the variance E N · E c² (compound Poisson), so that
    φ = E c² / E c = m (1 + v²). m = A/N is the unit's own. A row of k clusters and sum a tells only their mean, whose
    squared distances sum to W = Σ a²/k − A²/N, of expectation (T − 1) v²m² in T rows: clusters of one row are taken to
    be as unlike as those of different rows. What W/m² says of v² of a unit is drawn to the pool (`moderated`); where no
    unit has two rows, clusters count as equal. φ is known with N/(1 + v²) degrees of freedom, as many as there would be
    equal clusters. A unit without events has the mean and the variation of all.

    Raises ValueError unless both are tables of one shape of finite numbers of at least 0, and least_clusters >= 2.
    Source: W. Feller (1968), An Introduction to Probability Theory and Its Applications I, ch. XII, for the variance;
    G. K. Smyth (2004) for the moderation.
    """
    a, k = _checked(sums, clusters, least_clusters)
    number, total, rows = k.sum(axis=1), a.sum(axis=1), np.count_nonzero(k, axis=1)
    if number.sum() < least_clusters or not total.any():
        return None
    has = total > 0
    size = np.where(has, total / np.maximum(number, 1), total.sum() / number.sum())
    squares = (a**2 / np.maximum(k, 1)).sum(axis=1) - total**2 / np.maximum(number, 1)
    spread, freedom = np.maximum(squares, 0) / size**2, np.maximum(rows - 1, 0)
    shows = has & (freedom > 0)
    common_variation2 = float(spread[shows].sum() / freedom[shows].sum()) if shows.any() else 0.0
    variation2, raw = np.full(len(a), common_variation2), np.full(len(a), np.nan)
    if common_variation2 > _EQUAL:
        shared = moderated(spread[shows] / freedom[shows] / common_variation2, freedom[shows])
        variation2 *= shared.prior
        variation2[shows] = common_variation2 * shared.values
    raw[shows] = size[shows] * (1 + spread[shows] / freedom[shows])
    df = np.where(has, number, number.sum()) / (1 + variation2)
    return Compound(
        np.maximum(size * (1 + variation2), 1), df, raw, number.astype(np.int64), float(np.sqrt(common_variation2))
    )


def _checked(sums: npt.ArrayLike, clusters: npt.ArrayLike, least_clusters: int) -> tuple[Floats, Floats]:
    """Return both as floats; events of a row that names no cluster came in one."""
    a, k = np.asarray(sums, dtype=np.float64), np.asarray(clusters, dtype=np.float64)
    if a.ndim != 2 or a.shape != k.shape:
        raise ValueError(f"sums {a.shape} and clusters {k.shape} must be tables of units by rows, of one shape")
    if not (np.isfinite(a) & np.isfinite(k) & (a >= 0) & (k >= 0)).all():
        raise ValueError("sums and clusters are finite numbers of at least 0")
    if least_clusters < 2:
        raise ValueError(f"the spread of clusters needs at least 2 of them, not {least_clusters}")
    return a, np.maximum(k, a > 0)
