"""Copeland's rule that ignores noise: of two cells that chance may have told apart, neither is better."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import polars as pl

from warehouse.arrays import Flags
from warehouse.ranking.composite.aggregate import Aggregation
from warehouse.ranking.composite.copeland import copeland
from warehouse.ranking.composite.tree import Node
from warehouse.ranking.evidence.cell_values import effects_of_cells, is_counted
from warehouse.ranking.index.matrix import Matrix
from warehouse.ranking.index.ratio_sets import cell_sets


def rules_that_ignore_noise(matrix: Matrix, cells: pl.DataFrame) -> Mapping[str, Aggregation]:
    """Return the rules of the nodes of the matrix that compare indicators by Copeland's rule, by their ids.

    In them a pair of cells counts as equal where the method's rule for rank sets of ratios does not separate it, and an
    imputed or completed cell as equal to every other: nothing was measured, or too little. Censuses and scores that a
    policy fixed have no noise. Groups that compare groups keep their rule.
    """
    codes = [rule.code for rule in matrix.rules]
    cells_by_key = {(r["unit_id"], r["indicator"]): r for r in cells.iter_rows(named=True)}
    rules: dict[str, Aggregation] = {}
    for node in _inner(matrix.root):
        if node.aggregation == "copeland" and all(child.id in codes for child in node.children):
            apart = [_separated(matrix, codes.index(child.id), cells_by_key) for child in node.children]
            rules[node.id] = partial(copeland, separated=np.stack(apart))
    return rules


def _separated(matrix: Matrix, j: int, cells: Mapping[tuple[str, str], Mapping[str, Any]]) -> Flags:
    """Return (units, units) which cells of one indicator differ by more than noise."""
    rule, size = matrix.rules[j], len(matrix.units)
    indicator = matrix.method.indicators[rule.code]
    apart = np.ones((size, size), dtype=np.bool_)
    unit_places = np.flatnonzero(matrix.present[:, j] & ~matrix.is_fixed[:, j])
    if matrix.method.uncertainty.interval == "none":
        return apart
    unmeasured = [i for i in unit_places if not is_counted(cells[matrix.units[i], rule.code])]
    apart[unmeasured, :] = apart[:, unmeasured] = False
    measured = np.setdiff1d(unit_places, unmeasured).astype(np.int64)
    if not measured.size:
        return apart
    counted_cells = [cells[matrix.units[i], rule.code] for i in measured]
    x, n = (np.array([cell[name] for cell in counted_cells], dtype=np.int64) for name in ("x", "n"))
    sets = cell_sets(matrix.method, indicator, x, n, *effects_of_cells(counted_cells))
    if sets is not None:
        beats = sets.simultaneous.beats
        apart[np.ix_(measured, measured)] = beats | beats.T
    return apart


def _inner(node: Node) -> list[Node]:
    return [node, *(n for child in node.children if child.children for n in _inner(child))]
