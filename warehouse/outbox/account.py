"""What one unit learns after a night, as frames and texts: what a workbook is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from schemas.words.catalogue import text
from schemas.words.languages import ENGLISH, VIETNAMESE
from schemas.words.message import Message, message


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
        "changed_vi",
        "name_en",
    )
}
# Four texts: label and result in Vietnamese, then in English.
STANDING = {
    column: message(f"unit_workbook_columns.standing-{_stem(column)}")
    for column in ("label_vi", "text_vi", "label_en", "text_en")
}
_REMEDY = message("unit_workbook_columns.improvements-remedy")
IMPROVEMENTS = {
    "name_vi": message("unit_workbook_columns.improvements-name"),
    "lost": message("unit_workbook_columns.improvements-lost"),
    "vi": _REMEDY,
    "name_en": message("unit_workbook_columns.improvements-name"),
    "en": _REMEDY,
}
_IN_ENGLISH = ("column_name", "en")  # besides columns whose name says so


def heading(column: str, name: Message) -> str:
    """Return the heading of a column, in English where English stands below it."""
    return text(name, ENGLISH if column.endswith("_en") or column in _IN_ENGLISH else VIETNAMESE)


@dataclass(frozen=True)
class UnitAccount:
    """All that one unit learns.

    Frames have the columns of `REJECTIONS`, `DELIVERIES` and `WARNINGS`; the first two also `submission_id`, and
    deliveries `status`. They come sorted, what matters most first. `standing` has a line of four texts for each
    statement (label and value in Vietnamese, then in English), the rank first; `indicators` and `improvements` are
    rows as `warehouse.ranking.sentences` makes them. `is_late`: files that its cadence asks for did not come.
    """

    name_vi: str
    name_en: str
    city_vi: str
    city_en: str
    business_date: date
    period: tuple[date, date]
    method: tuple[str, str]
    is_synthetic: bool
    is_late: bool
    rejections: pl.DataFrame
    deliveries: pl.DataFrame
    warnings: pl.DataFrame
    standing: Sequence[Sequence[str]]
    indicators: Sequence[Mapping[str, Any]]
    improvements: Sequence[Mapping[str, Any]]
