"""The inbox is filled before a night from the places that the city declares.

Secrets are read here, when they are needed, and handed to nobody but the server.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from flows.settings import settled_before_ns
from schemas.fetch import Fetch, Secret, load_fetches
from schemas.words.message import message
from warehouse import store
from warehouse.check.shapes import shape_of_name
from warehouse.inbox.fetch.faults import FetchFault
from warehouse.inbox.fetch.fetching import FetchTask, failed_result, fetch_from
from warehouse.inbox.fetch.protocols import protocol_of
from warehouse.inbox.fetch.result import FetchResult
from warehouse.run import Run

Attempt = Callable[[], bool]  # does its work, and says whether it is worth doing again


def fetch_all(run: Run, settle: int, twice: Callable[[Attempt], None] | None = None) -> tuple[FetchResult, ...]:
    """Fetch what is new at every place, and return what came of each, with the shapes of names for names.

    Raises `DeclarationError`, before anything is fetched, where a declaration is wrong, and `BlockingIOError` where
    another run holds the data root.

    Args:
        run: the data root and the city.
        settle: files that changed at the sender less than so many seconds ago are left for the next time.
        twice: does an attempt, and where that is worth it another.
    """
    if not load_fetches(run.city.folder, run.city.register):
        return ()
    with store.one_writer(run.home):
        return fetch_held(run, settle, twice)


def fetch_held(run: Run, settle: int, twice: Callable[[Attempt], None] | None = None) -> tuple[FetchResult, ...]:
    """Fetch as `fetch_all` does, for a caller who holds the lock of the data root."""
    places = load_fetches(run.city.folder, run.city.register)
    if not places:
        return ()
    store.open_inbox(run.home)
    store.make_folder(run.home.fetched)
    return tuple(
        _without_names(_fetch(run, name, declaration, settle, twice or _at_once))
        for name, declaration in places.items()
    )


def read_secret(secret: Secret, environment: Mapping[str, str] = os.environ) -> str:
    """Return what a declaration names, without line breaks around it; raise `FetchFault` where nothing is there."""
    try:
        text = Path(secret.file).read_text(encoding="utf-8") if secret.file else environment.get(secret.variable, "")
    except (OSError, UnicodeDecodeError):
        text = ""
    if not text.strip("\r\n"):
        raise FetchFault(message("fetch.no-credential", place=secret.file or f"${secret.variable}"))
    return text.strip("\r\n")


def check_fetch(declaration: Fetch) -> None:
    """Raise `FetchFault` where what a declaration needs on this machine is not there; nothing is connected to."""
    if declaration.secret:
        read_secret(declaration.secret)
    protocol_of(declaration)


def _at_once(attempt: Attempt) -> None:
    if attempt():
        attempt()


def _fetch(run: Run, name: str, declaration: Fetch, settle: int, twice: Callable[[Attempt], None]) -> FetchResult:
    try:
        secret = read_secret(declaration.secret) if declaration.secret else ""
    except FetchFault as fault:
        return failed_result(name, declaration, fault)
    ledger = run.home.fetched / f"{name}.jsonl"
    task = FetchTask(name, declaration, secret, run.home.inbox, ledger, settled_before_ns(settle))
    results: list[FetchResult] = []

    def attempt() -> bool:
        results.append(fetch_from(task))
        return results[-1].may_pass

    twice(attempt)
    *earlier, last_result = results
    # The last attempt, if it came so far, took these for known.
    arrived_before = sum(result.arrived for result in earlier)
    return replace(
        last_result, arrived=arrived_before + last_result.arrived, known=max(0, last_result.known - arrived_before)
    )


def _without_names(result: FetchResult) -> FetchResult:
    """Return the result as others than the sender may read it: a name may be that of a person."""
    problems = (replace(p, file_name=p.file_name and shape_of_name(p.file_name)) for p in result.problems)
    return replace(result, problems=tuple(problems))
