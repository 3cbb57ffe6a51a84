"""A ranking for statistical systems: its observations as SDMX-CSV, and the structure that declares them as SDMX-JSON.

Equal input gives equal text, to the byte: nothing here knows the time or the machine.
"""

import csv
import io
import math
import re
from collections.abc import Iterable, Sequence
from datetime import date

import polars as pl

from schemas.column import Column
from schemas.table import load_tables
from warehouse.publication.publication import Span

# Of the code list CL_OBS_STATUS 2.2: A normal, E estimated, L exists but was not collected, M cannot exist, O missing,
# P provisional, Q missing and suppressed, U of low reliability.
STATUSES = {
    "OK": "A",
    "SMALL_N": "U",
    "NOT_APPLICABLE": "M",
    "NOT_REPORTED": "O",
    "INVALID": "O",
    "NOT_COMPUTABLE": "L",
    "SUPPRESSED": "Q",
}
ESTIMATED, PROVISIONAL, MISSING = "E", "P", "O"
AGENCY, FLOW, VERSION = "MOTCUA", "RANKINGS", "2.0.0"
# Component of the structure -> column of the table `rankings`, whose labels are those of the component.
COMPONENTS = {
    "REF_AREA": "unit_id",
    "TIME_PERIOD": "period",
    "METHOD": "method",
    "PEER_GROUP": "peer_group",
    "MEASURE": "measure",
    "OBS_VALUE": "value",
    "OBS_STATUS": "status",
    "CI_LOW": "ci_low",
    "CI_HIGH": "ci_high",
    "NUMERATOR": "x",
    "DENOMINATOR": "n",
    "EXCLUDED": "excluded",
    "RANK": "rank",
    "RANK_LO": "rank_lo",
    "RANK_HI": "rank_hi",
    "RANK_SET_TYPE": "rank_set_type",
    "TIER": "tier",
    "ELIGIBLE": "eligible",
    "REASON": "reason",
    "AS_OF": "as_of",
    "METHOD_VERSION": "method_version",
}
_ORDER = ("period", "method", "peer_group", "measure", "rank", "tier", "unit_id")


def column_of(component: str) -> Column:
    """Return the declared column that a component of the structure is."""
    return load_tables()["rankings"].column(COMPONENTS[component])


def code(name: str) -> str:
    """Return the name of a measure or peer group as a code: those of SDMX have no colon, and ours have no hyphen."""
    return name.replace(":", "-")


def sdmx_csv(rankings: pl.DataFrame, period: Span, is_draft: bool) -> str:
    """Return the table `rankings` of a period in SDMX-CSV 2.0, of the structure of `sdmx_structure`.

    A value that was scored is A, in a draft P (provisional); pooled and imputed ones are E, those of few cases U.
    Missing are M where nothing could be counted, L where the units' exports do not hold it, else O. Periods that SDMX
    has no name for are the first day and the number of days. Source: SDMX technical working group, SDMX-CSV 2.0.
    """
    is_derived = (pl.col("status") == "OK") & (pl.col("origin") != "counted")
    statuses = STATUSES | {"OK": PROVISIONAL if is_draft else STATUSES["OK"]}
    status = pl.col("status").replace_strict(statuses, default=MISSING)
    observations = rankings.sort(_ORDER, nulls_last=True).with_columns(
        pl.when(is_derived).then(pl.lit(ESTIMATED)).otherwise(status).alias("status"),
        pl.col("measure", "peer_group").str.replace(":", "-", literal=True),
        period=pl.lit(_time_period(period)),
    )
    structure = ("dataflow", f"{AGENCY}:{FLOW}({VERSION})", "I")
    rows = ((*structure, *row) for row in observations.select(list(COMPONENTS.values())).iter_rows())
    return _csv(["STRUCTURE", "STRUCTURE_ID", "ACTION", *COMPONENTS], rows)


def _csv(header: Iterable[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_text(value) for value in row] for row in rows)
    return out.getvalue()


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"a released number is finite, not {value}")
    return value.isoformat() if isinstance(value, date) else str(value)


def _time_period(period: Span) -> str:
    """Return the period as SDMX writes it: a year, quarter or month by its name, others as first day and duration."""
    if re.fullmatch(r"\d{4}(-Q[1-4]|-\d{2})?", period.id):
        return period.id
    return f"{period.first}/P{(period.last - period.first).days + 1}D"
