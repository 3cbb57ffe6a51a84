"""The form II.06a/VPCP/KSTT as the dossiers give it, to set beside what a unit reports of itself."""

from collections.abc import Collection, Mapping

import polars as pl

from schemas.terms import Term, negated
from warehouse.ranking.evidence.periods import Period
from warehouse.ranking.evidence.sums import period_sums, total

REPORT = ["unit_id", "period_from", "period_to"]  # what one form is about, whatever parts it is sent in
_RECEIVED = {
    "received_online": (Term("received_online"),),
    "received_direct": (Term("received_direct"),),
    "carried_over": (Term("open", "start"),),
}
_RESOLVED = {
    "resolved_before_due": (Term("resolved_before_due"),),
    "resolved_on_time": (Term("resolved_on_due_day"), Term("resolved_without_due")),
    "resolved_late": (Term("resolved_late"),),
}
# Each column of the form as a sum over the counts. Its identities hold by construction where every channel is recorded.
FORM_TERMS: Mapping[str, tuple[Term, ...]] = {
    # The form has no column for dossiers of which nobody recorded how they came; they were received all the same.
    "received_total": (*(term for terms in _RECEIVED.values() for term in terms), Term("received_channel_unknown")),
    **_RECEIVED,
    "resolved_total": tuple(term for terms in _RESOLVED.values() for term in terms),
    **_RESOLVED,
    "open_total": (Term("open", "end"),),
    "open_in_time": (Term("open", "end"), *negated(Term("open_overdue", "end"))),
    "open_overdue": (Term("open_overdue", "end"),),
    "resolved_without_due": (Term("resolved_without_due"),),
}
FORM = pl.Schema(
    {"unit_id": pl.String(), "period_from": pl.Date(), "period_to": pl.Date()} | dict.fromkeys(FORM_TERMS, pl.Int64())
)


def form_ii06a(counts: pl.LazyFrame, units: Collection[str], period: Period) -> pl.DataFrame:
    """Return one row (`FORM`, the columns of the table unit_reports) for each unit, over all fields, sorted by unit.

    Against the current due date, as units file it. A dossier that ended without any due date or limit broke none: it
    stands in `resolved_on_time` and is shown in `resolved_without_due`; open ones stand in `open_in_time`. The
    identities of the form hold by construction: received = resolved + open, and what is carried over is what was open
    at the end of the day before the period.
    """
    sums = period_sums(counts, period)
    rows = [
        (unit, period.first, period.last, *(total(unit, terms, sums) for terms in FORM_TERMS.values()))
        for unit in sorted(set(units))
    ]
    return pl.DataFrame(rows, schema=FORM, orient="row")
