"""`motcua nightly`: one night, and what came of it."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, cast

from cyclopts import Parameter

from flows.cli.elsewhere import nightly_elsewhere, show_elsewhere
from flows.cli.fetch import show_fetched
from flows.cli.night_notices import tell_at_end, telling_of_failure
from flows.cli.notify import show_deliveries
from flows.cli.outcomes import show_outcomes
from flows.cli.show import Exit, Json, WrongUsage, say, say_of, write_json, write_table
from flows.fetching import fetch_held
from flows.owner import check_writer
from flows.runs import ledger_totals, one_night
from flows.settings import THREADS, Night, Place, open_run, prepare_prefect
from schemas.table import load_tables
from schemas.words.message import Declared, message
from warehouse.inbox import STILL_COPYING
from warehouse.night.report import Released, Report
from warehouse.night.steps import usual_steps
from warehouse.run import Run

Direct = Annotated[bool, Parameter(name="--direct", negative="", help="help.direct")]
_HERE, _NOWHERE = Place(), Night()


def nightly(*, place: Place = _HERE, night: Night = _NOWHERE, direct: Direct = False, json: Json = False) -> int:
    """Fill the inbox where the city declares it, take in what it holds and update the tables; return the exit code.

    Args:
        place: the data root and the city.
        night: what is chosen for this night.
        direct: run without Prefect.
        json: print the report as JSON.
    """
    check_writer(place.home)
    with telling_of_failure(place, "direct" if direct else "prefect"):
        run = open_run(place, night.business_date)
        report = run_once(run, night, direct)
    deliveries = tell_at_end(place, report.snapshot.name)
    rows_elsewhere = nightly_elsewhere(run, report.snapshot, report.business_date)
    if json:
        snapshot_data = {"snapshot_path": report.snapshot, "ledger": ledger_totals(report.snapshot)}
        notices = {"notices": [delivery.as_json() for delivery in deliveries]}
        write_json(report.as_json() | snapshot_data | {"rows_elsewhere": rows_elsewhere} | notices)
    else:
        show_report(report)
        show_elsewhere(rows_elsewhere)
        show_deliveries("notices.channels", deliveries)
        _tell_waiting(report, night.settle)
    is_well = not report.needs_attention and not any(delivery.problem for delivery in deliveries)
    return Exit.FINE if is_well else Exit.ATTENTION


def _tell_waiting(report: Report, settle: int) -> None:
    """Say last how many files wait because they have just changed: without them the tables may be empty."""
    if waiting := sum(outcome.reason == STILL_COPYING for outcome in report.outcomes):
        say(message("cli_night.waiting", count=waiting, seconds=settle))


def run_once(run: Run, night: Night, direct: bool, has_draft: bool = True) -> Report:
    """Run one night and return its report.

    Args:
        run: the data root, the city and the business date.
        night: what is chosen for this night.
        direct: without Prefect, else as one of its flows.
        has_draft: rank the units and keep a draft of it.
    """
    if direct:
        if night.runner != THREADS:
            raise WrongUsage(message("cli_night.direct-in-threads"))
        fetch = partial(fetch_held, run, night.settle)
        return one_night(run, night, usual_steps(night.limits), has_draft=has_draft, fetch=fetch)
    prepare_prefect(run.home.root)
    from flows import nightly as of_prefect  # importing Prefect takes seconds

    # A person who waits sees the error at once; retries are for the scheduler.
    once = (of_prefect.nightly if has_draft else of_prefect.load).with_options(retries=0)
    report = once(run.home.root, run.city.folder, replace(night, business_date=run.business_date))
    return cast(Report, report)  # of a state that is returned, Prefect gives what it holds


def show_report(report: Report) -> None:
    """Print what was fetched, the outcomes, the ledger and where the tables are; what needs a person comes first."""
    show_fetched(report.fetched)
    outcomes = [vars(o) for o in report.outcomes]
    show_outcomes(outcomes, report.business_date)
    show_ledger(report.snapshot)
    say_of(message("cli_night.tables"), report.snapshot)
    if report.draft:
        say_of(message("cli_night.draft"), report.draft)
    for edition in report.released:
        show_released(edition)
    if report.outbox:
        say_of(message("cli_night.workbooks"), report.outbox)
    if report.docs:
        say_of(message("cli_night.data-docs"), report.docs)


def show_released(edition: Released) -> None:
    """Print that an edition became public, or why it did not."""
    name = f"{edition.series} v{edition.version}" if edition.series else "?"
    if edition.is_public:
        say_of(message("cli_night.released"), name)
    else:
        why = Declared(edition.message_vi, edition.message_en)
        say(message("cli_night.not-released", edition=name, why=why))


def show_ledger(snapshot: Path) -> None:
    """Print the row ledger, summed by table."""
    totals = ledger_totals(snapshot)
    labels = {c.name: Declared(c.label_vi, c.label_en) for c in load_tables()["ledger"].stored_columns}
    columns = [labels.get(name, message("cli.submissions")) for name in totals[0]] if totals else []
    write_table(message("cli_night.ledger"), columns, [tuple(row.values()) for row in totals])
