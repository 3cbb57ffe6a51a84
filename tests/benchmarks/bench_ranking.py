"""What a ranking of communes costs: `make bench`, or with `--communes 168 --indicators 16 --draws 10000 --runs 3`.

Floor: as many Beta draws by numpy on one thread. Draws: the same carried through the whole index, and the simultaneous
rank sets of the scores. Assessment: all of it, with the peer groups, weights, shrinkage and every combination
of other choices. Counts are synthetic. In turns, in one process, after a first round that is not measured.
"""

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "warehouse"))
sys.path.insert(0, str(Path(__file__).parents[1] / "warehouse" / "ranking"))
from engine_cases import evidence, method, random_counts
from in_force import INDICATORS

from warehouse.ranking.assessment import assess, rank_with_draws
from warehouse.ranking.statistics.draw_sets import draw_sets

VARIED = {
    "normalisations": ["minmax", "prank"],
    "aggregations": ["geometric"],
    "missing": ["zero"],
    "imputations": ["group_median"],
    "weight_sets": 10,
    "target_change": "0.1",
    "leave_one_out": True,
}


def main() -> None:
    """Measure in turns and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("communes", 168), ("indicators", 16), ("draws", 10_000), ("runs", 3)):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    codes = [c for c, i in INDICATORS.items() if i.kind == "proportion" and i.role == "score"][: asked.indicators]
    groups = {f"g{i}": dict.fromkeys(codes[i : i + 4], 10) for i in range(0, len(codes), 4)}
    rules = method(groups, uncertainty={"draws": asked.draws}, sensitivity=VARIED)
    counts = random_counts(3, asked.communes, codes, 1_500, 15_000)
    found, units = evidence(counts), sorted(counts)
    peers = {"kind": {unit: f"k{i % 3}" for i, unit in enumerate(units)}}

    def floor() -> None:
        np.random.default_rng(1).beta(900.0, 100.0, (asked.draws, len(units), len(codes)))

    def draws() -> None:
        ranking, drawn = rank_with_draws(found, rules, units)
        assert drawn is not None
        scores = dict(ranking.table.select("unit_id", "score").iter_rows())
        draw_sets(np.array([scores[unit] for unit in drawn.units]), drawn.scores)

    def assessment() -> None:
        assess(found, rules, units, None, peers)

    measured = in_turns({"floor": floor, "draws": draws, "assessment": assessment}, asked.runs)
    print(f"{len(units)} communes x {len(codes)} indicators x {asked.draws:,} draws, synthetic; {asked.runs} runs")
    for name, seconds in measured.items():
        print(f"{name:>12} {seconds:7.2f} s {seconds / measured['floor']:6.1f} x the floor")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'memory':>12} {peak:7.0f} MB at most")


def in_turns(tasks: dict[str, Callable[[], None]], runs: int) -> dict[str, float]:
    """Return the median seconds of each task, after one round that is not measured."""
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(runs + 1):
        for name, task in tasks.items():
            start = time.perf_counter()
            task()
            taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(seconds[1:]) for name, seconds in taken.items()}


if __name__ == "__main__":
    main()
