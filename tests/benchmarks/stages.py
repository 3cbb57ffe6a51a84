"""The stages of a night, timed: clocks around the functions that each begins with."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any


def watch_stages() -> tuple[dict[str, float], Callable[..., Any]]:
    """Wrap the functions of each stage with clocks.

    Return the seconds spent, filled in as they run, and the judge to be given to the night.
    """
    from warehouse import check, store
    from warehouse.night import night, snapshot
    from warehouse.night.accounts import accounts
    from warehouse.night.ingest import ingest
    from warehouse.night.ingest.gx_verdicts import write_data_docs
    from warehouse.ranking import nightly_tables, rank_period

    spent: dict[str, float] = defaultdict(float)
    lock = threading.Lock()

    def clocked(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                with lock:
                    spent[stage] += time.perf_counter() - start

        return timed

    for stage, owner, name in [
        ("land", night, "arrive"),
        ("ingest", ingest, "ingest"),
        ("check", check, "check"),
        ("check", check, "rejections"),
        ("keep", store, "keep"),
        ("fold", snapshot, "write_table"),
        ("count", snapshot, "write_measures"),
        ("account", accounts, "write_accounts"),
        ("rankings", nightly_tables, "write_rankings"),
        ("companions", snapshot, "_write_companions"),
        ("commit", store.Staging, "commit"),
        ("snapshot", night, "commit_snapshot"),
        ("draft", rank_period, "rank_period"),
        ("publish", night, "keep_draft"),
        ("outbox", night, "fill_outbox"),
    ]:
        setattr(owner, name, clocked(stage, getattr(owner, name)))
    timed_ingest = ingest.ingest
    ingest.ingest = lambda run, arrival, read, keep: timed_ingest(run, arrival, clocked("read", read), keep)
    return spent, clocked("judge", write_data_docs)


def stages(spent: dict[str, float]) -> dict[str, float]:
    """Return the seconds of each stage, in the order of the night."""
    conform = spent["ingest"] - spent["read"] - spent["check"] - spent["keep"]
    of_snapshot = ("fold", "account", "count", "rankings", "companions", "commit")
    rest = spent["snapshot"] - sum(spent[stage] for stage in of_snapshot)
    return {
        "land": spent["land"],
        "read (summed over deliveries)": spent["read"],
        "conform (summed over deliveries)": conform,
        "check (summed over deliveries)": spent["check"],
        "keep (summed over deliveries)": spent["keep"],
        "fold and write the tables": spent["fold"],
        "account: ledger, submissions, rejections": spent["account"],
        "count": spent["count"],
        "rankings of the snapshot": spent["rankings"],
        "companions": spent["companions"],
        "commit: verify, sync, rename": spent["commit"],
        "snapshot, the rest": rest,
        "verdicts and Data Docs (Great Expectations)": spent["judge"],
        "draft ranking": spent["draft"],
        "its site and downloads": spent["publish"] - spent["draft"],
        "workbooks for the units": spent["outbox"],
    }
