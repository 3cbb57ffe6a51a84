"""The steps of a night that can be done otherwise: they are given to it, and stand here as they usually are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from schemas.submission import SubmissionRecord
from warehouse.night.ingest.children import keep_within, read_in_child
from warehouse.night.ingest.gx_verdicts import write_data_docs
from warehouse.night.ingest.rows import Keep
from warehouse.night.snapshot import IN_TWO_THREADS, Rank, rank_nightly
from warehouse.reading.sandbox import Read
from warehouse.run import Limits, Run
from warehouse.work import Spread, in_threads

Judge = Callable[[Run, Sequence[SubmissionRecord], str], Path | None]
_USUAL = Limits()


@dataclass(frozen=True)
class Steps:
    """How the work of a night is spread, how a file is read and kept, who judges the night, and what ranks.

    `deliveries` spreads what is taken in, `tables` what is folded and counted; `limits` are those under which `read`
    reads: a file that was beyond them is not read again; `judge` returns the page of its verdict
    or None.
    """

    deliveries: Spread
    tables: Spread
    read: Read
    keep: Keep
    judge: Judge = write_data_docs
    rank: Rank = rank_nightly
    limits: Limits = _USUAL


def usual_steps(limits: Limits = _USUAL) -> Steps:
    """Return the steps of a night in threads of this process, whose reading children have these limits."""
    # A delivery waits for its reading child half of the time: twice as many are under way as there are children.
    read, keep = partial(read_in_child, limits), partial(keep_within, limits)
    return Steps(in_threads(2 * limits.workers), IN_TWO_THREADS, read, keep, limits=limits)
