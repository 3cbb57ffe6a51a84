"""Covariance shares: how much of the differences between scores goes with each indicator, 100 % together."""

from collections.abc import Mapping
from fractions import Fraction
from math import fsum

import numpy as np

from warehouse.arrays import Array, Flags
from warehouse.ranking.composite.aggregate import Aggregation
from warehouse.ranking.composite.exact import Number
from warehouse.ranking.composite.tree import Node, Scored, aggregate_tree, final_weights, leaves, node_ids

_NOTHING: Mapping[str, Aggregation] = {}


def shares_of_nodes(root: Node, terms: Array, score: Array) -> Mapping[str, Number]:
    """Return the covariance share of every node by its id, from `contributions` (units, k) to a `score` (units,).

    Those of the indicators sum to 1, the root's is 1, and that of a group is the sum of its indicators'. NaN where the
    scores do not differ.
    """
    share_of_node: dict[str, Number] = dict(zip(leaves(root), covariance_shares(terms, score), strict=True))
    _add_groups(root, share_of_node)
    return {i: share_of_node[i] for i in node_ids(root)}


def covariance_shares(terms: Array, score: Array) -> Array:
    """Return cov(term, score) / var(score) of the `terms` (units, k) that a `score` (units,) is the sum of: (k,).

    Where the terms of each unit sum to its score, or miss it by the same number for all units, the shares sum to 1:
    with Fractions exactly. A term that is lower where the score is higher has a negative share: it draws the units
    together. NaN where the scores do not differ. Source: A. F. Shorrocks (1982), "Inequality decomposition by factor
    components", whose rule for the variance this is.
    """
    if len(set(score.tolist())) < 2:
        return np.full(terms.shape[1], np.nan)
    centred = score - _sum(score) / len(score)
    products = [Fraction(0) if len(set(term.tolist())) == 1 else _sum(term * centred) for term in terms.T]
    variance_sum = _sum(score * centred)
    return np.array([product / variance_sum for product in products], dtype=score.dtype)


def contributions(root: Node, values: Array, present: Flags, rules: Mapping[str, Aggregation] = _NOTHING) -> Array:
    """Return what each indicator gives to the score of each unit (units, k); every unit is to have a score.

    Where all nodes take the arithmetic mean it is weight times value, and sums to the score. A missing cell, whose
    weight goes to its siblings, counts as their mean, which is what handing on the weight means.

    For other aggregations it is what the score gains where all units take their own values of the indicator instead of
    the mean of the units, averaged over orders in which the indicators do so: every rotation of the method's order and
    its reverse, so that what two indicators do together is halved between them. It sums to the score less a number that
    is the same for all units (L. S. Shapley 1953, with 2k of the k! orders).

    Args:
        root: the tree of the index.
        values: normalised indicators (units, k), more is better.
        present: (units, k), which of them there are.
        rules: rules of aggregation in the place of those of single nodes, by id.
    """
    if not rules and _aggregations(root) == {"arithmetic"}:
        weights, values_of_node = final_weights(root), _values_of_nodes(root, aggregate_tree(root, values, present))
        shares = [weights[leaf] if values.dtype == object else float(weights[leaf]) for leaf in leaves(root)]
        return np.stack(
            [share * values_of_node[leaf] for share, leaf in zip(shares, leaves(root), strict=True)], axis=-1
        )
    return _mean_gains(root, values.astype(np.float64), present, rules)


def _values_of_nodes(root: Node, scored: Mapping[str, Scored]) -> Mapping[str, Array]:
    """Return the values of every node by its id; a missing one has its parent's, which is the mean of its siblings."""
    values_of_node: dict[str, Array] = {root.id: scored[root.id].values}
    parents = [root]
    for parent in parents:  # grows while it is read: parents before their children
        for child in parent.children:
            child_score = scored[child.id]
            values_of_node[child.id] = np.where(child_score.present, child_score.values, values_of_node[parent.id])
            parents.append(child)
    return values_of_node


def _mean_gains(root: Node, values: Array, present: Flags, rules: Mapping[str, Aggregation]) -> Array:
    """Return the mean gain of the scores (units, k) by each indicator, over the rotations and their reverses."""
    k = values.shape[1]
    is_present = present & ~np.isnan(values)
    means = [
        fsum(column[has_value]) / max(1, has_value.sum())
        for column, has_value in zip(values.T, is_present.T, strict=True)
    ]
    rotations = [[(start + place) % k for place in range(k)] for start in range(k)]
    orders = [*rotations, *(rotation[::-1] for rotation in rotations)]
    total = np.zeros(values.shape)
    for order in orders:
        place = np.argsort(order)
        takes_own = (place < np.arange(k + 1)[:, None])[:, None, :]  # one more indicator at each step
        is_taken = np.where(takes_own, is_present, is_present.any(axis=0))
        scored = aggregate_tree(root, np.where(takes_own, values, means), is_taken, rules=rules)
        total[:, order] += np.diff(scored[root.id].values, axis=0).T
    return total / len(orders)


def _add_groups(node: Node, shares: dict[str, Number]) -> Number:
    if node.children:
        shares[node.id] = _sum(np.array([_add_groups(child, shares) for child in node.children]))
    return shares[node.id]


def _aggregations(node: Node) -> set[str]:
    return set().union({node.aggregation} if node.children else set(), *map(_aggregations, node.children))


def _sum(values: Array) -> Number:
    """Return the sum, exact for Fractions, and the nearest float of floats in whatever order they stand."""
    return sum(values.tolist(), Fraction(0)) if values.dtype == object else fsum(values)
