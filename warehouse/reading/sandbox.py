"""Reading in child processes with limits of memory and time: a file that kills its reader costs only itself."""

import os
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import TimeoutError
from contextlib import contextmanager
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path
from threading import Event
from typing import Any, Literal, Protocol, TypeVar, cast

from pebble import ProcessExpired, ProcessPool

from schemas.errors import SubmissionRejected
from schemas.source import Source
from schemas.words.message import Message, message
from warehouse.reading.limits import limit_this_process
from warehouse.reading.outcome import ReadOutcome, written_files
from warehouse.reading.sender import Sender

Result = TypeVar("Result")
_OUR_CODE = str(Path(__file__).parents[1])


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


class Fault(RuntimeError):
    """What failed in a child: `why`, the kind of error, with what the system says and no data; `place` in our code."""

    def __init__(self, why: str, place: str) -> None:
        super().__init__(why, place)
        self.why, self.place = why, place


class Call(Protocol):
    """What has a function done by a child, in as many seconds at most, or for as long as it takes."""

    def __call__(self, function: Callable[..., Result], *arguments: object, seconds: float | None = None) -> Result:
        """Return what the function returns. Raises `BeyondLimits`, `SubmissionRejected` or `Fault`."""
        ...


_Answer = tuple[Literal["returned"], Any] | tuple[Literal["refused", "failed"], tuple[Any, Any]] | None
_START_SECONDS = 10
# The limit counts addresses as if they were memory: those that the allocator of Polars has given back and keeps, and a
# gigabyte that the one of Arrow reserves.
_ALLOCATORS = {"_RJEM_MALLOC_CONF": "retain:false", "ARROW_DEFAULT_MEMORY_POOL": "system"}


@contextmanager
def children(workers: int, threads: int, memory_bytes: int) -> Iterator[Call]:
    """Give a way to have functions done in one of `workers` child processes, each with so many threads of Polars.

    It may be used from several threads. A child that is killed, or allocates more than `memory_bytes`, is replaced, and
    so is one that takes too long. Children are started by `spawn`, so the main script must be safe to import; they are
    gone when the context ends.
    """
    with _environment({"POLARS_MAX_THREADS": str(threads), **_ALLOCATORS}):
        context = get_context("spawn")
        ready, is_used = context.Semaphore(0), Event()
        pool = ProcessPool(
            max_workers=workers, context=context, initializer=limit_this_process, initargs=[memory_bytes, ready]
        )

        def call(function: Callable[..., Result], *arguments: object, seconds: float | None = None) -> Result:
            is_used.set()
            try:
                answer = pool.schedule(_in_child, args=[function, arguments], timeout=seconds).result()
            except TimeoutError:
                limit = message("files.beyond-seconds", seconds=Decimal(str(seconds)))
                raise BeyondLimits(limit, seconds, None) from None
            except ProcessExpired:
                answer = None
            return cast("Result", _result(answer, memory_bytes))

        try:
            yield call
            for _ in range(workers if is_used.is_set() else 0):
                ready.acquire(timeout=_START_SECONDS)  # a child that is stopped while it starts prints a traceback
        finally:
            pool.stop()
            pool.join()


@contextmanager
def reader(workers: int, seconds: float, memory_bytes: int) -> Iterator[Read]:
    """Give a function `read(path, sources, out, sender)` that runs `read_delivery` in one of `workers` child processes.

    A file that takes longer than `seconds`, allocates more than `memory_bytes` or kills its child raises
    `BeyondLimits`. See `children`.
    """
    with children(workers, max(1, (os.cpu_count() or 1) // workers), memory_bytes) as call:

        def read(path: Path, sources: Sequence[Source], out: Path, sender: Sender | None = None) -> ReadOutcome:
            try:
                return call(_read, path, list(sources), out, sender, seconds=seconds)
            except Fault as fault:
                _remove_traces(out)
                raise SubmissionRejected("unreadable", message("files.reader-failed", error=fault.why)) from None
            except SubmissionRejected:
                _remove_traces(out)
                raise

        yield read


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Let children be started with these variables, which Polars looks at only once, while it is imported."""
    earlier_values = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in earlier_values.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _read(path: Path, sources: list[Source], out: Path, sender: Sender | None) -> ReadOutcome:
    from warehouse.reading.recognise import read_delivery

    return read_delivery(path, sources, out, sender)


def _in_child(function: Callable[..., Any], arguments: tuple[Any, ...]) -> _Answer:
    """Do it; return what came of it, None where memory ran out.

    Never raises what a library raised: its text quotes cells, and would travel into the parent's log.
    """
    try:
        return "returned", function(*arguments)
    except SubmissionRejected as rejected:
        return "refused", (rejected.code, rejected.message)
    except MemoryError:
        return None
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # the panics of Rust libraries are not Exceptions
        return "failed", (why(error), place(error))


def _result(answer: _Answer, memory_bytes: int) -> Any:  # noqa: ANN401 - whatever the function returned
    if answer is None:
        raise BeyondLimits(message("files.beyond-memory", megabytes=memory_bytes >> 20), None, memory_bytes)
    kind, content = answer
    if kind == "refused":
        raise SubmissionRejected(*content)
    if kind == "failed":
        raise Fault(*content)
    return content


def why(error: BaseException) -> str:
    """Return the kind of an error, and what the operating system says; the texts of other errors may quote data."""
    kind = type(error).__name__
    return f"{kind}: {os.strerror(error.errno)}" if isinstance(error, OSError) and error.errno else kind


def place(error: BaseException) -> str:
    """Return where in our code an error arose: function and line."""
    ours = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(_OUR_CODE)]
    return f"{ours[-1].name}:{ours[-1].lineno}"


def _remove_traces(out: Path) -> None:
    """Remove what a killed child left: half an output, and the intermediate text, which holds persons."""
    for file in written_files(out):
        file.unlink(missing_ok=True)
