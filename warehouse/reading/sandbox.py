"""Reading in child processes with limits of memory and time: a file that kills its reader costs only itself."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import TimeoutError
from contextlib import contextmanager
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path
from threading import Event
from typing import Protocol

from pebble import ProcessExpired, ProcessPool

from schemas.errors import SubmissionRejected
from schemas.source import Source
from schemas.words.message import Message, message
from warehouse.reading.limits import limit_this_process
from warehouse.reading.outcome import ReadOutcome, written_files
from warehouse.reading.sender import Sender


class Read(Protocol):
    """What reads a file as `warehouse.reading.recognise.read_delivery` does."""

    def __call__(self, path: Path, sources: Sequence[Source], out: Path, sender: Sender | None = None) -> ReadOutcome:
        """Read `path` as the first of `sources` that it fits, into `out`."""
        ...


class BeyondLimits(SubmissionRejected):
    """Reading a file took longer than `seconds`, or needed more than `memory_bytes`; the other of the two is None."""

    def __init__(self, words: Message, seconds: float | None, memory_bytes: int | None) -> None:
        super().__init__("limits", message("files.beyond-limits", limit=words))
        self.seconds, self.memory_bytes = seconds, memory_bytes


_Refusal = tuple[str, Message | str]
_START_SECONDS = 10


@contextmanager
def reader(workers: int, seconds: float, memory_bytes: int) -> Iterator[Read]:
    """Give a function `read(path, sources, out, sender)` that runs `read_delivery` in one of `workers` child processes.

    It may be called from several threads. A file that takes longer than `seconds`, allocates more than `memory_bytes`
    or kills its child raises `BeyondLimits`; the child is replaced. The children are started
    by `spawn`, so the main script must be safe to import, and they are gone when the context ends.
    """
    with _threads_of_children(max(1, (os.cpu_count() or 1) // workers)):
        context = get_context("spawn")
        ready, is_used = context.Semaphore(0), Event()
        pool = ProcessPool(
            max_workers=workers, context=context, initializer=limit_this_process, initargs=[memory_bytes, ready]
        )

        def read(path: Path, sources: Sequence[Source], out: Path, sender: Sender | None = None) -> ReadOutcome:
            is_used.set()
            try:
                answer = pool.schedule(_in_child, args=[path, list(sources), out, sender], timeout=seconds).result()
            except (TimeoutError, ProcessExpired) as error:
                _remove_traces(out)
                raise _beyond_limits(isinstance(error, TimeoutError), seconds, memory_bytes) from None
            if isinstance(answer, ReadOutcome):
                return answer
            _remove_traces(out)
            if answer is None:
                raise _beyond_limits(False, seconds, memory_bytes)
            raise SubmissionRejected(*answer)

        try:
            yield read
            for _ in range(workers if is_used.is_set() else 0):
                ready.acquire(timeout=_START_SECONDS)  # a child that is stopped while it starts prints a traceback
        finally:
            pool.stop()
            pool.join()


@contextmanager
def _threads_of_children(threads: int) -> Iterator[None]:
    """Have Polars in the children use `threads` threads: it looks only once, while it is imported."""
    before = os.environ.get("POLARS_MAX_THREADS")
    os.environ["POLARS_MAX_THREADS"] = str(threads)
    try:
        yield
    finally:
        if before is None:
            del os.environ["POLARS_MAX_THREADS"]
        else:
            os.environ["POLARS_MAX_THREADS"] = before


def _in_child(path: Path, sources: list[Source], out: Path, sender: Sender | None) -> ReadOutcome | _Refusal | None:
    """Read; return the outcome, a refusal, or None where memory ran out.

    Never raises what a library raised: its text quotes cells, and would travel into the parent's log.
    """
    from warehouse.reading.recognise import read_delivery

    try:
        return read_delivery(path, sources, out, sender)
    except SubmissionRejected as rejected:
        return rejected.code, rejected.message
    except MemoryError:
        return None
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # the panics of Rust libraries are not Exceptions
        return "unreadable", message("files.reader-failed", error=type(error).__name__)


def _beyond_limits(timed_out: bool, seconds: float, memory_bytes: int) -> BeyondLimits:
    if timed_out:
        return BeyondLimits(message("files.beyond-seconds", seconds=Decimal(str(seconds))), seconds, None)
    return BeyondLimits(message("files.beyond-memory", megabytes=memory_bytes >> 20), None, memory_bytes)


def _remove_traces(out: Path) -> None:
    """Remove what a killed child left: half an output, and the intermediate text, which holds persons."""
    for file in written_files(out):
        file.unlink(missing_ok=True)
