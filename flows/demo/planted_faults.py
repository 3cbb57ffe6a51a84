"""Faults planted into an export, each an added row that is known to be rejected, and why.

Faults are added rows with codes of their own, so that the sound dossiers of the city stay exactly as generated.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import polars as pl

from schemas.source import Source

Row = dict[str, Any]
Edit = Callable[[Row, Source, dict[str, str]], None]

_SMALLEST_FILE = 20  # rows: in a smaller file a fault could tip the whole submission over its threshold
UNKNOWN_UNIT_NAME = "Quận 99 (tổng hợp)"


@dataclass(frozen=True)
class Fault:
    """One kind of fault: the rules that it violates, how it is made, and the columns its row must have filled."""

    rules: tuple[str, ...]
    edit: Edit
    needs: tuple[str, ...] = ("received_at", "submitted_at")


@dataclass
class FaultyExport:
    """An export with faults: its texts, and what a reader must say of them."""

    texts: pl.DataFrame
    rejected: int = 0
    duplicate: int = 0
    rules: Counter[str] = field(default_factory=Counter)


def _write(column: str, text: str | None) -> Edit:
    def edit(row: Row, source: Source, header: dict[str, str]) -> None:
        row[header[column]] = text

    return edit


def _first_of_september_plus_thirty(row: Row, source: Source, header: dict[str, str]) -> None:
    pattern = source.columns[header["current_due_at"]].formats[0]
    for directive, digits in {"%d": "31", "%m": "09", "%Y": "2022", "%H": "17", "%M": "00", "%S": "00"}.items():
        pattern = pattern.replace(directive, digits)
    row[header["current_due_at"]] = pattern


def _year_of_five_digits(row: Row, source: Source, header: dict[str, str]) -> None:
    pattern = source.columns[header["received_at"]].formats[0]
    moment = datetime.strptime(row[header["received_at"]], pattern)
    row[header["received_at"]] = moment.strftime(pattern.replace("%Y", "20226"))


def _submitted_in_2202(row: Row, source: Source, header: dict[str, str]) -> None:
    pattern = source.columns[header["submitted_at"]].formats[0]
    moment = datetime.strptime(row[header["submitted_at"]], pattern)
    row[header["submitted_at"]] = moment.replace(year=2202).strftime(pattern)


def _returned_before_received(row: Row, source: Source, header: dict[str, str]) -> None:
    received_at = datetime.strptime(row[header["received_at"]], source.columns[header["received_at"]].formats[0])
    row[header["returned_at"]] = (received_at - timedelta(days=3)).strftime(
        source.columns[header["returned_at"]].formats[0]
    )


def _returned_without_date(row: Row, source: Source, header: dict[str, str]) -> None:
    status_texts = source.columns[header["status"]].values
    row[header["status"]] = next(text for text, code in status_texts.items() if code == "returned")
    row[header["returned_at"]] = None


def _two_faults(row: Row, source: Source, header: dict[str, str]) -> None:
    _submitted_in_2202(row, source, header)
    row[header["applicant_type"]] = "Hộ gia đình"


def _unit(name: str) -> Edit:
    def edit(row: Row, source: Source, header: dict[str, str]) -> None:
        row[source.unit_header] = name

    return edit


def dossier_faults(source: Source, foreign_name: str) -> list[Fault]:
    """Return the kinds of fault that an export of dossiers in this format may have.

    A required value that cannot be read is not missing: one reason.
    """
    faults = [
        Fault(("current-due-at-unreadable",), _first_of_september_plus_thirty),
        Fault(("received-at-unreadable",), _year_of_five_digits),
        Fault(("submitted-at-out-of-range",), _submitted_in_2202),
        Fault(("returned-before-received",), _returned_before_received),
        Fault(("status-unreadable",), _write("status", "Đang chờ ký")),
        Fault(("channel-unreadable",), _write("channel", "Nộp hộ")),
        Fault(("channel-missing",), _write("channel", None)),
        Fault(("applicant-type-unreadable",), _write("applicant_type", "Hộ gia đình")),
        Fault(("fee-due-unreadable",), _write("fee_due", "miễn phí")),
        Fault(("fee-due-negative",), _write("fee_due", "-5000")),
        Fault(("digitised-component-count-unreadable",), _write("digitised_component_count", "99,99%")),
        Fault(("received-at-missing",), _write("received_at", None)),
        Fault(("dossier-code-missing",), _write("dossier_code", None)),
        Fault(("returned-without-date",), _returned_without_date),
        Fault(("submitted-at-out-of-range", "applicant-type-unreadable"), _two_faults),
    ]
    if source.unit_header:
        faults += [Fault(("unit-foreign",), _unit(foreign_name)), Fault(("unit-unknown",), _unit(UNKNOWN_UNIT_NAME))]
    return faults


def plant(texts: pl.DataFrame, source: Source, faults: list[Fault], number: int) -> FaultyExport:
    """Return `texts` with faults at its end; those are chosen by `number`.

    Beside the faults: rows repeated to the letter (duplicates), and pairs of rows that share a code but differ.

    Args:
        texts: a file's rows, one column for each header.
        source: what its headers mean.
        faults: those to choose among.
        number: of the file among those of its unit.
    """
    export = FaultyExport(texts)
    if texts.height < _SMALLEST_FILE:
        return export
    header = {f.column: h for h, f in source.columns.items()}
    sound = [r for r in texts.head(2000).rows(named=True) if all(r[header[c]] for c in ("received_at", "submitted_at"))]
    code, fee = header["dossier_code"], header["fee_due"]
    added_rows: list[Row] = []

    def copy_of_sound() -> Row:
        row: Row = dict(sound[(len(added_rows) * 17 + number) % len(sound)])
        row[code] = f"{row[code].strip().rsplit('-', 1)[0]}-9{number:02d}{len(added_rows):03d}"
        return row

    kind_count = min(len(faults), 3 + texts.height // 100)
    for position in range(kind_count * (1 + texts.height // 5000)):
        fault = faults[(number * 5 + position) % len(faults)]
        row = copy_of_sound()
        fault.edit(row, source, header)
        added_rows.append(row)
        export.rejected += 1
        export.rules.update(fault.rules)
    for _ in range(1 + texts.height // 5000):
        sound_row = copy_of_sound()
        added_rows += [sound_row | {fee: "1000"}, sound_row | {fee: "2000"}]
        export.rejected += 2
        export.rules["key-conflict"] += 2
    # Rows 1 and 4 of the file once more: accepted once, and a duplicate.
    repeated_rows = [texts.row(1, named=True), texts.row(4, named=True)]
    export.duplicate += len(repeated_rows)
    extra_rows = pl.DataFrame(repeated_rows + added_rows, schema=texts.schema)
    export.texts = pl.concat([texts, extra_rows])
    return export
