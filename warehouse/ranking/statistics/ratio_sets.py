"""Rank sets of ratios x/n straight from their counts, in closed form."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, xlogy

from warehouse.arrays import Flags, Floats, Ints
from warehouse.ranking.statistics.critical import critical_values
from warehouse.ranking.statistics.pairs import Pairs
from warehouse.ranking.statistics.rank_sets import RankSets, from_beats, from_p_values

BLOCK = 64  # terms of a tail summed at a time


def arcsine_tukey(
    x: npt.ArrayLike,
    n: npt.ArrayLike,
    level: float = 0.95,
    direction: int = 1,
    deff: npt.ArrayLike = 1.0,
    simultaneous: bool = True,
    df: npt.ArrayLike = np.inf,
) -> RankSets:
    """Return rank sets of p units with x of n cases, by differences on the arcsine scale.

    `x` and `n` are whole numbers of shape (p,); more is better where `direction` is 1, less where it is -1. With y the
    unfavourable cases, t = asin sqrt((y + 3/8) / (n + 3/4)) has the variance v = deff / (4n + 2), and j is better than
    i where (t_i - t_j) / sqrt(v_i + v_j) exceeds `critical_values`. `deff`, one number or shape (p,), is the design
    effect, at least 1, and `df` the degrees of freedom it is known with: those of a pair are
    (v_i + v_j)² / (v_i²/df_i + v_j²/df_j). Conservative for unequal n. Raises ValueError unless 0 <= x <= n and n > 0.
    Source: F. J. Anscombe (1948) for t; C. Y. Kramer (1956) for unequal variances; F. E. Satterthwaite (1946) and
    P. A. Games, J. F. Howell (1976) for the degrees of freedom.

    Args:
        x: successes (p,).
        n: cases (p,).
        level: how often the sets hold.
        direction: 1 where more is better, -1 where less is.
        deff: design effect, one number or (p,).
        simultaneous: whether the sets hold for all units at once, or for one unit each.
        df: degrees of freedom of the design effect, one number or (p,); infinite where it is known.
    """
    y, cases = _unfavourable(x, n, direction)
    effect = np.broadcast_to(np.asarray(deff, dtype=np.float64), cases.shape)
    wrong = effect[~((effect >= 1) & np.isfinite(effect))]
    if wrong.size:
        raise ValueError(f"a design effect is a number of at least 1, not {wrong[0]}")
    t = np.arctan2(np.sqrt(y + 3 / 8), np.sqrt(cases - y + 3 / 8))
    variance, freedom = effect / (4 * cases + 2), np.broadcast_to(np.asarray(df, dtype=np.float64), cases.shape)
    pairs = pairs_of_values(-t, variance, freedom, level, simultaneous)
    return replace(from_beats(pairs.apart & _strictly_better(y, cases)), pairs=pairs)


def fisher_holm(
    x: npt.ArrayLike, n: npt.ArrayLike, level: float = 0.95, direction: int = 1, simultaneous: bool = True
) -> RankSets:
    """Return rank sets of p units with x of n cases, by exact tests of every pair and Holm's correction.

    The tests are those of `fisher_p_values`. Simultaneous: one family of all p(p - 1). Marginal: each unit's own family
    of 2(p - 1), from which its `low` (who is better than it) and `high` (whom it is better than) are counted; `beats`
    then holds the pairs that both families decide. Valid for independent cases only: there is no design effect here.
    Raises ValueError as `fisher_p_values`, and unless 0 < level < 1.

    Args:
        x: successes (p,).
        n: cases (p,).
        level: how often the sets hold.
        direction: 1 where more is better, -1 where less is.
        simultaneous: whether the sets hold for all units at once, or for one unit each.
    """
    return from_p_values(fisher_p_values(x, n, direction), level, simultaneous)


def fisher_p_values(x: npt.ArrayLike, n: npt.ArrayLike, direction: int = 1) -> Floats:
    """Return p (p, p): the one-sided p-value of unit i being better than unit j by chance; 1 on the diagonal.

    `x`, `n` and `direction` as in `arcsine_tukey`. p[i, j] is the hypergeometric probability that i gets at most its
    own number of the unfavourable cases of both. Tails are summed term by term from the observed table outwards, about
    8 standard deviations of it: p-values keep 10 digits also at billions of cases. Of 168 units it is the work of a
    second up to some millions of cases each, and of a minute where billions share a middling rate.
    Raises ValueError unless 0 <= x <= n and n > 0.
    Source: R. A. Fisher (1935), The logic of inductive inference.
    """
    y, cases = _unfavourable(x, n, direction)
    i, j = np.triu_indices(len(y), 1)
    behind = _strictly_better(y, cases)[j, i]
    best, worse = np.where(behind, j, i), np.where(behind, i, j)  # the better of the two has the shorter tail
    a, b = y[best].astype(np.float64), y[worse].astype(np.float64)
    c, d = (cases - y)[best].astype(np.float64), (cases - y)[worse].astype(np.float64)
    observed = np.exp(_log_probability(a, b, c, d))
    tail = np.minimum(1.0, observed * _tail_terms(a, b, c, d))
    p = np.ones((len(y), len(y)))
    p[best, worse], p[worse, best] = tail, np.minimum(1.0, 1 - tail + observed)
    return p


def pairs_of_values(value: Floats, variance: Floats, df: Floats, level: float, simultaneous: bool) -> Pairs:
    """Return the pairs of p independent values; without error they are decided by order alone.

    Args:
        value: of p units, of which more is better (p,).
        variance: of each value (p,).
        df: degrees of freedom that the variance is known with (p,), infinite where it is known.
        level: how often all decisions hold.
        simultaneous: whether they hold for all units at once, or for one unit each.
    """
    pair_variance, variance_per_df = variance[:, None] + variance, variance**2 / df
    spread = variance_per_df[:, None] + variance_per_df
    freedom = np.divide(pair_variance**2, spread, out=np.full_like(pair_variance, np.inf), where=spread > 0)
    critical = critical_values(len(value), freedom, level, simultaneous) if len(value) > 1 else np.zeros((1, 1))
    return Pairs(value[:, None] - value, np.sqrt(pair_variance), critical)


def _unfavourable(x: npt.ArrayLike, n: npt.ArrayLike, direction: int) -> tuple[Ints, Ints]:
    """Return the checked counts as unfavourable cases and all cases."""
    successes, cases = np.asarray(x), np.asarray(n)
    if successes.ndim != 1 or successes.shape != cases.shape:
        raise ValueError(f"x {successes.shape} and n {cases.shape} must be vectors of one length")
    if not (np.issubdtype(successes.dtype, np.integer) and np.issubdtype(cases.dtype, np.integer)):
        raise ValueError(f"counts are whole numbers, not {successes.dtype} and {cases.dtype}")
    wrong = np.flatnonzero((successes < 0) | (successes > cases) | (cases <= 0))
    if wrong.size:
        raise ValueError(f"unit {wrong[0]} has {successes[wrong[0]]} of {cases[wrong[0]]} cases")
    if direction not in (1, -1):
        raise ValueError(f"the direction of a ratio is 1 or -1, not {direction}")
    successes, cases = successes.astype(np.int64), cases.astype(np.int64)
    return (cases - successes if direction == 1 else successes), cases


def _strictly_better(y: Ints, n: Ints) -> Flags:
    """Return where the share of y of unit i is below that of unit j, decided by whole numbers of any size."""
    products = y.astype(object)[:, None] * n
    return np.asarray(products < products.T, dtype=bool)


def _log_probability(a: Floats, b: Floats, c: Floats, d: Floats) -> Floats:
    """Return the log hypergeometric probability of the tables with rows (a, c) and (b, d).

    The logarithms of factorials of billions would cancel to few digits. Split as C. Loader (2000) does for the binomial
    distribution, what is large is the deviance of the table from the expected one, and the rest is small.
    """
    total = a + b + c + d
    gap = (a * d - b * c) / total
    log_p = -_factorial_rest(total)
    for margin in (a + c, b + d, a + b, c + d):
        log_p += _factorial_rest(margin)
    for cell, row, column, excess in (
        (a, a + c, a + b, gap),
        (b, b + d, a + b, -gap),
        (c, a + c, c + d, -gap),
        (d, b + d, c + d, gap),
    ):
        expected = np.where(cell > 0, row * (column / total), 1.0)
        log_p -= _factorial_rest(cell) + cell * np.log1p(np.where(cell > 0, excess / expected, 0.0))
    return np.asarray(log_p)


def _factorial_rest(n: Floats) -> Floats:
    """Return ln n! - (n ln n - n), by Stirling's series from 16 on."""
    large = np.maximum(n, 16.0)
    square = large * large
    series = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * square)) / square) / square) / large
    small = np.minimum(n, 16.0)
    exact = gammaln(small + 1) - xlogy(small, small) + small
    return np.asarray(np.where(n < 16, exact, 0.5 * np.log(2 * np.pi * large) + series))


def _tail_terms(a: Floats, b: Floats, c: Floats, d: Floats) -> Floats:
    """Return the sum of the probabilities of the tables with at most a, as a multiple of that of the table itself.

    Each next table moves one case, (a, d) down and (b, c) up. Pairs leave the loop as what remains of them is bounded
    by a geometric series below rounding.
    """
    total, term, open_pairs, steps_done = np.ones_like(a), np.ones_like(a), np.arange(a.size), 0
    while open_pairs.size:
        step = np.arange(steps_done, steps_done + BLOCK, dtype=np.float64)
        down, up = (a[open_pairs, None] - step) * (d[open_pairs, None] - step), (b[open_pairs, None] + 1 + step)
        ratio = down / (up * (c[open_pairs, None] + 1 + step))
        terms = term[open_pairs, None] * np.cumprod(ratio, axis=1)
        total[open_pairs] += terms.sum(axis=1)
        term[open_pairs] = terms[:, -1]
        last = ratio[:, -1]
        open_pairs = open_pairs[terms[:, -1] * last > 1e-16 * total[open_pairs] * (1 - last)]
        steps_done += BLOCK
    return total
