"""A ranking from a snapshot: which units are compared, what they reported, and the files of the draft."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import polars as pl

from schemas.city import City
from schemas.method import Method, load_method
from schemas.register import CITY, Unit
from schemas.table import load_tables
from warehouse import store
from warehouse.pipeline.arrive import expected_until
from warehouse.ranking import page
from warehouse.ranking.cells import evaluate
from warehouse.ranking.eligibility import Reason
from warehouse.ranking.form_ii06a import form_ii06a
from warehouse.ranking.indicators import INDICATORS
from warehouse.ranking.periods import Period, parse_period
from warehouse.ranking.score import Ranking, rank


@dataclass(frozen=True)
class Draft:
    """A ranking with what is needed to show it.

    `signals` are the cells of the indicators of integrity, shown beside the score and never part of it; `form` is the
    form II.06a as the dossiers give it.
    """

    ranking: Ranking
    signals: pl.DataFrame
    form: pl.DataFrame
    method: Method
    period: Period
    units: tuple[Unit, ...]
    snapshot: str
    business_date: date
    synthetic: bool


def rank_period(
    city: City, snapshot: Path, period_text: str, method_name: str, business_date: date | None = None
) -> Draft:
    """Rank the units of a period by a method, from a snapshot, as of the business date (default: the snapshot's).

    Raises `ValueError` where the period cannot be read and `DeclarationError` where there is no such method. Units that
    did not exist throughout, or whose exports do not reach the end of the period, are in the table without a rank.
    """
    manifest = store.read_manifest(snapshot)
    business_date = business_date or date.fromisoformat(manifest["business_date"])
    period = parse_period(period_text).until(business_date)
    method = load_method(city.method_path(method_name))
    units = tuple(u for u in city.register.units if u.valid_from <= period.last and period.first <= u.valid_to)
    sent = store.scan_table(snapshot, load_tables()["submissions"]).filter("is_active").collect()
    counts = store.scan_table(snapshot, load_tables()["measures"])
    ids = [u.unit_id for u in units]
    least = {code: method.min_n for code, i in INDICATORS.items() if i.kind == "proportion"} | dict(method.min_cases)
    cells = evaluate(counts, ids, period, INDICATORS.values(), _reported(sent, ids, period), least)
    # A unit that ended within the period owes nothing for the rest of it: that reason goes before silence.
    unranked = _silent(city, units, sent, period) | _not_throughout(units, period)
    ranking = rank(cells, method, ids, period, unranked)
    signals = cells.filter(pl.col("indicator").is_in([c for c, i in INDICATORS.items() if i.role == "integrity"]))
    form = form_ii06a(counts, ids, period)
    return Draft(
        ranking, signals, form, method, period, units, snapshot.name, business_date, bool(manifest["synthetic"])
    )


def running_period(kind: Literal["month", "quarter", "year"], day: date) -> str:
    """Return the period that `day` lies in, as `parse_period` reads it."""
    return {"month": f"{day:%Y-%m}", "quarter": f"{day:%Y}-Q{(day.month + 2) // 3}", "year": f"{day:%Y}"}[kind]


def keep_draft(home: store.Home, city: City, draft: Draft) -> Path:
    """Write the draft's page and tables to `drafts/<date>-<state>-<period>-<method>/` and return the page."""
    state = draft.snapshot.rpartition("-")[2]  # a night on which nobody sent anything has the snapshot of another
    name = f"{draft.business_date}-{state}-{draft.period.id}-{draft.method.id}"
    folder = home.drafts / name.replace("..", "-to-")
    folder.mkdir(parents=True, exist_ok=True)
    store.write_frame(draft.ranking.table, folder / "ranking.parquet")
    store.write_frame(draft.ranking.cells, folder / "indicators.parquet")
    store.write_frame(draft.signals, folder / "integrity.parquet")
    store.write_frame(draft.form, folder / "form_ii06a.parquet")
    store.write_text(folder / "ranking.json", json.dumps(as_json(draft), ensure_ascii=False, indent=1))
    store.write_text(folder / "ranking.html", _page(city, draft))
    return folder / "ranking.html"


def as_json(draft: Draft) -> dict[str, object]:
    """Return the ranking as plain data."""
    return {
        "period": {"id": draft.period.id, "from": str(draft.period.first), "to": str(draft.period.last)},
        "method": draft.method.id,
        "snapshot": draft.snapshot,
        "synthetic": draft.synthetic,
        "total_points": draft.ranking.total_points,
        "computable_points": draft.ranking.computable_points,
        "ranking": draft.ranking.table.to_dicts(),
        "indicators": draft.ranking.cells.to_dicts(),
    }


def _page(city: City, d: Draft) -> str:
    return page.ranking_page(
        city.about, d.units, d.ranking, d.signals, d.form, d.method, d.period, d.snapshot, d.business_date, d.synthetic
    )


def _reported(sent: pl.DataFrame, units: list[str], period: Period) -> set[tuple[str, str]]:
    """Return the (unit, table) pairs that were reported for the period. An export of the city speaks for every unit."""
    overlaps = (pl.col("window_from") <= period.last) & (pl.col("window_to") >= period.first)
    concerned = sent.filter(overlaps.fill_null(True) & (pl.col("status") != "rejected"))
    pairs = set(concerned.select("unit_id", "table_name").iter_rows())
    of_city = concerned.filter(pl.col("folder") == CITY).get_column("table_name").unique()
    return pairs | {(unit, table) for unit in units for table in of_city}


def _not_throughout(units: tuple[Unit, ...], period: Period) -> dict[str, Reason]:
    return {
        u.unit_id: Reason(
            "BOUNDARY_CHANGE",
            "Đơn vị không tồn tại trong suốt kỳ, nên không so sánh được.",
            "The unit did not exist throughout the period, so it cannot be compared.",
        )
        for u in units
        if not (u.valid_from <= period.first and period.last <= u.valid_to)
    }


def _silent(city: City, units: tuple[Unit, ...], sent: pl.DataFrame, period: Period) -> dict[str, Reason]:
    """Return the units whose exports of dossiers do not reach the end of the period, by their cadence."""
    dossiers = sent.filter(pl.col("table_name") == "dossiers")
    sender = pl.when(pl.col("folder") == CITY).then(pl.lit(CITY)).otherwise("unit_id").alias("sender")
    latest = dict(dossiers.group_by(sender).agg(pl.col("exported_at").max().dt.date()).iter_rows())
    of_city = latest.get(CITY, date.min)  # an export of the city speaks for every unit
    unranked = {}
    for unit in units:
        last = latest.get(unit.unit_id)
        if unit.cadence != "none" and max(last or date.min, of_city) < expected_until(unit, city.calendar, period.last):
            until = f"{last:%d/%m/%Y}" if last else None
            unranked[unit.unit_id] = Reason(
                "NOT_REPORTED",
                f"Thiếu số liệu: chỉ gửi hồ sơ đến {until}." if until else "Không gửi hồ sơ nào.",
                f"Data are missing: dossiers were sent up to {until} only." if until else "No dossiers were sent.",
            )
    return unranked
