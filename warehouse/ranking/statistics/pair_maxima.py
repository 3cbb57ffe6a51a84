"""Largest studentised differences between units, over simulated values: what critical values of many pairs rest on."""

import numpy as np

from warehouse.arrays import Flags, Floats, Ints

# A variance of a difference below this share of its parts is what rounding leaves of zero, and is taken for zero.
_NEGLIGIBLE = 1e-12
_BLOCK = 1024  # replicates at a time, so that the differences of one unit stay in the processor's cache


def difference_errors(covariance: Floats) -> Floats:
    """Return the standard error of the difference of each two units, (p, p), from a covariance matrix (p, p).

    Exactly 0 where the variance of the difference is negligible: at most 1e-12 of the sum of the two variances, which
    is how exactly that difference can be computed from a matrix. Nothing may be divided by such a standard error.
    """
    variances = np.diag(covariance)
    total = variances[:, None] + variances[None, :]
    difference = total - covariance - covariance.T
    return np.sqrt(np.where(difference > _NEGLIGIBLE * total, difference, 0.0))


def largest_difference(
    values: Floats, unit: int, wins: Flags, losses: Flags, errors: Floats, at_once: int = _BLOCK
) -> Floats:
    """Return for each replicate the largest studentised difference between one unit and the others, (R,).

    `values` (p, R) are the simulated values, `errors` (p,) the standard errors of the unit's differences. `wins` (p,)
    says which others count with (unit - other), `losses` (p,) which count with (other - unit); with both, the absolute
    difference counts. Where nothing counts the result is -inf. A counted standard error must be positive. So many
    replicates are taken `at_once`; that changes nothing.

    Args:
        values: simulated values (p, R).
        unit: the place of the unit among the p.
        wins: (p,), whether (unit - other) counts.
        losses: (p,), whether (other - unit) counts.
        errors: standard errors (p,) of the unit's differences.
        at_once: replicates of one block; it changes no result.
    """
    opponents = np.flatnonzero(wins | losses)
    largest = np.full(values.shape[1], -np.inf)
    scale = 1.0 / errors[opponents][:, None]
    ahead, behind = np.flatnonzero(wins[opponents]), np.flatnonzero(losses[opponents])
    for first in range(0, values.shape[1], at_once) if opponents.size else ():
        block = slice(first, first + at_once)
        scaled = values[opponents, block]
        np.subtract(values[unit, block], scaled, out=scaled)
        scaled *= scale
        if ahead.size:
            np.maximum(largest[block], _rows(scaled, ahead).max(axis=0), out=largest[block])
        if behind.size:
            np.maximum(largest[block], -_rows(scaled, behind).min(axis=0), out=largest[block])
    return largest


def largest_of_each(values: Floats, errors: Floats, at_once: int = 256) -> Floats:
    """Return for each unit and replicate its largest absolute studentised difference from another unit, (p, R).

    `values` (p, R) are the simulated values, `errors` (p, p) the standard errors of their differences; where one is 0
    the pair does not count, and where a unit has no pair the result is 0. Each pair is taken once, and so many
    replicates `at_once`; that changes nothing.
    """
    largest, scale = np.zeros_like(values), np.divide(1.0, errors, out=np.zeros_like(errors), where=errors > 0)
    for first in range(0, values.shape[1], at_once):
        block = slice(first, first + at_once)
        simulated, best = np.ascontiguousarray(values[:, block]), np.zeros_like(values[:, block])
        for unit in range(len(values) - 1):
            apart = simulated[unit] - simulated[unit + 1 :]
            apart *= scale[unit, unit + 1 :, None]
            np.abs(apart, out=apart)
            np.maximum(best[unit], apart.max(axis=0), out=best[unit])
            np.maximum(best[unit + 1 :], apart, out=best[unit + 1 :])
        largest[:, block] = best
    return largest


def _rows(block: Floats, row_numbers: Ints) -> Floats:
    """Return the chosen rows, without a copy where all are chosen."""
    return block if len(row_numbers) == len(block) else block[row_numbers]
