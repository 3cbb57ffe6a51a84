"""How probable it is that one unit is truly better than another, where all are drawn towards what is common to them."""

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from warehouse.arrays import Floats

_SPREADS = 60  # values of the spread between units that are weighed
_WIDEST = 3.0  # of them, in standard deviations of the estimates
_POINTS = 80  # where true values may lie, from the least estimate to the greatest
_STEPS = 100  # of the distribution of true values towards the likeliest one


def pair_beliefs(estimates: npt.ArrayLike, variances: npt.ArrayLike) -> Floats:
    """Return P(i is truly better than j), (p, p), from estimates (p,) with squared standard errors (p,).

    Estimates are normal around the true values and independent. What is known of the true values together is taken from
    the data in two ways (`beliefs_of_normal`, `beliefs_of_any`), and of each pair the less certain answer is returned,
    ½ where the two differ on who is better: the first is too sure where true values are skewed, the second where few
    units tell. Without either, chance alone would tell the two ends of a long table apart. ½ on the diagonal, and
    everywhere where all estimates are equal; [i, j] + [j, i] is 1.
    Raises ValueError for shapes that do not fit, no units, and values that are not finite or variances below 0.
    """
    y, square = np.asarray(estimates, dtype=np.float64), np.asarray(variances, dtype=np.float64)
    if y.ndim != 1 or y.size == 0 or y.shape != square.shape:
        raise ValueError(f"estimates {y.shape} and variances {square.shape} must be vectors of one length")
    if not (np.isfinite(y).all() and np.isfinite(square).all() and np.all(square >= 0)):
        raise ValueError("estimates are finite, and variances finite and at least 0")
    if not y.std():
        return np.full((y.size, y.size), 0.5)
    normal_beliefs, any_beliefs = beliefs_of_normal(y, square) - 0.5, beliefs_of_any(y, square) - 0.5
    least_sure = np.sign(normal_beliefs) * np.minimum(abs(normal_beliefs), abs(any_beliefs))
    agreed = np.where(normal_beliefs * any_beliefs > 0, least_sure, 0.0)
    return np.asarray(np.clip(0.5 + (agreed - agreed.T) / 2, 0.0, 1.0))


def beliefs_of_normal(y: Floats, square: Floats) -> Floats:
    """Return the beliefs (p, p) where true values are normal with an unknown mean and spread τ.

    Given τ, the true value of i is normal around B_i y_i + (1 - B_i) m with the variance B_i s_i², B_i = τ²/(τ² +
    s_i²), and m is normal around the weighted mean of the estimates y (p,), with its variance; s_i² is `square` (p,).
    The answer is the mean over τ by its likelihood, with a flat prior between 0 and three standard deviations of the
    estimates. Source: A. Gelman et al. (2013), Bayesian Data Analysis, 5.4.
    """
    widest = _WIDEST * float(y.std())
    spreads = widest * (np.arange(_SPREADS) + 0.5) / _SPREADS
    weights = np.array([_log_likelihood(y, square, spread) for spread in spreads])
    weights = np.exp(weights - weights.max())
    beliefs = np.zeros((y.size, y.size))
    for spread, weight in zip(spreads, weights / weights.sum(), strict=True):
        beliefs += weight * _given_spread(y, square, spread)
    return np.minimum(beliefs, 1.0)  # weights may sum to a little more than 1


def beliefs_of_any(y: Floats, square: Floats) -> Floats:
    """Return the beliefs (p, p) where true values follow whatever distribution makes the estimates y (p,) likeliest.

    It lies on 80 points from the least estimate to the greatest, and is sought by 100 steps of the EM algorithm from
    the flat one: so many that it fits, and too few for the few single points that it would end in. `square` (p,) are
    the squared standard errors. Source: J. Kiefer, J. Wolfowitz (1956); N. Laird (1978).
    """
    points = np.linspace(y.min(), y.max(), _POINTS)
    error = np.maximum(square, ((points[1] - points[0]) / 2) ** 2)[:, None]  # a unit without error has its point
    density = np.exp(-((y[:, None] - points) ** 2) / (2 * error))
    share = np.full(_POINTS, 1 / _POINTS)
    for _ in range(_STEPS):
        point_shares = density * share
        point_shares /= point_shares.sum(axis=1, keepdims=True)
        share = point_shares.mean(axis=0)
    share_below = point_shares.cumsum(axis=1) - point_shares / 2  # of a point that both may have, half
    return np.asarray(point_shares @ share_below.T)


def _log_likelihood(y: Floats, square: Floats, spread: float) -> float:
    """Return the log density of the estimates given the spread, the common mean being anything."""
    precision = 1 / (square + spread**2)
    total = precision.sum()
    residual = y - (precision @ y) / total
    return 0.5 * float(np.log(precision).sum() - np.log(total) - precision @ residual**2)


def _given_spread(y: Floats, square: Floats, spread: float) -> Floats:
    precision = 1 / (square + spread**2)
    total = precision.sum()
    mean, pull = (precision @ y) / total, square * precision
    centre, error = y + pull * (mean - y), spread**2 * pull
    difference = centre[:, None] - centre
    variance = error[:, None] + error + (pull[:, None] - pull) ** 2 / total
    certain = np.where(difference > 0, np.inf, np.where(difference < 0, -np.inf, 0.0))
    return np.asarray(ndtr(np.divide(difference, np.sqrt(variance), out=certain, where=variance > 0)))
