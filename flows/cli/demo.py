"""`motcua demo`: a synthetic city from its deliveries to a ranking, checked against what was planted in them."""

import json as json_text
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter, validators
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from flows.cli.demo_edition import publish_samples
from flows.cli.nightly import Direct, run_once, show_report
from flows.cli.show import Exit, Json, WrongUsage, say, say_of, write_json, write_table
from flows.cli.tables import current
from flows.demo import STAGES, Stage, Truth, write_deliveries
from flows.demo.plan import FULL_SIZE, SEED
from flows.runs import with_workbooks
from flows.settings import Night, Place, home_at, open_run
from schemas.table import load_tables
from schemas.words.catalogue import bilingual
from schemas.words.message import message
from warehouse import store
from warehouse.night.report import Report

_MARKER = "SYNTHETIC"  # its presence has every page and artifact say so (see `store.Home.is_synthetic`)
_BANNER = message("cli_demo.synthetic")
_COUNTS = ("status", "rows_in", "accepted", "rejected", "duplicate")
HomeOption = Annotated[Path, Parameter(name="--home", help="help.demo-home")]
_LEAST = 3_000  # with fewer, files of one row come out the same, and the second of them is rightly not taken again
SizeOption = Annotated[
    int,
    Parameter(name="--dossiers", help="help.demo-dossiers", validator=validators.Number(gte=_LEAST)),
]


def demo(
    *,
    home: HomeOption = Path("demo-data"),
    dossiers: SizeOption = FULL_SIZE,
    direct: Direct = False,
    json: Json = False,
) -> int:
    """Make a synthetic city, run three nights, publish a year and its correction, compare with what was planted.

    Args:
        home: its own data root.
        dossiers: how many, roughly.
        direct: run without Prefect.
        json: print the result as JSON.
    """
    root = home_at(home)
    _claim(root, dossiers)
    if not json:
        say(_BANNER)
    truth = _write(root, dossiers)
    *earlier_reports, last_report = [_night(root, stage, direct, json) for stage in _stages_to_run(root)]
    run = open_run(Place(root.root), STAGES[-1].business_date)
    reports = [*earlier_reports, with_workbooks(run, last_report)]
    comparisons = compare(root, truth)
    public = publish_samples(run)
    if json:
        nights = [report.as_json() for report in reports]
        write_json({"synthetic": True, "nights": nights, "compared": comparisons, "public": public})
    else:
        _show(root, comparisons, reports[-1], public)
    return Exit.FINE if all(row["differing"] == 0 for row in comparisons) else Exit.FAULT


def _claim(root: store.Home, dossiers: int) -> None:
    """Mark an empty folder as synthetic; refuse one with other data, or with a demonstration of another size."""
    marker = root.root / _MARKER
    marker_text = json_text.dumps({"synthetic": True, "seed": SEED, "dossiers": dossiers})
    if marker.exists() and marker.read_text(encoding="utf-8") == marker_text:
        return
    if root.root.exists() and any(root.root.iterdir()):
        raise WrongUsage(message("cli_demo.other-data", home=str(root.root)))
    store.write_text(marker, marker_text)


def _write(root: store.Home, dossiers: int) -> Truth:
    columns = (SpinnerColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as bar:
        step = bar.add_task(bilingual(message("cli_demo.making")))
        return write_deliveries(
            root.root / "deliveries", dossiers=dossiers, advance=lambda name: bar.update(step, description=name)
        )


def _stages_to_run(root: store.Home) -> Sequence[Stage]:
    """Return the stages whose nights are to be run: all, and in a demonstration that is run again the last one."""
    reports = [f"{stage.business_date}-1.json" for stage in STAGES]
    return STAGES[-1:] if all((root.runs / name).exists() for name in reports) else STAGES


def _night(root: store.Home, stage: Stage, direct: bool, quiet: bool) -> Report:
    """Put one stage's files into the inbox as they would have been copied there, and run its night without a draft."""
    delivery_folder = root.root / "deliveries" / stage.name
    shutil.copytree(delivery_folder, root.inbox, dirs_exist_ok=True)  # with their times, by which a rerun knows them
    night = Night(business_date=stage.business_date, settle=0)
    report = run_once(open_run(Place(root.root), stage.business_date), night, direct, has_draft=False)
    if not quiet:
        show_report(report)
    return report


def compare(root: store.Home, truth: Truth) -> list[dict[str, Any]]:
    """Return, for the submissions and for each table: what, planted, found, differing (counts of rows)."""
    return [_compare_ledger(root, truth), *_compare_tables(root, truth)]


def _compare_ledger(root: store.Home, truth: Truth) -> dict[str, Any]:
    planted_counts = {
        (r["folder"], r["unit_id"], r["table"], r["file_name"]): tuple(r[c] for c in _COUNTS)
        for r in truth.ledger.iter_rows(named=True)
        if r["status"] != "already_loaded"
    }
    records = store.load_submissions(root).values()
    loaded_counts = {
        (s.folder, s.unit_id, s.table, s.file_name): tuple(getattr(s, c) for c in _COUNTS) for s in records
    }
    differing = sum(
        planted_counts.get(key) != loaded_counts.get(key) for key in planted_counts.keys() | loaded_counts.keys()
    )
    return {"what": "submissions", "planted": len(planted_counts), "found": len(loaded_counts), "differing": differing}


def _compare_tables(root: store.Home, truth: Truth) -> list[dict[str, Any]]:
    snapshot, tables = current(root), load_tables()
    comparisons = []
    for name, planted_rows in truth.tables.items():
        rows = store.scan_table(snapshot, tables[name]).select(planted_rows.columns).collect()
        common = planted_rows.join(rows, on=planted_rows.columns, how="inner", nulls_equal=True).height
        differing = planted_rows.height + rows.height - 2 * common
        comparisons.append({"what": name, "planted": planted_rows.height, "found": rows.height, "differing": differing})
    return comparisons


def _show(root: store.Home, comparisons: list[dict[str, Any]], last_report: Report, public: Path) -> None:
    counts = (message("cli_demo.planted"), message("cli_demo.as-found"), message("cli_demo.differing"))
    columns = (message("cli_demo.compared"), *counts)
    write_table(message("cli_demo.comparison"), columns, [tuple(row.values()) for row in comparisons])
    rows = sum(row["found"] for row in comparisons[1:])
    say_of(message("cli_demo.rows", count=rows), last_report.snapshot)
    say_of(message("cli_night.workbooks"), last_report.outbox)
    say_of(message("cli_demo.make-draft"), f"motcua rank --home {root.root}")
    say_of(message("cli_demo.see-tables"), f"motcua tables --home {root.root}")
    say(_BANNER)
    say_of(message("cli_demo.public"), public)
