"""Districts that have unlike cases: which pairs that work alike a ranking calls different, and by which rate.

    python -m tests.simulations.case_mix --runs 500

In the first world four fields have late rates of their own, the same in every district; only the share of land differs
from district to district, and every pair that is told apart is told apart wrongly. In the second, procedures of a field
differ as well, districts have them in shares of their own, and the three largest districts are three times as late on
land: it shows whether the others are still taken as alike, which a rate of the city that few districts make may spoil.
Exits with 1 where crude rates separate fewer than 40 pairs of the first world on average (it would then show nothing),
or standardised ones more than 1, and where sets by pairs take the others of the second world as alike less often than
`COVERED`.
"""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence

from tests.simulations.worlds import DISTRICTS, LEVEL
from warehouse.arrays import Flags, Floats, Ints
from warehouse.ranking.statistics.critical import critical_value
from warehouse.ranking.statistics.funnel import funnel
from warehouse.ranking.statistics.ratio_sets import arcsine_tukey
from warehouse.ranking.statistics.standardise import expected, indirect
from warehouse.ranking.statistics.stratified_pairs import stratified_pairs

SEED = 2026
LATE = np.array([0.0002, 0.0005, 0.004, 0.02])  # civil status, certification, business, land
LAND, SPREAD = 0.12, 0.033  # mean and standard deviation of the share of land
REST = np.array([0.45, 0.35, 0.2])  # of what is not land
LEAST_CRUDE, MOST_STANDARDISED = 40, 1
COVERED = 0.93  # how often no pair that works alike is told apart

PROCEDURES, LARGEST, TIMES_AS_LATE = 15, 3, 3  # in each field; districts that are bad at land, and how bad
DEFAULT = "each pair"  # on the kinds of cases that both have, which is how units are told apart
_OF_FIELD = np.repeat(np.arange(len(LATE)), PROCEDURES)


@dataclass(frozen=True)
class Separated:
    """How many of the 231 pairs the sets of each rate separate on average, and how many units lie outside a funnel."""

    pairs: Mapping[str, float]
    outside: float


def shares_of_land() -> Floats:
    """Return the share of land of each district (22,), dealt to the sizes by a fixed shuffle."""
    steps = np.linspace(-1, 1, len(DISTRICTS))
    return LAND + SPREAD * np.random.default_rng(766).permutation(steps / steps.std())


def cases_of_fields() -> Ints:
    """Return the cases of each district and field (22, 4)."""
    land = shares_of_land()[:, None]
    return (DISTRICTS[:, None] * np.concatenate([(1 - land) * REST, land], axis=1)).round().astype(np.int64)


def separated(runs: int, seed: int = SEED) -> Separated:
    """Return what is told apart on average over the runs."""
    cases = cases_of_fields()
    pairs: dict[str, list[int]] = {"crude": [], "O/E": [], DEFAULT: []}
    outside = []
    for run in range(runs):
        late = Generator(PCG64(SeedSequence(seed, spawn_key=(run,)))).binomial(cases, LATE)
        all_late, all_cases = late.sum(axis=1), cases.sum(axis=1)
        pairs["crude"].append(int(arcsine_tukey(all_late, all_cases, LEVEL, -1).beats.sum()))
        pairs["O/E"].append(int(_by_expected(late, cases).sum()))
        pairs[DEFAULT].append(int(stratified_pairs(late, cases, indirect(late, cases).ratio).beats.sum()))
        outside.append(int((np.abs(funnel(all_late, all_cases, -1).classes) == 2).sum()))
    return Separated({rate: float(np.mean(counts)) for rate, counts in pairs.items()}, float(np.mean(outside)))


def _by_expected(late: Ints, cases: Ints) -> Flags:
    """Return the pairs that O/E separates: √((O + 3/8) / E) has the variance 1 / (4 E) (F. J. Anscombe 1948)."""
    of_city = expected(late, cases)
    t, variance = np.sqrt((late.sum(axis=1) + 3 / 8) / of_city), 1 / (4 * of_city)
    return t[None, :] - t[:, None] > critical_value(len(t), LEVEL) * np.sqrt(variance[:, None] + variance)


def bad_at_land() -> tuple[Ints, Floats]:
    """Return cases and rates of each district and procedure of the second world, both (22, 60)."""
    random = np.random.default_rng(61)
    rates = LATE[_OF_FIELD] * random.lognormal(-0.32, 0.8, len(_OF_FIELD))
    within = np.tile(1 / np.arange(1, PROCEDURES + 1) ** 1.2, len(LATE))
    shares = (cases_of_fields() / DISTRICTS[:, None])[:, _OF_FIELD] * within
    shares *= random.lognormal(0, 0.5, shares.shape)
    cases = (DISTRICTS[:, None] * shares / shares.sum(axis=1, keepdims=True)).round().astype(np.int64)
    times = np.where(_is_bad()[:, None] & np.isin(_OF_FIELD, len(LATE) - 1), TIMES_AS_LATE, 1)
    return cases, np.minimum(rates * times, 1)


def _is_bad() -> Flags:
    return np.isin(DISTRICTS, np.sort(DISTRICTS)[-LARGEST:])


def alike(runs: int, seed: int = SEED) -> Mapping[str, float]:
    """Return how often no two of the districts that work alike in the second world are told apart, by rate."""
    cases, rates = bad_at_land()
    fields = np.eye(len(LATE), dtype=np.int64)[_OF_FIELD]
    among = np.ix_(~_is_bad(), ~_is_bad())
    covered: dict[str, list[bool]] = {}
    for run in range(runs):
        late = Generator(PCG64(SeedSequence(seed, spawn_key=(1, run)))).binomial(cases, rates)
        beats = {
            "O/E by field": _by_expected(late @ fields, cases @ fields),
            "O/E by procedure": _by_expected(late, cases),
            DEFAULT: stratified_pairs(late, cases, indirect(late, cases).ratio).beats,
        }
        for rate, of_rate in beats.items():
            covered.setdefault(rate, []).append(not of_rate[among].any())
    return {rate: float(np.mean(shares)) for rate, shares in covered.items()}


def unlike_faults(covered: Mapping[str, float]) -> list[str]:
    """Return in what the default differs from what is expected of it."""
    message = f"{DEFAULT}: takes districts that work alike as alike {covered[DEFAULT]:.3f} of the time"
    return [] if covered[DEFAULT] >= COVERED else [message]


def faults(of: Separated) -> list[str]:
    """Return what is not as it is expected."""
    wrong = [] if of.pairs["crude"] >= LEAST_CRUDE else [f"crude rates separate {of.pairs['crude']:.1f} pairs only"]
    return wrong + [
        f"standardised rates ({rate}) separate {of.pairs[rate]:.2f} pairs of districts that work alike"
        for rate in ("O/E", DEFAULT)
        if of.pairs[rate] > MOST_STANDARDISED
    ]


def main() -> None:
    """Simulate, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=500)
    asked = parser.parse_args()
    result = separated(asked.runs)
    print(f"| rate | pairs of 231 told apart, {asked.runs} runs |\n|---|---|")
    print("\n".join(f"| {rate} | {count:.2f} |" for rate, count in result.pairs.items()))
    print(f"\nOutside the 99.8 % funnel of the crude rate: {result.outside:.1f} of {len(DISTRICTS)} districts.")
    covered = alike(asked.runs)
    print(f"\n| rate, three districts bad at land | no pair of the others told apart, {asked.runs} runs |\n|---|---|")
    print("\n".join(f"| {rate} | {share:.3f} |" for rate, share in covered.items()))
    if wrong := faults(result) + unlike_faults(covered):
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
