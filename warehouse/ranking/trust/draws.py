"""What chance may have done to a score: draws of every cell from its posterior, carried through the whole index.

Parameters of the method stay as declared; only counts vary. Cells are independent of each other, but for events that
feed several indicators (late dossiers feed two of Decision 766): those are drawn once for a unit and used in each.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from schemas.indicator import Indicator, Part
from warehouse.arrays import Array, Floats
from warehouse.ranking.composite.before_caps import ENDS, before_caps, reach
from warehouse.ranking.composite.tree import node_ids
from warehouse.ranking.evidence.cell_values import effects_of_cells, is_counted, scored_counts
from warehouse.ranking.index.matrix import Matrix, aggregated, normalise_all
from warehouse.ranking.index.tree import score_of
from warehouse.ranking.row_ids import GROUP, SCORE
from warehouse.ranking.statistics.streams import stream

_BLOCK = 500  # draws: the arrays of 168 units stay small


@dataclass(frozen=True)
class Counts:
    """What draws are made from: `cells` (`cell_values.CELLS`) of the units with design effects, and their `parts`."""

    cells: pl.DataFrame
    parts: pl.DataFrame


@dataclass(frozen=True)
class Draws:
    """Drawn scores (draws, units) of the whole, on the scale that people see, and of groups by their measure.

    `before_caps` has the same of the whole (`SCORE`) and of groups, before caps and floors
    (`composite.before_caps`): what errors of pairs are taken from. NaN where a unit has no score.
    """

    units: tuple[str, ...]
    scores: Floats
    groups: Mapping[str, Floats]
    before_caps: Mapping[str, Floats]


def draw_scores(matrix: Matrix, values: Sequence[Floats], at_once: int = _BLOCK) -> Draws:
    """Return the drawn scores that follow from drawn `values` (draws, units) of each indicator of the matrix.

    So many draws are carried through the index `at_once`; that changes no score.
    """
    size, p = len(values[0]), len(matrix.units)
    names = [SCORE, *_groups(matrix)]
    drawn_scores, uncapped_scores = ({name: np.empty((size, p)) for name in names} for _ in range(2))
    reaches = _reach(matrix, values)
    for block in _blocks(size, at_once):
        block_values = np.stack([column[block] for column in values], axis=-1)
        normal = normalise_all(matrix, block_values)
        _fill(drawn_scores, block, matrix, normal)
        if reaches is None:
            continue
        unbounded = normalise_all(matrix, block_values, bounded=False)
        _fill(uncapped_scores, block, matrix, before_caps(normal, unbounded, reaches))
    scale = float(score_of(matrix.method, 1.0))
    for scores in (drawn_scores, uncapped_scores):
        scores[SCORE] *= scale
    pair_draws = dict(drawn_scores) if reaches is None else uncapped_scores
    return Draws(matrix.units, drawn_scores.pop(SCORE), drawn_scores, pair_draws)


def _reach(matrix: Matrix, values: Sequence[Floats]) -> tuple[Floats, Floats] | None:
    """Return how far each cell (units, k) may reach below its floor and above its cap, None where neither is lifted.

    Only sums of cells can be taken beyond their ends: other means need values above 0.
    """
    if matrix.method.aggregations != {"arithmetic"}:
        return None
    ends = np.stack([np.quantile(column, ENDS, axis=0) for column in values], axis=-1)
    return reach(normalise_all(matrix, ends), normalise_all(matrix, ends, bounded=False))


def _fill(scores: Mapping[str, Floats], block: slice, matrix: Matrix, normal: Array) -> None:
    """Write the scores of a block of draws, from their normalised cells (draws, units, k), into each measure."""
    nodes = aggregated(matrix, normal)
    for name, column in scores.items():
        column[block] = np.where(nodes[name].present, nodes[name].values, np.nan)


def draw_values(matrix: Matrix, counts: Counts) -> list[Floats]:
    """Return the drawn values (draws, units) of each indicator of the matrix, as many as its method says.

    A proportion is drawn from Beta(x/φ + ½, (n-x)/φ + ½), Jeffreys' posterior with the counts divided by the design
    effect; a rate from Gamma(x/φ + ½) φ/n. A cell that cases were added to is drawn as if they were its own: had they
    arisen, they would vary as all cases do, and fewer cases of its own never make it surer. Imputed values and those of
    censuses do not vary, and a cell without value has 0. Each indicator and period has a stream of its own, seeded by
    the method: neither threads nor other indicators change it.
    """
    cells_of_units = counts.cells.filter(pl.col("unit_id").is_in(matrix.units))
    cells = {(r["unit_id"], r["indicator"]): r for r in cells_of_units.iter_rows(named=True)}
    events = _events(counts.parts)
    parts = _draw_parts(matrix, cells, events)
    with ThreadPoolExecutor() as pool:
        return list(pool.map(lambda rule: _draw_indicator(matrix, rule.code, cells, events, parts), matrix.rules))


_Cells = Mapping[tuple[str, str], Mapping[str, Any]]
_Events = Mapping[tuple[str, str, int], tuple[int, int]]


def _draw_indicator(
    matrix: Matrix,
    code: str,
    cells: _Cells,
    events: _Events,
    parts: Mapping[Part, Floats],
) -> Floats:
    indicator, size = matrix.method.indicators[code], matrix.method.uncertainty.draws
    cells_of_units = [cells.get((unit, code), {}) for unit in matrix.units]
    counts = np.array([_scored(cell) for cell in cells_of_units], dtype=np.float64).reshape(-1, 2)
    x, n = counts.T
    is_counted = n > 0
    cases, random = np.where(is_counted, n, 1), _stream(matrix, code)
    phi, _ = effects_of_cells(cells_of_units)
    if indicator.is_census:
        drawn_values = np.tile(x / cases, (size, 1))
    elif indicator.kind == "rate":
        drawn_values = random.standard_gamma(x / phi + 0.5, (size, len(x))) * phi / cases
    else:
        drawn_values = random.beta(x / phi + 0.5, (n - x) / phi + 0.5, (size, len(x)))
    if indicator.parts:
        failures = sum((parts[part] for part in indicator.parts), np.zeros((size, len(x))))
        share = np.clip(failures / cases, 0, 1)
        is_sum_of_parts = np.array(
            [_is_whole(unit, indicator, cell, events) for unit, cell in zip(matrix.units, cells_of_units, strict=True)]
        )
        drawn_values = np.where(is_sum_of_parts, share if indicator.direction == -1 else 1 - share, drawn_values)
    return np.where(is_counted, drawn_values, np.array([cell.get("value") or 0.0 for cell in cells_of_units]))


def _scored(cell: Mapping[str, Any]) -> tuple[float, int]:
    """Return the counts that a cell is scored by; without cases where nothing was counted."""
    if not (is_counted(cell) or cell.get("added")):
        return 0.0, 0
    x, n = scored_counts(cell["x"] or 0, cell["n"] or 0, cell["added"], cell["added_rate"])
    return float(x), n


def _is_whole(unit: str, indicator: Indicator, cell: Mapping[str, Any], events: _Events) -> bool:
    """Say whether the parts of a cell make up its failures: not where it was pooled with an earlier period."""
    part_events = [
        events[unit, indicator.code, i][0] for i in range(len(indicator.parts)) if (unit, indicator.code, i) in events
    ]
    if not is_counted(cell) or cell["origin"] != "counted" or len(part_events) != len(indicator.parts):
        return False
    return sum(part_events) == int(cell["x"] if indicator.direction == -1 else cell["n"] - cell["x"])


def _draw_parts(matrix: Matrix, cells: _Cells, events: _Events) -> Mapping[Part, Floats]:
    """Return the drawn numbers of events (draws, units) of each part, drawn once however many indicators share it."""
    owners: dict[Part, list[tuple[str, int]]] = {}
    for rule in matrix.rules:
        for i, part in enumerate(matrix.method.indicators[rule.code].parts):
            owners.setdefault(part, []).append((rule.code, i))
    size, drawn_events = matrix.method.uncertainty.draws, {}
    for part, users in owners.items():
        code, i = min(users)
        part_counts = np.array([events.get((unit, code, i), (0, 0)) for unit in matrix.units], dtype=np.float64)
        y, n = np.maximum(part_counts[:, 0], 0), np.maximum(part_counts[:, 1], part_counts[:, 0])
        owner_effects = [effects_of_cells(cells.get((u, owner), {}) for u in matrix.units)[0] for owner, _ in users]
        phi = np.max(owner_effects, axis=0)
        share = _stream(matrix, f"{code}/{i}").beta(y / phi + 0.5, (n - y) / phi + 0.5, (size, len(y)))
        drawn_events[part] = share * n
    return drawn_events


def _events(parts: pl.DataFrame) -> _Events:
    columns = parts.select("unit_id", "indicator", "part", "events", "cases")
    return {(unit, code, i): (events, cases) for unit, code, i, events, cases in columns.iter_rows()}


def _stream(matrix: Matrix, name: str) -> np.random.Generator:
    return stream(matrix.method.uncertainty.seed, matrix.method.fingerprint, f"draws/{matrix.period.id}/{name}")


def _groups(matrix: Matrix) -> Sequence[str]:
    return [node for node in node_ids(matrix.root) if node.startswith(GROUP)]


def _blocks(size: int, at_once: int) -> Iterator[slice]:
    return (slice(start, min(start + at_once, size)) for start in range(0, size, at_once))
