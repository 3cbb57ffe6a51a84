"""What the page of data quality shows, as rows: who sent what, the ledger, rejections, the units' own reports."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import polars as pl

from warehouse.rows import Row
from warehouse.site.own_form import comparable

COUNTS = ("rows_in", "accepted", "rejected", "duplicate")
TOP_RULES = 6  # named one by one in the ledger; the table of rules has them all


class Step(NamedTuple):
    """One step of the ledger: what it is ("in", "rule", "other", "overlap", "duplicate", "accepted") and its rows.

    `rows` is signed: what is taken out is below 0. `rule` is the row of `rule_totals` of a step "rule"; `rules` how
    many rules a step "other" holds.
    """

    what: str
    rows: int
    rule: Row | None = None
    rules: int = 1


class Difference(NamedTuple):
    """A figure on a unit's form that is not what its dossiers give."""

    unit_id: str
    item: str
    first: date
    last: date
    counted: int
    reported: int


def kinds(deliveries: pl.DataFrame, declared_kinds: Iterable[str]) -> list[str]:
    """Return those of the declared kinds of data that anybody sent, in their order."""
    kinds_sent = set(deliveries.get_column("table_name").to_list())
    return [name for name in declared_kinds if name in kinds_sent]


def cells(deliveries: pl.DataFrame) -> dict[tuple[str, str], Row]:
    """Return the rows of `deliveries` by unit and kind of data; what was never sent has none."""
    return {(row["unit_id"], row["table_name"]): row for row in deliveries.iter_rows(named=True)}


def gaps(deliveries: pl.DataFrame, units: Sequence[str], kinds: Sequence[str]) -> list[tuple[str, str]]:
    """Return the pairs of unit and kind of data of which nothing was taken in, by unit."""
    sent_cells = cells(deliveries)
    return [
        (unit, kind)
        for unit in units
        for kind in kinds
        if (unit, kind) not in sent_cells or sent_cells[unit, kind]["last_exported"] is None
    ]


def totals(deliveries: pl.DataFrame) -> dict[str, int]:
    """Return rows in, accepted, rejected and duplicate of the whole city."""
    return dict(deliveries.select(pl.col(COUNTS).sum()).row(0, named=True))


def outdated(deliveries: pl.DataFrame) -> dict[str, int]:
    """Return, for each unit that has any, how many of its submissions only an earlier version could read."""
    counts = deliveries.group_by("unit_id").agg(pl.col("outdated").fill_null(0).sum()).filter(pl.col("outdated") > 0)
    return dict(counts.sort("unit_id").iter_rows())


def by_unit(deliveries: pl.DataFrame, rejections: pl.DataFrame) -> dict[str, Row]:
    """Return the counts of each unit, with its most frequent rule (a row of `rejection_counts`, or None) as "most"."""
    frequent = rejections.sort("rows", "table_name", "rule_id", descending=[True, False, False])
    frequent_rule_of_unit = {
        str(key[0]): rows.row(0, named=True) for key, rows in frequent.group_by("unit_id", maintain_order=True)
    }
    unit_counts = deliveries.group_by("unit_id").agg(pl.col(COUNTS).sum()).sort("unit_id")
    return {
        row["unit_id"]: {**row, "most": frequent_rule_of_unit.get(row["unit_id"])}
        for row in unit_counts.iter_rows(named=True)
    }


def rule_totals(rejections: pl.DataFrame) -> list[dict[str, Any]]:
    """Return rejected rows by kind of data and rule, over all units, the most frequent first.

    A row has `table_name`, `rule_id`, `rows`, `units` (how many have such rows), and the messages and advice.
    """
    texts = ("message_vi", "message_en", "advice_vi", "advice_en")
    totals = rejections.group_by("table_name", "rule_id").agg(
        pl.col("rows").sum(), pl.col("unit_id").n_unique().alias("units"), pl.col(texts).drop_nulls().sort().first()
    )
    return totals.sort("rows", "table_name", "rule_id", descending=[True, False, False]).to_dicts()


def ledger(deliveries: pl.DataFrame, rejections: pl.DataFrame) -> list[Step]:
    """Return the steps from all rows that were sent to those accepted; the steps before the last sum to the last.

    A row that breaks several rules counts under each, so that what was counted twice is added back.
    """
    total, rules = totals(deliveries), rule_totals(rejections)
    rows_of_other_rules = sum(rule["rows"] for rule in rules[TOP_RULES:])
    overlap = sum(rule["rows"] for rule in rules) - total["rejected"]
    between = [
        *(Step("rule", -rule["rows"], rule) for rule in rules[:TOP_RULES]),
        Step("other", -rows_of_other_rules, rules=len(rules[TOP_RULES:])),
        Step("overlap", overlap),
        Step("duplicate", -total["duplicate"]),
    ]
    return [
        Step("in", total["rows_in"]),
        *(step for step in between if step.rows),
        Step("accepted", total["accepted"]),
    ]


def differences(form: pl.DataFrame) -> list[Difference]:
    """Return the figures of units' own forms that differ from the dossiers; suppressed figures are not compared."""
    filed_rows = (
        comparable(form.filter("is_reported")).filter(~pl.col("is_suppressed")).drop_nulls(["counted", "reported"])
    )
    differing_rows = filed_rows.filter(pl.col("counted") != pl.col("reported"))
    columns = ("unit_id", "item", "period_from", "period_to", "counted", "reported")
    return [Difference(*row) for row in differing_rows.select(columns).iter_rows()]


def silent(form: pl.DataFrame, units: Sequence[str]) -> list[str]:
    """Return the units without any form of their own to compare."""
    reported = set(form.filter("is_reported").get_column("unit_id").to_list())
    return [unit for unit in units if unit not in reported]
