"""Form II.06a as a unit filed it, made comparable with its dossiers."""

import polars as pl

from warehouse.ranking.evidence.form_ii06a import REPORT


def comparable(form: pl.DataFrame) -> pl.DataFrame:
    """Return the table `form_ii06a` with `counted` as the unit's own form counts.

    The older form (circular 02/2017) has no column for results before the due date: its results on time hold them.
    """
    before_due = form.filter(item="resolved_before_due").select(
        *REPORT, _before="counted", _is_older=pl.col("is_reported") & pl.col("reported").is_null()
    )
    joined = form.join(before_due, on=REPORT, how="left", maintain_order="left")
    holds_both = (pl.col("item") == "resolved_on_time") & pl.col("_is_older").fill_null(False)
    unit_count = pl.when(holds_both).then(pl.col("counted") + pl.col("_before")).otherwise("counted")
    return joined.with_columns(counted=unit_count).select(form.columns)
