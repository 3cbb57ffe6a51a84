"""Limits that a reading child sets on itself. Imports nothing heavy: it runs before the libraries are loaded."""

import os
import resource
import sys
from multiprocessing.synchronize import Semaphore
from pathlib import Path
from tempfile import TemporaryDirectory

LARGEST_FILE = 32 << 30  # bytes that a child may write to one file; texts take up to three times the room of a CSV


def limit_this_process(memory_bytes: int, started: Semaphore | None = None) -> None:
    """Bound what the process may still allocate to `memory_bytes`, and the files it writes; silence it; be nice.

    RLIMIT_DATA counts what is allocated, unlike RLIMIT_AS, which also counts a large input file that is only mapped.
    The standard error stream is closed because a library that dies prints what it was reading, persons included.
    `started` is released when the child is ready.
    """
    import warehouse.reading.recognise  # noqa: F401 - a first file must not pay for the libraries, nor their memory

    _start_threads()
    allocated_bytes = _allocated()
    resource.setrlimit(resource.RLIMIT_DATA, (allocated_bytes + memory_bytes, allocated_bytes + memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold persons
    os.umask(0o077)
    os.nice(5)
    sys.stderr.flush()
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 2)
    os.close(silent)
    if started is not None:
        started.release()


def _start_threads() -> None:
    """Have Polars start its threads: one that finds no memory for its stack leaves the rest waiting for ever."""
    import polars as pl

    with TemporaryDirectory() as folder:
        text = Path(folder, "text.csv")
        text.write_text("a\n1\n", encoding="ascii")
        pl.scan_csv(text).sink_ipc(text.with_suffix(".arrow"))


def _allocated() -> int:
    """Return the private writable bytes of this process, as RLIMIT_DATA counts them (0 where /proc is missing)."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmData"))
    except (OSError, StopIteration):
        return 0
