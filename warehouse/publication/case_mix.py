"""The table `case_mix` of a publication: each unit like with like, counted anew by kinds of cases."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from schemas.case_mix import TABLE
from schemas.city import City
from schemas.indicator import Indicator
from schemas.table import load_tables
from warehouse import store
from warehouse.arrays import Floats
from warehouse.counting import facts
from warehouse.ranking.draft import Draft
from warehouse.ranking.evidence.case_mix import Kinds, count_case_mix
from warehouse.ranking.evidence.effects import effect_of
from warehouse.ranking.index.ranks import ranks
from warehouse.ranking.row_ids import ALL
from warehouse.ranking.trust.case_mix import Group, LikeWithLike, like_with_like, rank_sets
from warehouse.rows import Row

_ROWS_AT_ONCE = 2_000_000  # their facts take a gigabyte
_CITY_COLUMNS = ("city", "rate", "mix", "performance", "share_of_mix")  # what tells the rate of all units together


def case_mix(city: City, folder: Path, draft: Draft) -> pl.DataFrame:
    """Return the table `case_mix`, by indicator and unit, of the indicators of the method that declare a case mix.

    The city are the ranked units together, as in the table `benchmarks`. What has too few cases to be scored has a
    rate and no rank, and where the ranks of an indicator are withheld they are so here.
    """
    rules = [rule.code for rule in draft.method.rules if rule.computable]
    indicators = [indicator for indicator in map(draft.method.indicators.__getitem__, rules) if indicator.case_mix]
    units = [unit.unit_id for unit in draft.units]
    kinds = count_case_mix(_dossiers(city, folder), units, (draft.period, draft.previous), indicators)
    rows = [
        row
        for indicator in indicators
        for row in _rows(indicator, kinds[indicator.code], units, draft, city.about.suppress_below)
    ]
    schema = load_tables()["case_mix"].polars_schema
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(
        pl.when(pl.col(pl.Float64).is_finite()).then(pl.col(pl.Float64)).name.keep()
    )


def _dossiers(city: City, folder: Path) -> list[pl.LazyFrame]:
    """Return the dossiers of a snapshot with their facts, in parts; nothing is read before it is counted."""
    tables = load_tables()
    limits = facts.time_limits(store.scan_table(folder, tables["procedures"]))
    parts = store.scan_in_parts(folder, tables[TABLE], _ROWS_AT_ONCE)
    return [facts.dossier_facts(part, city.calendar, limits, city.time_rules) for part in parts]


def _rows(
    indicator: Indicator, kinds: Kinds, units: Sequence[str], draft: Draft, threshold: int
) -> Iterator[Mapping[str, Any]]:
    cells = {
        row["unit_id"]: row
        for row in draft.assessment.rankings.filter(peer_group=ALL, measure=indicator.code, eligible=True).to_dicts()
        if row["status"] in ("OK", "SMALL_N") and row["n"] and row["origin"] != "imputed"
    }
    # A cell that was pooled with the period before is none of these counts: the city is then another one.
    members = [unit for unit in sorted(cells) if cells[unit]["origin"] == "counted"]
    if not members or indicator.case_mix is None:
        return
    effects = [effect_of(draft.effects, indicator.code, unit) for unit in members]
    deff, df = (np.array(column) for column in zip(*((e.phi, e.df) for e in effects), strict=True))
    level = float(draft.method.uncertainty.level)
    comparison = like_with_like(kinds, indicator.case_mix, [units.index(unit) for unit in members], level, deff)
    rank_columns = _rank_columns(comparison, [cells[unit] for unit in members], draft, deff, df)
    changed_units = set(draft.changes.filter(measure=indicator.code).get_column("unit_id"))
    for i, unit in enumerate(members):
        identity = {
            "indicator": indicator.code,
            "unit_id": unit,
            "standardise": indicator.case_mix.standardise,
            "is_suppressed": False,
        }
        row: dict[str, Any] = {**identity, **_figures(comparison, i, unit in changed_units), **rank_columns.get(i, {})}
        row |= _kind(comparison.groups[i], threshold)
        if draft.method.uncertainty.interval == "none":
            row |= dict.fromkeys(("ratio_low", "ratio_high", "rank_lo", "rank_hi"))
        yield row if len(members) == len(cells) else row | dict.fromkeys(_CITY_COLUMNS)


def _figures(comparison: LikeWithLike, i: int, has_before: bool) -> Mapping[str, Any]:
    figures = {
        "crude": comparison.crude[i],
        "city": comparison.rates.city,
        "ratio": comparison.rates.ratio[i],
        "ratio_low": comparison.rates.low[i],
        "ratio_high": comparison.rates.high[i],
        "rate": comparison.rates.rate[i],
        "mix": comparison.from_city.total_mix[i],
        "performance": comparison.from_city.total_performance[i],
        "share_of_mix": comparison.share_of_mix,
    }
    if has_before:
        figures["change_mix"] = comparison.from_before.total_mix[i]
        figures["change_performance"] = comparison.from_before.total_performance[i]
        figures["change"] = figures["change_mix"] + figures["change_performance"]
    return {name: float(value) for name, value in figures.items()} | {"strata": comparison.cases.shape[1]}


def _rank_columns(
    comparison: LikeWithLike, cells: Sequence[Row], draft: Draft, deff: Floats, df: Floats
) -> dict[int, Mapping[str, Any]]:
    """Return rank and rank set of the units whose cells are scored, by their place."""
    among = [i for i, cell in enumerate(cells) if cell["status"] == "OK"]
    if not among:
        return {}
    sets = rank_sets(comparison, among, float(draft.method.uncertainty.level), deff, df).simultaneous
    ratio_ranks = ranks([Fraction(-float(comparison.rates.ratio[i])) for i in among], draft.method.ties)
    return {
        i: {
            "rank_crude": cells[i]["rank"],
            "rank": ratio_ranks[k][0] if cells[i]["rank"] is not None else None,
            "rank_lo": int(sets.low[k]),
            "rank_hi": int(sets.high[k]),
        }
        for k, i in enumerate(among)
    }


def _kind(group: Group | None, threshold: int) -> Mapping[str, Any]:
    """Return what most sets the mix of a unit apart; shares to 1 %, and none of a few cases."""
    if group is None:
        return {}
    is_few = 0 < group.cases < threshold or 0 < group.of - group.cases < threshold
    return {
        "kind": group.name,
        "kind_share": None if is_few else round(group.cases / group.of, 2),
        "kind_share_city": round(group.cases_of_city / group.of_city, 2),
    }
