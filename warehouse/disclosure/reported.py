"""What units report of themselves on form II.06a, as counts that disclosure works on."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import polars as pl

from warehouse.disclosure.counts import Key, Terms
from warehouse.ranking.evidence.form_ii06a import REPORT

# The identities of the form: 3 = 4 + 5 + 6, 7 = 8 + 9 + 10, 11 = 12 + 13.
_SUMS = {
    "received_total": ("received_online", "received_direct", "carried_over"),
    "resolved_total": ("resolved_before_due", "resolved_on_time", "resolved_late"),
    "open_total": ("open_in_time", "open_overdue"),
}


def reported(form: pl.DataFrame) -> Iterator[tuple[Key, int, Terms]]:
    """Yield each reported count that differs from the dossiers', with what it sums where the form's identities hold.

    Where every figure of a unit equals what its dossiers give, the two are one count, and nothing is yielded.
    """
    filed = form.filter(pl.col("reported").is_not_null() & pl.col("counted").is_not_null())
    for report in filed.partition_by(REPORT, maintain_order=True):
        values: dict[str, int] = dict(report.select("item", "reported").iter_rows())
        if values != dict(report.select("item", "counted").iter_rows()):
            for row in report.iter_rows(named=True):
                yield _key(row), row["reported"], _terms(row, values)


def _key(row: Mapping[str, Any]) -> Key:
    return Key("form_ii06a", row["unit_id"], row["item"], row["period_from"], row["period_to"], "reported")


def _terms(row: Mapping[str, Any], values: Mapping[str, int]) -> Terms:
    """Return the leaves that an item sums, or the item itself where it is one or the sum does not hold."""
    summed = _SUMS.get(row["item"], ())
    holds = bool(summed) and all(i in values for i in summed) and values[row["item"]] == sum(values[i] for i in summed)
    names: Mapping[str, Hashable] = {
        item: (row["unit_id"], "reported", item, row["period_to"]) for item in (*summed, row["item"])
    }
    return {names[item]: 1 for item in (summed if holds else (row["item"],))}
