"""Tables of a publication that are counted anew over other days: trends by quarter, and form II.06a."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from schemas.column import Column
from schemas.table import load_tables
from warehouse import store
from warehouse.ranking.draft import Draft
from warehouse.ranking.evidence.cells import evaluate
from warehouse.ranking.evidence.form_ii06a import REPORT, form_ii06a
from warehouse.ranking.evidence.gather import reported_pairs
from warehouse.ranking.evidence.periods import Period, parse_period


def quarters(draft: Draft) -> list[Period]:
    """Return the quarters from the beginning of the year before the period's, the last one up to the period's end."""
    last = draft.period.last
    years = range(draft.period.first.year - 1, last.year + 1)
    quarters = [parse_period(f"{year}-Q{number}") for year in years for number in (1, 2, 3, 4)]
    return [quarter.until(last) for quarter in quarters if quarter.first <= last]


def trends(folder: Path, draft: Draft) -> pl.DataFrame:
    """Return the table `trends` of the proportions of the method, for the units that existed throughout a quarter."""
    tables = load_tables()
    counts = store.scan_table(folder, tables["measures"]).collect().lazy()
    active_submissions = store.scan_table(folder, tables["submissions"]).filter("is_active").collect()
    computable = [draft.method.indicators[rule.code] for rule in draft.method.rules if rule.computable]
    proportions = [indicator for indicator in computable if indicator.kind == "proportion"]
    least = {indicator.code: draft.method.min_n for indicator in proportions} | dict(draft.method.min_cases)
    chance = draft.method.uncertainty
    schema = tables["trends"].polars_schema
    frames = [pl.DataFrame(schema=schema)]
    for quarter in quarters(draft):
        ids = [u.unit_id for u in draft.units if u.valid_from <= quarter.first and quarter.last <= u.valid_to]
        pairs = reported_pairs(active_submissions, ids, quarter)
        kind, level = chance.interval, float(chance.level)
        cells = evaluate(counts, ids, quarter, proportions, pairs, least, draft.effects, kind, level)
        identity = {"quarter": quarter.id, "first_day": quarter.first, "last_day": quarter.last}
        frames.append(cells.with_columns(pl.lit(v).alias(k) for k, v in identity.items()).select(schema.names()))
    return pl.concat(frames).sort("unit_id", "indicator", "first_day")


def form(folder: Path, draft: Draft) -> pl.DataFrame:
    """Return the table `form_ii06a`: for the period, and for the days that units last reported on themselves."""
    counts = store.scan_table(folder, load_tables()["measures"]).collect().lazy()
    filed_reports = _filed_reports(folder, draft)
    windows = sorted({(draft.period.first, draft.period.last), *filed_reports.select(REPORT[1:]).iter_rows()})
    frames = [_window(counts, draft, filed_reports, first, last) for first, last in windows]
    order = pl.Enum(list(_items().codes))
    return pl.concat(frames).sort("unit_id", "period_from", "period_to", pl.col("item").cast(order))


def _filed_reports(folder: Path, draft: Draft) -> pl.DataFrame:
    """Return what each unit reported for its last days of report that end within the quarters, summed over fields."""
    reports = store.scan_table(folder, load_tables()["unit_reports"])
    begin, ids = quarters(draft)[0].first, [u.unit_id for u in draft.units]
    is_within = (
        (pl.col("period_from") >= begin) & (pl.col("period_to") <= draft.period.last) & pl.col("unit_id").is_in(ids)
    )
    # What the older form has no column for stays null: a sum of nothing would be a report of 0.
    totals = [pl.when(pl.col(item).count() > 0).then(pl.col(item).sum()) for item in _items().codes]
    report_sums = reports.filter(is_within).group_by(REPORT).agg(totals).collect()
    return report_sums.sort("period_to", "period_from").group_by("unit_id", maintain_order=True).last().sort("unit_id")


def _window(counts: pl.LazyFrame, draft: Draft, filed_reports: pl.DataFrame, first: date, last: date) -> pl.DataFrame:
    items = list(_items().codes)
    reports = filed_reports.filter((pl.col("period_from") == first) & (pl.col("period_to") == last))
    is_period = (first, last) == (draft.period.first, draft.period.last)
    ids = [u.unit_id for u in draft.units] if is_period else reports.get_column("unit_id").to_list()
    counted_form = form_ii06a(counts, ids, Period(f"{first}..{last}", "dates", first, last))
    return (
        _long(counted_form, items, "counted")
        .join(_long(reports, items, "reported"), on=[*REPORT, "item"], how="left", maintain_order="left")
        .with_columns(is_reported=pl.col("unit_id").is_in(reports.get_column("unit_id").to_list()), is_suppressed=False)
        .select(load_tables()["form_ii06a"].polars_schema.names())
    )


def _long(frame: pl.DataFrame, items: Sequence[str], name: str) -> pl.DataFrame:
    return frame.unpivot(items, index=REPORT, variable_name="item", value_name=name)


def _items() -> Column:
    return load_tables()["form_ii06a"].column("item")
