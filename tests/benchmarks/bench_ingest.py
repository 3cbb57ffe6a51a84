"""What a night costs against the floor, on synthetic dossiers: `make bench DOSSIERS=1000000 RUNS=3`.

Floor: `scan_csv` (all text) to `sink_parquet` of the same bytes. Night: the whole run; its ingest is what leads from
the inbox to the committed snapshot, which leaves out the verdicts of Great Expectations and the draft ranking.
Both run in turns, each time in a fresh process and measured after its imports; the page cache is warm for both. Memory
is that of the whole process tree, sampled: resident (a page that two processes share counts twice, a mapped file
counts) and, of it, anonymous. Everything is written to a temporary folder and removed.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

BUSINESS_DATE = date(2023, 12, 29)
MB = 1 << 20
_SAMPLE_SECONDS = 0.02


def main() -> None:
    """Generate once, measure in turns, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossiers", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--child", choices=["floor", "night", "generate"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child == "generate":
        generate(asked.folder, asked.dossiers)
    elif asked.child:
        print(json.dumps({"floor": floor, "night": night}[asked.child](asked.folder)))
    else:
        with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder:
            compare(Path(folder), asked.dossiers, asked.runs)


def compare(folder: Path, dossiers: int, runs: int) -> None:
    """Print both sides' times, their ratio, and where the night's time goes."""
    child("generate", folder, "--dossiers", str(dossiers))
    files = sorted((folder / "exports").rglob("*.csv"))
    print(
        f"{dossiers:,} synthetic dossiers, {len(files)} files, {sum(f.stat().st_size for f in files) / MB:.0f} MB CSV"
    )
    measured: dict[str, list[dict[str, Any]]] = {"floor": [], "night": []}
    for run in range(1, runs + 1):
        for side, results in measured.items():
            results.append(child(side, folder))
            result = results[-1]
            print(
                f"run {run} {side:5}: {result['seconds']:6.2f} s, {result['resident_mb']:5.0f} MB resident at peak, "
                f"{result['anonymous_mb']:5.0f} MB anonymous"
            )
    rows = {r["rows"] for results in measured.values() for r in results}
    if len(rows) != 1:
        raise SystemExit(f"the two sides did not keep the same number of rows: {rows}")
    print(f"{rows.pop():,} rows kept by both, {os.cpu_count()} cores")
    for what in ("ingest", "seconds"):
        ratios = [n[what] / f["seconds"] for f, n in zip(*measured.values(), strict=True)]
        name = {"ingest": "ingest", "seconds": "whole night"}[what]
        spread = f"min {min(ratios):.2f}, max {max(ratios):.2f}"
        print(f"{name} / floor: median {statistics.median(ratios):.2f} ({spread})")
    print_stages([n["stages"] for n in measured["night"]])


def print_stages(runs: list[dict[str, float]]) -> None:
    """Print the median seconds of each stage; stages of deliveries taken in side by side are summed over them."""
    for stage in runs[0]:
        print(f"  {stage:45} {statistics.median(r[stage] for r in runs):7.2f} s")


def child(side: str, folder: Path, *more: str) -> dict[str, Any]:
    """Run one side in a fresh process and return what it measured, with the peak memory of its process tree."""
    command = [sys.executable, __file__, "--child", side, "--folder", str(folder), *more]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root, env=os.environ | {"PYTHONPATH": str(root)}) as run:
        with peak_memory(run.pid) as peak:
            out, _ = run.communicate()
        if run.returncode:
            raise SystemExit(f"{side} failed with exit code {run.returncode}")
    return (json.loads(out) if out else {}) | {f"{kind}_mb": size / 1024 for kind, size in peak.items()}


