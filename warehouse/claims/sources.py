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
    own = text.counts.get(entity, {})
    yield Source(own, "", None)
    beside = {e: of for e, of in text.counts.items() if e != entity and e.place == entity.place}
    for other, of in beside.items():
        yield Source(of, f"{_code(other)}: ", message("claims.scope-of", unit=_unit(of), window=_window(entity, other)))
    here = {e: of for e, of in beside.items() if (e.scope, e.window) == (entity.scope, entity.window)}
    levels = [e for e in here if e.level != WHOLE and not e.is_part]
    whole = {entity: own, **here}.get(entity._replace(level=WHOLE), {})
    for others in [[level] for level in levels] + ([levels] if len(levels) > 1 else []):
        rest = _minus(whole, [here[level] for level in others])
        if rest:
            unit = [_unit(here[level]) for level in others]
            yield Source(rest, f"without {'+'.join(map(_code, others))}: ", message("claims.scope-without", units=unit))
    if entity.level == WHOLE and len(levels) > 1:
        names = set.intersection(*(set(here[level]) for level in levels)) - own.keys()
        summed = {n: [plus(*((1, here[level][n][0]) for level in levels))] for n in names}
        if summed:
            yield Source({**own, **summed}, "sum of levels: ", message("claims.scope-sum"))
    yield from _with_levels(own, [here[level] for level in levels]) if entity.level == WHOLE else ()
    for other, of in here.items():
        yield from _late_of(own, of, other)


def _with_levels(own: Counts, levels: Sequence[Counts]) -> Iterator[Source]:
    """Yield a unit together with its levels where it is meant alone, as one of them has more than it has."""
    names = set(own).intersection(*levels) if levels else set()
    if any(ends(own[n][0])[1] < ends(level[n][0])[0] for n in names for level in levels):
        summed = {n: [plus((1, own[n][0]), *((1, level[n][0]) for level in levels))] for n in names}
        words = message("claims.scope-with", units=[_unit(level) for level in levels])
        yield Source({**own, **summed}, "with its levels: ", words)


def _late_of(own: Counts, of: Counts, other: Entity) -> Iterator[Source]:
    """Return the figures of a unit with the late dossiers of one body alone, or of all but it."""
    for late in of.get("late", ()):
        scope = {"unit": _unit(of)}
        alone = {name: linear for name, linear in own.items() if name != "in_time"}
        yield Source({**alone, "late": [late]}, f"late of {_code(other)}: ", message("claims.scope-late-of", **scope))
        if "late" in own:
            left = [plus((1, own["late"][0]), (-1, late))]
            words = message("claims.scope-late-without", **scope)
            yield Source({**alone, "late": left}, f"late without {_code(other)}: ", words)
            if "resolved" in own:
                fewer = [plus((1, own["resolved"][0]), (-1, late))]
                without = {**own, "late": left, "resolved": fewer}
                yield Source(without, f"without late of {_code(other)}: ", words)


def _minus(whole: Counts, parts: Sequence[Counts]) -> Counts:
    names = set(whole).intersection(*parts)
    return {n: [plus((1, whole[n][0]), *((-1, part[n][0]) for part in parts))] for n in names}


def _code(entity: Entity) -> str:
    window = f" {entity.window[0]}..{entity.window[1]}" if entity.window else ""
    return f"{entity.level}{f' {entity.scope}' if entity.scope else ''}{window}"


def _unit(counts: Counts) -> str:
    return next((figure.unit for of in counts.values() for linear in of for _, figure in linear), "")


def _window(entity: Entity, other: Entity) -> Message:
    if other.window == entity.window:
        return message("claims.same-days")
    if other.window is None:
        return message("claims.no-days")
    return message("claims.days", first=other.window[0], last=other.window[1])
