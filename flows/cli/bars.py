"""Bars on a terminal that show how far a long command is; elsewhere nothing."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

from schemas.words.catalogue import bilingual
from schemas.words.message import Message


@contextmanager
def reading_bar(work: Message) -> Iterator[Callable[[int, int], None]]:
    """Return what is told how many bytes have been read, and of how many."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    console, shows = Console(stderr=True), sys.stderr.isatty()
    with Progress(*columns, TimeRemainingColumn(), console=console, disable=not shows, transient=True) as bar:
        step = bar.add_task(bilingual(work) if shows else "", total=None)
        yield lambda bytes_read, total: bar.update(step, completed=bytes_read, total=total)
