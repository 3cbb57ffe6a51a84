"""The index that a method declares: its tree of groups and indicators, and what each counts for in the whole."""

from collections.abc import Collection, Mapping
from fractions import Fraction

from schemas.method import Method
from schemas.method_parts import Group, IndicatorRule
from schemas.method_settings import RELATIVE
from warehouse.ranking.composite.tree import Node, final_weights
from warehouse.ranking.row_ids import GROUP, SCORE


def group_id(group: Group) -> str:
    """Return the id of a group among the measures."""
    return GROUP + group.id


def tree(method: Method) -> Node:
    """Return the tree of the index over the indicators that can be computed, the root with the id `SCORE`.

    A group of which only a part is computable weighs that part of its own weight.
    """
    return _root(method, [rule for rule in method.rules if rule.computable])


def shares(method: Method) -> Mapping[str, Fraction]:
    """Return the share of each indicator, computable or not, in the whole index by its code; they sum to 1."""
    weights = final_weights(_root(method, method.rules))
    return {rule.code: weights[rule.code] for rule in method.rules}


def _root(method: Method, rules: Collection[IndicatorRule]) -> Node:
    nodes = tuple(node for group in method.groups if (node := _node(group, method.aggregation, rules)) is not None)
    return Node(SCORE, Fraction(1), method.aggregation, nodes)


def _node(group: Group, aggregation: str, rules: Collection[IndicatorRule]) -> Node | None:
    inner = (_node(subgroup, aggregation, rules) for subgroup in group.groups)
    rule_nodes = (Node(rule.code, Fraction(rule.size)) for rule in group.indicators if rule in rules)
    children = tuple(child for child in (*inner, *rule_nodes) if child is not None)
    if not children:
        return None
    declared_size = sum((Fraction(member.size) for member in group.parts), Fraction(0))
    remaining_size = sum((Fraction(child.weight) for child in children), Fraction(0))
    weight = Fraction(group.size) * remaining_size / declared_size if declared_size else Fraction(0)
    return Node(group_id(group), weight, group.aggregation or aggregation, children)


def score_of(method: Method, value: Fraction | float) -> Fraction | float:
    """Return a value of the root on the scale that people see: points of the total, or the normalised scale itself."""
    return value if method.total_points is None else value * Fraction(method.total_points) / 100


def is_relative(method: Method) -> bool:
    """Say whether a unit's score depends on which other units are compared."""
    rules = {group.aggregation or method.aggregation for group in method.all_groups} | {method.aggregation}
    return "copeland" in rules or any(r.normalisation.kind in RELATIVE for r in method.rules if r.computable)
