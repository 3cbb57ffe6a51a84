"""How far ranks can be told from noise: rankability, expected ranks, and rates drawn towards those of the peers."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from schemas.method import Method
from warehouse.arrays import Floats
from warehouse.ranking.statistics.rank_probabilities import (
    bottom_k_probability,
    expected_rank,
    pcer,
    rank_probabilities,
    rankability,
    top_k_probability,
)
from warehouse.ranking.statistics.shrinkage import beta_draws, fit_beta_binomial, posterior
from warehouse.ranking.statistics.streams import stream

_DRAWS = 10_000


@dataclass(frozen=True)
class Reliability:
    """`rankability` is the share of the spread of some units that is no noise, from 0 to 1.

    Of each unit (units,): `expected_rank`, `pcer` (its percentile), `p_top` and `p_bottom` (the probabilities to be
    among the k best and the k last) and `shrunk` (a rate drawn towards those of the peers); None where it is not known.
    """

    rankability: float
    expected_rank: Floats | None = None
    pcer: Floats | None = None
    p_top: Floats | None = None
    p_bottom: Floats | None = None
    shrunk: Floats | None = None


def least_rankability(method: Method) -> float:
    """Return the rankability below which the method withholds ranks; 0 where it never does."""
    rules = method.rank_sets
    return 0.0 if rules.publish_ranks == "always" else float(rules.least_rankability)


def of_scores(method: Method, scores: Floats, draws: Floats) -> Reliability:
    """Return the reliability of composite scores (units,) from their draws (draws, units).

    The spread between units is the variance of the scores less the mean variance of their draws, at least 0.
    """
    errors = draws.var(axis=0, ddof=1)
    between = max(0.0, float(scores.var(ddof=1) - errors.mean())) if len(scores) > 1 else 0.0
    return Reliability(rankability(between, errors), *_rank_figures(method, draws))


def of_ratios(
    method: Method, x: npt.ArrayLike, n: npt.ArrayLike, direction: int, deff: npt.ArrayLike, stage: str
) -> Reliability:
    """Return the reliability of rates of x of n cases (units,), by an empirical prior.

    Where the units do not differ detectably the rankability is 0, and nothing tells them apart.

    Args:
        method: it declares level and seed.
        x: successes (p,).
        n: cases (p,).
        direction: 1 where more is better, -1 where less is.
        deff: design effect, one number or (p,), at least 1.
        stage: the name of the stream of random numbers.
    """
    prior = fit_beta_binomial(x, n, deff)
    if not prior.is_detectable:
        return Reliability(0.0)
    shrunk, _, _ = posterior(prior, x, n, deff)
    successes, cases = (np.asarray(counts, dtype=np.float64) / np.asarray(deff) for counts in (x, n))
    random = stream(method.uncertainty.seed, method.fingerprint, f"shrinkage/{stage}")
    draws = beta_draws(prior.a + successes, prior.b + cases - successes, _DRAWS, random)
    total = prior.a + prior.b
    between = prior.a * prior.b / (total * total * (total + 1))
    errors = shrunk * (1 - shrunk) / cases
    return Reliability(rankability(between, errors), *_rank_figures(method, direction * draws), shrunk)


def of_rates(
    method: Method, x: npt.ArrayLike, n: npt.ArrayLike, direction: int, deff: npt.ArrayLike, stage: str
) -> Reliability:
    """Return the reliability of rates of x events for n officials (units,), as that of scores with these draws.

    They are Gamma(x/φ + ½) φ/n, as in the index (`draws.draw_values`); nothing is drawn towards the peers.

    Args:
        method: it declares seed.
        x: events (p,).
        n: officials, or what else events are counted for (p,).
        direction: 1 where more is better, -1 where less is.
        deff: design effect, one number or (p,), at least 1.
        stage: the name of the stream of random numbers.
    """
    events, officials, phi = (np.asarray(column, dtype=np.float64) for column in (x, n, deff))
    random = stream(method.uncertainty.seed, method.fingerprint, f"rates/{stage}")
    draws = random.standard_gamma(events / phi + 0.5, (_DRAWS, len(events))) * phi / officials
    return of_scores(method, direction * events / officials, direction * draws)


def _rank_figures(method: Method, draws: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Return expected rank, percentile and probabilities to be among the k best and the k last, of each unit."""
    rank_chances = rank_probabilities(draws)
    units, expected_ranks = len(rank_chances), expected_rank(rank_chances)
    k = min(method.rank_sets.top, units)
    return (
        expected_ranks,
        pcer(expected_ranks, units),
        top_k_probability(rank_chances, k),
        bottom_k_probability(draws, k),
    )
