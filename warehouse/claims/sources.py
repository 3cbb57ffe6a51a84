"""Whose figures a rate can be of: its own unit, level and days first, then those that stand beside them in the text."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schemas.words.message import Message, message
from warehouse.claims.entities import WHOLE, Entity
from warehouse.claims.figures import Counts, Text, ends, plus


class Source(NamedTuple):
    """Counts that a rate can be of; `scope` says whose, None for its own unit, level and days."""

    counts: Counts
    code: str
    scope: Message | None


def sources_of(text: Text, entity: Entity) -> Iterator[Source]:
    """Return the counts that a rate of an entity can be of, its own first.

    Beside them: other levels, bodies and days of its place; what is left of the whole by subtraction; the sum of
    levels where the whole is not printed; and the late dossiers of one body alone, or of all but it.
    """
    own_counts = text.counts.get(entity, {})
    yield Source(own_counts, "", None)
    counts_beside = {
        other_entity: entity_counts
        for other_entity, entity_counts in text.counts.items()
        if other_entity != entity and other_entity.place == entity.place
    }
    for other_entity, entity_counts in counts_beside.items():
        yield Source(
            entity_counts,
            f"{_code(other_entity)}: ",
            message("claims.scope-of", unit=_unit(entity_counts), window=_window(entity, other_entity)),
        )
    counts_here = {
        other_entity: entity_counts
        for other_entity, entity_counts in counts_beside.items()
        if (other_entity.scope, other_entity.window) == (entity.scope, entity.window)
    }
    levels = [other_entity for other_entity in counts_here if other_entity.level != WHOLE and not other_entity.is_part]
    whole_counts = {entity: own_counts, **counts_here}.get(entity._replace(level=WHOLE), {})
    for subtracted_levels in [[level] for level in levels] + ([levels] if len(levels) > 1 else []):
        remaining_counts = _minus(whole_counts, [counts_here[level] for level in subtracted_levels])
        if remaining_counts:
            unit_names = [_unit(counts_here[level]) for level in subtracted_levels]
            yield Source(
                remaining_counts,
                f"without {'+'.join(map(_code, subtracted_levels))}: ",
                message("claims.scope-without", units=unit_names),
            )
    if entity.level == WHOLE and len(levels) > 1:
        names = set.intersection(*(set(counts_here[level]) for level in levels)) - own_counts.keys()
        level_sums = {n: [plus(*((1, counts_here[level][n][0]) for level in levels))] for n in names}
        if level_sums:
            yield Source({**own_counts, **level_sums}, "sum of levels: ", message("claims.scope-sum"))
    yield from _with_levels(own_counts, [counts_here[level] for level in levels]) if entity.level == WHOLE else ()
    for other_entity, entity_counts in counts_here.items():
        yield from _late_of(own_counts, entity_counts, other_entity)


def _with_levels(own_counts: Counts, level_counts: Sequence[Counts]) -> Iterator[Source]:
    """Yield a unit together with its levels where it is meant alone, as one of them has more than it has."""
    names = set(own_counts).intersection(*level_counts) if level_counts else set()
    if any(ends(own_counts[n][0])[1] < ends(counts[n][0])[0] for n in names for counts in level_counts):
        sums = {n: [plus((1, own_counts[n][0]), *((1, counts[n][0]) for counts in level_counts))] for n in names}
        words = message("claims.scope-with", units=[_unit(counts) for counts in level_counts])
        yield Source({**own_counts, **sums}, "with its levels: ", words)


def _late_of(own_counts: Counts, other_counts: Counts, other_entity: Entity) -> Iterator[Source]:
    """Return the figures of a unit with the late dossiers of one body alone, or of all but it."""
    for late in other_counts.get("late", ()):
        scope = {"unit": _unit(other_counts)}
        without_in_time = {name: linear for name, linear in own_counts.items() if name != "in_time"}
        yield Source(
            {**without_in_time, "late": [late]},
            f"late of {_code(other_entity)}: ",
            message("claims.scope-late-of", **scope),
        )
        if "late" in own_counts:
            remaining_late = [plus((1, own_counts["late"][0]), (-1, late))]
            words = message("claims.scope-late-without", **scope)
            yield Source({**without_in_time, "late": remaining_late}, f"late without {_code(other_entity)}: ", words)
            if "resolved" in own_counts:
                remaining_resolved = [plus((1, own_counts["resolved"][0]), (-1, late))]
                remaining_counts = {**own_counts, "late": remaining_late, "resolved": remaining_resolved}
                yield Source(remaining_counts, f"without late of {_code(other_entity)}: ", words)


def _minus(whole_counts: Counts, part_counts: Sequence[Counts]) -> Counts:
    names = set(whole_counts).intersection(*part_counts)
    return {n: [plus((1, whole_counts[n][0]), *((-1, part[n][0]) for part in part_counts))] for n in names}


def _code(entity: Entity) -> str:
    window = f" {entity.window[0]}..{entity.window[1]}" if entity.window else ""
    return f"{entity.level}{f' {entity.scope}' if entity.scope else ''}{window}"


def _unit(counts: Counts) -> str:
    return next((figure.unit for linears in counts.values() for linear in linears for _, figure in linear), "")


def _window(entity: Entity, other_entity: Entity) -> Message:
    if other_entity.window == entity.window:
        return message("claims.same-days")
    if other_entity.window is None:
        return message("claims.no-days")
    return message("claims.days", first=other_entity.window[0], last=other_entity.window[1])
