"""Grades in worlds that are not the model's: how many pairs they put in the wrong order, beside what they state.

    python -m tests.simulations.grades --runs 500

True values are normal, skewed, heavy-tailed, or nearly all alike; errors differ fourfold between units. Exits with 1
where more than the declared share of ordered pairs is wrong, in a world in which grades are given often enough to tell,
or where units that are all equal are graded in more than one table of twenty.
"""

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence

from warehouse.arrays import Floats
from warehouse.ranking.statistics.grades import grades
from warehouse.ranking.statistics.pair_beliefs import pair_beliefs

SEED, LIMIT = 2026, 0.1
TOLERANCE = 0.01  # of the share of wrong pairs: some hundred tables know it no better
OFTEN, RARELY = 0.1, 0.05  # shares of tables
TRUTHS: Mapping[str, Callable[[Generator, int], Floats]] = {
    "normal": lambda random, p: random.normal(size=p),
    "few far better": lambda random, p: random.exponential(size=p),
    "few far worse": lambda random, p: -(random.exponential(size=p) ** 1.5),
    "one in ten better, the others alike": lambda random, p: (
        random.choice([0.0, 2.0], p, p=[0.9, 0.1]) + 0.2 * random.normal(size=p)
    ),
    "heavy tails": lambda random, p: random.standard_t(3, size=p),
    "all equal": lambda random, p: np.zeros(p),
}
Beliefs = Callable[[Floats, Floats], Floats]


@dataclass(frozen=True)
class Graded:
    """Of all tables of a world: the share of ordered pairs that is wrong and the one that was stated, the share of all
    pairs that is ordered, and the share of tables with more than one grade. Equal units are never in the right order.
    """

    wrong: float
    stated: float
    ordered: float
    tables: float


def simulate(truth: str, units: int, noise: float, runs: int, beliefs: Beliefs = pair_beliefs) -> Graded:
    """Grade so many tables of a world, with errors from half to twice `noise`."""
    random = Generator(PCG64(SeedSequence([SEED, list(TRUTHS).index(truth), units, round(10 * noise)])))
    wrong = stated = ordered = tables = 0.0
    for _ in range(runs):
        value, error = TRUTHS[truth](random, units), noise * random.uniform(0.5, 2, units)
        made = grades(beliefs(value + error * random.normal(size=units), error**2), LIMIT)
        is_before = made.grade[:, None] < made.grade
        wrong += float((is_before & (value[:, None] <= value)).sum())
        stated += made.wrong * float(is_before.sum())
        ordered += float(is_before.sum())
        tables += bool(is_before.any())
    some = max(ordered, 1.0)
    return Graded(wrong / some, stated / some, ordered / runs / (units * (units - 1) / 2), tables / runs)


def faults(truth: str, of: Graded) -> list[str]:
    """Return what is not as it is promised."""
    if truth == "all equal":
        return [f"{truth}: graded in {of.tables:.3f} of the tables"] if of.tables > RARELY else []
    is_wrong = of.tables >= OFTEN and of.wrong > LIMIT + TOLERANCE
    return [f"{truth}: {of.wrong:.3f} of the ordered pairs are wrong"] if is_wrong else []


def main() -> None:
    """Simulate, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=500)
    asked, wrong = parser.parse_args(), []
    print(
        "| truth | units | noise | runs | wrong | stated | ordered | tables graded |\n|---|---|---|---|---|---|---|---|"
    )
    for truth in TRUTHS:
        for units, runs in ((22, asked.runs), (168, max(1, asked.runs // 10))):
            for noise in (0.5, 1.0, 2.0):
                of = simulate(truth, units, noise, runs)
                figures = f"{of.wrong:.3f} | {of.stated:.3f} | {of.ordered:.3f} | {of.tables:.2f}"
                print(f"| {truth} | {units} | {noise} | {runs} | {figures} |", flush=True)
                wrong += faults(truth, of)
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
