"""The table `completeness` of a publication: how much of what there was each unit seems to have sent."""

import math
from pathlib import Path

import polars as pl

from schemas.table import load_tables
from warehouse import store
from warehouse.ranking.draft import Draft
from warehouse.ranking.evidence.code_gaps import code_gaps

WITHOUT_DUE, RESOLVED = "without_due_share", "resolved_total"  # the signal, and the column of form II.06a
_DOSSIERS = "dossiers"
_MANY = 1_000  # from so many codes on a share of missing ones is told to 0.1 %, of fewer to 1 %


def completeness(
    folder: Path, draft: Draft, form: pl.DataFrame, deliveries: pl.DataFrame, threshold: int
) -> pl.DataFrame:
    """Return the table `completeness`, by unit: no score rests on it.

    Args:
        folder: of the snapshot, whose dossiers of the period are read once.
        draft: the ranking.
        form: the table `form_ii06a`.
        deliveries: the table of that name.
        threshold: of fewer codes nothing is told.
    """
    units = sorted(unit.unit_id for unit in draft.units)
    dossiers = store.scan_table(folder, load_tables()[_DOSSIERS])
    gaps = code_gaps(dossiers, units, draft.period).filter(pl.col("coded") >= threshold)
    shares = [_share(coded, missing) for coded, missing in gaps.select("coded", "missing").iter_rows()]
    signal = draft.signals.filter(indicator=WITHOUT_DUE).select("unit_id", without_due_share="value")
    frames = (
        signal,
        gaps.select("unit_id", code_gap_share=pl.Series(shares, dtype=pl.Float64)),
        _own_form(form),
        _rows(deliveries),
    )
    table = pl.DataFrame({"unit_id": units}, schema={"unit_id": pl.String})
    for frame in frames:
        table = table.join(frame, on="unit_id", how="left", maintain_order="left")
    schema = load_tables()["completeness"].polars_schema
    has_form = pl.col("form_difference").is_not_null()
    return table.with_columns(has_form=has_form, is_suppressed=False).select(schema.names()).cast(schema)


def _share(coded: int, missing: int) -> float:
    """Return the share of numbers that are missing, rounded up: 0 where none is, and no count can be worked out."""
    steps = 1_000 if coded >= _MANY else 100
    return math.ceil(steps * missing / (coded + missing)) / steps


def _own_form(form: pl.DataFrame) -> pl.DataFrame:
    """Return, by unit, the difference of the resolved dossiers that its last form names from those that were sent."""
    filed_rows = form.filter(pl.col("is_reported"), item=RESOLVED).drop_nulls(["counted", "reported"])
    last_rows = filed_rows.sort("period_to", "period_from").unique("unit_id", keep="last", maintain_order=True)
    difference = pl.col("reported") - pl.col("counted")
    return last_rows.select("unit_id", form_from="period_from", form_to="period_to", form_difference=difference)


def _rows(deliveries: pl.DataFrame) -> pl.DataFrame:
    share = pl.when(pl.col("rows_in") > 0).then(pl.col("rejected") / pl.col("rows_in"))
    return deliveries.filter(table_name=_DOSSIERS).select("unit_id", rejected_share=share)
