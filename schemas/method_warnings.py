"""What a method declares without effect: it is loaded, and whoever loads it is told."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from schemas.method_parts import Group, IndicatorRule
from schemas.method_settings import UNWEIGHTED, Aggregation
from schemas.words.message import Declared, Message, message

if TYPE_CHECKING:
    from schemas.method import Method


def unused_sizes(method: "Method") -> tuple[Message, ...]:
    """Return a sentence for each part of the index whose rule of aggregation ignores the points or weights declared.

    Those of a part in which all are equal change nothing, and nothing is said of them.
    """
    return tuple(_ignored_sizes(method))


def _ignored_sizes(method: "Method") -> Iterator[Message]:
    if _is_ignored(method.aggregation, method.groups):
        yield message("method_settings.ignores-sizes")
    yield from _within(method.groups, method.aggregation)


def _within(groups: Sequence[Group], above: Aggregation) -> Iterator[Message]:
    for group in groups:
        aggregation = group.aggregation or above
        if _is_ignored(aggregation, group.parts):
            yield message("method_settings.ignores-sizes-of-group", group=Declared(group.name_vi, group.name_en))
        yield from _within(group.groups, aggregation)


def _is_ignored(aggregation: Aggregation, members: Sequence[Group | IndicatorRule]) -> bool:
    """Say whether sizes differ where they change nothing; one of 0 leaves a part out, and is not ignored."""
    return aggregation in UNWEIGHTED and len({member.size for member in members if member.size}) > 1
