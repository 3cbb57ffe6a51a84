"""The table `rankings`: one row for each unit, measure and peer group, with everything that is published about it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

import numpy as np
import polars as pl

from schemas.method import Method
from warehouse.arrays import Floats
from warehouse.ranking.composite.exact import Number
from warehouse.ranking.evidence.cell_values import effects_of_cells, is_counted
from warehouse.ranking.index.ratio_sets import cell_sets
from warehouse.ranking.index.score import Ranking
from warehouse.ranking.places import places_of
from warehouse.ranking.published import inner_schema
from warehouse.ranking.rank_pairs import rank_pairs
from warehouse.ranking.rankings_rows import NOWHERE, Figures, Place, RankingsRow, figures_of
from warehouse.ranking.row_ids import ALL, GROUP, SCORE
from warehouse.ranking.statistics.draw_sets import interval
from warehouse.ranking.statistics.funnel import funnel
from warehouse.ranking.trust.comparison import compare, score_sets
from warehouse.ranking.trust.draws import Draws
from warehouse.ranking.trust.grades import grades_of_scores
from warehouse.ranking.trust.reliability import least_rankability, of_rates, of_ratios, of_scores
from warehouse.rows import Row


@dataclass(frozen=True)
class _Peers:
    """Units that are shown together, with their rows of the ranking, and those of them that are ranked, by id."""

    name: str
    rows: Mapping[str, Row]
    ranked: tuple[str, ...]


def rankings_tables(
    ranking: Ranking, draws: Draws | None, groupings: Mapping[str, Mapping[str, str]]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the table `rankings`: everybody, then each group of each grouping (unit -> group), by measure.

    Beside it is `ranking_pairs`, of everybody alone.

    Where the rankability of a measure is below what the method asks for, its ranks are withheld: sets and tiers remain.
    The measures are the score, the groups of the index and its indicators; rows are sorted by rank and unit. `draws`
    are those of the ranking's matrix, None for a descriptive ranking. Units that cannot be ranked have rows with their
    reason; in a peer group of fewer eligible units than the method asks for nobody is ranked.
    """
    everybody, *groups = _peers(ranking, groupings)
    same_groups = [peers for peers in groups if peers.ranked == everybody.ranked]
    tables = [t for peers in (everybody, *groups) if peers not in same_groups for t in _tables(ranking, draws, peers)]
    with ThreadPoolExecutor() as pool:  # each table has random numbers of its own: which is first does not matter
        rows = [
            row
            for rows_of_table in pool.map(lambda table: table(), tables)
            for row in sorted(rows_of_table, key=lambda r: r.order)
        ]
    # A group that everybody belongs to has the result of everybody.
    rows_of_all = [row for row in rows if row.peer_group == ALL]
    rows += [replace(r, peer_group=peers.name) for peers in same_groups for r in rows_of_all if r.unit_id in peers.rows]
    table = pl.DataFrame([row.columns for row in rows], schema=inner_schema("rankings"), orient="row")
    return table, rank_pairs(rows)


def _peers(ranking: Ranking, groupings: Mapping[str, Mapping[str, str]]) -> Iterator[_Peers]:
    rows_of_units = {r["unit_id"]: r for r in ranking.table.iter_rows(named=True)}
    eligible = [u for u in ranking.matrix.units if rows_of_units[u]["rank"] is not None]
    yield _Peers(ALL, rows_of_units, tuple(eligible))
    least = ranking.matrix.method.eligibility.least_peers
    for grouping, groups in sorted(groupings.items()):
        for group in sorted(set(groups.values())):
            members = {u: row for u, row in rows_of_units.items() if groups.get(u) == group}
            ranked = tuple(u for u in eligible if u in members)
            yield _Peers(f"{grouping}:{group}", members, ranked if len(ranked) >= least else ())


def _tables(ranking: Ranking, draws: Draws | None, peers: _Peers) -> Iterator[Callable[[], list[RankingsRow]]]:
    """Yield what makes the rows of each measure: the score, the groups of the index, its indicators."""
    method = ranking.matrix.method
    yield partial(_score_rows, ranking, draws, peers)
    for (measure,), group_scores in ranking.groups.group_by("measure", maintain_order=True):
        values = {u: v for u, v in group_scores.select("unit_id", "score").iter_rows() if u in peers.rows}
        yield partial(_group_rows, method, draws, peers, str(measure), values)
    for (code,), cells in ranking.cells.group_by("indicator", maintain_order=True):
        cells_of_units = {c["unit_id"]: c for c in cells.iter_rows(named=True) if c["unit_id"] in peers.rows}
        yield partial(_indicator_rows, method, peers, str(code), cells_of_units)


def _score_rows(ranking: Ranking, draws: Draws | None, peers: _Peers) -> list[RankingsRow]:
    method, rows_of_units = ranking.matrix.method, peers.rows
    keys = [Fraction(-rows_of_units[u]["rank"]) for u in peers.ranked]
    scores = np.array([rows_of_units[u]["score"] for u in peers.ranked])
    place_of_unit = _compare_scores(method, draws, peers, SCORE, list(peers.ranked), keys, scores)
    bounds = _bounds(method, draws, SCORE)
    rows = []
    for unit, row in rows_of_units.items():
        low, high = _holding(row["score"], bounds.get(unit))
        status = None if row["score"] is None else "OK"
        figures = Figures(value=row["score"], ci_low=low, ci_high=high, status=status, points=row["score"])
        rows.append(replace(_row(peers, unit, SCORE, figures, place_of_unit), band=row["band"]))
    return rows


