"""On what the work of a flow runs: threads of this process, processes of this machine, or the workers of Dask.

Whichever it is, the same functions are mapped over the same plain values, and the flow alone commits what they wrote.
"""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from prefect import get_client, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture, PrefectWrappedFuture, as_completed
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.task_runners import ProcessPoolTaskRunner, ThreadPoolTaskRunner

from flows.settings import DASK, PROCESSES, THREADS, Night, check_runner, home_at
from schemas.hashing import short_hash
from schemas.words.catalogue import bilingual
from schemas.words.message import message
from warehouse.night.arrival.arrive import called
from warehouse.night.ingest.children import keep_within, read_in_child
from warehouse.night.ingest.ingest import ToTakeIn
from warehouse.night.steps import Steps
from warehouse.stages import stage_keys
from warehouse.store import Home
from warehouse.work import Item, Result, Spread

# A task of another process costs a tenth of a second and more: work is handed over in so many parts for each worker,
# few enough for that, and enough for the last to end at about the same time.
_PARTS = 4


@contextmanager
def steps_on(night: Night, home: Home) -> Iterator[Steps]:
    """Give the steps of a night whose work is done by tasks of the flow that runs, on what `night.runner` names.

    Raises `ValueError` where it cannot be.
    """
    check_runner(night.runner)
    is_here = night.runner == THREADS
    # Each other process has a reading child of its own, and so many processes read at the same time.
    limits = night.limits if is_here else replace(night.limits, workers=1)
    code = code_here(home)
    with ExitStack() as open_until_the_end:
        if not is_here:
            open_until_the_end.enter_context(_known_api())
        runner = open_until_the_end.enter_context(_runner(night))
        deliveries = _as_tasks(runner, home, code, None if is_here else _PARTS * night.workers)
        tables = _as_tasks(runner, home, code, _PARTS * night.workers)
        read, keep = partial(read_in_child, limits), partial(keep_within, limits)
        yield Steps(deliveries=deliveries, tables=tables, read=read, keep=keep, limits=limits)


class _WorthAnother(RuntimeError):
    """A place gave nothing, or not all, and may well do so when it is asked again."""


@task(name="fetch", retries=1, cache_policy=NO_CACHE, persist_result=False)
def _fetch(attempt: Callable[[], bool]) -> None:
    if attempt():
        raise _WorthAnother


def fetched_twice(attempt: Callable[[], bool]) -> None:
    """Do an attempt, and where that is worth it another, as a task of the flow that runs."""
    with suppress(_WorthAnother):  # what was not fetched is in the report, and stops no night
        _fetch(attempt)


def code_here(home: Home) -> str:
    """Return a hash of the code and the libraries of this process, as far as what is kept follows from them."""
    keys = stage_keys(home.cache / "code.json")
    return short_hash({stage: key.derived for stage, key in keys.items()})


@task(task_run_name="{name}", cache_policy=NO_CACHE, persist_result=False)
def work(name: str, part: Callable[[], list[Any]], home: Path, code: str) -> list[Any]:
    """Do a part of the work, in whatever process this is.

    Raises `RuntimeError` where this process has other code than the one that commits, so that their files must not
    stand side by side, or may have no reading children.

    Args:
        name: what the task run is called.
        part: does the work and returns its results.
        home: the data root.
        code: that of the process that commits, as `code_here` has it.
    """
    if code_here(home_at(home)) != code:
        raise RuntimeError(bilingual(message("cli_night.other-version")))
    if multiprocessing.current_process().daemon:
        raise RuntimeError(bilingual(message("cli_night.no-children")))
    return part()


def _results(function: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    return [function(item) for item in items]


def _as_tasks(runner: Any, home: Home, code: str, max_parts: int | None) -> Spread:  # noqa: ANN401 - see `_runner`
    """Return a way to do work as tasks, one for each item or at most `max_parts`. A single item is done here."""

    def spread(function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        if max_parts is not None and len(items) == 1:
            yield function(items[0])
            return
        size = 1 if max_parts is None else max(1, -(-len(items) // max_parts))
        parts = [items[start : start + size] for start in range(0, len(items), size)]
        futures = [
            runner.submit(
                work,
                {
                    "name": _name(function, part),
                    # As a function: in all other values Prefect looks for futures, in a city for a tenth of a second.
                    "part": partial(_results, function, part),
                    "home": home.root,
                    "code": code,
                },
            )
            for part in parts
        ]
        for results in _results_in_order(futures):
            yield from results

    return spread


def _name(function: Callable[..., object], items: Sequence[object]) -> str:
    if isinstance(items[0], ToTakeIn):
        arrival = items[0].arrival
        more = f" + {len(items) - 1}" if len(items) > 1 else ""
        return f"ingest {arrival.delivery.unit_id}/{called(arrival)}{more}"
    return f"{getattr(function, 'func', function).__name__} ({len(items)})"  # of a partial, what it is of


def _results_in_order(futures: Sequence[PrefectFuture[Any]]) -> Iterator[Any]:
    """Yield the results in order. Each is fetched as soon as it is there.

    Dask keeps results where they were made and makes them again where that worker has died, until they are released.
    """
    results: dict[UUID, Any] = {}
    due = list(futures)
    for future in as_completed(list(futures)):
        results[future.task_run_id] = future.result()
        if isinstance(future, PrefectWrappedFuture) and hasattr(future.wrapped_future, "release"):
            future.wrapped_future.release()
        while due and due[0].task_run_id in results:
            yield results.pop(due.pop(0).task_run_id)


@contextmanager
def _known_api() -> Iterator[None]:
    """Tell other processes the address of the API, which may be one that this process has started for itself."""
    with temporary_settings({PREFECT_API_URL: str(get_client(sync_client=True).api_url)}):
        yield


def _runner(night: Night) -> Any:  # noqa: ANN401 - the annotations of task runners are those of coroutines
    if night.runner == THREADS:
        return ThreadPoolTaskRunner(max_workers=night.workers)
    if night.runner == PROCESSES:
        return ProcessPoolTaskRunner(max_workers=night.workers)
    import dask
    from prefect_dask.task_runners import DaskTaskRunner

    if night.runner != DASK:
        return DaskTaskRunner(address=night.runner)
    dask.config.set({"distributed.worker.daemon": False})  # a worker has a reading child
    cluster = {"n_workers": night.workers, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    return DaskTaskRunner(cluster_kwargs=cluster)
