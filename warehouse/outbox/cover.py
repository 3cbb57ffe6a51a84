"""The cover of a unit's workbook, in plain Vietnamese: what this is, what to do, whom to ask."""

from collections.abc import Iterator

import polars as pl

from schemas.words.catalogue import text
from schemas.words.languages import ENGLISH, VIETNAMESE
from schemas.words.message import Message, message
from warehouse.outbox.account import UnitAccount
from warehouse.release.sheets import Heading

_MOST_OF_STANDING = 4  # lines that the cover repeats
_REFUSED = ("rejected", "failed")


def cover(account: UnitAccount) -> list[str | Heading]:
    """Return the lines of the cover."""
    unit, city = account.name, account.city
    return [
        _vi(message("unit_workbook_cover.internal", unit=unit)),
        Heading(_vi(message("unit_workbook_cover.summary"))),
        *_summary(account),
        Heading(_vi(message("unit_workbook_cover.what"))),
        _vi(message("unit_workbook_cover.what.file", city=city)),
        _vi(message("unit_workbook_cover.what.ranking")),
        Heading(_vi(message("unit_workbook_cover.steps"))),
        _vi(message("unit_workbook_cover.steps.faults")),
        _vi(message("unit_workbook_cover.steps.rows")),
        _vi(message("unit_workbook_cover.steps.correct")),
        _vi(message("unit_workbook_cover.steps.check")),
        _vi(message("unit_workbook_cover.steps.send")),
        Heading(_vi(message("unit_workbook_cover.ask"))),
        _vi(message("unit_workbook_cover.ask.files", city=city)),
        _vi(message("unit_workbook_cover.ask.method", city=city)),
        Heading(text(message("unit_workbook_cover.other"), ENGLISH)),
        text(_state(account), ENGLISH),
        text(message("unit_workbook_cover.other.steps", city=city), ENGLISH),
    ]


def _vi(words: Message) -> str:
    return text(words, VIETNAMESE)


def _summary(account: UnitAccount) -> Iterator[str]:
    files = _vi(_files(account))
    late = message("unit_workbook_cover.summary-late", day=account.business_date)
    yield f"{files} {_vi(late)}" if account.is_late else files
    yield _vi(_rows(account))
    if account.warnings.height:
        yield _vi(message("unit_workbook_cover.summary-warnings", warnings=account.warnings.height))
    if hard := sum(line.is_hard for line in account.claims):
        yield _vi(message("unit_workbook_cover.summary-claims", claims=hard))
    for line in account.standing[:_MOST_OF_STANDING]:
        yield _vi(message("unit_workbook_cover.summary-standing", label=line.label, result=line.words))
    yield _vi(_main_improvement(account))


def _files(account: UnitAccount) -> Message:
    if not (files := account.deliveries.height):
        return message("unit_workbook_cover.summary-no-files", unit=account.name)
    refused = account.deliveries.filter(pl.col("status").is_in(_REFUSED)).height
    if refused:
        return message("unit_workbook_cover.summary-files-refused", files=files, refused=refused)
    return message("unit_workbook_cover.summary-files", files=files)


def _rows(account: UnitAccount) -> Message:
    reasons = account.rejections
    if not reasons.height:
        return message("unit_workbook_cover.summary-no-rejections")
    return message(
        "unit_workbook_cover.summary-rejections",
        latest=_rejected(reasons.filter(pl.col("submission_id") == reasons.item(0, "submission_id"))),
        file=reasons.item(0, "file_name"),
        rows=_rejected(reasons),
        files=reasons.get_column("submission_id").n_unique(),
    )


def _rejected(reasons: pl.DataFrame) -> int:
    """Return how many rows were rejected: a row may have several reasons."""
    return len(set(reasons.select("submission_id", "source_member", "source_row").iter_rows()))


def _main_improvement(account: UnitAccount) -> Message:
    if not account.improvements:
        return message("unit_workbook_cover.summary-indicators")
    return message("unit_workbook_cover.summary-most", indicator=account.improvements[0].name)


def _state(account: UnitAccount) -> Message:
    return message(
        "unit_workbook_cover.other.state",
        unit=account.name,
        day=account.business_date,
        files=account.deliveries.height,
        rejected=_rejected(account.rejections),
        label=account.standing[0].label,
        result=account.standing[0].words,
    )
