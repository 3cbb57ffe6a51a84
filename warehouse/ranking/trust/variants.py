"""Other reasonable ways to build the same index: what another scale, policy, target or weight makes of its cells."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from schemas.indicator import Indicator
from schemas.method import Method
from schemas.method_parts import Group, IndicatorRule, default_target
from schemas.method_settings import RELATIVE
from schemas.sensitivity_levels import OWN, sensitivity_levels
from warehouse.arrays import Floats
from warehouse.ranking.composite import normalise
from warehouse.ranking.composite.exact import Number
from warehouse.ranking.composite.factorial import Factor
from warehouse.ranking.composite.tree import Node, aggregate_tree, node_ids
from warehouse.ranking.index.ends import fixed
from warehouse.ranking.index.matrix import Matrix, normalise_all
from warehouse.ranking.row_ids import SCORE
from warehouse.ranking.statistics.streams import stream

Of = TypeVar("Of")
_POSITIVE = {"geometric", "harmonic"}
_PENALISED = {"mpi", "ampi"}
_ENDLESS = ("zscore", "rank", "borda")  # scales without a worst and a best score


class ByFactor(NamedTuple, Generic[Of]):
    """One thing for each choice of method that is varied, in the order in which the choices are combined."""

    normalisation: Of
    missing: Of
    imputation: Of
    target: Of
    aggregation: Of
    weights: Of
    leave_one_out: Of
    reporting: Of


Factors = ByFactor[Factor]


def factors(method: Method) -> Factors:
    """Return what is varied, each factor with the method's own choice first; what is not varied has no other level."""
    return Factors(**{choice: Factor(choice, levels) for choice, levels in sensitivity_levels(method).items()})


def with_policy(method: Method, level: str) -> Method:
    """Return the method with one policy for all cells that have no value ("own": as it is).

    Under "zero" small cells are treated as before: they are small, and not missing.
    """
    if level == OWN:
        return method
    policies = {"on_not_applicable": level, "on_not_reported": level}
    if level != "zero":
        policies["on_small_n"] = level
    return _with_rules(method, lambda rule: rule.model_copy(update=policies)).model_copy(update=policies)


def with_targets(method: Method, level: str) -> Method:
    """Return the method with targets that ask for less or more by its `target_change`, of a share at most all."""
    if level == OWN:
        return method
    change = method.sensitivity.target_change * (1 if level == "more" else -1)

    def asking(rule: IndicatorRule) -> IndicatorRule:
        return _with_target(rule, method.indicators[rule.code], 1 + change) if rule.computable else rule

    return _with_rules(method, asking)


def _with_target(rule: IndicatorRule, indicator: Indicator, factor: Decimal) -> IndicatorRule:
    scale = rule.normalisation
    if scale.kind == "dist_target" and scale.worst is not None and scale.target is not None:
        moved_target = scale.worst + (scale.target - scale.worst) * factor
        return rule.model_copy(update={"normalisation": scale.model_copy(update={"target": moved_target})})
    if scale.kind != "points" or (indicator.kind == "rate" and rule.target is None):
        return rule
    target = default_target(rule, indicator)
    if indicator.kind == "rate":
        return rule.model_copy(update={"target": target * Fraction(factor)})
    asked_share = min(Fraction(1), (target if indicator.direction == 1 else 1 - target) * Fraction(factor))
    return rule.model_copy(update={"target": asked_share if indicator.direction == 1 else 1 - asked_share})


def _with_rules(method: Method, change: Callable[[IndicatorRule], IndicatorRule]) -> Method:
    def changed(group: Group) -> Group:
        indicators = tuple(change(rule) for rule in group.indicators)
        return group.model_copy(update={"indicators": indicators, "groups": tuple(map(changed, group.groups))})

    return method.model_copy(update={"groups": tuple(map(changed, method.groups))})


def variant_scores(matrix: Matrix, nominal: Matrix, level: str, values: Floats | None = None) -> Floats:
    """Return the normalised scores (..., units, k) of `matrix` on another scale ("own": that of its method).

    The parameters of the other scale are those of the `nominal` matrix, also for other `values` (..., units, k). A cell
    whose score a policy fixed has, on a scale without ends of its own, the worst or the best of the units' scores. An
    indicator in which the nominal units do not differ has 50 throughout.

    Args:
        matrix: the units under one variant.
        nominal: the units as the method ranks them.
        level: the scale that is tried.
        values: in the place of the matrix's own (..., units, k).
    """
    if level == OWN:
        scaled = np.asarray(normalise_all(matrix, values), dtype=np.float64)
        endless = [rule.normalisation.kind in _ENDLESS for rule in matrix.rules]
    else:
        observed = matrix.floats if values is None else values
        columns = [_rescaled(level, observed[..., j], matrix, nominal, j) for j in range(len(matrix.rules))]
        scaled = np.stack(columns, axis=-1)
        endless = [True for _ in matrix.rules]
    unscaled = matrix.is_fixed & np.array(endless)
    if not unscaled.any():
        return scaled
    is_best = matrix.fixed_scores == np.array([fixed(rule, "full") for rule in matrix.rules], dtype=object)
    scaled_only = np.where(unscaled, np.nan, scaled)
    best, worst = (_end(scaled_only, greatest_or_least) for greatest_or_least in (np.fmax, np.fmin))
    return np.where(unscaled, np.where(is_best, best, worst), scaled)