@contextmanager
def peak_memory(pid: int) -> Iterator[dict[str, int]]:
    """Sample the process tree under `pid` until the end of the block; kilobytes."""
    peak = {"resident": 0, "anonymous": 0}
    done = threading.Event()

    def sample() -> None:
        while not done.wait(_SAMPLE_SECONDS):
            sizes = [_memory(p) for p in _tree(pid)]
            peak["resident"] = max(peak["resident"], sum(s[0] for s in sizes))
            peak["anonymous"] = max(peak["anonymous"], sum(s[1] for s in sizes))

    thread = threading.Thread(target=sample, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        done.set()
        thread.join()


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:  # ended meanwhile
            continue
        for one in children:
            yield from _tree(int(one))


def _memory(pid: int) -> tuple[int, int]:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0, 0
    sizes = dict(line.split(":", 1) for line in status.splitlines() if line.startswith(("VmRSS", "RssAnon")))
    return int(sizes.get("VmRSS", "0 kB").split()[0]), int(sizes.get("RssAnon", "0 kB").split()[0])


def generate(folder: Path, dossiers: int) -> None:
    """Write the exports, one CSV for each unit."""
    from flows.demo import write_bench_csv

    write_bench_csv(folder / "exports", dossiers)


def floor(folder: Path) -> dict[str, Any]:
    """Measure the least that can be done: text to Parquet, nothing looked at."""
    import polars as pl

    paths, out = sorted((folder / "exports").rglob("*.csv")), folder / "floor.parquet"
    start = time.perf_counter()
    pl.scan_csv(paths, infer_schema=False).sink_parquet(out, compression="zstd")
    seconds = time.perf_counter() - start
    rows = pl.scan_parquet(out).select(pl.len()).collect().item()
    out.unlink()
    return {"seconds": seconds, "rows": rows}


def night(folder: Path) -> dict[str, Any]:
    """Measure a night from the inbox to the committed snapshot."""
    from schemas.city import load_city
    from warehouse.pipeline import night as pipeline
    from warehouse.pipeline.run import Run
    from warehouse.store import Home

    home = Home(folder / "home")
    for path in (folder / "exports").rglob("*.csv"):
        target = home.inbox / path.relative_to(folder / "exports")
        target.parent.mkdir(parents=True)
        target.hardlink_to(path)
    city = load_city()
    # Every unit exports in the format that some use, so that both sides read the same bytes.
    source = city.sources["dossiers-csv-utf8"].model_copy(update={"units": "*"})
    run = Run(home, replace(city, sources={source.id: source}), BUSINESS_DATE)
    spent = watch_stages()
    limits = pipeline.Limits()
    start = time.perf_counter()
    report = pipeline.run_night(run, time.time_ns(), limits, pipeline.in_threads(limits.workers))
    seconds = time.perf_counter() - start
    rows = sum(o.accepted + o.rejected + o.duplicate for o in report.outcomes)
    if bad := [o for o in report.outcomes if o.status not in ("accepted", "accepted_with_rejections")]:
        print(f"{len(bad)} of the deliveries were not accepted: {bad[0]}", file=sys.stderr)
    shutil.rmtree(home.root)
    ingest = seconds - spent["judge"] - spent["draft"]
    return {"seconds": seconds, "ingest": ingest, "rows": rows, "stages": stages(spent)}


def watch_stages() -> dict[str, float]:
    """Wrap the functions of each stage with clocks; return the seconds spent, filled in as they run."""
    from warehouse import check, store
    from warehouse.pipeline import night, snapshot

    spent: dict[str, float] = defaultdict(float)
    lock = threading.Lock()

    def clocked(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                with lock:
                    spent[stage] += time.perf_counter() - start

        return timed

    for stage, owner, name in [
        ("land", night, "arrive"),
        ("ingest", night, "ingest"),
        ("check", check, "check"),
        ("check", check, "rejections"),
        ("keep", store, "keep"),
        ("fold", snapshot, "write_table"),
        ("count", snapshot, "_write_measures"),
        ("account", snapshot, "write_accounts"),
        ("commit", store.Staging, "commit"),
        ("snapshot", night, "commit_snapshot"),
        ("judge", night, "write_data_docs"),
        ("draft", night, "draft_of_the_night"),
        ("publish", night, "keep_draft"),
        ("outbox", night, "fill_outbox"),
    ]:
        setattr(owner, name, clocked(stage, getattr(owner, name)))
    timed_ingest = night.ingest
    night.ingest = lambda run, arrival, read: timed_ingest(run, arrival, clocked("read", read))
    return spent


def stages(spent: dict[str, float]) -> dict[str, float]:
    """Return the seconds of each stage, in the order of the night."""
    conform = spent["ingest"] - spent["read"] - spent["check"] - spent["keep"]
    rest = spent["snapshot"] - spent["fold"] - spent["count"] - spent["account"] - spent["commit"]
    return {
        "land": spent["land"],
        "read (summed over deliveries)": spent["read"],
        "conform (summed over deliveries)": conform,
        "check (summed over deliveries)": spent["check"],
        "keep (summed over deliveries)": spent["keep"],
        "fold and write the tables": spent["fold"],
        "account: ledger, submissions, rejections": spent["account"],
        "count": spent["count"],
        "commit: verify, sync, rename": spent["commit"],
        "snapshot, the rest": rest,
        "verdicts and Data Docs (Great Expectations)": spent["judge"],
        "draft ranking": spent["draft"],
        "its site and downloads": spent["publish"],
        "workbooks for the units": spent["outbox"],
    }


if __name__ == "__main__":
    main()
