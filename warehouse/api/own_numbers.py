"""Rank sets of one's own numbers: which ranks units may truly have, as far as the numbers tell.

The statistics bring scipy, and are imported where they are used.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import polars as pl

from warehouse.arrays import Floats

if TYPE_CHECKING:
    from warehouse.ranking.statistics.rank_sets import RankSets

_SetsOf = Callable[[bool], "RankSets"]  # simultaneous or not
_REPLICATES = 100_000  # as in rankings: with fewer, pairs at the edge of the critical value turn with the seed


def rank_ratios(
    x: npt.ArrayLike,
    n: npt.ArrayLike,
    units: Sequence[str] = (),
    level: float = 0.95,
    direction: int = 1,
    deff: npt.ArrayLike = 1.0,
) -> pl.DataFrame:
    """Rank p units by their ratios x / n, with the sets that their true ranks lie in.

    One row for each unit, in the order given: `unit`, `value` (x / n), `rank` (1 is the best, equal ratios share one),
    `rank_lo` to `rank_hi` (the ranks that the unit may have; such sets hold for all units at once with probability
    `level`), `rank_lo_marginal` to `rank_hi_marginal` (for one unit that was chosen beforehand), `tier`, and `letters`
    (two units share a letter where the data cannot tell them apart).

    Args:
        x: cases of the kind that is counted, whole numbers of shape (p,).
        n: all cases, whole numbers of shape (p,), at least 1 and at least x.
        units: p different names; their numbers from 1 unless given.
        level: between 0 and 1.
        direction: 1 where more is better, -1 where less is.
        deff: design effect, at least 1: one number or shape (p,). Clustered cases count for n / deff of them.

    Differences are judged on the arcsine scale by the studentised range: F. J. Anscombe (1948), J. W. Tukey (1953).
    Raises `ValueError` where shapes do not fit or a number is impossible.

    >>> ranked = motcua.rank_ratios(x=[480, 420, 410], n=[500, 500, 500], units=["A", "B", "C"])
    >>> ranked.select("unit", "value", "rank", "rank_lo", "rank_hi", "tier").rows()
    [('A', 0.96, 1, 1, 1, 1), ('B', 0.84, 2, 2, 3, 2), ('C', 0.82, 3, 2, 3, 2)]
    """
    from warehouse.ranking.statistics.ratio_sets import arcsine_tukey

    counts, cases = np.asarray(x), np.asarray(n)

    def sets_of(simultaneous: bool) -> "RankSets":
        return arcsine_tukey(counts, cases, level, direction, deff, simultaneous)

    both = sets_of(True), sets_of(False)  # counts that are impossible are refused before anything is divided
    keys = [direction * Fraction(int(a), int(b)) for a, b in zip(counts, cases, strict=True)]
    return _ranked(units, counts / cases, keys, *both)


def rank_estimates(
    estimates: npt.ArrayLike,
    errors: npt.ArrayLike,
    units: Sequence[str] = (),
    level: float = 0.95,
    direction: int = 1,
    seed: int = 0,
) -> pl.DataFrame:
    """Rank p units by independent estimates with their standard errors; columns as of `rank_ratios`.

    Args:
        estimates: of shape (p,), in any unit of measurement; `value` in the result.
        errors: their standard errors, of shape (p,), in the same unit, at least 0; normal errors are assumed.
        units: p different names; their numbers from 1 unless given.
        level: between 0 and 1.
        direction: 1 where more is better, -1 where less is.
        seed: of the simulated differences; the same seed gives the same sets.

    Estimates that depend on each other (parts of one whole, sums over the same cases) need `rank_draws`. Source: M.
    Mogstad, J. P. Romano, A. M. Shaikh, D. Wilhelm (2024), Inference for ranks with applications. Raises `ValueError`
    where shapes do not fit or a number is impossible.

    >>> ranked = motcua.rank_estimates([7.1, 8.4, 7.0], errors=[0.2, 0.2, 0.3])
    >>> ranked.select("unit", "rank", "rank_lo", "rank_hi").rows()
    [('1', 2, 2, 3), ('2', 1, 1, 1), ('3', 3, 2, 3)]
    """
    from warehouse.ranking.statistics.stepdown import mc_stepdown

    values, widths = _vector(estimates, "estimates"), _vector(errors, "errors")
    if values.shape != widths.shape or not bool(np.all(widths >= 0)):
        raise ValueError(f"{len(values)} estimates need as many standard errors, each at least 0, not {widths}")
    signed = values * _sign(direction)

    def sets_of(simultaneous: bool) -> "RankSets":
        random = np.random.default_rng(seed)
        return mc_stepdown(signed, widths**2, random, level, simultaneous, replicates=_REPLICATES)

    both = sets_of(True), sets_of(False)
    return _ranked(units, values, [Fraction(v) for v in signed.tolist()], *both)


def rank_draws(
    scores: npt.ArrayLike,
    draws: npt.ArrayLike,
    units: Sequence[str] = (),
    level: float = 0.95,
    direction: int = 1,
) -> pl.DataFrame:
    """Rank p units by scores whose error is known by joint draws of them; columns as of `rank_ratios`.

    Args:
        scores: of shape (p,), in any unit of measurement; `value` in the result.
        draws: of shape (S, p), a row for each draw of all units together: of a bootstrap, of a posterior. A thousand
            do for a first look, 10 000 for what is published.
        units: p different names; their numbers from 1 unless given.
        level: between 0 and 1.
        direction: 1 where more is better, -1 where less is.

    Source: the bootstrap of the largest difference, J. P. Romano, M. Wolf (2005). Raises `ValueError` where shapes do
    not fit or a number is not finite.

    >>> import numpy
    >>> random = numpy.random.default_rng(1)
    >>> draws = random.normal([70, 60, 61], 2, size=(1000, 3))
    >>> motcua.rank_draws([70, 60, 61], draws, units=["A", "B", "C"])["rank_hi"].to_list()
    [1, 3, 3]
    """
    from warehouse.ranking.statistics.draw_sets import both_draw_sets

    values, signed_draws = _vector(scores, "scores"), _numbers(draws, "draws") * _sign(direction)
    signed = values * direction
    both = both_draw_sets(signed, signed_draws, level)
    return _ranked(units, values, [Fraction(v) for v in signed.tolist()], *both)


def _ranked(
    units: Sequence[str], values: Floats, keys: Sequence[Fraction], sets: "RankSets", marginal: "RankSets"
) -> pl.DataFrame:
    """Return the frame that `rank_ratios` describes; exact `keys` decide the order, the greatest first.

    Args:
        units: names, or none.
        values: what is shown, of shape (p,).
        keys: p numbers.
        sets: those of all units at once.
        marginal: those of one unit each.
    """
    from warehouse.ranking.composite.ranks import competition
    from warehouse.ranking.statistics.tiers import tiers_and_letters

    places = competition(keys).tolist()
    tiers, letters = tiers_and_letters(places, sets)
    return pl.DataFrame(
        {
            "unit": _names(units, len(keys)),
            "value": values,
            "rank": places,
            "rank_lo": sets.low,
            "rank_hi": sets.high,
            "rank_lo_marginal": marginal.low,
            "rank_hi_marginal": marginal.high,
            "tier": tiers,
            "letters": letters,
        }
    )


def _names(units: Sequence[str], size: int) -> list[str]:
    names = list(units) if len(units) else [str(number) for number in range(1, size + 1)]
    if len(names) != size or len(set(names)) != size:
        raise ValueError(f"each of the {size} units needs a name of its own; the names are {names}")
    return names


def _vector(numbers: npt.ArrayLike, name: str) -> Floats:
    values = _numbers(numbers, name)
    if values.ndim != 1 or not values.size or not np.isfinite(values).all():
        raise ValueError(f"{name} are a list of finite numbers, one for each unit, not {numbers!r}")
    return values


def _numbers(numbers: npt.ArrayLike, name: str) -> Floats:
    try:
        return np.asarray(numbers, dtype=np.float64)
    except (TypeError, ValueError):  # texts, or rows of different lengths
        raise ValueError(f"{name} are numbers, in lists of one length, not {numbers!r}") from None


def _sign(direction: int) -> int:
    if direction not in (1, -1):
        raise ValueError(f"the direction is 1 (more is better) or -1 (less is better), not {direction}")
    return direction
