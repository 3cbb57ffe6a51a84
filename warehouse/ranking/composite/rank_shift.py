"""What other choices of method do to ranks: competition ranks of many runs, their distribution and their shifts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from warehouse.arrays import Floats

_ROWS = 512  # runs ranked at a time: the intermediate arrays of 168 units stay within the processor's caches
_WHOLE = 2.0**53 / 10.0**10  # from here on neighbouring floats are further apart than the tenth decimal


@dataclass(frozen=True, eq=False)
class RankDistribution:
    """Of each unit, its nominal rank and the mean, median and 5 % and 95 % quantiles (type 7) of its ranks in the runs.

    Every array has shape (units,). NaN where the unit is ranked in no run, or for `nominal` where it has no rank.
    """

    nominal: Floats
    mean: Floats
    median: Floats
    q05: Floats
    q95: Floats


@dataclass(frozen=True)
class LeftOut:
    """What leaving one indicator out moves, in ranks.

    `largest_movers` holds the positions of all units that move by `largest_shift` (an absolute number of ranks), so
    that a tie is not settled by the order of the units; it is empty where no unit moves.
    """

    indicator: str
    mean_shift: float
    largest_movers: tuple[int, ...]
    largest_shift: float


def competition_ranks(scores: npt.ArrayLike) -> Floats:
    """Return the competition ranks (1 2 2 4, the highest score first) of scores (..., units) along the last axis.

    Scores are compared after rounding to 10 decimals, half to even; NaN is unranked and stays NaN. Raises ValueError
    for a scalar.
    """
    array = np.asarray(scores, dtype=np.float64)
    if array.ndim == 0:
        raise ValueError(f"ranks need scores of shape (..., units), not the number {array}")
    rows = array.reshape(-1, array.shape[-1]) if array.size else array.reshape(0, array.shape[-1])
    ranks = np.empty(rows.shape)
    for start in range(0, len(rows), _ROWS):
        ranks[start : start + _ROWS] = _ranks_of_rows(rows[start : start + _ROWS])
    return ranks.reshape(array.shape)


def _ranks_of_rows(scores: Floats) -> Floats:
    keys = -_to_ten_decimals(scores)
    order = np.argsort(keys, axis=1)  # NaN comes last
    ordered = np.take_along_axis(keys, order, axis=1)
    places = np.arange(1.0, scores.shape[1] + 1)
    # The rank of a unit is the place at which the run of scores equal to its own begins.
    begins = np.ones(scores.shape, dtype=np.bool_)
    begins[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    ranked = np.maximum.accumulate(np.where(begins, places, 0.0), axis=1)
    ranked[np.isnan(ordered)] = np.nan
    ranks = np.empty(scores.shape)
    np.put_along_axis(ranks, order, ranked, axis=1)
    return ranks


def _to_ten_decimals(scores: Floats) -> Floats:
    """Return the scores rounded as their exact decimals would be, so that these ranks are the ranks of exact keys."""
    is_small = np.abs(scores) < _WHOLE
    scaled = np.where(is_small, scores, 0.0) * 1e10
    rounded = np.rint(scaled)
    # The product itself was rounded, which matters where it seems to lie halfway. What it lost is found exactly: 1e10
    # is 24 binary digits and a power of two, so that its products with either part of a score are exact.
    halfway = np.abs(scaled - rounded) == 0.5
    doubtful, product = scores[halfway], scaled[halfway]
    high = doubtful.astype(np.float32).astype(np.float64)
    rounding_loss = (high * 1e10 - product) + (doubtful - high) * 1e10
    rounded[halfway] = np.where(rounding_loss == 0, rounded[halfway], product + np.copysign(0.5, rounding_loss))
    return np.where(is_small, rounded / 1e10, scores)


def rank_distribution(ranks: npt.ArrayLike, nominal: npt.ArrayLike) -> RankDistribution:
    """Return the distribution of each unit's ranks over the runs in which it is ranked.

    `ranks` has shape (runs, units) and `nominal` shape (units,); NaN is unranked. The spread is that of the choices
    which were enumerated: not a confidence interval. Quantiles: R. J. Hyndman and Y. Fan (1996), type 7. Raises
    ValueError where the shapes do not match or there is no run.
    """
    runs, base = _checked(ranks, nominal)
    ordered = np.sort(runs.T, axis=1)  # NaN comes last
    counts = np.count_nonzero(~np.isnan(ordered), axis=1)
    low, middle, high = (_quantile(ordered, counts, q) for q in (0.05, 0.5, 0.95))
    return RankDistribution(base, _mean(runs, axis=0), middle, low, high)


def mean_shift(ranks: npt.ArrayLike, nominal: npt.ArrayLike) -> Floats:
    """Return y = mean over units of |R - R0|, of shape (runs,), for ranks (runs, units) and nominal ranks (units,).

    The mean is over the units ranked both in the run and nominally; NaN where there is none. Raises ValueError where
    the shapes do not match or there is no run. Source: M. Saisana, A. Saltelli and S. Tarantola (2005).
    """
    runs, base = _checked(ranks, nominal)
    return _mean(np.abs(runs - base), axis=1)


def share_in_top(ranks: npt.ArrayLike, k: int) -> Floats:
    """Return the share of the runs (runs, units) in which each unit is ranked k or better, of shape (units,).

    A run in which the unit is unranked does not count it in the top; NaN where it is ranked in no run. Raises
    ValueError where k is below 1, there is no run, or the array has another shape.
    """
    runs = _runs(ranks)
    if k < 1:
        raise ValueError(f"the top of a ranking holds at least 1 rank, not {k}")
    share = np.count_nonzero(runs <= k, axis=0) / len(runs)
    return np.where(np.isnan(runs).all(axis=0), np.nan, share)


def leave_one_out(indicators: Sequence[str], ranks: npt.ArrayLike, nominal: npt.ArrayLike) -> tuple[LeftOut, ...]:
    """Return one `LeftOut` for each indicator, from the ranks (indicators, units) of an index without it.

    Units unranked with or without the indicator are left out of its shifts; where no unit remains the shifts are NaN.
    Raises ValueError where the shapes do not match the indicators and the nominal ranks (units,).
    """
    without, base = _checked(ranks, nominal)
    if len(indicators) != len(without):
        raise ValueError(f"{len(indicators)} indicators do not match ranks of shape {without.shape}")
    shifts = np.abs(without - base)
    means = _mean(shifts, axis=1)
    return tuple(
        _left_out(*indicator_shifts) for indicator_shifts in zip(indicators, shifts, means.tolist(), strict=True)
    )


def _left_out(indicator: str, shifts: Floats, mean: float) -> LeftOut:
    moved = shifts[~np.isnan(shifts)]
    largest = float(moved.max()) if moved.size else float("nan")
    movers = np.flatnonzero(shifts == largest).tolist() if largest > 0 else []
    return LeftOut(indicator, mean, tuple(movers), largest)


def _mean(values: Floats, axis: int) -> Floats:
    """Return means that leave NaN out; ranks are whole or half numbers, so that no order of summing changes them."""
    present = ~np.isnan(values)
    counts = np.count_nonzero(present, axis=axis)
    sums = np.sum(values, axis=axis, where=present)
    means: Floats = np.divide(sums, counts, out=np.full(counts.shape, np.nan), where=counts > 0)
    return means


def _quantile(ordered: Floats, counts: npt.NDArray[np.int_], q: float) -> Floats:
    """Return the type 7 quantile of the first `counts` values of each ordered row; NaN where there is none."""
    last = np.maximum(counts - 1, 0)
    position = last * q
    place_below = np.floor(position).astype(np.int_)
    place_above = np.minimum(place_below + 1, last)
    low, high = (np.take_along_axis(ordered, i[:, None], axis=1)[:, 0] for i in (place_below, place_above))
    return np.asarray(low + (position - place_below) * (high - low), dtype=np.float64)


def _runs(ranks: npt.ArrayLike) -> Floats:
    runs = np.asarray(ranks, dtype=np.float64)
    if runs.ndim != 2 or not len(runs):
        raise ValueError(f"ranks need the shape (runs, units) with at least one run, not {runs.shape}")
    return runs


def _checked(ranks: npt.ArrayLike, nominal: npt.ArrayLike) -> tuple[Floats, Floats]:
    runs, base = _runs(ranks), np.asarray(nominal, dtype=np.float64)
    if base.shape != runs.shape[1:]:
        raise ValueError(f"nominal ranks of shape {base.shape} do not match ranks of shape {runs.shape}")
    return runs, base