def _rescaled(level: str, values: Floats, matrix: Matrix, nominal: Matrix, j: int) -> Floats:
    direction = matrix.method.indicators[matrix.rules[j].code].direction
    base = nominal.floats[:, j][nominal.present[:, j] & ~nominal.is_fixed[:, j]]
    observed = np.where(matrix.present[:, j] & ~matrix.is_fixed[:, j], values, np.nan)
    if not base.size or normalise.is_degenerate(base):
        return np.where(np.isnan(observed), np.nan, 50.0)
    if level == "prank":
        return np.asarray(100 * normalise.prank(observed, direction))
    if level == "minmax":
        low, high = float(base.min()), float(base.max())
        worst, best = (low, high) if direction == 1 else (high, low)
        return np.asarray(normalise.minmax(observed, 0, 100, worst, best, direction))
    return np.asarray(normalise.zscore(observed, 50, 10, float(base.mean()), float(base.std(ddof=1)), direction))


def _end(observed: Floats, greatest_or_least: np.ufunc) -> Floats:
    return np.nan_to_num(
        np.asarray(greatest_or_least.reduce(observed, axis=-2, keepdims=True), dtype=np.float64), nan=0.0
    )


def weight_sets(matrix: Matrix) -> Floats:
    """Return weights (1 + sets, nodes-1) of all nodes but the root: the method's own, then random ones.

    Each weight is the own one times a uniform number between 1 - change and 1 + change, from a stream of the method.
    """
    sensitivity = matrix.method.sensitivity
    weights_declared = np.array([float(weight) for weight in _weights(matrix)])
    random = stream(matrix.method.uncertainty.seed, matrix.method.fingerprint, "sensitivity/weights")
    change = float(sensitivity.weight_change)
    return np.vstack(
        [
            weights_declared,
            weights_declared * random.uniform(1 - change, 1 + change, (sensitivity.weight_sets, len(weights_declared))),
        ]
    )


def _weights(matrix: Matrix) -> list[Number]:
    targets: dict[str, Number] = {}

    def walk(node: Node) -> None:
        for child in node.children:
            targets[child.id] = child.weight
            walk(child)

    walk(matrix.root)
    return [targets[i] for i in node_ids(matrix.root)[1:]]


def left_out(matrix: Matrix, weights: Floats, codes: Sequence[str]) -> Floats:
    """Return weights (..., 1 + codes, nodes-1): as they are, and with each of the indicators at weight 0."""
    ids = node_ids(matrix.root)[1:]
    weights_of_runs = np.repeat(weights[..., None, :], 1 + len(codes), axis=-2)
    for i, code in enumerate(codes, start=1):
        weights_of_runs[..., i, ids.index(code)] = 0
    return weights_of_runs


def aggregate_variant(matrix: Matrix, scores: Floats, weights: Floats, scale: str, level: str) -> Floats:
    """Return the scores (..., units) of the whole under other weights (..., nodes-1) and another rule ("own": none).

    NaN where a unit has none. `scores` are on `scale` ("own": that of the method). Where it does not suit the rule they
    are moved: 0 to 100 becomes 1 to 100 for means that need scores above 0, and 70 to 130, the range that M. Mazziotta
    and A. Pareto (2016) give min-max scores, for their index.

    Args:
        matrix: the units under one variant.
        scores: normalised scores (..., units, k).
        weights: (..., nodes - 1).
        scale: the scale of the scores.
        level: the rule of aggregation that is tried.
    """
    rule = None if level == OWN else level
    rules_in_use = matrix.method.aggregations if rule is None else {rule}
    if rules_in_use & _POSITIVE and not (scale == OWN and _is_positive(matrix)):
        scores = np.maximum(1 + 0.99 * scores, 1)
    if rules_in_use & _PENALISED and scale != OWN:
        scores = 70 + 0.6 * scores
    lead = np.broadcast_shapes(scores.shape[:-2], weights.shape[:-1])
    full = np.broadcast_to(scores, (*lead, *scores.shape[-2:]))
    present = np.broadcast_to(matrix.present, full.shape)
    rules = matrix.rules_of_nodes if rule is None else None
    composite = aggregate_tree(matrix.root, full, present, weights, aggregations=rule, rules=rules)[SCORE]
    return np.where(composite.present, composite.values, np.nan)


def _is_positive(matrix: Matrix) -> bool:
    scales = [rule.normalisation for rule in matrix.rules]
    return all(scale.kind not in ("zscore", *RELATIVE) and min(scale.ends) > 0 for scale in scales)
