"""Worlds whose truth is known, the counts that one period of them would show, and what each method makes of these."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tests.simulations.one_effect import one_effect
from warehouse.arrays import Floats, Ints
from warehouse.ranking.composite.before_caps import ENDS, before_caps, reach
from warehouse.ranking.composite.normalise import points
from warehouse.ranking.statistics.critical import critical_value
from warehouse.ranking.statistics.draw_sets import draw_sets
from warehouse.ranking.statistics.intervals import wilson
from warehouse.ranking.statistics.long_run import long_run
from warehouse.ranking.statistics.rank_sets import RankSets, from_beats, kww
from warehouse.ranking.statistics.ratio_sets import arcsine_tukey, fisher_holm

LEVEL = 0.95
MARGINAL = ", marginal"
WEEKS = 52
DRAWS = 2000
_SHUFFLE = 766  # which unit gets which rate; fixed, so that every run is about the same world


@dataclass(frozen=True, eq=False)
class Ratios:
    """Units that are late in `late` (p,) of their `cases` (p,), by nature.

    `phi`, one number or (p,), is the variance of a unit's late cases of a week, and so of the period, as a multiple of
    the binomial one, where weeks are independent. `variation` is the coefficient of variation of what multiplies the
    rate of each week, and `persistence` the correlation of its logarithm in one week and the next.
    """

    name: str
    cases: Ints
    late: Floats
    phi: float | Floats = 1.0
    variation: float = 0.0
    persistence: float = 0.0


@dataclass(frozen=True, eq=False)
class Composite:
    """Units scored by points: the sum over k cells of maxima (k,) times min(1, rate / target).

    `cases` and `rates` have the shape (p, k), `targets` (k,).
    """

    name: str
    cases: Ints
    rates: Floats
    maxima: Floats
    targets: Floats


World = Ratios | Composite


def true_ranks(world: World) -> Ints:
    """Return 1 + the number of units that are better by nature (p,); equals share a rank."""
    value = -world.late if isinstance(world, Ratios) else scores(world, world.rates)
    return np.asarray(1 + np.sum(value[None, :] > value[:, None], axis=1, dtype=np.int64))


def scores(world: Composite, rates: Floats) -> Floats:
    """Return the scores (..., p) of rates (..., p, k)."""
    return np.asarray(cell_scores(world, rates).sum(axis=-1), dtype=np.float64)


def cell_scores(world: Composite, rates: Floats, bounded: bool = True) -> Floats:
    """Return what rates (..., p, k) earn, in their shape; without `bounded`, more than the maximum in proportion."""
    earned = [points(rates[..., k], float(t), 1, bounded) * world.maxima[k] for k, t in enumerate(world.targets)]
    return np.stack(earned, axis=-1)


@dataclass(frozen=True, eq=False)
class Counts:
    """One period of a world of ratios: `x` of `n` (p,) cases on time, and what is known of the design effects.

    `estimated` and `df` (p,) are those of the engine, `of_all` is the one that weeks as independent would give, `phi`
    the true ones.
    """

    x: Ints
    n: Ints
    estimated: Floats
    df: Floats
    of_all: float
    phi: float | Floats


@dataclass(frozen=True, eq=False)
class Scores:
    """One period of a world of scores: `nominal` (p,), draws of them (draws, p), and the same before caps."""

    nominal: Floats
    drawn: Floats
    before_caps: Floats


def wald(x: Ints, n: Ints) -> RankSets:
    """Return rank sets by the plug-in variance r(1 - r)/n, which the engine does not have, to show why."""
    share = x / n
    variance = share * (1 - share) / n
    least = critical_value(len(x), LEVEL) * np.sqrt(variance[:, None] + variance)
    return from_beats(share[:, None] - share > least)


RATIO_METHODS: Mapping[str, Callable[[Counts], RankSets]] = {
    "wald": lambda c: wald(c.x, c.n),
    "arcsine_tukey": lambda c: arcsine_tukey(c.x, c.n, LEVEL),
    "fisher_holm": lambda c: fisher_holm(c.x, c.n, LEVEL),
    "kww": lambda c: kww(*wilson(c.x, c.n, LEVEL ** (1 / len(c.n)))),  # joint, as units are independent
    "arcsine_tukey, φ estimated": lambda c: arcsine_tukey(c.x, c.n, LEVEL, deff=c.estimated, df=c.df),
    "arcsine_tukey, one φ for all": lambda c: arcsine_tukey(c.x, c.n, LEVEL, deff=c.of_all),
    "arcsine_tukey, φ known": lambda c: arcsine_tukey(c.x, c.n, LEVEL, deff=c.phi),
    "arcsine_tukey" + MARGINAL: lambda c: arcsine_tukey(c.x, c.n, LEVEL, simultaneous=False),
    "fisher_holm" + MARGINAL: lambda c: fisher_holm(c.x, c.n, LEVEL, simultaneous=False),
}
SCORE_METHODS: Mapping[str, Callable[[Scores], RankSets]] = {
    "draws": lambda s: draw_sets(s.nominal, s.before_caps, LEVEL, True, s.drawn.mean(axis=0)),
    "draws" + MARGINAL: lambda s: draw_sets(s.nominal, s.before_caps, LEVEL, False, s.drawn.mean(axis=0)),
    "draws, errors after caps": lambda s: draw_sets(s.nominal, s.drawn, LEVEL),
}


def one_period(world: World, methods: Sequence[str], random: np.random.Generator) -> tuple[list[RankSets], float]:
    """Return the rank sets that each method gives of one period, and the mean effect estimated; NaN for scores."""
    if isinstance(world, Composite):
        drawn = drawn_scores(world, random)
        return [SCORE_METHODS[method](drawn) for method in methods], np.nan
    late, cases = weekly_counts(world, random)
    x = (cases - late).sum(axis=1)
    estimate = long_run(late, cases)
    phi, df = (np.ones(len(x)), np.full(len(x), np.inf)) if estimate is None else (estimate.phi, estimate.df)
    counts = Counts(x, world.cases, phi, df, one_effect(late, cases), world.phi)
    return [RATIO_METHODS[method](counts) for method in methods], float(phi.mean())


def weekly_counts(world: Ratios, random: np.random.Generator) -> tuple[Ints, Ints]:
    """Return late and all cases of each unit and week, both (p, 52): the cases are spread evenly over the year.

    Binomial where phi is 1. Otherwise each week of each unit has a rate of its own from a Beta distribution with the
    mean of the unit, late cases are binomial given that rate, and the correlation of two cases of one week,
    (phi - 1) / (cases - 1), makes the variance phi times the binomial one. Weeks are independent. With `variation` the
    rate of each week is multiplied by a lognormal number of mean 1 instead, an autoregression of its logarithm.
    Raises ValueError where a week has too few cases for such a phi.
    """
    first, more = np.divmod(world.cases[:, None], WEEKS)
    cases = first + (np.arange(WEEKS) < more)
    late = np.broadcast_to(world.late[:, None], cases.shape).copy()
    if world.variation:
        return random.binomial(cases, np.minimum(late * _multipliers(world, random), 1)), cases
    phi = np.broadcast_to(world.phi, len(cases)).astype(np.float64)
    varied = phi > 1
    if (cases[varied] <= phi[varied, None]).any():
        raise ValueError(f"{cases[varied].min()} cases of a week cannot vary {phi.max():g} times as much as by chance")
    weight = (cases[varied] - phi[varied, None]) / (phi[varied, None] - 1)
    late[varied] = random.beta(late[varied] * weight, (1 - late[varied]) * weight)
    return random.binomial(cases, late), cases


def _multipliers(world: Ratios, random: np.random.Generator) -> Floats:
    """Return what multiplies the rate of each unit and week (p, 52)."""
    spread_of_log = np.log(1 + world.variation**2)
    logs = np.empty((len(world.cases), WEEKS))
    state = random.standard_normal(len(logs))
    for week in range(WEEKS):
        logs[:, week] = state
        state = world.persistence * state + np.sqrt(1 - world.persistence**2) * random.standard_normal(len(logs))
    return np.asarray(np.exp(np.sqrt(spread_of_log) * logs - spread_of_log / 2), dtype=np.float64)


def drawn_scores(world: Composite, random: np.random.Generator) -> Scores:
    """Return the scores of one period's counts with draws of them, each cell from Jeffreys' posterior."""
    x = random.binomial(world.cases, world.rates)
    draws = random.beta(x + 0.5, world.cases - x + 0.5, (DRAWS, *x.shape))
    within, beyond = (cell_scores(world, draws, bounded) for bounded in (True, False))
    ends = (np.quantile(drawn, ENDS, axis=0) for drawn in (within, beyond))
    uncapped = before_caps(within, beyond, reach(*ends))
    return Scores(scores(world, x / world.cases), within.sum(axis=-1), uncapped.sum(axis=-1))


def spread(first: float, last: float, units: int) -> Floats:
    """Return evenly spaced rates, dealt to the units by a fixed shuffle."""
    return np.random.default_rng(_SHUFFLE).permutation(np.linspace(first, last, units))


def _sizes(least: int, most: int, units: int) -> Ints:
    return np.geomspace(least, most, units).round().astype(np.int64)


DISTRICTS = _sizes(10_000, 510_000, 22)
COMMUNES = _sizes(1_500, 15_000, 168)


def _districts(name: str, first: float, last: float, phi: float = 1.0) -> Ratios:
    return Ratios(f"22 units, {name}", DISTRICTS, spread(first, last, 22), phi)


def _communes(name: str, first: float, last: float) -> Ratios:
    return Ratios(f"168 units, {name}", COMMUNES, spread(first, last, 168))


# Six cells like those of QĐ 766: transparency, on time, online, paid online, digitised, satisfied. All dossiers count
# for most of them, some for the fourth, and for the last only the 1 in 50 whose people answered whether they were.
_MAXIMA = np.array([18.0, 20.0, 12.0, 10.0, 22.0, 18.0])
_TARGETS = np.array([1.0, 1.0, 0.5, 0.8, 0.8, 0.9])
_PART = np.array([1.0, 1.0, 1.0, 0.4, 1.0, 0.02])
_FAR_BELOW = np.array([0.97, 0.9995, 0.45, 0.62, 0.74, 0.75])
_JUST_BELOW = np.array([0.97, 0.9995, 0.45, 0.62, 0.74, 0.86])  # 200 answers stray by 0.025, and so past 0.9
_STEP = np.array([0.02, 0.0004, 0.04, 0.1, 0.1, 0.06])  # from the mean to the best unit, past the last two targets


def _composite(name: str, rates: Floats) -> Composite:
    cases = (DISTRICTS[:, None] * _PART).round().astype(np.int64)
    return Composite(f"22 scores, {name}", cases, np.broadcast_to(rates, cases.shape), _MAXIMA, _TARGETS)


SPREAD = _districts("spread 99.5–99.99 %", 0.005, 0.0001)
ALL_9995 = _districts("all 99.95 %", 0.0005, 0.0005)
ALL_9999 = _districts("all 99.99 %", 0.0001, 0.0001)
NARROW = _districts("spread 99.95–99.99 %", 0.0005, 0.0001)
CLUSTERED = tuple(
    _districts(f"{name}, φ = {phi}", first, last, phi)
    for name, first, last in (
        ("all 99.95 %", 0.0005, 0.0005),
        ("all 99.99 %", 0.0001, 0.0001),
        ("spread 99.5–99.99 %", 0.005, 0.0001),
    )
    for phi in (3, 6)
)


def _lasting(rate: float, persistence: float, variation: float = 0.8) -> Ratios:
    name = f"22 units, all {100 * (1 - rate):.4g} %, weeks ×, ρ = {persistence}"
    return Ratios(name, DISTRICTS, np.full(22, rate), 1.0, variation, persistence)


def _one_clustered(which: str, at: int) -> Ratios:
    phi = np.where(np.arange(22) == at, 20.0, 1.0)
    return Ratios(f"22 units, all 99.5 %, the {which} φ = 20", DISTRICTS, np.full(22, 0.005), phi)


MULTIPLIED = (_lasting(0.005, 0.0), _lasting(0.0005, 0.0))
AUTOREGRESSIVE = tuple(_lasting(rate, rho) for rho in (0.5, 0.8) for rate in (0.005, 0.0005))
ONE_CLUSTERED = (_one_clustered("largest", 21), _one_clustered("smallest", 0))
COMMUNE_WORLDS = (
    _communes("spread 99.5–99.99 %", 0.005, 0.0001),
    _communes("all 99.95 %", 0.0005, 0.0005),
    _communes("all 99.99 %", 0.0001, 0.0001),
)
_NEAR = np.array([0.97, 0.9995, 0.495, 0.795, 0.795, 0.89])  # the last four just below their targets


def _commune_scores() -> Composite:
    """168 units of 30 to 300 answers in each of six cells, all equal and far below every target."""
    cases = np.broadcast_to(_sizes(30, 300, 168)[:, None], (168, 6))
    rates = np.broadcast_to(np.array([0.7, 0.8, 0.35, 0.6, 0.6, 0.7]), cases.shape)
    return Composite("168 scores, all equal, 30–300 answers", cases, rates, _MAXIMA, _TARGETS)


COMPOSITES = (
    _composite("all equal, far below the targets", _FAR_BELOW),
    _composite("all equal, one cell just below its target", _JUST_BELOW),
    _composite("all equal, four cells just below their targets", _NEAR),
    _composite("all equal, at the targets", np.minimum(_TARGETS, 0.9999)),
    _composite("spread, some above a target", _JUST_BELOW + _STEP * spread(1, -1, 22)[:, None]),
    Composite(
        "22 scores, one cell, all 99.99 %", DISTRICTS[:, None], np.full((22, 1), 0.9999), np.array([100.0]), np.ones(1)
    ),
    _commune_scores(),
)
