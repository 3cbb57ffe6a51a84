"""The workbook that one unit gets after each night: what is wrong with its rows, what came of its files, how it stands.

Its figures are the unit's own and exact: it goes to the unit, and nowhere else.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from schemas.words.catalogue import bilingual, said, text
from schemas.words.languages import VIETNAMESE
from schemas.words.message import Message, message
from warehouse.outbox.account import (
    CLAIMS,
    DELIVERIES,
    FAULTS,
    IMPROVEMENTS,
    INDICATORS,
    REJECTIONS,
    STANDING,
    WARNINGS,
    UnitAccount,
    heading,
    shown,
)
from warehouse.outbox.cover import cover
from warehouse.release.sheets import Share, Sheet, add_contents, add_table, add_text, workbook

MOST_REJECTIONS = 100_000  # rows that an office's computer still opens; the sheet before counts them all
_SHARES = ("value", "ci_low", "ci_high", "before")
_POINTS = "0.00"


def unit_workbook(account: UnitAccount, most_rejections: int = MOST_REJECTIONS) -> bytes:
    """Return a unit's workbook (XLSX), which lists so many rejected rows at most; equal accounts give equal bytes."""
    out = io.BytesIO()
    title = _vi(message("unit_workbook.title", unit=account.name, day=account.business_date))
    sheets = [
        (_faults(account), message("unit_workbook.faults.none")),
        (_rejections(account, most_rejections), message("unit_workbook.rejections.none")),
        (_deliveries(account), message("unit_workbook.deliveries.none", unit=account.name)),
        (_warnings(account), message("unit_workbook.warnings.none")),
        (_standing(account), None),
        (_indicators(account), message("unit_workbook.indicators.none")),
        (_improvements(account), message("unit_workbook.improvements.none")),
        (_claims(account), message("unit_workbook.claims.none")),
    ]
    contents = message("release_workbook.contents")
    with workbook(title, account.city.vi, out) as book:
        add_text(book, _vi(message("release_workbook.cover")), title, [*_mark(account), *cover(account)])
        header = (_vi(message("release_workbook.contents-sheet")), _vi(message("release_workbook.contents-about")))
        add_contents(book, _vi(contents), bilingual(contents), header, [(s.name, s.title) for s, _ in sheets])
        for sheet, if_empty in sheets:
            if sheet.rows or if_empty is None:
                add_table(book, sheet)
            else:
                add_text(book, sheet.name, sheet.title, [*_mark(account), _vi(if_empty)])
    return out.getvalue()


def _vi(words: Message) -> str:
    return text(words, VIETNAMESE)


def _sheet(
    account: UnitAccount,
    number: int,
    title: Message,
    notes: Sequence[str],
    columns: Mapping[str, Message],
    rows: Sequence[Any],
    **sheet_options: Any,  # noqa: ANN401 - what else a sheet can be given
) -> Sheet:
    vi, en = said(title)
    notes_above = [*_mark(account), *notes, _vi(message("release_workbook.one-table"))]
    header = [heading(column, name) for column, name in columns.items()]
    return Sheet(f"{number} {vi}", f"{number}. {vi} / {en}", notes_above, header, rows, **sheet_options)


def _mark(account: UnitAccount) -> list[str]:
    return [bilingual(message("unit_workbook.synthetic"))] if account.is_synthetic else []


def _faults(account: UnitAccount) -> Sheet:
    by = ["table_vi", "message_vi", "advice_vi", "rule_id", "message_en"]
    fault_counts = account.rejections.group_by(by).agg(
        rows=pl.struct("submission_id", "source_member", "source_row").n_unique(),
        files=pl.col("submission_id").n_unique(),
    )
    fault_rows = fault_counts.sort(-pl.col("rows").cast(pl.Int64), *by).select(list(FAULTS))
    notes = [_vi(message("unit_workbook.faults.notes"))]
    return _sheet(account, 1, message("unit_workbook.faults"), notes, FAULTS, fault_rows.rows())


