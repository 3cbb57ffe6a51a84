"""A side of a benchmark in a process of its own, and the peak memory of a process and all its children, sampled."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_SAMPLE_SECONDS = 0.02


def child(script: str, side: str, folder: Path, *more: str) -> dict[str, Any]:
    """Run one side of a script in a fresh process; return what it measured, and the peak memory of its processes."""
    command = [sys.executable, script, "--child", side, "--folder", str(folder), *more]
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
    try:
        children = [
            one for task in Path(f"/proc/{pid}/task").iterdir() for one in (task / "children").read_text().split()
        ]
    except OSError:  # ended meanwhile
        return
    for one in children:
        yield from _tree(int(one))


def _memory(pid: int) -> tuple[int, int]:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0, 0
    sizes = dict(line.split(":", 1) for line in status.splitlines() if line.startswith(("VmRSS", "RssAnon")))
    return int(sizes.get("VmRSS", "0 kB").split()[0]), int(sizes.get("RssAnon", "0 kB").split()[0])
