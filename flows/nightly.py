"""The Prefect flows: thin shells over the pipeline, which runs without them too.

Call `flows.settings.prepare_prefect` before importing this module, unless Prefect is configured already.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import compress
from pathlib import Path
from zoneinfo import ZoneInfo

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run

from flows import artifacts
from flows.ends import end_state
from flows.fetching import fetch_held
from flows.runners import fetched_twice, steps_on
from flows.runs import one_night, rank_now
from flows.settings import Night, Place, closed_by, open_run
from flows.unit_events import tell_units
from schemas.words.catalogue import bilingual
from schemas.words.message import message
from warehouse import store
from warehouse.check.shapes import shape_of_name
from warehouse.night.ingest.ingest import ToTakeIn
from warehouse.night.report import Report
from warehouse.run import Run
from warehouse.work import Item, Result, Spread

_RETRY_SECONDS = 300
_NIGHT = Night()


# A night that is run again changes nothing that was done, so one retry is safe: it also waits out a run by hand.
@flow(name="nightly", retries=1, retry_delay_seconds=_RETRY_SECONDS)
def nightly(
    home: Path | None = None,
    city: Path | None = None,
    night: Night = _NIGHT,
) -> State[Report]:
    """Fill the inbox, take in what it holds, commit the next snapshot, and leave tables of outcomes and of the ledger.

    `home` and `city` default to MOTCUA_HOME and MOTCUA_CITY, the business date to the day that a night closes which
    begins when this one should have begun: one that is late, since no worker was there, closes the same day.
    Rejected submissions, missing units and places that gave nothing do not fail the flow: its state is Completed, named
    NeedsAttention (`flows.ends`). A fault of ours fails it. Whoever calls the flow gets the report.
    """
    run = _scheduled_run(home, city, night)
    fetch = partial(fetch_held, run, night.settle, fetched_twice)
    with steps_on(night, run.home) as steps:
        report = one_night(run, night, steps, fetch=fetch, way="prefect")
    artifacts.outcomes(report)
    artifacts.ledger(report.snapshot)
    if report.draft:
        artifacts.ranking(report.draft)
    tell_units(run.city, report)
    return end_state(report)


@flow(name="load")
def load(home: Path | None = None, city: Path | None = None, night: Night = _NIGHT) -> State[Report]:
    """Take in what the inbox holds and commit the next snapshot, as `nightly` does, but make no draft of it."""
    run = _scheduled_run(home, city, night)
    fetch = partial(fetch_held, run, night.settle, fetched_twice)
    with steps_on(night, run.home) as steps:
        report = one_night(run, night, steps, has_draft=False, fetch=fetch, way="prefect")
    artifacts.outcomes(report)
    artifacts.ledger(report.snapshot)
    tell_units(run.city, report)
    return end_state(report)


@flow(name="ingest-submission")
def ingest_submission(
    file: Path,
    home: Path | None = None,
    city: Path | None = None,
    night: Night = _NIGHT,
) -> State[Report]:
    """Take in one file of the inbox, nothing else, and commit the snapshot that follows from it.

    Raises `FileNotFoundError` where the inbox holds no such file. The report is about this file alone.

    Args:
        file: its path, or its path below the inbox.
        home: the data root, by default MOTCUA_HOME.
        city: the city's folder, by default MOTCUA_CITY.
        night: what is chosen for the run.
    """
    run = open_run(_place(home, city), night.business_date)
    path = (run.home.inbox / file).resolve()
    if not path.is_file() or not path.is_relative_to(run.home.inbox.resolve()):
        raise FileNotFoundError(bilingual(message("cli_night.not-in-inbox", file=str(file), inbox=str(run.home.inbox))))

    with steps_on(night, run.home) as steps:
        only_this = replace(steps, deliveries=_only(path, steps.deliveries))
        report = one_night(run, night, only_this, is_complete=False)
    bytes_here, name = store.file_hash(path)[:10], shape_of_name(path.name)
    file_outcomes = (o for o in report.outcomes if bytes_here in o.file_name or o.file_name == name)
    report = replace(report, outcomes=tuple(file_outcomes))
    artifacts.outcomes(report)
    return end_state(report)


@flow(name="rank")
def rank(period: str = "", method: str = "", home: Path | None = None, city: Path | None = None) -> Path:
    """Rank the units from the current snapshot, keep the draft, and return its page.

    Args:
        period: as `motcua rank` has it, by default that of every night.
        method: the id of the method, by default that of every night.
        home: the data root, by default MOTCUA_HOME.
        city: the city's folder, by default MOTCUA_CITY.
    """
    _, page = rank_now(open_run(_place(home, city), None), period, method)
    artifacts.ranking(page)
    return page


def _only(path: Path, deliveries: Spread) -> Spread:
    """Return a way to take in the delivery at `path` and no other."""

    def spread(function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        is_this = (isinstance(item, ToTakeIn) and item.arrival.delivery.path.resolve() == path for item in items)
        return deliveries(function, list(compress(items, is_this)))

    return spread


def _scheduled_run(home: Path | None, city: Path | None, night: Night) -> Run:
    run = open_run(_place(home, city), night.business_date)
    if night.business_date is not None:
        return run
    scheduled_start = flow_run.scheduled_start_time.astimezone(ZoneInfo(run.city.about.zone))
    return replace(run, business_date=closed_by(scheduled_start))


def _place(home: Path | None, city: Path | None) -> Place:
    default = Place.from_environment()
    return Place(home or default.home, city or default.city)
