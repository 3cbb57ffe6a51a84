"""The form II.06a/VPCP/KSTT as the dossiers give it, to set beside what a unit reports of itself."""

from collections.abc import Collection

import polars as pl

from warehouse.ranking.cells import period_sums
from warehouse.ranking.periods import Period

FORM = pl.Schema(
    {"unit_id": pl.String(), "period_from": pl.Date(), "period_to": pl.Date()}
    | dict.fromkeys(
        [
            "received_total",
            "received_online",
            "received_direct",
            "carried_over",
            "resolved_total",
            "resolved_before_due",
            "resolved_on_time",
            "resolved_late",
            "open_total",
            "open_in_time",
            "open_overdue",
            "resolved_without_due",
        ],
        pl.Int64(),
    )
)


def form_ii06a(counts: pl.LazyFrame, units: Collection[str], period: Period) -> pl.DataFrame:
    """Return one row (`FORM`, the columns of the table unit_reports) for each unit, over all fields, sorted by unit.

    Against the current due date, as units file it. A dossier that ended without any due date or limit broke none: it
    stands in `resolved_on_time` and is shown in `resolved_without_due`; open ones stand in `open_in_time`. The
    identities of the form hold by construction: received = resolved + open, and what is carried over is what was open
    at the end of the day before the period.
    """
    sums = period_sums(counts, period)

    def of(unit: str, measure: str, at: str = "flow") -> int:
        return sums.get((unit, measure), {}).get(at, 0)

    rows = []
    for unit in sorted(set(units)):
        online, direct, carried = of(unit, "received_online"), of(unit, "received_direct"), of(unit, "open", "start")
        before, late = of(unit, "resolved_before_due"), of(unit, "resolved_late")
        undated = of(unit, "resolved_without_due")
        on_time = of(unit, "resolved_on_due_day") + undated
        still_open, overdue = of(unit, "open", "end"), of(unit, "open_overdue", "end")
        received, resolved = (online + direct + carried, online, direct, carried), (before + on_time + late, before)
        in_progress = (still_open, still_open - overdue, overdue)
        rows.append((unit, period.first, period.last, *received, *resolved, on_time, late, *in_progress, undated))
    return pl.DataFrame(rows, schema=FORM, orient="row")