def _rejections(account: UnitAccount, most_rows: int) -> Sheet:
    reasons = account.rejections
    notes = [
        _vi(message("unit_workbook.rejections.notes")),
        _vi(message("unit_workbook.rejections-corrected")),
        _vi(message("unit_workbook.rejections-masked")),
    ]
    if reasons.height > most_rows:
        notes.append(bilingual(message("unit_workbook.rejections-cut", shown=most_rows, count=reasons.height)))
        reasons = reasons.head(most_rows)
    rows = reasons.select(list(REJECTIONS)).rows()
    formats = _formats(REJECTIONS, ("source_row",), "0")  # as the file's own program shows it
    title = message("unit_workbook.rejections")
    return _sheet(account, 2, title, notes, REJECTIONS, rows, filtered=True, formats=formats)


def _deliveries(account: UnitAccount) -> Sheet:
    notes = [
        _vi(message("unit_workbook.deliveries.notes")),
        _vi(message("unit_workbook.deliveries-layout")),
        _vi(message("unit_workbook.deliveries-current")),
        _vi(message("unit_workbook.deliveries-active")),
    ]
    rows = account.deliveries.select(list(DELIVERIES)).rows()
    return _sheet(account, 3, message("unit_workbook.deliveries"), notes, DELIVERIES, rows, filtered=True)


def _warnings(account: UnitAccount) -> Sheet:
    notes = [_vi(message("unit_workbook.warnings.notes"))]
    rows = account.warnings.select(list(WARNINGS)).rows()
    return _sheet(account, 4, message("unit_workbook.warnings"), notes, WARNINGS, rows)


def _standing(account: UnitAccount) -> Sheet:
    first, last = account.period
    notes = [
        _vi(message("unit_workbook.standing.notes", first=first, last=last, method=account.method)),
        bilingual(message("unit_workbook.standing-draft")),
    ]
    rows = [[shown(line._asdict(), column) for column in STANDING] for line in account.standing]
    return _sheet(account, 5, message("unit_workbook.standing"), notes, STANDING, rows)


def _indicators(account: UnitAccount) -> Sheet:
    notes = [
        _vi(message("unit_workbook.indicators.notes")),
        _vi(message("unit_workbook.indicators-excluded")),
        _vi(message("unit_workbook.indicators-compared")),
    ]
    rows = [[_value(row, name) for name in INDICATORS] for row in account.indicators]
    formats = _formats(INDICATORS, ("points", "max_points"), _POINTS)
    return _sheet(account, 6, message("unit_workbook.indicators"), notes, INDICATORS, rows, formats=formats)


def _value(row: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - a cell holds texts, numbers or nothing
    value = shown(row, name)
    return Share(value) if name in _SHARES and row["is_share"] and value is not None else value


def _improvements(account: UnitAccount) -> Sheet:
    notes = [_vi(message("unit_workbook.improvements.notes"))]
    rows = [[shown(line._asdict(), column) for column in IMPROVEMENTS] for line in account.improvements]
    formats = _formats(IMPROVEMENTS, ("lost",), _POINTS)
    return _sheet(account, 7, message("unit_workbook.improvements"), notes, IMPROVEMENTS, rows, formats=formats)


def _claims(account: UnitAccount) -> Sheet:
    notes = [_vi(message("unit_workbook.claims.notes")), _vi(message("claims_shown.no-accusation"))]
    rows = [[shown(line._asdict(), column) for column in CLAIMS] for line in account.claims]
    return _sheet(account, 8, message("unit_workbook.claims"), notes, CLAIMS, rows)


def _formats(columns: Mapping[str, Message], names: Iterable[str], number_format: str) -> dict[str, str]:
    """Return a format of numbers for some columns, by their headings as a sheet wants it."""
    return {heading(name, columns[name]): number_format for name in names}
