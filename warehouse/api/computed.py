"""What is computed from a snapshot when somebody asks: indicators and rankings of any period.

Imported when it is needed: it brings the statistics, which bring scipy.
"""

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

import polars as pl

from schemas.city import City
from schemas.method import load_method
from schemas.words.text import nearest
from warehouse.ranking.evidence.figures import read_figures
from warehouse.ranking.evidence.gather import gather
from warehouse.ranking.evidence.periods import parse_period
from warehouse.ranking.evidence.unbroken import period_before
from warehouse.ranking.nightly_tables import ranking_tables
from warehouse.ranking.rank_period import rank_period

READ = ("measures", "submissions")  # the tables that all of this is computed from
_COLUMNS = ("code", "name_vi", "name_en", "kind", "direction", "denominator_id", "legal_basis", "role")
_CELL = ("unit_id", "value", "ci_low", "ci_high", "x", "n", "excluded", "status", "denominator_id", "deff")


def indicators(city: City) -> pl.DataFrame:
    """Return the columns `_COLUMNS` of each indicator of a city, in the order in which they are declared."""
    rows = [
        vars(indicator) | {"legal_basis": indicator.legal_basis.name if indicator.legal_basis else ""}
        for indicator in city.indicators.values()
    ]
    return pl.DataFrame([[row[name] for name in _COLUMNS] for row in rows], _COLUMNS, orient="row")


def indicator(city: City, snapshot: Path, day: date, code: str, period: str, method: str = "") -> pl.DataFrame:
    """Return the cells of one indicator over a period; see `warehouse.api.snapshot.Snapshot.indicator`.

    Args:
        city: whose units and methods hold.
        snapshot: the folder of the snapshot.
        day: its business date.
        code: the indicator.
        period: as `parse_period` reads it.
        method: whose level, interval and fewest cases hold; empty for that of every night.
    """
    if code not in city.indicators:
        close = ", ".join(nearest(code, list(city.indicators)) or city.indicators)
        raise ValueError(f"there is no indicator {code!r}; nearest: {close}")
    chosen = load_method(city.method_path(method or city.about.nightly_method), city.indicators)
    named = parse_period(period).until(day)
    before = partial(period_before, city.register.units)
    figures = read_figures(snapshot, [named], chosen.uncertainty.least_clusters, before)
    cells = gather(city, figures, chosen, named).evidence.cells.filter(indicator=code)
    constants = {"period": named.id, "as_of": named.last, "indicator": code}
    return cells.select(*(pl.lit(value).alias(name) for name, value in constants.items()), *_CELL)


def ranking(city: City, snapshot: Path, period: str, method: str = "") -> Mapping[str, pl.DataFrame]:
    """Return the declared tables of a ranking as of the snapshot's day; see `warehouse.api.snapshot.Snapshot.ranking`.

    Args:
        city: whose units and methods hold.
        snapshot: the folder of the snapshot.
        period: as `parse_period` reads it.
        method: empty for that of every night.
    """
    return ranking_tables(rank_period(city, snapshot, period, method or city.about.nightly_method))
