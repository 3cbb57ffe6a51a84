"""What the same night costs on threads, on processes and on Dask: `python tests/benchmarks/bench_runners.py`.

Years of history are taken into an empty warehouse, from the inbox to the committed snapshot and its rankings, without
draft and workbooks: once directly, and as a flow against a Prefect server of its own on each of the runners, with two
workers each. Each side is a fresh process, measured after its imports; starting the workers and their imports is part
of it. CPU seconds are those of the process and its ended children. Everything is written to a temporary folder.
"""

import argparse
import json
import os
import resource
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "flows"))

from history import SOURCE, write_history
from memory import child
from prefect_server import prefect_server

BUSINESS_DATE = date(2023, 12, 28)
SIDES = ("direct", "threads", "processes", "dask")


def main() -> None:
    """Write the history, take it in on each side, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossiers", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--child", choices=SIDES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        print(json.dumps(measured(asked.folder, asked.child)))
        return
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder, prefect_server(Path(folder)) as environment:
        os.environ.update(environment)
        compare(Path(folder), asked.dossiers, asked.runs)


def compare(folder: Path, dossiers: int, runs: int) -> None:
    """Print the wall and CPU seconds and the peak of memory of each side, in turns."""
    write_history(folder / "history", dossiers)
    exports = sorted((folder / "history").rglob("*.csv"))
    print(f"{len(exports)} files, {sum(path.stat().st_size for path in exports) / 1e6:,.0f} MB; {os.cpu_count()} cores")
    print("| side | wall s | CPU s | peak MB | snapshot |\n|---|---|---|---|---|")
    for run in range(runs):
        for side in SIDES:
            home = folder / f"{side}-{run}"
            for path in exports:
                target = home / "inbox" / path.relative_to(folder / "history")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.hardlink_to(path)
            took = child(__file__, side, home)
            figures = f"{took['wall']:.1f} | {took['cpu']:.1f} | {took['resident_mb']:,.0f}"
            print(f"| {side} | {figures} | {took['snapshot']} |", flush=True)


def measured(home: Path, side: str) -> dict[str, object]:
    """Take in what lies in the inbox; return the seconds it took and the name of the snapshot."""
    from flows import nightly
    from flows.settings import Night, Place, open_run
    from warehouse.night.night import take_in

    place = Place(home, declared(home.with_name("city")))
    run, start = open_run(place, BUSINESS_DATE), time.perf_counter()
    if side == "direct":
        report = take_in(run, time.time_ns())
    else:
        report = nightly.load(home, place.city, Night(business_date=BUSINESS_DATE, settle=0, runner=side))
    wall = time.perf_counter() - start
    if bad := [o for o in report.outcomes if o.file_name and o.status != "accepted"]:
        print(f"{len(bad)} of the deliveries were not accepted: {bad[0]}", file=sys.stderr)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {"wall": wall, "cpu": sum(u.ru_utime + u.ru_stime for u in used), "snapshot": report.snapshot.name}


def declared(folder: Path) -> Path:
    """Return a copy of the shipped city in which every unit exports in the one format of the history."""
    from schemas.city import DEFAULT_CITY

    if not folder.exists():
        shutil.copytree(DEFAULT_CITY, folder)
        for path in (folder / "sources").glob("*.toml"):
            if path.stem != SOURCE:
                path.unlink()
        source = folder / "sources" / f"{SOURCE}.toml"
        text = source.read_text(encoding="utf-8")
        begin = text.index("units = [")
        end = text.index("]", begin) + 1
        source.write_text(text[:begin] + 'units = "*"' + text[end:], encoding="utf-8")
    return folder


if __name__ == "__main__":
    main()
