"""Changes from the period before: of scores and rates, with what chance allows, and of ranks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from warehouse.ranking.evidence.cell_values import effects_of_cells
from warehouse.ranking.index.score import Ranking
from warehouse.ranking.published import inner_schema
from warehouse.ranking.row_ids import SCORE
from warehouse.ranking.statistics.trend import Changes, rank_changed, rate_changes, score_changes
from warehouse.ranking.trust.comparison import score_sets
from warehouse.ranking.trust.draws import Draws
from warehouse.rows import Values

_COUNTS = ("x_before", "n_before", "excluded_before", "x", "n", "excluded")


def changes(before: tuple[Ranking, Draws | None], after: tuple[Ranking, Draws | None]) -> pl.DataFrame:
    """Return one row (of `ranking_changes`) for each unit and measure that both periods have, by measure and unit.

    Only units ranked in both periods are compared. Scores by their draws, Holm over the units; rates by Newcombe's
    interval, Holm over all units and indicators at once; of a census every change is one. The rank is said to have
    changed only where the two simultaneous sets, each at 1 - α/2, have no rank in common: both are of the units ranked
    in both periods. Nothing where chance is ignored.
    """
    (earlier_ranking, earlier_draws), (later_ranking, later_draws) = before, after
    units = sorted(_ranked(earlier_ranking) & _ranked(later_ranking))
    if not units or earlier_draws is None or later_draws is None:
        return inner_schema("ranking_changes").to_frame()
    indicators = [later_ranking.matrix.method.indicators[r.code] for r in later_ranking.matrix.rules]
    codes = [i.code for i in indicators if i.kind == "proportion" and not i.is_census]
    rows = [
        *_score_rows(units, (earlier_ranking, earlier_draws), (later_ranking, later_draws)),
        *_rate_rows(
            units,
            codes,
            earlier_ranking.cells,
            later_ranking.cells,
            float(later_ranking.matrix.method.uncertainty.level),
        ),
        *_census_rows(units, [i.code for i in indicators if i.is_census], earlier_ranking.cells, later_ranking.cells),
    ]
    schema = inner_schema("ranking_changes")
    change_rows = pl.DataFrame(
        rows, schema={name: schema[name] for name in schema if name not in _COUNTS}, orient="row"
    )
    return _with_counts(change_rows, earlier_ranking.cells, later_ranking.cells).select(schema.names())


def _with_counts(change_rows: pl.DataFrame, before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Add what the rates of both periods were counted from; a score has no counts."""
    by, counts = ["unit_id", "indicator"], ("x", "n", "excluded")
    for cells, ending in ((before, "_before"), (after, "")):
        period_counts = cells.select(*by, *(pl.col(name).alias(f"{name}{ending}") for name in counts))
        change_rows = change_rows.join(
            period_counts, left_on=["unit_id", "measure"], right_on=by, how="left", maintain_order="left"
        )
    return change_rows


def _ranked(ranking: Ranking) -> set[str]:
    return set(ranking.table.filter(pl.col("rank").is_not_null()).get_column("unit_id"))


def _score_rows(units: Sequence[str], before: tuple[Ranking, Draws], after: tuple[Ranking, Draws]) -> Iterator[Values]:
    method = after[0].matrix.method
    level = float(method.uncertainty.level)
    tables = [{r["unit_id"]: r for r in ranking.table.iter_rows(named=True)} for ranking, _ in (before, after)]
    scores = [np.array([table[u]["score"] for u in units]) for table in tables]
    columns = [[period_draws.units.index(u) for u in units] for _, period_draws in (before, after)]
    draws = [
        period_draws.scores[:, unit_columns]
        for (_, period_draws), unit_columns in zip((before, after), columns, strict=True)
    ]
    before_caps = [
        period_draws.before_caps[SCORE][:, unit_columns]
        for (_, period_draws), unit_columns in zip((before, after), columns, strict=True)
    ]
    if (len(draws[0]) + 1) * (1 - level) < len(units):
        # Too few draws to show a change of any of so many units: the change stands there, and nothing is said of it.
        for i, unit in enumerate(units):
            ranks = [table[unit]["rank"] for table in tables]
            then, now = (float(column[i]) for column in scores)
            yield (unit, SCORE, then, now, now - then, None, None, None, None, *ranks, None)
        return
    shifts = score_changes(draws[0], draws[1], scores[0], scores[1], level)
    half = method.model_copy(
        update={"uncertainty": method.uncertainty.model_copy(update={"level": (1 + method.uncertainty.level) / 2})}
    )
    scores_of_periods = enumerate(zip(scores, draws, before_caps, strict=True))
    sets = [score_sets(half, *period_scores, f"changes/{i}") for i, period_scores in scores_of_periods]
    rank_has_moved = rank_changed(*(s.simultaneous for s in sets if s is not None))
    for i, unit in enumerate(units):
        ranks = [table[unit]["rank"] for table in tables]
        yield (unit, SCORE, scores[0][i], scores[1][i], *_shift(shifts, i), *ranks, bool(rank_has_moved[i]))


def _rate_rows(
    units: Sequence[str], codes: Sequence[str], before: pl.DataFrame, after: pl.DataFrame, level: float
) -> Iterator[Values]:
    """Yield the changes of indicators, of the units for which both periods have counts that are scored.

    All of them are one family of tests: with nothing changed, in one pair of periods of 1/(1 - level) is any called
    significant, in whatever indicator.
    """
    cells = [{code: _scored(cells_of_period, code) for code in codes} for cells_of_period in (before, after)]
    tested_pairs = [(code, u) for code in codes for u in units if u in cells[0][code] and u in cells[1][code]]
    if not tested_pairs:
        return
    pairs = [[period_cells[code][unit] for code, unit in tested_pairs] for period_cells in cells]
    counts = [
        np.array([c[name] for c in period_cells], dtype=np.float64) for period_cells in pairs for name in ("x", "n")
    ]
    deffs = [effects_of_cells(period_cells)[0] for period_cells in pairs]
    shifts = rate_changes(counts[0], counts[1], counts[2], counts[3], level, *deffs)
    for i, (code, unit) in enumerate(tested_pairs):
        yield (unit, code, pairs[0][i]["value"], pairs[1][i]["value"], *_shift(shifts, i), None, None, None)


def _census_rows(
    units: Sequence[str], codes: Sequence[str], before: pl.DataFrame, after: pl.DataFrame
) -> Iterator[Values]:
    """Yield the changes of indicators without error of chance: no interval, no test, and any difference is a change."""
    for code in codes:
        then, now = _scored(before, code), _scored(after, code)
        for unit in units:
            if unit in then and unit in now:
                (x, n), (x_now, n_now) = ((cell["x"], cell["n"]) for cell in (then[unit], now[unit]))
                first, second = then[unit]["value"], now[unit]["value"]
                is_changed = x * n_now != x_now * n
                yield (unit, code, first, second, second - first, None, None, None, is_changed, None, None, None)


def _shift(shifts: Changes, i: int) -> Values:
    numbers = (shifts.difference, shifts.low, shifts.high, shifts.p_value)
    return (*(float(column[i]) for column in numbers), bool(shifts.is_significant[i]))


def _scored(cells: pl.DataFrame, code: str) -> Mapping[str, Mapping[str, Any]]:
    is_counted = (pl.col("status") == "OK") & (pl.col("n") > 0) & (pl.col("origin") == "counted")
    scored_cells = cells.filter((pl.col("indicator") == code) & is_counted)
    return {r["unit_id"]: r for r in scored_cells.iter_rows(named=True)}
