"""The peak memory of a process and all its children, sampled."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SAMPLE_SECONDS = 0.02


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
