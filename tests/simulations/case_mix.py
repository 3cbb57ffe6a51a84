"""Districts that work alike and have unlike cases: how many pairs of them a ranking calls different, and by which rate.

    python -m tests.simulations.case_mix --runs 500

Four fields have late rates of their own, the same in every district; only the share of land differs from district to
district. Every pair that is told apart is told apart wrongly. Exits with 1 where crude rates separate fewer than 40
pairs on average (the world would then show nothing), or standardised ones more than 1.
"""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence

from tests.simulations.worlds import DISTRICTS, LEVEL
from warehouse.arrays import Floats, Ints
from warehouse.ranking.statistics.funnel import funnel
from warehouse.ranking.statistics.ratio_sets import arcsine_tukey
from warehouse.ranking.statistics.standardise import Standardised, direct, indirect
from warehouse.ranking.statistics.standardised_sets import square_root_tukey

SEED = 2026
LATE = np.array([0.0002, 0.0005, 0.004, 0.02])  # civil status, certification, business, land
LAND, SPREAD = 0.12, 0.033  # mean and standard deviation of the share of land
REST = np.array([0.45, 0.35, 0.2])  # of what is not land
LEAST_CRUDE, MOST_STANDARDISED = 40, 1


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
    cases, fields = cases_of_fields(), np.zeros(len(LATE), dtype=np.int64)
    pairs: dict[str, list[int]] = {"crude": [], "O/E": [], "direct": []}
    outside = []
    for run in range(runs):
        late = Generator(PCG64(SeedSequence(seed, spawn_key=(run,)))).binomial(cases, LATE)
        all_late, all_cases = late.sum(axis=1), cases.sum(axis=1)
        pairs["crude"].append(int(arcsine_tukey(all_late, all_cases, LEVEL, -1).beats.sum()))
        pairs["O/E"].append(_pairs(indirect(late, cases)))
        pairs["direct"].append(_pairs(direct(late, cases, fields)))
        outside.append(int((np.abs(funnel(all_late, all_cases, -1).classes) == 2).sum()))
    return Separated({rate: float(np.mean(counts)) for rate, counts in pairs.items()}, float(np.mean(outside)))


def _pairs(rates: Standardised) -> int:
    return int(square_root_tukey(rates.weighted, rates.exposure, LEVEL).beats.sum())


def faults(of: Separated) -> list[str]:
    """Return what is not as it is expected."""
    wrong = [] if of.pairs["crude"] >= LEAST_CRUDE else [f"crude rates separate {of.pairs['crude']:.1f} pairs only"]
    return wrong + [
        f"standardised rates ({rate}) separate {of.pairs[rate]:.2f} pairs of districts that work alike"
        for rate in ("O/E", "direct")
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
    if wrong := faults(result):
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
