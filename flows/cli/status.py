"""`motcua status`: the current snapshot, the last night's outcomes, and what each unit sent last."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any

from cyclopts import Parameter

from flows.cli.as_of import as_of_snapshot
from flows.cli.elsewhere import nightly_elsewhere, show_elsewhere
from flows.cli.max_age import exit_code, show_standing, standing
from flows.cli.outcomes import NameOf, show_outcomes
from flows.cli.show import Exit, Json, WrongUsage, complain, say, say_of, write_json, write_table
from flows.notices.notice import Line
from flows.reports import last_report
from flows.settings import HERE, Place, open_run
from schemas.errors import DamagedFile
from schemas.register import CITY
from schemas.submission import Submission
from schemas.words.message import Declared, message
from schemas.words.shown import shown
from warehouse import store
from warehouse.api.snapshot import table_rows
from warehouse.night.arrival.active import active_submissions
from warehouse.night.arrival.arrive import silent_units
from warehouse.night.arrival.reread import outdated_and_wanted
from warehouse.night.arrival.shown_names import names_in_inbox
from warehouse.run import Run

_MaxAge = Annotated[str, Parameter(name="--max-age", help="help.max-age", show_default=False)]
_On = Annotated[date | None, Parameter(name="--date", help="help.date-of-status")]
_OUTDATED = ("unit_id", "table", "file_name", "submission_id", "software")


def status(*, place: Place = HERE, on: _On = None, max_age: _MaxAge = "", json: Json = False) -> int:
    """Print the snapshot, the outcomes of the last night and who has not sent; return the exit code.

    Args:
        place: the data root and the city.
        on: the day by which units should have sent; by default that of the snapshot.
        max_age: within it a night must have ended, such as `26h`; the exit code then says what is wrong.
        json: print the state as JSON.
    """
    run = open_run(place, on)
    if not run.home.root.exists():
        raise WrongUsage(message("cli_status.no-home", home=shown(str(run.home.root))))
    if max_age:
        return _standing(run, on, standing(place, max_age), json)
    run = as_of_snapshot(run, on)
    report = state(run)
    if json:
        write_json(report)
    else:
        _show(report, _names_as_sent(run, report["last_run"]))
    last_run = report["last_run"]
    is_quiet = not report["missing"] and (last_run is None or not last_run["needs_attention"])
    return Exit.FINE if is_quiet else Exit.ATTENTION


def _standing(run: Run, day: date | None, lines: list[Line], json: bool) -> Exit:
    """Print what a person must act on, and the state; return the exit code.

    A damaged file, which is named, keeps the state from being shown, and nothing from being told.
    """
    report: dict[str, Any] = {}
    try:
        run = as_of_snapshot(run, day)
        report = state(run)
    except DamagedFile as damage:
        complain(Declared(damage.message_vi, damage.message_en))
    if json:
        write_json(report | {"alerts": [vars(line) for line in lines]})
    else:
        show_standing(lines)
        if report:
            _show(report, _names_as_sent(run, report["last_run"]))
    return exit_code(lines) if report else max(exit_code(lines), Exit.ATTENTION)


def state(run: Run) -> dict[str, Any]:
    """Return what there is, as plain data.

    These are snapshot, tables, rows_elsewhere (where the period that is ranked holds none), last_run (its report),
    units (each with its last export), missing (unit ids) and outdated (submissions that count and were read with
    declarations or code no longer in force; not those whose bytes the policy of retention let go).
    """
    snapshot = store.current_snapshot(run.home)
    records = store.load_submissions(run.home)
    active = active_submissions(run, records.values(), store.load_retractions(run.home))
    silent = silent_units(run.city, run.business_date, active)
    outdated_submissions = outdated_and_wanted(run, active)
    return {
        "business_date": run.business_date,
        "snapshot": snapshot,
        "tables": {t["name"]: t["rows"] for t in table_rows(snapshot, run.city.tables)} if snapshot else {},
        "rows_elsewhere": snapshot and nightly_elsewhere(run, snapshot, run.business_date),
        "last_run": last_report(run.home),
        "units": _units(run, active, silent),
        "outdated": [{name: getattr(s, name) for name in _OUTDATED} for s in outdated_submissions],
        "missing": sorted(unit_id for unit_id, why in silent.items() if why == "missing"),
    }


def _units(run: Run, active: list[Submission], silent: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a mapping of literals
    last_exports: dict[str, datetime] = {}
    counts: dict[str, int] = {}
    for s in active:
        if s.unit_id != CITY:
            last_exports[s.unit_id] = max(last_exports.get(s.unit_id, datetime.min), s.exported_at)
            counts[s.unit_id] = counts.get(s.unit_id, 0) + 1
    expected_units = [u for u in run.city.register.units if u.unit_id in last_exports or u.unit_id in silent]
    return [
        {
            "unit_id": u.unit_id,
            "name_vi": u.name_vi,
            "submissions": counts.get(u.unit_id, 0),
            "last_exported_at": last_exports.get(u.unit_id),
            "silence": silent.get(u.unit_id, ""),
        }
        for u in expected_units
    ]


def _names_as_sent(run: Run, last_run: Mapping[str, Any] | None) -> NameOf:
    """Return what gives the name of a file, for the person at the terminal alone: by its record, or by the inbox."""
    recorded_names = {s.submission_id: s.file_name for s in store.load_submissions(run.home).values()}
    unrecorded_outcomes = [
        o for o in (last_run["outcomes"] if last_run else []) if o["status"] in ("failed", "left_alone")
    ]
    waiting = names_in_inbox(run, {o["unit_id"] for o in unrecorded_outcomes}) if unrecorded_outcomes else {}

    def name_of(outcome: Mapping[str, Any]) -> str:
        shown_as = (outcome["unit_id"], outcome["file_name"])
        return recorded_names.get(outcome.get("submission_id", "")) or waiting.get(shown_as, shown_as[1])

    return name_of


def _show(report: dict[str, Any], name_of: NameOf) -> None:
    """Print the state; `name_of` gives what files were called by who sent them."""
    say(message("cli_status.as-of", day=report["business_date"]))
    if report["snapshot"] is None:
        say(message("cli.no-tables"))
    else:
        say_of(message("cli.snapshot"), report["snapshot"])
        write_table(
            message("cli_status.tables"), (message("cli.table"), message("cli.rows")), list(report["tables"].items())
        )
        show_elsewhere(report["rows_elsewhere"])
    if last_run := report["last_run"]:
        show_outcomes(last_run["outcomes"], date.fromisoformat(last_run["business_date"]), name_of)
    if outdated := report["outdated"]:
        say(message("cli_status.outdated", count=len(outdated)))
        write_table(message("cli_status.read-earlier"), _OUTDATED, [tuple(s.values()) for s in outdated])
    submission_columns = (message("cli.submissions"), message("cli_status.last-export"), message("cli_status.silence"))
    columns = (message("cli.unit"), message("cli_status.unit-name"), *submission_columns)
    write_table(message("cli_status.units"), columns, [tuple(unit.values()) for unit in report["units"]])
