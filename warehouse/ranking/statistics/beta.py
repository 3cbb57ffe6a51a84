"""Quantiles of the beta distribution, each checked against the distribution function."""

import math

import numpy as np
from scipy.special import betainc, betaincc, betainccinv, betaincinv

from warehouse.arrays import Flags, Floats

SMALLEST = math.log(5e-324)  # of what a float can hold
HALVINGS = 64  # of the range of logarithms, until what is left is below the spacing of floats


def beta_quantile(a: Floats, b: Floats, tail: float, upper: bool) -> Floats:
    """Return the point of Beta(a, b) which has the probability `tail` below it, or above it where `upper`.

    a and b are positive and of one shape; NaN where either is 0. A point nearer to 1 is found as its distance from 1,
    so that neither end costs digits. The library's inverse loses its way for some parameters (Beta(1000, 10⁹): by a
    factor of two): what does not give the tail back, to ten digits, is bisected on the distribution function instead.

    Args:
        a: first parameter, of any shape.
        b: second parameter, of the shape of `a`.
        tail: a probability, 0 to 1.
        upper: whether `tail` lies above the point rather than below.
    """
    is_swapped = np.asarray(a > b)
    near, far, is_above = np.where(is_swapped, b, a), np.where(is_swapped, a, b), is_swapped != upper
    point = np.where(is_above, betainccinv(near, far, tail), betaincinv(near, far, tail))
    is_missed = ~(np.abs(_share(point, near, far, is_above) - tail) <= 1e-10 * tail)
    point[is_missed] = _bisected(near[is_missed], far[is_missed], tail, is_above[is_missed])
    point[near == 0] = np.nan
    return np.asarray(np.where(is_swapped, 1.0 - point, point))


def _share(point: Floats, a: Floats, b: Floats, is_above: Flags) -> Floats:
    return np.asarray(np.where(is_above, betaincc(a, b, point), betainc(a, b, point)))


def _bisected(a: Floats, b: Floats, tail: float, is_above: Flags) -> Floats:
    """Return the quantiles by halving the range of their logarithm: small ones are as exact as large ones."""
    low, high = np.full(a.shape, SMALLEST), np.zeros(a.shape)
    for _ in range(HALVINGS if a.size else 0):
        middle = (low + high) / 2
        is_below = (_share(np.exp(middle), a, b, is_above) < tail) != is_above
        low, high = np.where(is_below, middle, low), np.where(is_below, high, middle)
    return np.asarray(np.exp((low + high) / 2))
