"""The reading children of this process: started at the first file that is read, and kept for the next."""

from collections.abc import Sequence
from contextlib import ExitStack
from multiprocessing.util import Finalize
from pathlib import Path
from threading import Lock

from schemas.source import Source
from warehouse.reading.outcome import ReadOutcome
from warehouse.reading.sandbox import Read, reader
from warehouse.reading.sender import Sender
from warehouse.run import Limits

_OPEN: dict[Limits, tuple[ExitStack, Read]] = {}
_LOCK = Lock()


def read_in_child(
    limits: Limits, path: Path, sources: Sequence[Source], out: Path, sender: Sender | None = None
) -> ReadOutcome:
    """Read a file as `warehouse.reading.sandbox.reader` does, in a child of the process that this happens to be.

    A function of plain values, unlike the children themselves: it can be sent to another process.

    Args:
        limits: of the children.
        path: the file.
        sources: the sources that may describe it.
        out: where the texts are written.
        sender: who sent it, where a refusal is to say what else the file resembles.
    """
    return _reader(limits)(path, sources, out, sender)


def stop_children() -> None:
    """Stop the reading children of this process. They start again with the next file."""
    with _LOCK:
        while _OPEN:
            _, (children, _) = _OPEN.popitem()
            children.close()


def _reader(limits: Limits) -> Read:
    with _LOCK:
        if limits not in _OPEN:
            children = ExitStack()
            # A process that is sent files to read knows no last one. `atexit` would come too late: before it, a process
            # of a pool waits for its own children.
            children.callback(Finalize(None, stop_children, exitpriority=1).cancel)
            read = children.enter_context(reader(limits.workers, limits.seconds, limits.memory_bytes))
            _OPEN[limits] = children, read
        return _OPEN[limits][1]
