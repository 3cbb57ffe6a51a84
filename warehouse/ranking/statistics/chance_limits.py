"""Between which counts chance alone would keep a unit: exact limits, by one rule for tables, pictures and words."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv, betaln, gammaln

from warehouse.arrays import Floats, Ints
from warehouse.ranking.statistics.intervals import checked_counts

TAIL_95, TAIL_998 = 0.025, 0.001  # of each side
_MOST_COUNTS = 40_000  # that are looked at one by one; among more, whole counts lie as close as a curve
_MOST_CORRELATED = 0.5  # of two cases of one unit: of all or nothing no count could ever be unusual


@dataclass(frozen=True)
class Limits:
    """Control limits of a rate within [0, 1], two-sided 95 % and 99.8 %."""

    low_95: Floats
    high_95: Floats
    low_998: Floats
    high_998: Floats


def limits(p0: float, n: npt.ArrayLike, deff: npt.ArrayLike = 1.0) -> Limits:
    """Return the limits of the rate x/n of units of a true rate `p0`, for n cases of any shape; NaN where n is 0.

    The count x is binomial, or where the design effect φ is above 1 beta-binomial with φ times its variance, two cases
    having the correlation (φ - 1)/(n - 1), at most ½. Of very many counts its limits are those of the beta distribution
    with the same mean and variance. A count lies beyond a limit where its mid-p value, the
    probability of more extreme counts and half that of itself, is below 2.5 % or 0.1 %; between whole counts limits are
    interpolated, which changes no decision. A class so fires at most twice as often as it promises, however few cases.

    NaN throughout where p0 is NaN. Raises ValueError for a p0 outside [0, 1], and unless n >= 0 and deff >= 1.
    Source: H. O. Lancaster (1961) for mid-p; J. G. Skellam (1948) for the beta-binomial distribution;
    D. J. Spiegelhalter (2005), Statistics in Medicine 24:1185, for the funnel and its classes.
    """
    if p0 < 0 or p0 > 1:
        raise ValueError(f"a benchmark is a rate between 0 and 1, not {p0}")
    _, cases, effect = checked_counts(0.0, n, deff)
    limits_of_units = np.full((4, cases.size), np.nan)
    if not np.isnan(p0):
        for i, (case_count, phi) in enumerate(zip(cases.flat, effect.flat, strict=True)):
            if case_count:
                limits_of_units[:, i] = _limits(p0, float(case_count), float(phi))
    return Limits(*(ends.reshape(cases.shape) for ends in limits_of_units))


def classes(rate: npt.ArrayLike, chance_limits: Limits) -> Ints:
    """Return beyond how many of the limits each rate lies, + above and - below: -2 to 2; 0 for NaN."""
    values = np.asarray(rate, dtype=np.float64)
    limits_exceeded = (values > chance_limits.high_95).astype(np.int64) + (values > chance_limits.high_998)
    limits_undercut = (values < chance_limits.low_95).astype(np.int64) + (values < chance_limits.low_998)
    return np.asarray(limits_exceeded - limits_undercut)


def _limits(p0: float, n: float, phi: float) -> tuple[float, float, float, float]:
    """Return low and high at 95 %, and at 99.8 %, of one number of cases."""
    if p0 in (0, 1):
        return p0, p0, p0, p0
    effect = min(phi, 1 + (n - 1) * _MOST_CORRELATED)
    reach = 12 * np.sqrt(effect * n * p0 * (1 - p0)) + 40 * effect + 20
    first, last = max(0.0, np.floor(n * p0 - reach)), min(n, np.ceil(n * p0 + reach))
    if last - first > _MOST_COUNTS:
        weight = n / effect - 1
        tails = (TAIL_95, 1 - TAIL_95, TAIL_998, 1 - TAIL_998)
        low_95, high_95, low_998, high_998 = betaincinv(p0 * weight, (1 - p0) * weight, tails).tolist()
        # Nearer to an end than half a case no count lies between: the end itself is within.
        lows = [0.0 if low * n < 0.5 else low for low in (low_95, low_998)]
        highs = [1.0 if (1 - high) * n < 0.5 else high for high in (high_95, high_998)]
        return lows[0], highs[0], lows[1], highs[1]
    counts = np.arange(first, last + 1)
    probability = _probabilities(counts, p0, n, effect)
    lower_tails = np.cumsum(probability) - probability / 2
    upper_tails = np.cumsum(probability[::-1])[::-1] - probability / 2
    ends = []
    for tail in (TAIL_95, TAIL_998):
        ends += [_crossing(counts[::-1], lower_tails[::-1], tail, 0.0) / n, _crossing(counts, upper_tails, tail, n) / n]
    return ends[0], ends[1], ends[2], ends[3]


def _probabilities(counts: Floats, p0: float, n: float, effect: float) -> Floats:
    """Return the probabilities of counts that leave out only what is out of the question."""
    log_p = -gammaln(counts + 1) - gammaln(n - counts + 1)
    if effect > 1:
        weight = (n - effect) / (effect - 1)
        log_p += betaln(counts + p0 * weight, n - counts + (1 - p0) * weight)
    else:
        log_p += counts * np.log(p0) + (n - counts) * np.log1p(-p0)
    probability = np.exp(log_p - log_p.max())
    return np.asarray(probability / probability.sum(), dtype=np.float64)


def _crossing(counts: Floats, tails: Floats, tail: float, end: float) -> float:
    """Return where falling tails cross the one that is allowed, `end` where they never do."""
    places_beyond = np.flatnonzero(tails < tail)
    if not places_beyond.size:
        return end
    crossing_place = int(places_beyond[0])
    share = (tails[crossing_place - 1] - tail) / (tails[crossing_place - 1] - tails[crossing_place])
    return float(counts[crossing_place - 1] + share * (counts[crossing_place] - counts[crossing_place - 1]))
