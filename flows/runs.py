"""One night as every way of running it shares it: hold the data root, run, keep the report. No Prefect here."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from flows.reports import keep_report, reported_since
from flows.settings import Night, now_utc, settled_before_ns
from flows.traces import Way, under_way
from schemas.edition import EditionRefused
from schemas.table import load_tables
from schemas.words.catalogue import bilingual
from schemas.words.message import Message, message
from warehouse import store
from warehouse.editions.drafts import keep_draft
from warehouse.editions.log import Act
from warehouse.inbox.fetch.result import FetchResult
from warehouse.night.night import run_night, take_in, with_refused
from warehouse.night.report import Released, Report
from warehouse.night.steps import Steps
from warehouse.outbox.fill import fill_outbox
from warehouse.ranking.request import Ranking, ranking_of
from warehouse.run import Run
from warehouse.work import Item, Result, Spread


def one_night(
    run: Run,
    night: Night,
    steps: Steps,
    is_complete: bool = True,
    has_draft: bool = True,
    fetch: Callable[[], tuple[FetchResult, ...]] = tuple,
    way: Way = "direct",
) -> Report:
    """Run the night and return its report. Raises `BlockingIOError` at once where another run holds the data root.

    A night of the whole inbox leaves its trace, however it ends (see `flows.traces`).

    Args:
        run: the data root, the city and the business date.
        night: what is chosen for this night.
        steps: how its work is done.
        is_complete: it is about the whole inbox: its report is kept under `runs/`.
        has_draft: the units are ranked, and workbooks made for them.
        fetch: fills the inbox before, and returns what came of it.
        way: how the night was started.
    """
    its_night = partial(_night, run, night, steps, has_draft)
    with store.one_writer(run.home):
        if not is_complete:
            return its_night()
        with under_way(run.home, run.business_date, way) as marker:
            fetch_results = fetch()
            report = _with_unreported(run, its_night())
            report = replace(report, released=release_editions(run), fetched=fetch_results)
            times = {"began_at": marker.began_at.isoformat(), "ended_at": datetime.now(UTC).isoformat()}
            keep_report(run.home, report.business_date, report.as_json() | times)
            return report


def _night(run: Run, night: Night, steps: Steps, has_draft: bool) -> Report:
    store.open_inbox(run.home)
    steps = replace(steps, deliveries=_with_progress(steps.deliveries))
    return (run_night if has_draft else take_in)(run, settled_before_ns(night.settle), steps)


def _with_unreported(run: Run, report: Report) -> Report:
    """Return the report with what a run refused that died, or failed, before it could report."""
    reported_since_then = reported_since(run.home)
    if reported_since_then is None:
        return report
    ids, since = reported_since_then
    reported_ids = {*ids, *(outcome.submission_id for outcome in report.outcomes), *store.load_retractions(run.home)}
    submissions = store.load_submissions(run.home).values()
    refused_ids = [s.submission_id for s in submissions if s.status == "rejected" and s.business_date >= since]
    lost = [submission_id for submission_id in refused_ids if submission_id not in reported_ids]
    return with_refused(report, store.load_records(run.home, lost).values()) if lost else report


def with_workbooks(run: Run, report: Report) -> Report:
    """Write the workbooks for the units after a night without a draft, and return its report with their place."""
    with store.one_writer(run.home):
        return replace(report, outbox=fill_outbox(ranking_of(run, report.snapshot), report.late))


def release_editions(run: Run) -> tuple[Released, ...]:
    """Make public the editions whose embargo has ended, and return which; one that is refused does not stop a night."""
    from flows.editions import system_user
    from warehouse.editions.acts import release_due

    try:
        steps = release_due(Act(run.home, run.city, system_user(), now_utc()))
    except EditionRefused as refused:
        return (Released("", 0, False, refused.message_vi, refused.message_en),)
    return tuple(
        Released(
            step.edition.series,
            step.edition.version,
            step.refused is None,
            step.refused.message_vi if step.refused else "",
            step.refused.message_en if step.refused else "",
        )
        for step in steps
    )


def asked_ranking(run: Run, period: str, method: str) -> Ranking:
    """Return a ranking from the current snapshot, as of its day; nothing is ranked yet.

    An empty period or method is the one that the city ranks by every night. Raises `FileNotFoundError` where there is
    no snapshot yet, `ValueError` where the period cannot be read, `DeclarationError` where there is no such method.
    """
    snapshot = store.current_snapshot(run.home)
    if snapshot is None:
        raise FileNotFoundError(bilingual(message("cli.no-tables-in", home=str(run.home.root))))
    day = date.fromisoformat(store.read_manifest(snapshot)["business_date"])
    return ranking_of(replace(run, business_date=day), snapshot, period, method)


def rank_now(run: Run, period: str, method: str) -> tuple[Ranking, Path]:
    """Keep the draft of a ranking (see `asked_ranking`); return ranking and first page.

    A draft that is there already, of equal inputs, is kept.
    """
    ranking = asked_ranking(run, period, method)
    with _busy(message("cli_night.ranking")):
        return ranking, keep_draft(ranking)


def ledger_totals(snapshot: Path) -> list[dict[str, Any]]:
    """Return the snapshot's row ledger summed by table: table_name, submissions, and each count of rows."""
    counts = ("rows_in", "accepted", "rejected", "duplicate", "layout", "superseded", "current")
    ledger = store.scan_table(snapshot, load_tables()["ledger"])
    totals = ledger.group_by("table_name").agg(pl.len().alias("submissions"), pl.col(*counts).sum())
    return totals.sort("table_name").collect().to_dicts()


@contextmanager
def _busy(work: Message) -> Iterator[None]:
    """Show on a terminal what is being done, and for how long; elsewhere show nothing."""
    if not sys.stderr.isatty():
        yield
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        bar.add_task(bilingual(work), total=None)
        yield


def _with_progress(deliveries: Spread) -> Spread:
    """Show on a terminal how many deliveries are taken in; elsewhere show nothing."""

    def spread_with_bar(function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        if not sys.stderr.isatty():
            yield from deliveries(function, items)
            return
        with Progress(console=Console(stderr=True), transient=True) as bar:
            label = bilingual(message("cli_night.taking-in"))
            yield from bar.track(deliveries(function, items), len(items), description=label)

    return spread_with_bar
