"""The draft ranking as one page that opens anywhere: Vietnamese first, no script, no address of another host."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import polars as pl
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from schemas.city import CityDeclaration
from schemas.method import Method
from schemas.register import Unit
from warehouse.ranking.indicators import INDICATORS
from warehouse.ranking.page.numbers import number, percent
from warehouse.ranking.periods import Period
from warehouse.ranking.score import Ranking

_TEMPLATES = Path(__file__).parents[1] / "templates"
_LEAD = "on_time_over_resolved"  # the indicator everybody looks at: shown first, as failures, which 99,9x % hides
_PLOT_WIDTH = 320
_FORM = {  # column of form II.06a -> its number and name on the form
    "received_total": "(3) Tổng tiếp nhận",
    "received_online": "(4) Trực tuyến",
    "received_direct": "(5) Trực tiếp, bưu chính",
    "carried_over": "(6) Kỳ trước",
    "resolved_total": "(7) Đã giải quyết",
    "resolved_before_due": "(8) Trước hạn",
    "resolved_on_time": "(9) Đúng hạn",
    "resolved_late": "(10) Quá hạn",
    "open_total": "(11) Đang giải quyết",
    "open_in_time": "(12) Trong hạn",
    "open_overdue": "(13) Quá hạn",
}
_NOT_VALUED = {
    "NOT_APPLICABLE": ("không phát sinh", "nothing arose"),
    "NOT_REPORTED": ("không gửi", "not reported"),
    "INVALID": ("mâu thuẫn", "contradictory"),
    "NOT_COMPUTABLE": ("không tính được", "not computable"),
}


def ranking_page(
    city: CityDeclaration,
    units: Sequence[Unit],
    ranking: Ranking,
    signals: pl.DataFrame,
    form: pl.DataFrame,
    method: Method,
    period: Period,
    snapshot: str,
    business_date: date,
    synthetic: bool,
) -> str:
    """Return the page as HTML; everything that comes from data is escaped."""
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.filters |= {"number": number, "percent": percent, "day": lambda d: f"{d:%d/%m/%Y}"}
    names = {u.unit_id: u.name_vi for u in units}
    cells = {(c["unit_id"], c["indicator"]): c for c in ranking.cells.to_dicts()}
    shown = [r for r in method.rules if r.computable]
    return environment.get_template("ranking.html.j2").render(
        city=city,
        method=method,
        period=period,
        snapshot=snapshot,
        business_date=business_date,
        synthetic=synthetic,
        names=names,
        rows=ranking.table.to_dicts(),
        total=ranking.total_points,
        computable=ranking.computable_points,
        rules=shown,
        absent=[r for r in method.rules if not r.computable],
        indicators=INDICATORS,
        cells=cells,
        not_valued=_NOT_VALUED,
        lead=_LEAD,
        signal_codes=signals.get_column("indicator").unique(maintain_order=True).to_list(),
        signals={(c["unit_id"], c["indicator"]): c for c in signals.to_dicts()},
        form=form.to_dicts(),
        form_columns=_FORM,
        lead_cells={unit: _failures(cells.get((unit, _LEAD))) for unit in names},
        plots={r.code: plot for r in shown if (plot := _plot(ranking.cells, r.code)) is not None},
    )


def _failures(cell: Mapping[str, object] | None) -> str:
    """Return what is not on time per 10 000, which tells apart what 99,9x % does not, or a dash."""
    if cell is None or not isinstance(cell["value"], float):
        return "–"
    return number(10_000 * (1 - cell["value"]), 1)


def _plot(cells: pl.DataFrame, code: str) -> Mapping[str, tuple[float, float, float]] | None:
    """Return unit_id -> (low, value, high) of a proportion in pixels of one common scale, or None without values."""
    valued = cells.filter((pl.col("indicator") == code) & pl.col("ci_low").is_not_null())
    if not valued.height:
        return None
    low, high = valued.select(pl.col("ci_low").min(), pl.col("ci_high").max()).row(0)
    scale = _PLOT_WIDTH / max(high - low, 1e-9)
    placed = valued.select("unit_id", *((pl.col(c) - low) * scale for c in ("ci_low", "value", "ci_high")))
    return {unit: (a, b, c) for unit, a, b, c in placed.iter_rows()}
