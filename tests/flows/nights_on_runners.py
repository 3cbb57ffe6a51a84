"""As a script: the same night on threads, on processes and on two Dask workers, one of which is killed in the middle.

Prints what each gave. The environment names a Prefect server; a process of its own, because Prefect is told where to
keep things while it is imported.
"""

import hashlib
import json
import os
import signal
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import dask
from cli_cases import DAY, WABO, deliver, row
from distributed import LocalCluster
from prefect import flow

from flows.runners import steps_on, work
from flows.runs import one_night
from flows.settings import Night, Place, open_run
from warehouse import store

FILES = 8


def once(mark):
    """Say whether nobody has been here before, whichever process it was."""
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def read_or_die(read, log, path, sources, out):
    """Read a file; whoever has read the first is killed before it can go on."""
    with log.open("a") as lines:
        lines.write(f"{path.name}\n")
    outcome = read(path, sources, out)
    if once(log.with_name("killed-reading")):
        os.kill(os.getpid(), signal.SIGKILL)
    return outcome


def do_or_die(mark, function, item):
    """Do the work; the worker that did the first of it is killed before it can say so."""
    result = function(item)
    if once(mark):
        os.kill(os.getpid(), signal.SIGKILL)
    return result


def dying(tables, mark):
    """Spread work so that a worker is killed once; what is one item only is done by the process that commits."""

    def spread(function, items):
        return tables(partial(do_or_die, mark, function) if len(items) > 1 else function, items)

    return spread


def a_home(folder):
    """A home in whose inbox lie several files, whose rows stand in several months."""
    for number in range(FILES):
        rows = [row(10 * number + i, ("General", "Experts")[i % 2], start=f"2011-1{i // 3}-01") for i in range(6)]
        deliver(folder, f"cases-{number}.csv", *rows)
    return folder


def nobody(*_):
    """No verdicts and no rankings: they are made by the process that commits, whatever runs the rest."""
    return []


def tables_of(home):
    snapshot = store.current_snapshot(store.Home(home))
    files = sorted(snapshot.rglob("*.parquet"))
    return {str(path.relative_to(snapshot)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@flow
def a_night(folder, runner, is_dangerous=False):
    """Take in a night; where it is dangerous, a worker is killed that reads, and one that folds or counts."""
    night, log = Night(business_date=date.fromisoformat(DAY), runner=runner), folder / "read"
    run = open_run(Place(a_home(folder / "home"), WABO), night.business_date)
    with steps_on(night, run.home) as usual:
        steps = replace(usual, judge=nobody, rank=nobody)
        if is_dangerous:
            tables = dying(steps.tables, folder / "killed-with-a-table")
            steps = replace(steps, read=partial(read_or_die, usual.read, log), tables=tables)
        report = one_night(run, night, steps, has_draft=False)
    statuses = [outcome.status for outcome in report.outcomes if outcome.file_name]
    killed = sorted(path.name for path in folder.glob("killed-*"))
    reads = sorted(Counter(log.read_text().split()).values()) if is_dangerous else []
    return {"tables": tables_of(run.home.root), "statuses": statuses, "killed": killed, "reads": reads}


def refused(folder):
    """What a worker says that runs other code than the process that commits."""
    try:
        work.fn("any", list, folder, "other code")
    except RuntimeError as refusal:
        return str(refusal)
    return ""


def main(folder):
    outcomes = {runner: a_night(folder / runner, runner) for runner in ("threads", "processes")}
    dask.config.set({"distributed.worker.daemon": False})
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        outcomes["dask"] = a_night(folder / "dask", cluster.scheduler_address, is_dangerous=True)
    print(json.dumps(outcomes | {"refused": refused(folder)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
