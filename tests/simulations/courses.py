"""Worlds of rates whose events come in clusters, as attendances come in courses, and what each rule makes of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tests.simulations.worlds import LEVEL, WEEKS, spread
from warehouse.arrays import Floats, Ints
from warehouse.ranking.statistics.compound import compound
from warehouse.ranking.statistics.rank_sets import RankSets
from warehouse.ranking.statistics.rate_sets import clustered_tukey

ESTIMATED, POISSON = "square_root_tukey, courses", "square_root_tukey, Poisson"
_QUARTER = 13  # weeks


@dataclass(frozen=True, eq=False)
class Courses:
    """Units whose officials attend `rate` (p,) courses a year each, by nature.

    Sizes of courses are lognormal with the coefficient of variation `variation` around each unit's own mean `size`
    (p,), in whole numbers of at least 1; their number is Poisson. Every third unit reports by quarter, several courses
    in one row, the others course by course.
    """

    name: str
    officials: Ints
    rate: Floats
    size: Floats
    variation: float


@dataclass(frozen=True, eq=False)
class Reported:
    """One year as it is reported: attendances `x` of `n` officials (p,), and design effects estimated and true."""

    x: Ints
    n: Ints
    phi: Floats
    df: Floats
    true_phi: Floats


def true_ranks(world: Courses) -> Ints:
    """Return 1 + the number of units that are better by nature (p,); equals share a rank."""
    return np.asarray(1 + np.sum(world.rate[None, :] > world.rate[:, None], axis=1, dtype=np.int64))


METHODS: Mapping[str, Callable[[Reported], RankSets]] = {
    POISSON: lambda r: clustered_tukey(r.x, r.n, LEVEL),
    ESTIMATED: lambda r: clustered_tukey(r.x, r.n, LEVEL, deff=r.phi, df=r.df),
    "square_root_tukey, φ known": lambda r: clustered_tukey(r.x, r.n, LEVEL, deff=r.true_phi),
}


def one_period(world: Courses, methods: Sequence[str], random: np.random.Generator) -> tuple[list[RankSets], float]:
    """Return the rank sets that each method gives of one year, and the mean effect estimated."""
    attendances, courses = report(world, random)
    estimate = compound(attendances, courses)
    p = len(world.officials)
    phi, df = (np.ones(p), np.full(p, np.inf)) if estimate is None else (estimate.phi, estimate.df)
    true_phi = world.size * (1 + world.variation**2)
    reported = Reported(attendances.sum(axis=1), world.officials, phi, df, true_phi)
    return [METHODS[method](reported) for method in methods], float(phi.mean())


def report(world: Courses, random: np.random.Generator) -> tuple[Ints, Ints]:
    """Return attendances and courses of each unit and week (p, 52), on the day of the report."""
    attendances, courses = (np.zeros((len(world.officials), WEEKS), dtype=np.int64) for _ in range(2))
    spread_of_log = np.log(1 + world.variation**2)
    for i, number in enumerate(random.poisson(world.rate * world.officials / world.size)):
        logs = random.normal(np.log(world.size[i]) - spread_of_log / 2, np.sqrt(spread_of_log), number)
        weeks = random.integers(0, WEEKS, number)
        if i % 3 == 0:
            weeks = weeks // _QUARTER * _QUARTER + _QUARTER - 1
        np.add.at(attendances[i], weeks, np.maximum(1, np.exp(logs).round()).astype(np.int64))
        np.add.at(courses[i], weeks, 1)
    return attendances, courses


def _districts(name: str, first: float, last: float, variation: float = 0.8) -> Courses:
    officials = np.geomspace(60, 200, 22).round().astype(np.int64)
    sizes = np.random.default_rng(766).permutation(np.geomspace(12, 50, 22))
    return Courses(f"22 rates in courses, {name}", officials, spread(first, last, 22), sizes, variation)


WORLDS = (
    _districts("all 2 a year", 2, 2),
    _districts("all 8 a year", 8, 8),
    _districts("all 4 a year, sizes vary by 1.2", 4, 4, 1.2),
    _districts("from 4 to 20 a year", 4, 20),
)
