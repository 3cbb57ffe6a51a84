"""The tree of an index: indicators in groups, groups in greater groups, up to the index."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from warehouse.arrays import Array, Flags
from warehouse.ranking.composite.aggregate import AGGREGATIONS, Aggregation
from warehouse.ranking.composite.exact import Number, as_fraction


@dataclass(frozen=True)
class Node:
    """An index, a group, or (without children) an indicator.

    `weight` is at least 0 and relative to the siblings'; 0 leaves the node out. `aggregation` is the rule for the
    children, by its name in `AGGREGATIONS`. Raises ValueError for another weight or rule, and for an id used twice.
    """

    id: str
    weight: Number = Fraction(1)
    aggregation: str = "arithmetic"
    children: tuple["Node", ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.weight < float("inf"):
            raise ValueError(f"the weight of {self.id} is finite and not negative, unlike {self.weight}")
        _rule(self.aggregation)
        ids = node_ids(self)
        if repeated := [i for i in ids if ids.count(i) > 1]:
            raise ValueError(f"each node has an id of its own; {repeated[0]} occurs twice")


@dataclass(frozen=True)
class Scored:
    """The values of one node (..., units), and the mask of the units that have one; elsewhere the values are void."""

    values: Array
    present: Flags


def node_ids(root: Node) -> tuple[str, ...]:
    """Return the ids depth first, each parent before its children, the root's first."""
    return tuple(node.id for node in _walk(root))


def leaves(root: Node) -> tuple[str, ...]:
    """Return the ids of the indicators in the order of the columns that `aggregate_tree` takes."""
    return tuple(node.id for node in _walk(root) if not node.children)


def final_weights(root: Node) -> Mapping[str, Fraction]:
    """Return the share of each node in the root, exactly: the product of the shares within each parent, 1 for the root.

    It is the nominal weight where nothing is missing. A group of which every indicator is left out has no share.
    """
    shares: dict[str, Fraction] = {}
    _share(root, Fraction(1), shares)
    return shares


def aggregate_tree(
    root: Node,
    values: Array,
    present: Flags | None = None,
    weights: Array | None = None,
    least_share: float | None = None,
    aggregations: str | None = None,
    rules: Mapping[str, Aggregation] | None = None,
) -> Mapping[str, Scored]:
    """Return the scores of every node by its id, indicators and root included.

    `values` (..., units, k) holds the indicators in the order of `leaves`, more is better; floats, or Fractions in an
    object array. `present` is a mask of that shape: by default what is not NaN, in an object array everything; NaN is
    never present. `weights` (..., nodes-1) replaces the weights of all nodes but the root, in the order of `node_ids`.
    `aggregations` replaces the rule of every node, `rules` that of single ones by their id.

    Missing children hand their weight to their siblings. A node is absent where none of its children is present or,
    with `least_share`, where less than that share of them is; children of weight 0 do not count. What counts are the
    node's own children, groups as well as indicators, not the indicators beneath them.

    Raises ValueError where a shape does not fit the tree, and what the rules of aggregation raise.

    Args:
        root: the tree of the index.
        values: normalised indicators (..., units, k).
        present: (..., units, k), which of them there are.
        weights: (..., nodes - 1) in the place of the declared ones.
        least_share: the share of its children's weight without which a node is absent.
        aggregations: a rule in the place of every declared one.
        rules: rules in the place of those of single nodes, by id.
    """
    ids = node_ids(root)
    _check(root, values, present, weights)
    is_present = np.ones(values.shape, dtype=np.bool_) if present is None else present
    if values.dtype != object:
        is_present = is_present & ~np.isnan(values)
    scored = {leaf: Scored(values[..., j], is_present[..., j]) for j, leaf in enumerate(leaves(root))}
    weighs = {leaf: np.array(True) for leaf in scored}
    # Children stand after their parents: from the end, every child is known before its parent asks.
    for node in (inner for inner in reversed(tuple(_walk(root))) if inner.children):
        child_weights = (
            _weights(node) if weights is None else weights[..., [ids.index(child.id) - 1 for child in node.children]]
        )
        # A group of which every indicator is left out is left out itself, and not missing.
        child_weights = np.where(_stacked([weighs[child.id] for child in node.children]), child_weights, 0)
        weighs[node.id] = np.any(child_weights > 0, axis=-1)
        rule = (rules or {}).get(node.id) or _rule(aggregations or node.aggregation)
        scored[node.id] = _aggregate([scored[child.id] for child in node.children], child_weights, rule, least_share)
    return {i: scored[i] for i in ids}


def _aggregate(children: list[Scored], weights: Array, rule: Aggregation, least_share: float | None) -> Scored:
    values, present = _stacked([child.values for child in children]), _stacked([child.present for child in children])
    weighs = np.asarray(weights > 0, dtype=np.bool_)[..., None, :]
    present_counts = np.sum(present & weighs, axis=-1)
    has_enough = present_counts > 0
    if least_share is not None:
        # A quotient rounds to the float nearest to it, as the decimal of the share does: 7 of 25 is 0.28.
        has_enough &= present_counts / np.maximum(np.sum(weighs, axis=-1), 1) >= least_share
    return Scored(rule(values, weights, present & has_enough[..., None]), has_enough)


def _stacked(columns: list[Array]) -> Array:
    return np.stack(np.broadcast_arrays(*columns), axis=-1)


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _share(node: Node, share: Fraction, shares: dict[str, Fraction]) -> None:
    shares[node.id] = share
    child_weights = [as_fraction(child.weight) if _weighs(child) else Fraction(0) for child in node.children]
    total = sum(child_weights) or Fraction(1)
    for child, weight in zip(node.children, child_weights, strict=True):
        _share(child, share * weight / total, shares)


def _weighs(node: Node) -> bool:
    return node.weight > 0 and (not node.children or any(_weighs(child) for child in node.children))


def _weights(node: Node) -> Array:
    return np.array([child.weight for child in node.children], dtype=object)


def _rule(name: str) -> Aggregation:
    if name not in AGGREGATIONS:
        raise ValueError(f"an aggregation is one of {', '.join(AGGREGATIONS)}, not {name}")
    return AGGREGATIONS[name]


def _check(root: Node, values: Array, present: Flags | None, weights: Array | None) -> None:
    if values.ndim < 2 or values.shape[-1] != len(leaves(root)):
        raise ValueError(f"values of {len(leaves(root))} indicators are needed, not of shape {values.shape}")
    if present is not None and present.shape != values.shape:
        raise ValueError(f"the mask has the shape of the values, {values.shape}, not {present.shape}")
    if weights is not None and weights.shape[-1:] != (len(node_ids(root)) - 1,):
        raise ValueError(f"weights of {len(node_ids(root)) - 1} nodes are needed, not of shape {weights.shape}")
