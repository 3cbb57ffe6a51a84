"""What a night costs on years of history, against the same night on an empty warehouse: `make bench DOSSIERS=3000000`.

A night is one export of 2,000 rows from each of 22 units, from the inbox to the committed snapshot and the draft
ranking. Left out are what does not read the tables: the verdicts of Great Expectations, the site, the workbooks. Then
comes a quiet night: the same inbox, the same date. The history is taken in once for each size, and every run has its
own copy (hard links), which a night that is not measured has looked at: to the landing, a linked file is another. Sides
run in turns, each in a fresh process and measured after its imports; the page cache is
warm for all. CPU seconds and bytes are those of the process and its children: `written` what was handed to write
calls, pipes between processes included, `to disk` what the kernel counts as sent to storage. Memory is that of the
whole process tree, sampled. Everything is written to a temporary folder and removed.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from history import SOURCE, write_history, write_night
from memory import child
from stages import stages, watch_stages

HISTORY_DATE, BUSINESS_DATE = date(2023, 12, 28), date(2023, 12, 29)
MB = 1_000_000
SETTLES = 3  # seconds after which a file's times say whether it has changed
EMPTY = 0  # dossiers of the history that a night is compared with


def main() -> None:
    """Take the histories in, measure in turns, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossiers", type=int, nargs="+", default=[1_000_000], help="sizes of history")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--child", choices=["history", "look", "night", "quiet"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child == "history":
        write_history(asked.folder / "inbox", asked.dossiers[0])
    if asked.child in ("history", "look"):
        a_night(asked.folder, HISTORY_DATE)()
    elif asked.child:
        print(json.dumps(measured_night(asked.folder)))
    else:
        with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder:
            compare(Path(folder), asked.dossiers, asked.runs)


def compare(folder: Path, sizes: list[int], runs: int) -> None:
    """Print what a night and a quiet night cost on each history, and their ratios to those on none."""
    write_night(folder / "night", sizes[0])
    exports = sorted((folder / "night").rglob("*.csv"))
    bytes_in = sum(path.stat().st_size for path in exports)
    print(f"one night: {len(exports)} files, {bytes_in / MB:.1f} MB; {os.cpu_count()} cores")
    for size in sizes:
        took = child(__file__, "history", folder / f"history-{size}", "--dossiers", str(size))
        print(f"{size:,} dossiers of history taken in: {took['resident_mb']:,.0f} MB resident at peak")
    results: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for run in range(1, runs + 1):
        for size in (EMPTY, *sizes):
            home = copy_of(folder / f"history-{size}", folder / f"run-{run}-{size}")
            if size != EMPTY:
                time.sleep(SETTLES)
                child(__file__, "look", home)
            for path in exports:
                put(path, home / "inbox" / path.relative_to(folder / "night"))
            time.sleep(SETTLES)
            for side in ("night", "quiet"):
                results.setdefault((side, size), []).append(child(__file__, side, home))
            shutil.rmtree(home)
    print_table(results, bytes_in)


def print_table(results: dict[tuple[str, int], list[dict[str, Any]]], bytes_in: int) -> None:
    """Print the medians of each side, and where the time of the nights goes."""
    print("\n| night on | CPU s | x empty | wall s | x empty | written MB | x night | to disk MB | peak MB |")
    print("|---|---|---|---|---|---|---|---|---|")
    for (side, size), runs in results.items():
        cpu, wall, written = (median(runs, what) for what in ("cpu", "seconds", "written"))
        less = results[side, EMPTY]
        print(
            f"| {size:,}{', quiet' * (side == 'quiet')} | {cpu:.2f} | {cpu / median(less, 'cpu'):.2f} | {wall:.2f} "
            f"| {wall / median(less, 'seconds'):.2f} | {written / MB:.2f} | {written / bytes_in:.2f} "
            f"| {median(runs, 'to_disk') / MB:.2f} | {median(runs, 'resident_mb'):,.0f} |"
        )
    sizes = sorted({size for _, size in results})
    print("\n| wall seconds of the night | " + " | ".join(f"{size:,}" for size in sizes) + " |")
    print("|---" * (len(sizes) + 1) + "|")
    for stage in results["night", EMPTY][0]["stages"]:
        taken = [statistics.median(run["stages"][stage] for run in results["night", size]) for size in sizes]
        if max(taken) >= 0.005:
            print(f"| {stage} | " + " | ".join(f"{seconds:.2f}" for seconds in taken) + " |")


def median(runs: list[dict[str, Any]], what: str) -> float:
    """Return the median of one figure over the runs."""
    return statistics.median(run[what] for run in runs)


def measured_night(home: Path) -> dict[str, Any]:
    """Measure one night over what lies in the inbox."""
    night, (spent, _) = a_night(home, BUSINESS_DATE), watch_stages()
    before, start = used(), time.perf_counter()
    report = night()
    seconds, after = time.perf_counter() - start, used()
    if bad := [o for o in report.outcomes if o.status not in ("accepted", "already_loaded")]:
        print(f"{len(bad)} of the deliveries were not accepted: {bad[0]}", file=sys.stderr)
    return {"seconds": seconds, "stages": stages(spent)} | {what: after[what] - before[what] for what in after}


def a_night(home: Path, business_date: date) -> Callable[[], Any]:
    """Return a night to be run. Every unit exports in the format that some use.

    Our own code is taken apart before: that is done once an installation, and would make the first night look dear.
    """
    from schemas.city import load_city
    from warehouse.night.night import take_in
    from warehouse.night.steps import usual_steps
    from warehouse.run import Run
    from warehouse.store import Home

    city = load_city()
    source = city.sources[SOURCE].model_copy(update={"units": "*"})
    run = Run(Home(home), replace(city, sources={source.id: source}), business_date)
    assert run.keys
    steps = replace(usual_steps(), judge=lambda *_: None)
    return lambda: take_in(run, time.time_ns(), steps)


def used() -> dict[str, float]:
    """Return CPU seconds, bytes handed to write calls and bytes sent to storage, of this process and ended children."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    counted = dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())
    cpu = sum(usage.ru_utime + usage.ru_stime for usage in both)
    return {"cpu": cpu, "written": int(counted["wchar"]), "to_disk": int(counted["write_bytes"])}


def copy_of(home: Path, to: Path) -> Path:
    """Copy a data root: what is never changed by hard links, which keep the file's identity; the cache by its bytes."""

    def copy(source: str, target: str) -> None:
        (shutil.copy2 if "cache" in Path(source).relative_to(home).parts else os.link)(source, target)

    if home.exists():
        shutil.copytree(home, to, symlinks=True, copy_function=copy)
    return to


def put(path: Path, target: Path) -> None:
    """Deliver a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(path, target)


if __name__ == "__main__":
    main()
