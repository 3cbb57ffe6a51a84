"""Some units' cells as arrays, and their scores: for the values that were counted, or any others in their place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

import numpy as np

from schemas.method import Method
from schemas.method_parts import IndicatorRule
from warehouse.arrays import Array, Flags, Floats
from warehouse.ranking.composite.aggregate import Aggregation
from warehouse.ranking.composite.exact import Number
from warehouse.ranking.composite.tree import Node, Scored, aggregate_tree
from warehouse.ranking.evidence.periods import Period
from warehouse.ranking.index.scale import EXACT, normalised
from warehouse.ranking.index.treatments import Treatment
from warehouse.ranking.index.tree import score_of, tree
from warehouse.ranking.row_ids import GROUP, SCORE


@dataclass(frozen=True)
class Matrix:
    """The cells of some units as a method takes them: rows are `units`, columns `rules`, the leaves of `root`.

    `values` holds Fractions, the values of the indicators (0 where there is none); `fixed_scores` the normalised scores
    that a policy gives instead, where `is_fixed`. `present` says what is scored in either way. `rules_of_nodes` holds
    rules of aggregation by node, other than the method names.
    """

    method: Method
    units: tuple[str, ...]
    rules: tuple[IndicatorRule, ...]
    root: Node
    period: Period
    values: Array
    fixed_scores: Array
    is_fixed: Flags
    present: Flags
    rules_of_nodes: Mapping[str, Aggregation] = field(default_factory=dict)

    @cached_property
    def floats(self) -> Floats:
        """The values as the nearest floats: other choices of method look at them again and again."""
        return self.values.astype(np.float64)

    @cached_property
    def fixed_floats(self) -> Floats:
        """The fixed scores as the nearest floats."""
        return self.fixed_scores.astype(np.float64)

    def of(self, units: Sequence[str]) -> "Matrix":
        """Return the rows of `units`, in their order; rules of nodes are about all rows, and left out."""
        rows = [self.units.index(unit) for unit in units]
        return replace(
            self,
            units=tuple(units),
            values=self.values[rows],
            fixed_scores=self.fixed_scores[rows],
            is_fixed=self.is_fixed[rows],
            present=self.present[rows],
            rules_of_nodes={},
        )


def normalise_all(matrix: Matrix, values: Array | None = None, bounded: bool = True) -> Array:
    """Return the normalised scores (..., units, k) of the matrix, or of other `values` (..., units, k) in its cells.

    Exact where the values are Fractions and every scale is exact; NaN or void where nothing is scored. Without
    `bounded`, caps and floors do not hold.
    """
    observed = matrix.values if values is None else values
    exact = observed.dtype == object and all(r.normalisation.kind in EXACT for r in matrix.rules)
    if not exact:
        observed = np.where(matrix.present & ~matrix.is_fixed, observed.astype(np.float64), np.nan)
    columns = [
        normalised(rule, matrix.method.indicators[rule.code], observed[..., j], matrix.period.years, bounded)
        if rule.size
        else np.zeros_like(observed[..., j])  # weighs nothing, and a rate without target has no scale
        for j, rule in enumerate(matrix.rules)
    ]
    scaled = np.stack(columns, axis=-1)
    fixed_scores = matrix.fixed_scores if exact else matrix.fixed_floats
    return np.where(matrix.is_fixed, fixed_scores, scaled)


def aggregated(matrix: Matrix, scores: Array, weights: Array | None = None) -> Mapping[str, Scored]:
    """Return the scores of every indicator, group and of the whole from normalised scores (..., units, k)."""
    present = np.broadcast_to(matrix.present, scores.shape)
    return aggregate_tree(matrix.root, scores, present, weights, rules=matrix.rules_of_nodes)


def float_scores(matrix: Matrix, normal: Floats) -> Floats:
    """Return the scores of the units (units,) as people see them from normalised scores (units, k), 0 without one."""
    scored = aggregated(matrix, normal)[SCORE]
    values: Floats = np.where(scored.present, scored.values, 0).astype(np.float64)
    return np.multiply(values, float(score_of(matrix.method, 1.0)), dtype=np.float64)


def matrix_of(method: Method, treatments: Mapping[str, Sequence[Treatment]], period: Period) -> Matrix:
    """Return the treatments of some units as a matrix, units in the order given."""
    rows = [[t for t in unit_treatments if t.rule.computable] for unit_treatments in treatments.values()]
    rules = tuple(rule for rule in method.rules if rule.computable)
    shape = (len(rows), len(rules))

    def cell_array(values: Iterable[object], dtype: type) -> Array:
        return np.array(list(values), dtype=dtype).reshape(shape)

    flat = [t for row in rows for t in row]
    return Matrix(
        method,
        tuple(treatments),
        rules,
        tree(method),
        period,
        cell_array((t.value or Fraction(0) for t in flat), object),
        cell_array((t.fixed or Fraction(0) for t in flat), object),
        cell_array((t.fixed is not None for t in flat), bool),
        cell_array((t.is_scored for t in flat), bool),
    )


@dataclass(frozen=True)
class Scores:
    """The scores of some units on the scale that people see, and those of cells and groups on the normalised one."""

    of_units: Mapping[str, Number]
    of_cells: Mapping[tuple[str, str], Number]
    of_groups: Mapping[tuple[str, str], Number]


def scores_of(matrix: Matrix) -> Scores:
    """Return the scores of a matrix: by unit, by (unit, indicator) and by (unit, group); nothing where none is."""
    if not matrix.units:
        return Scores({}, {}, {})
    normal = normalise_all(matrix)
    nodes = aggregated(matrix, normal)

    def values_of_node(node: str) -> list[tuple[str, Number]]:
        aggregate = nodes[node]
        return [
            (u, v)
            for u, v, is_present in zip(matrix.units, aggregate.values, aggregate.present, strict=True)
            if is_present
        ]

    weighty = [rule.code for rule in matrix.rules if rule.size]
    groups = [node for node in nodes if node.startswith(GROUP)]
    return Scores(
        {unit: score_of(matrix.method, value) for unit, value in values_of_node(SCORE)},
        {(unit, code): value for code in weighty for unit, value in values_of_node(code)},
        {(unit, group): value for group in groups for unit, value in values_of_node(group)},
    )
