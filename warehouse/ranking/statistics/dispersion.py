"""How much counts vary between clusters beyond chance: the design effect of clustered cases."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from warehouse.arrays import Floats
from warehouse.ranking.statistics.intervals import checked_counts


@dataclass(frozen=True)
class Dispersion:
    """A design effect, with what it was estimated from.

    `phi` is at least 1; `raw` is the estimate before that, None where there was nothing to estimate from; `units` and
    `clusters` count what the estimate rests on. Without an estimate `phi` is the caller's default.
    """

    phi: float
    raw: float | None
    units: int
    clusters: int
    is_estimated: bool


def design_effect(
    events: npt.ArrayLike, cases: npt.ArrayLike, least_clusters: int = 20, default: float = 1.0
) -> Dispersion:
    """Return the pooled Pearson dispersion of clusters around their own unit's rate, never below 1.

    `events` and `cases` are counts (units, clusters), such as late and all dossiers of each week; a cluster without
    cases is no cluster. Left out are units with fewer than `least_clusters` clusters, and those whose events are none
    or all of their cases, which have no spread to speak of.

    φ = Σ (y − E)² / (E(1 − p)) / Σ over units (W − 1), with E = n·p, p the unit's rate, W its number of clusters. The
    form for rare events divides by E alone; the variance of a count is E(1 − p), and without that factor the effect
    would be understated by 1 − p: by 0.01 % at one event in 10 000, but by a third at one in three. With it, events
    and their complement give the same φ, and the caller need not ask which of the two is rarer.

    It understates where events are few: a true effect of 6 gave 4.2 at one event in 10 000.
    Raises ValueError unless the arrays are two-dimensional with 0 <= y <= n, least_clusters >= 2 and default >= 1.
    Source: P. McCullagh, J. A. Nelder (1989), Generalized Linear Models, section 4.5.

    Args:
        events: counts (units, clusters).
        cases: counts (units, clusters), at least the events.
        least_clusters: units with fewer clusters are left out.
        default: what is returned where no unit is left.
    """
    if least_clusters < 2:
        raise ValueError(f"the spread within a unit needs at least 2 clusters, not {least_clusters}")
    if not 1 <= default < math.inf:
        raise ValueError(f"a design effect is at least 1 and finite, not {default}")
    y, n, _ = checked_counts(events, cases)
    if y.ndim != 2:
        raise ValueError(f"events and cases of clusters are tables of units by clusters, not of shape {y.shape}")
    y, n = _informative(y, n, least_clusters)
    if not y.size:
        return Dispersion(default, None, 0, 0, is_estimated=False)
    clusters = int(np.count_nonzero(n))
    raw = math.fsum(_squares(y, n)) / (clusters - len(y))
    return Dispersion(max(1.0, raw), raw, len(y), clusters, is_estimated=True)


def _informative(y: Floats, n: Floats, least: int) -> tuple[Floats, Floats]:
    """Return the units with enough clusters, and with events as well as cases that are none."""
    usable = (np.count_nonzero(n, axis=1) >= least) & (y > 0).any(axis=1) & (y < n).any(axis=1)
    return y[usable], n[usable]


def _squares(y: Floats, n: Floats) -> Floats:
    """Return the squared Pearson residual of each cluster with cases, as one flat array."""
    totals, failures = y.sum(axis=1, keepdims=True), (n - y).sum(axis=1, keepdims=True)
    rate, complement = totals / (totals + failures), failures / (totals + failures)
    used = n > 0
    residual = (y * complement - (n - y) * rate)[used]  # y − n·rate, without cancelling at rates near 1
    return np.asarray(residual**2 / (n * rate * complement)[used])
