"""What a night costs against the floor, on synthetic dossiers: `make bench DOSSIERS=1000000 RUNS=3`.

Floor: `scan_csv` (all text) to `sink_parquet` of the same bytes. Night: the whole run; its ingest is what leads from
the inbox to the committed snapshot, which leaves out the verdicts of Great Expectations and the draft ranking with all
that is made of it. Witness: the records counted from the bytes alone, as it is done before a file is parsed. They run
in turns, each time in a fresh process and measured after its imports; the page cache is warm for all. Memory is that
of the whole process tree, sampled: resident (a page that two processes share counts twice, a mapped file counts) and,
of it, anonymous. What origins cost is read from the files of the snapshot. Everything is written to a temporary folder
and removed.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from memory import child
from stages import stages, watch_stages

BUSINESS_DATE = date(2023, 12, 29)
SOURCE = "dossiers-csv-utf8"
MB = 1 << 20
ORIGINS = ("submission_id", "source_member", "source_row")


def main() -> None:
    """Generate once, measure in turns, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossiers", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--child", choices=["floor", "witness", "night", "generate"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child == "generate":
        generate(asked.folder, asked.dossiers)
    elif asked.child:
        print(json.dumps({"floor": floor, "witness": witness, "night": night}[asked.child](asked.folder)))
    else:
        with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder:
            compare(Path(folder), asked.dossiers, asked.runs)


def compare(folder: Path, dossiers: int, runs: int) -> None:
    """Print the sides' times, their ratios, where the night's time goes, and what origins and witness cost."""
    child(__file__, "generate", folder, "--dossiers", str(dossiers))
    files = sorted((folder / "exports").rglob("*.csv"))
    print(
        f"{dossiers:,} synthetic dossiers, {len(files)} files, {sum(f.stat().st_size for f in files) / MB:.0f} MB CSV"
    )
    measured: dict[str, list[dict[str, Any]]] = {"floor": [], "witness": [], "night": []}
    for run in range(1, runs + 1):
        for side, results in measured.items():
            results.append(child(__file__, side, folder))
            result = results[-1]
            print(
                f"run {run} {side:7}: {result['seconds']:6.2f} s, {result['resident_mb']:5.0f} MB resident at peak, "
                f"{result['anonymous_mb']:5.0f} MB anonymous"
            )
    rows = {r["rows"] for results in measured.values() for r in results}
    if len(rows) != 1:
        raise SystemExit(f"the sides did not see the same number of rows: {rows}")
    print(f"{rows.pop():,} rows seen by all, {os.cpu_count()} cores")
    for what in ("ingest", "seconds"):
        name = {"ingest": "ingest", "seconds": "whole night"}[what]
        print_ratio(f"{name} / floor", [(n[what], f["seconds"]) for n, f in pairs(measured, "night")])
    print_stages([n["stages"] for n in measured["night"]])
    print_ratio("witness / floor, CPU seconds", [(w["cpu"], f["cpu"]) for w, f in pairs(measured, "witness")])
    print_origins(measured["night"][-1]["bytes_per_row"])


def pairs(measured: dict[str, list[dict[str, Any]]], side: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return what a side measured, each beside the floor of the same run."""
    return list(zip(measured[side], measured["floor"], strict=True))


def print_ratio(name: str, measured: list[tuple[float, float]]) -> None:
    """Print the median ratio of pairs (side, floor), and its spread."""
    ratios = [side / least for side, least in measured]
    print(f"{name}: median {statistics.median(ratios):.2f} (min {min(ratios):.2f}, max {max(ratios):.2f})")


def print_origins(bytes_per_row: dict[str, float]) -> None:
    """Print the compressed bytes a row of the columns that say where a row came from, beside those of all columns."""
    origins = ", ".join(f"{column} {bytes_per_row[column]:.2f}" for column in ORIGINS)
    print(
        f"compressed bytes a row in the snapshot's dossiers: {origins}; all columns {sum(bytes_per_row.values()):.1f}"
    )


def print_stages(runs: list[dict[str, float]]) -> None:
    """Print the median seconds of each stage; stages of deliveries taken in side by side are summed over them."""
    for stage in runs[0]:
        print(f"  {stage:45} {statistics.median(r[stage] for r in runs):7.2f} s")


def generate(folder: Path, dossiers: int) -> None:
    """Write the exports, one CSV for each unit."""
    from flows.demo import write_bench_csv

    write_bench_csv(folder / "exports", dossiers)


def floor(folder: Path) -> dict[str, Any]:
    """Measure the least that can be done: text to Parquet, nothing looked at."""
    import polars as pl

    paths, out = sorted((folder / "exports").rglob("*.csv")), folder / "floor.parquet"
    start, cpu = time.perf_counter(), time.process_time()
    pl.scan_csv(paths, infer_schema=False).sink_parquet(out, compression="zstd")
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    rows = pl.scan_parquet(out).select(pl.len()).collect().item()
    out.unlink()
    return {"seconds": seconds, "cpu": cpu, "rows": rows}


def witness(folder: Path) -> dict[str, Any]:
    """Measure the count of records from the bytes alone, as the reader makes it before it parses a file."""
    from schemas.city import load_city
    from schemas.source_format import CsvFormat
    from warehouse.reading.csv.head import read_head
    from warehouse.reading.csv.shape import regular_lines

    source = load_city().sources[SOURCE]
    form = source.format
    assert isinstance(form, CsvFormat)
    paths = sorted((folder / "exports").rglob("*.csv"))
    tables = [(path, path.read_bytes().index(b"\n") + 1, len(read_head(path, source, form).headers)) for path in paths]
    start, cpu = time.perf_counter(), time.process_time()
    counted = [regular_lines(path, begin, form.delimiter, width, form.comment) for path, begin, width in tables]
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    return {"seconds": seconds, "cpu": cpu, "rows": sum(lines or 0 for lines in counted)}


def night(folder: Path) -> dict[str, Any]:
    """Measure a night from the inbox to the committed snapshot."""
    from schemas.city import load_city
    from warehouse.night.night import run_night
    from warehouse.night.steps import usual_steps
    from warehouse.run import Run
    from warehouse.store import Home

    home = Home(folder / "home")
    for path in (folder / "exports").rglob("*.csv"):
        target = home.inbox / path.relative_to(folder / "exports")
        target.parent.mkdir(parents=True)
        target.hardlink_to(path)
    city = load_city()
    # Every unit exports in the format that some use, so that both sides read the same bytes.
    source = city.sources[SOURCE].model_copy(update={"units": "*"})
    run = Run(home, replace(city, sources={source.id: source}), BUSINESS_DATE)
    spent, judge = watch_stages()
    start = time.perf_counter()
    report = run_night(run, time.time_ns(), replace(usual_steps(), judge=judge))
    seconds = time.perf_counter() - start
    rows = sum(o.accepted + o.rejected + o.duplicate for o in report.outcomes)
    if bad := [o for o in report.outcomes if o.status not in ("accepted", "accepted_with_rejections")]:
        print(f"{len(bad)} of the deliveries were not accepted: {bad[0]}", file=sys.stderr)
    sizes = bytes_per_row(report.snapshot / "dossiers")
    shutil.rmtree(home.root)
    ingest = seconds - sum(spent[stage] for stage in ("judge", "draft", "publish", "outbox"))
    return {"seconds": seconds, "ingest": ingest, "rows": rows, "stages": stages(spent), "bytes_per_row": sizes}


def bytes_per_row(folder: Path) -> dict[str, float]:
    """Return the compressed bytes a row of each column of a table's files."""
    import pyarrow.parquet as pq

    sizes, rows = defaultdict[str, int](int), 0
    for path in folder.rglob("*.parquet"):
        about = pq.read_metadata(path)
        rows += about.num_rows
        for group in (about.row_group(i) for i in range(about.num_row_groups)):
            for column in (group.column(i) for i in range(group.num_columns)):
                sizes[column.path_in_schema] += column.total_compressed_size
    return {column: size / rows for column, size in sizes.items()}


if __name__ == "__main__":
    main()
