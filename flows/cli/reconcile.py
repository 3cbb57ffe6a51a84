"""`motcua reconcile`: published figures judged, by what their own text prints and by the dossiers of a data root."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from flows.cli.files import regular_file
from flows.cli.options import PeriodOption, UnitOption
from flows.cli.show import Exit, Json, WrongUsage, say, write_json, write_table
from flows.cli.tables import current
from flows.settings import HERE, Place, city_of, home_at
from schemas.errors import DeclarationError
from schemas.table import load_tables
from schemas.words.catalogue import said
from schemas.words.message import Declared, message
from schemas.words.shown import shown
from schemas.words.text import name_key
from warehouse import store
from warehouse.claims.claim import HARD, Claim, Verdict
from warehouse.claims.rows import claims_of, missing_columns
from warehouse.claims.verdicts import judge
from warehouse.night.claim_verdicts import claims_in, judge_by_snapshot
from warehouse.ranking.evidence.periods import parse_period

FileOption = Annotated[Path | None, Parameter(help="help.claims-file")]


def reconcile(
    file: FileOption = None,
    *,
    unit: UnitOption = "",
    period: PeriodOption = "",
    place: Place = HERE,
    json: Json = False,
) -> int:
    """Print a verdict on each published figure of a file, or of a data root; return the exit code.

    Args:
        file: a CSV with the columns of the table `claims`; others are not read. None for the claims of the snapshot.
        unit: a part of a unit's name; figures of others are judged with them, and not printed.
        period: the days that the figures are of; those of other days are not printed.
        place: the city, and the data root, by whose dossiers the figures are judged too where it has a snapshot.
        json: print the verdicts as JSON.
    """
    claims_and_verdicts = _claims_and_verdicts(file, place)
    pairs = [pair for pair in claims_and_verdicts if _is_asked(pair[0], unit, period)]
    if json:
        write_json([verdict_data(verdict) for _, verdict in pairs])
    else:
        _show(pairs)
    return Exit.ATTENTION if any(verdict.verdict in HARD for _, verdict in pairs) else Exit.FINE


def _claims_and_verdicts(file: Path | None, place: Place) -> Sequence[tuple[Claim, Verdict]]:
    """Return the claims that are asked about, each with its verdict; the city is read only where there are dossiers."""
    home = home_at(place.home)
    snapshot = current(home) if file is None else store.current_snapshot(home)
    if snapshot is None:
        claims = claims_of(_rows(file)) if file is not None else []
        return list(zip(claims, judge(claims), strict=True))
    claims = claims_in(snapshot) if file is None else claims_of(_rows(file))
    return list(zip(claims, judge_by_snapshot(claims, city_of(place), snapshot), strict=True))


def verdict_data(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as JSON has it; `computed` is a count, or a share as a number."""
    why_vi, why_en = said(verdict.why)
    first_reading = verdict.readings[0] if verdict.readings else None
    value = verdict.computed
    return {
        "claim_id": verdict.claim_id,
        "verdict": verdict.verdict,
        "reading": first_reading.code if first_reading else None,
        "computed": None if value is None else int(value) if value == int(value) else float(value),
        "why_vi": why_vi,
        "why_en": why_en,
        "readings": [reading.code for reading in verdict.readings],
        "departures": first_reading.departures if first_reading else None,
        "least_n": verdict.least_n,
        "tested_against": verdict.tested_against,
    }


def _rows(file: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file in UTF-8 by their columns, whichever of , ; and tab is between them."""
    path = regular_file(file)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise WrongUsage(message("cli_reconcile.not-utf-8", file=shown(str(file)))) from None
    header = text.partition("\n")[0]
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=max(",;\t", key=header.count))
    if columns_missing := missing_columns(reader.fieldnames or ()):
        raise WrongUsage(message("cli_reconcile.no-columns", file=shown(str(file)), columns=columns_missing))
    try:
        return [{name: text for name, text in row.items() if isinstance(text, str)} for row in reader]
    except csv.Error as error:
        raise WrongUsage(message("cli_reconcile.no-csv", file=shown(str(file)), fault=str(error))) from None


def _is_asked(claim: Claim, unit: str, period: str) -> bool:
    if unit and f" {name_key(unit)} " not in f" {name_key(claim.unit_as_written)} ":
        return False
    if not period:
        return True
    try:
        days = parse_period(period)
    except (DeclarationError, ValueError) as error:
        raise WrongUsage(str(error)) from None
    return claim.window == (days.first, days.last)


def _show(pairs: Sequence[tuple[Claim, Verdict]]) -> None:
    verdicts = load_tables()["claim_verdicts"].column("verdict").codes
    rows = [
        (
            claim.claim_id,
            claim.unit_as_written,
            claim.measure,
            claim.text,
            Declared(*verdicts[verdict.verdict]),
        )
        for claim, verdict in pairs
    ]
    columns = [message(f"cli_reconcile.column-{name}") for name in ("claim", "unit", "measure", "printed", "verdict")]
    write_table(message("cli_reconcile.title"), columns, rows)
    for _, verdict in pairs:
        say(message("cli_reconcile.why", claim=verdict.claim_id, why=verdict.why))
