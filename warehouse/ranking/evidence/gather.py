"""What a snapshot gives to rank by: the units of a period, their cells, and why some of them cannot be compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from schemas.cadence import expected_until
from schemas.city import City
from schemas.method import Method
from schemas.register import CITY, Unit
from schemas.words.message import message
from warehouse.ranking.evidence.cells import evaluate, part_counts
from warehouse.ranking.evidence.clusters import design_effects
from warehouse.ranking.evidence.effects import Effects
from warehouse.ranking.evidence.evidence import Evidence
from warehouse.ranking.evidence.figures import Figures
from warehouse.ranking.evidence.periods import Period
from warehouse.ranking.evidence.reasons import Reason
from warehouse.ranking.evidence.unbroken import period_before

_NEW = Reason("NEW_UNIT", message("eligibility.new-unit"))
_CHANGED = Reason("BOUNDARY_CHANGE", message("eligibility.boundary-change"))


@dataclass(frozen=True)
class Basis:
    """The units of a period, the evidence about them, and those that cannot be compared, with the reason.

    `effects` are the design effects, with what each rests on.
    """

    period: Period
    units: tuple[Unit, ...]
    evidence: Evidence
    effects: Effects
    unranked: Mapping[str, Reason]

    @property
    def unit_ids(self) -> list[str]:
        """The ids of the units."""
        return [unit.unit_id for unit in self.units]


def gather(city: City, figures: Figures, method: Method, period: Period) -> Basis:
    """Return what the figures say of a period, one of those that they were read for, by a method.

    Args:
        city: what is declared.
        figures: counts of the snapshot, read.
        method: the method to rank by.
        period: the period.
    """
    units = tuple(u for u in city.register.units if u.valid_from <= period.last and period.first <= u.valid_to)
    ids, chance = [u.unit_id for u in units], method.uncertainty
    fixed, default = chance.fixed_design_effect, float(chance.default_design_effect)
    indicators = method.indicators
    effects = design_effects(figures.weekly, ids, period, indicators.values(), chance.least_clusters, default, fixed)
    least = {code: method.min_n for code, i in indicators.items() if i.kind == "proportion"} | dict(method.min_cases)

    def cells(cell_period: Period) -> pl.DataFrame:
        reported, kind, level = reported_pairs(figures.sent, ids, cell_period), chance.interval, float(chance.level)
        return evaluate(figures.sums, ids, cell_period, indicators.values(), reported, least, effects, kind, level)

    parts = part_counts(figures.sums, ids, period, indicators.values())
    evidence = Evidence(period, cells(period), cells(period_before(city.register.units, period)), parts)
    # A unit that ended within the period owes nothing for the rest of it: that reason goes before silence.
    unranked = _silent(city, units, figures.sent, period) | _not_throughout(city, units, period)
    return Basis(period, units, evidence, effects, unranked)


def reported_pairs(submissions: pl.DataFrame, units: Sequence[str], period: Period) -> set[tuple[str, str]]:
    """Return the (unit, table) pairs that were reported for the period. An export of the city speaks for every unit."""
    overlaps = (pl.col("window_from") <= period.last) & (pl.col("window_to") >= period.first)
    concerned = submissions.filter(overlaps.fill_null(True) & (pl.col("status") != "rejected"))
    pairs = set(concerned.select("unit_id", "table_name").iter_rows())
    city_tables = concerned.filter(pl.col("folder") == CITY).get_column("table_name").unique()
    return pairs | {(unit, table) for unit in units for table in city_tables}


def _not_throughout(city: City, units: Sequence[Unit], period: Period) -> dict[str, Reason]:
    """Return the units that did not exist throughout the period.

    One that begins on the day after others ended was made of them, or of parts of them: it is not new.
    """
    ends = {u.valid_to for u in city.register.units if u.valid_to < date.max}

    def is_new(unit: Unit) -> bool:
        begins = unit.valid_from > period.first and period.last <= unit.valid_to
        return begins and unit.valid_from - timedelta(days=1) not in ends

    existing = {u.unit_id for u in units if u.valid_from <= period.first and period.last <= u.valid_to}
    return {u.unit_id: _NEW if is_new(u) else _CHANGED for u in units if u.unit_id not in existing}


def _silent(city: City, units: Sequence[Unit], submissions: pl.DataFrame, period: Period) -> dict[str, Reason]:
    """Return the units whose exports of dossiers do not reach the end of the period, by their cadence."""
    dossiers = submissions.filter(pl.col("table_name") == "dossiers")
    sender = pl.when(pl.col("folder") == CITY).then(pl.lit(CITY)).otherwise("unit_id").alias("sender")
    latest = dict(dossiers.group_by(sender).agg(pl.col("exported_at").max().dt.date()).iter_rows())
    city_latest = latest.get(CITY, date.min)  # an export of the city speaks for every unit
    unranked = {}
    for unit in units:
        last = latest.get(unit.unit_id)
        if unit.cadence != "none" and max(last or date.min, city_latest) < expected_until(
            unit, city.calendar, period.last
        ):
            why = message("eligibility.dossiers-until", last=last) if last else message("eligibility.no-dossiers")
            unranked[unit.unit_id] = Reason("NOT_REPORTED_REQUIRED", why)
    return unranked
