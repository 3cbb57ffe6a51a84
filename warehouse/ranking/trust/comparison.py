"""One measure compared among some units: ranks, the sets that the true ranks lie in, tiers and letters."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from schemas.method import Method
from warehouse.arrays import Floats
from warehouse.ranking.composite.exact import Number
from warehouse.ranking.index.ranks import ranks
from warehouse.ranking.index.ratio_sets import Sets, joint_level
from warehouse.ranking.statistics.draw_sets import both_draw_sets, interval
from warehouse.ranking.statistics.rank_sets import RankSets, bottom_k, from_beats, kww, top_k
from warehouse.ranking.statistics.stepdown import mc_stepdown
from warehouse.ranking.statistics.streams import stream
from warehouse.ranking.statistics.tiers import tiers_and_letters

_REPLICATES = 100_000  # with fewer, pairs at the edge of the critical value turn with the seed


@dataclass(frozen=True)
class Comparison:
    """Ranks of units, in their order, and what can be said of them; nothing but ranks where chance is ignored.

    `could_be_top` says which units could be among the k best, `could_be_bottom` among the k last.
    """

    ranks: list[tuple[int, str]]
    sets: Sets | None
    tiers: list[int]
    letters: list[str]
    could_be_top: list[bool]
    could_be_bottom: list[bool]


def compare(keys: Sequence[Number], sets: Sets | None, method: Method) -> Comparison:
    """Return the comparison of units whose order `keys` decide, the greatest first, with their rank sets."""
    ranks_and_labels = ranks(keys, method.ties)
    if sets is None or not keys:
        return Comparison(ranks_and_labels, None, [], [], [], [])
    simultaneous = sets.simultaneous
    k = min(method.rank_sets.top, len(keys))
    tiers, letters = tiers_and_letters([rank for rank, _ in ranks_and_labels], simultaneous)
    return Comparison(
        ranks_and_labels,
        sets,
        tiers,
        letters,
        top_k(simultaneous, k).tolist(),
        bottom_k(simultaneous, k).tolist(),
    )


def score_sets(method: Method, scores: Floats, draws: Floats, before_caps: Floats, stage: str) -> Sets | None:
    """Return the sets of composite scores (units,) from their draws (draws, units), by the rule of the method.

    What is compared are the means of the draws, as a nominal score at a cap is the best that its unit could be; the
    errors of pairs are those before caps, as a unit just above one would seem to have none.

    Args:
        method: it declares level and rule.
        scores: nominal scores (p,).
        draws: of them (S, p).
        before_caps: the same draws (S, p) before caps and floors.
        stage: the name of the stream of random numbers.
    """
    if method.uncertainty.interval == "none":
        return None
    kind, level = method.rank_sets.composite, float(method.uncertainty.level)
    if kind == "kww":
        kww_sets = _kww_of_scores(scores, *interval(draws, joint_level(level, len(scores))))
        return Sets(kind, kww_sets, kww_sets)
    if kind == "draws":
        return Sets(kind, *both_draw_sets(scores, before_caps, level, draws.mean(axis=0)))
    covariance = np.atleast_2d(np.cov(before_caps, rowvar=False))

    def stepdown(simultaneous: bool) -> RankSets:
        random = stream(method.uncertainty.seed, method.fingerprint, f"sets/{stage}")
        return mc_stepdown(draws.mean(axis=0), covariance, random, level, simultaneous, replicates=_REPLICATES)

    return Sets(kind, stepdown(True), stepdown(False))


def _kww_of_scores(scores: Floats, low: Floats, high: Floats) -> RankSets:
    """Return the sets of joint intervals of the draws, made to hold the scores.

    Where points are capped every draw may lie below the score: an interval without it would deny the rank that is
    shown. Intervals that touch at the cap are those of equal scores, and nobody wins.
    """
    separated = kww(np.minimum(low, scores), np.maximum(high, scores))
    return from_beats(separated.beats & (scores[:, None] > scores))
