"""The children of this process: started at the first file that they are needed for, and kept for the next."""

import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from multiprocessing.util import Finalize
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import uuid4

from schemas.source import Source
from schemas.submission import SubmissionRecord
from warehouse import store
from warehouse.night.ingest.rows import PART_BYTES, ToKeep, keep_here
from warehouse.reading.outcome import ReadOutcome
from warehouse.reading.sandbox import Call, Read, children, reader
from warehouse.reading.sender import Sender
from warehouse.run import Limits

# The last opened are stopped first: each leaves the environment as it found it.
_OPEN: dict[tuple[str, Limits], tuple[ExitStack, Any]] = {}
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
    read: Read = _opened_children(("read", limits), lambda: reader(limits.workers, limits.seconds, limits.memory_bytes))
    return read(path, sources, out, sender)


def keep_within(limits: Limits, work: ToKeep) -> list[SubmissionRecord]:
    """Keep a delivery as `keep_here` does; a large one in a child, so that its memory is limited, and of no other.

    There is one such child, with all processors: two large files would take twice the memory. What it makes is put
    aside until all of it is there. Raises `BeyondLimits` where the memory does not suffice.
    """
    if work.text.stat().st_size <= PART_BYTES:
        return keep_here(work)
    keeper: Call = _opened_children(("keep", limits), lambda: children(1, os.cpu_count() or 1, limits.memory_bytes))
    aside = store.Home(work.run.home.work / uuid4().hex)
    try:
        submissions = keeper(_keep_aside, work, aside)
        for submission in submissions:
            store.adopt(work.run.home, aside, submission)
        return submissions
    finally:
        store.drop_spilled(aside.root)


def _keep_aside(work: ToKeep, aside: store.Home) -> list[SubmissionRecord]:
    store.empty_work(aside)
    return keep_here(replace(work, run=replace(work.run, home=aside)))


def stop_children() -> None:
    """Stop the children of this process. They start again with the next file."""
    with _LOCK:
        while _OPEN:
            _, (stack, _) = _OPEN.popitem()
            stack.close()


def _opened_children(key: tuple[str, Limits], open_them: Callable[[], AbstractContextManager[Any]]) -> Any:  # noqa: ANN401
    with _LOCK:
        if key not in _OPEN:
            stack = ExitStack()
            # A process that is sent files to read knows no last one. `atexit` would come too late: before it, a process
            # of a pool waits for its own children.
            stack.callback(Finalize(None, stop_children, exitpriority=1).cancel)
            _OPEN[key] = stack, stack.enter_context(open_them())
        return _OPEN[key][1]
