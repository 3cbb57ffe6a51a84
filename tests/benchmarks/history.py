"""A warehouse with years of history, and one more night for it: invented dossiers, one year moved back in time.

A year of dossiers is made once. Earlier years are the same histories some whole weeks before, so that weekdays stay
what they are; of the night's new dossiers each is one of those histories moved into the last weeks.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path

import polars as pl
import polars.selectors as cs

from flows.demo import plan
from flows.demo.dossier_histories import dossier_histories
from flows.demo.files import write
from flows.demo.rendering import render
from flows.demo.versions import as_exported, state
from schemas.city import City, load_city
from schemas.table import load_tables

SOURCE = "dossiers-csv-utf8"
A_YEAR = 1_000_000
_DAYS = 364  # between two years: whole weeks
HISTORY, NIGHT = plan.CUTS[plan.NIGHT_ONE], plan.CUTS[plan.NIGHT_TWO]
_UPDATED_SINCE = timedelta(days=75)
_LATE_BY = 26  # weeks
# First numbers, within a unit's day, of dossiers that the history does not have.
_NEW, _LATE = 4_000, 8_000
NIGHT_ROWS = {"new": 1_800, "updated": 190, "late": 10}


def write_history(folder: Path, dossiers: int) -> None:
    """Write about `dossiers` rows to `folder/<unit>/`, a file for each unit and month of reception."""
    years = max(1, round(dossiers / A_YEAR))
    year = one_year(dossiers // years)
    for before in range(years):
        histories = coded(moved(year, pl.lit(-_DAYS * before)), 1)
        for (unit, month), mine in by_unit_and_month(histories.filter(pl.col("received_at") < HISTORY.upto)):
            write_export(folder, unit, mine, HISTORY, f"{month}_")


def write_night(folder: Path, dossiers: int) -> None:
    """Write one export for each unit: new dossiers of the last weeks, recent ones again, and a few that come late."""
    year = one_year(dossiers // max(1, round(dossiers / A_YEAR)))
    known = coded(year, 1).filter(pl.col("received_at") < HISTORY.upto)
    weeks = (NIGHT.upto - pl.col("received_at")).dt.total_days() // 7
    for (unit,), mine in known.group_by("unit_id", maintain_order=True):
        recent = mine.filter(pl.col("received_at") >= NIGHT.upto - _UPDATED_SINCE)
        parts = {
            "new": coded(moved(lot(mine, "new"), 7 * (weeks - pl.int_range(pl.len()) % 3)), _NEW),
            "updated": lot(recent, "updated").unique("dossier_code", maintain_order=True),
            "late": coded(moved(lot(mine, "late"), 7 * (weeks - _LATE_BY)), _LATE),
        }
        write_export(folder, str(unit), pl.concat(parts.values()), NIGHT)


@cache
def shipped_city() -> City:
    """Return the city that ships with the product."""
    return load_city()


def one_year(dossiers: int) -> pl.DataFrame:
    """Return the histories of about as many dossiers, received within the 52 weeks up to the night."""
    city = shipped_city()
    codes = {unit: city.register.by_id[unit].code for unit in plan.HABITS}
    histories = dossier_histories(plan.SEED, dossiers, city.calendar, dict.fromkeys(plan.HABITS, "second"), codes)
    return moved(histories, _DAYS * (NIGHT.upto.year - pl.col("received_at").dt.year()))


def lot(histories: pl.DataFrame, part: str) -> pl.DataFrame:
    """Return as many dossiers, drawn by lot and some of them twice, as a night's export has of the part."""
    return histories.sample(NIGHT_ROWS[part], with_replacement=True, seed=plan.SEED)


def moved(histories: pl.DataFrame, days: pl.Expr) -> pl.DataFrame:
    """Return histories with all their times moved by as many days."""
    return histories.with_columns(cs.temporal() + pl.duration(days=days))


def coded(histories: pl.DataFrame, first: int) -> pl.DataFrame:
    """Return histories with codes that follow from their days of reception; the numbers of a day begin with `first`."""
    ordered = histories.sort("unit_id", "received_at", maintain_order=True)
    day = pl.col("received_at").dt.date()
    number = pl.int_range(first, first + pl.len()).over("unit_id", day).cast(pl.String).str.zfill(4)
    agency = pl.col("dossier_code").str.split("-").list.first()
    return ordered.with_columns(dossier_code=pl.concat_str(agency, day.dt.strftime("%y%m%d"), number, separator="-"))


def by_unit_and_month(histories: pl.DataFrame) -> Iterator[tuple[tuple[str, str], pl.DataFrame]]:
    """Yield unit, month of reception and their dossiers."""
    month = pl.col("received_at").dt.strftime("%Y%m").alias("month")
    for (unit, name), mine in histories.group_by("unit_id", month, maintain_order=True):
        yield (str(unit), str(name)), mine


def write_export(folder: Path, unit: str, histories: pl.DataFrame, cut: plan.Cut, about: str = "") -> None:
    """Write what an export made at the cut says of the dossiers; where it lies and when it was made is in its name."""
    city, table = shipped_city(), load_tables()["dossiers"]
    source, name = city.sources[SOURCE], city.register.by_id[unit].name_vi
    rows = as_exported(state(histories, cut.upto), source, table).hstack(histories.select("person"))
    path = folder / unit / f"HoSo_{about}{cut.exported_at:%Y%m%d%H%M}.csv"
    write(render(rows, source, table, name), source, path, cut.exported_at)
