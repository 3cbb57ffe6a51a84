"""What an export made at some moment says of the dossiers: their state then, in the columns of the dossiers table."""

from datetime import datetime

import polars as pl

from schemas.source import Source
from schemas.table import Table

_HAPPENINGS = ("received_at", "asked_at", "answered_at", "moved_at", "completed_at", "returned_at", "refused_at")


def changed_between(histories: pl.DataFrame, since: datetime | None, upto: datetime) -> pl.DataFrame:
    """Return the dossiers received by `upto` to which something happened after `since` (None: ever) and by `upto`."""
    is_received = pl.col("received_at") < upto
    if since is None:
        return histories.filter(is_received)
    happenings = [(pl.col(name) >= since) & (pl.col(name) < upto) for name in _HAPPENINGS]
    return histories.filter(is_received & pl.any_horizontal(happenings).fill_null(False))


def state(histories: pl.DataFrame, upto: datetime) -> pl.DataFrame:
    """Return the true state of each dossier at `upto`, whatever a source may leave out of it."""

    def by_then(name: str) -> pl.Expr:
        return (pl.col(name) < upto).fill_null(False)

    def value_by_then(name: str, instant: str) -> pl.Expr:
        return pl.when(by_then(instant)).then(pl.col(name)).alias(name)

    is_supplement_asked, is_due_moved = by_then("asked_at"), by_then("moved_at")
    status = (
        pl.when(by_then("refused_at")).then(pl.lit("stopped"))
        .when(by_then("completed_at") & pl.col("withdrawn")).then(pl.lit("withdrawn"))
        .when(by_then("returned_at")).then(pl.lit("returned"))
        .when(by_then("completed_at")).then(pl.lit("handled"))
        .when(is_supplement_asked & ~by_then("answered_at")).then(pl.lit("supplement_asked"))
        .when(pl.col("received_at").dt.date() == pl.lit(upto).dt.date()).then(pl.lit("received"))
        .otherwise(pl.lit("in_handling"))
    )  # fmt: skip
    return histories.with_columns(
        pl.when(is_due_moved).then("moved_due_at").otherwise("first_due_at").alias("current_due_at"),
        value_by_then("completed_at", "completed_at"),
        value_by_then("returned_at", "returned_at"),
        value_by_then("refused_at", "refused_at"),
        status.alias("status"),
        *(
            pl.when(is_supplement_asked).then(name).otherwise(0).alias(name)
            for name in ("supplement_request_count", "supplement_days")
        ),
        *(value_by_then(name, "moved_at") for name in ("apology_date", "apology_new_due_date")),
        is_due_moved.cast(pl.Int64).alias("due_revision_count"),
        # The exchange names the earlier due date only in its list of supplements.
        pl.when(is_supplement_asked).then("first_due_at").alias("due_before_supplement"),
    )


def as_exported(truth: pl.DataFrame, source: Source, table: Table) -> pl.DataFrame:
    """Return the columns of the dossiers table as they can be known from an export in the format of `source`.

    What the source does not say is null, or the table's default; the first due date is then the current one.
    """
    mapped_headers = {field.column: header for header, field in source.columns.items()}
    if "." in mapped_headers.get("first_due_at", ""):
        truth = truth.with_columns(pl.col("due_before_supplement").alias("first_due_at"))
    by_day = bool(source.day_columns & {"current_due_at", "completed_at", "returned_at"})
    columns = []
    for column in table.columns:
        if column.name == "is_compared_by_day":
            value = pl.lit(by_day)
        elif column.name in mapped_headers or column.name == "unit_id":
            value = pl.col(column.name)
        else:
            value = pl.lit(column.default, dtype=column.polars_type)
        columns.append(value.cast(column.polars_type).alias(column.name))
    return truth.select(columns).with_columns(pl.coalesce("first_due_at", "current_due_at").alias("first_due_at"))