def _group_rows(
    method: Method, draws: Draws | None, peers: _Peers, measure: str, values: Mapping[str, float]
) -> list[RankingsRow]:
    """Return the rows of one group of the index, with its scores on the normalised scale."""
    units = [u for u in peers.ranked if u in values]
    scores = np.array([values[u] for u in units])
    place_of_unit = _compare_scores(method, draws, peers, measure, units, scores.tolist(), scores)
    bounds = _bounds(method, draws, measure)
    rows = []
    for unit, value in values.items():
        low, high = _holding(value, bounds.get(unit))
        figures = Figures(value=value, ci_low=low, ci_high=high, status="OK")
        rows.append(_row(peers, unit, measure, figures, place_of_unit))
    return rows


def _compare_scores(
    method: Method,
    draws: Draws | None,
    peers: _Peers,
    measure: str,
    units: list[str],
    keys: Sequence[Number],
    scores: Floats,
) -> Mapping[str, Place]:
    """Return what the comparison says of each of `units`, from the draws of one composite measure."""
    if not units:
        return {}
    if draws is None:
        return places_of(units, compare(keys, None, method))
    columns = [draws.units.index(u) for u in units]
    scores_drawn, before_caps = (
        table[:, columns] for table in (_drawn_scores(draws, measure), draws.before_caps[measure])
    )
    sets = score_sets(method, scores, scores_drawn, before_caps, f"{peers.name}/{measure}")
    reliability, least = of_scores(method, scores, scores_drawn), least_rankability(method)
    places = places_of(units, compare(keys, sets, method), reliability, least)
    if reliability.rankability >= least:
        return places
    graded = grades_of_scores(method, scores_drawn, before_caps)
    return {
        unit: replace(places[unit], grade=int(grade), grade_error=graded.wrong, grades_ordered=graded.ordered)
        for unit, grade in zip(units, graded.grade, strict=True)
    }


def _drawn_scores(draws: Draws, measure: str) -> Floats:
    return draws.groups[measure] if measure.startswith(GROUP) else draws.scores


def _bounds(method: Method, draws: Draws | None, measure: str) -> Mapping[str, tuple[float, float]]:
    """Return the interval of each unit's score, from all draws."""
    if draws is None:
        return {}
    scores_drawn = _drawn_scores(draws, measure)
    scored_columns = np.flatnonzero(~np.isnan(scores_drawn).any(axis=0))
    if not scored_columns.size:
        return {}
    low, high = interval(scores_drawn[:, scored_columns], float(method.uncertainty.level))
    return {draws.units[i]: (float(a), float(b)) for i, a, b in zip(scored_columns, low, high, strict=True)}


def _holding(score: float | None, bounds: tuple[float, float] | None) -> tuple[float | None, float | None]:
    """Return an interval that holds the score itself.

    Where points are capped every draw may lie below the score: as the interval of a rate reaches 1 where all cases are
    successes, that of a score reaches it.
    """
    if score is None or bounds is None:
        return None, None
    return min(bounds[0], score), max(bounds[1], score)


def _indicator_rows(method: Method, peers: _Peers, code: str, cells: Mapping[str, Row]) -> list[RankingsRow]:
    """Return the rows of one indicator: ranked are the eligible units with counts of their own that are scored."""
    units = [u for u in peers.ranked if u in cells and is_counted(cells[u])]
    place_of_unit = _compare_ratios(method, peers, code, units, cells) if units else {}
    return [_row(peers, unit, code, figures_of(cell), place_of_unit) for unit, cell in cells.items()]


def _compare_ratios(
    method: Method, peers: _Peers, code: str, units: list[str], cells: Mapping[str, Row]
) -> Mapping[str, Place]:
    indicator = method.indicators[code]
    x, n = (np.array([cells[u][name] for u in units], dtype=np.int64) for name in ("x", "n"))
    keys = [indicator.direction * Fraction(int(a), int(b)) for a, b in zip(x, n, strict=True)]
    deff, df = effects_of_cells(cells[u] for u in units)
    sets = cell_sets(method, indicator, x, n, deff, df)
    if sets is None or indicator.is_census:
        return places_of(units, compare(keys, sets, method))
    least, stage = least_rankability(method), f"{peers.name}/{code}"
    if indicator.kind == "rate":
        return places_of(
            units, compare(keys, sets, method), of_rates(method, x, n, indicator.direction, deff, stage), least
        )
    reliability = of_ratios(method, x, n, indicator.direction, deff, stage)
    classified = funnel(x, n, indicator.direction, deff)
    classes = zip(units, classified.classes.tolist(), classified.classes_adjusted.tolist(), strict=True)
    places = places_of(units, compare(keys, sets, method), reliability, least)
    return {u: replace(places[u], vs_benchmark=a, vs_benchmark_adjusted=b) for u, a, b in classes}


def _row(peers: _Peers, unit: str, measure: str, figures: Figures, place_of_unit: Mapping[str, Place]) -> RankingsRow:
    ranked_row, place = peers.rows[unit], place_of_unit.get(unit, NOWHERE)
    return RankingsRow(unit, peers.name, measure, ranked_row["eligible"], ranked_row["reason"], figures, place)
