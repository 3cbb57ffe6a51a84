"""What one unit learns after a night, as frames and texts: what a workbook is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from schemas.words.catalogue import text
from schemas.words.languages import ENGLISH, VIETNAMESE, Language
from schemas.words.message import Declared, Message, message
from warehouse.publication.claim_lines import ClaimLine
from warehouse.ranking.sentences.statement import Statement
from warehouse.ranking.sentences.unit_indicators import Improvement


def _stem(column: str) -> str:
    """Return what a column is about, without its language."""
    return column.removesuffix("_vi").removesuffix("_en")


# Columns that are shown, in their order, and their headings; English ones stand last.
REJECTIONS = {
    column: message(f"unit_workbook_columns.rejections-{_stem(column)}")
    for column in (
        "file_name",
        "exported_at",
        "source_member",
        "source_row",
        "header",
        "written",
        "message_vi",
        "advice_vi",
        "table_vi",
        "rule_id",
        "column_name",
        "message_en",
        "advice_en",
    )
}
DELIVERIES = {
    column: message(f"unit_workbook_columns.deliveries-{_stem(column)}")
    for column in (
        "file_name",
        "table_vi",
        "exported_at",
        "origin_vi",
        "status_vi",
        "rows_in",
        "accepted",
        "rejected",
        "duplicate",
        "layout",
        "current",
        "active_vi",
        "message_vi",
        "message_en",
    )
}
WARNINGS = {
    column: message(f"unit_workbook_columns.warnings-{_stem(column)}")
    for column in (
        "subject",
        "source_member",
        "source_rows",
        "header",
        "message_vi",
        "row_count",
        "advice_vi",
        "table_vi",
        "code",
        "message_en",
        "advice_en",
    )
}
FAULTS = {
    column: message(f"unit_workbook_columns.faults-{_stem(column)}")
    for column in ("message_vi", "rows", "files", "advice_vi", "table_vi", "rule_id", "message_en")
}
INDICATORS = {
    column: message(f"unit_workbook_columns.indicators-{_stem(column)}")
    for column in (
        "name_vi",
        "group_vi",
        "value",
        "ci_low",
        "ci_high",
        "x",
        "n",
        "counted_vi",
        "excluded",
        "points",
        "max_points",
        "status_vi",
        "compared_vi",
        "before",
        "x_before",
        "n_before",
        "excluded_before",
        "changed_vi",
        "name_en",
    )
}
STANDING = {
    column: message(f"unit_workbook_columns.standing-{_stem(column)}")
    for column in ("label_vi", "words_vi", "label_en", "words_en")
}
IMPROVEMENTS = {
    column: message(f"unit_workbook_columns.improvements-{_stem(column)}")
    for column in ("name_vi", "lost", "advice_vi", "name_en", "advice_en")
}

CLAIMS = {
    column: message(f"unit_workbook_columns.claims-{_stem(column)}")
    for column in (
        "printed",
        "measure_vi",
        "days_vi",
        "source",
        "verdict_vi",
        "why_vi",
        "computed_vi",
        "reading",
        "against_vi",
        "measure_en",
        "verdict_en",
        "why_en",
    )
}


def heading(column: str, name: Message) -> str:
    """Return the heading of a column, in English where English stands below it."""
    return text(name, ENGLISH if column == "column_name" else _language(column))


def shown(row: Mapping[str, Any], column: str) -> Any:  # noqa: ANN401 - a cell holds texts, numbers or nothing
    """Return what a row shows in a column: a message in the language that the column is of, all else as it is."""
    value = row[column] if column in row else row[_stem(column)]
    return text(value, _language(column)) if isinstance(value, Message | Declared) else value


def _language(column: str) -> Language:
    return ENGLISH if column.endswith("_en") else VIETNAMESE


@dataclass(frozen=True)
class UnitAccount:
    """All that one unit learns.

    Frames have the columns of `REJECTIONS`, `DELIVERIES` and `WARNINGS`; the first two also `submission_id`, and
    deliveries `status`. They come sorted, what matters most first. `standing` begins with the rank; it, `indicators`
    (rows with messages) and `improvements` are as `warehouse.ranking.sentences` makes them. `is_late`: files that the
    unit's cadence asks for did not come. `claims`: published figures of the unit, with what was found about them.
    """

    name: Declared
    city: Declared
    business_date: date
    period: tuple[date, date]
    method: Declared
    is_synthetic: bool
    is_late: bool
    rejections: pl.DataFrame
    deliveries: pl.DataFrame
    warnings: pl.DataFrame
    standing: Sequence[Statement]
    indicators: Sequence[Mapping[str, Any]]
    improvements: Sequence[Improvement]
    claims: Sequence[ClaimLine]
