"""What must be equal where all of it is printed: the equalities of form II.06a, over levels and over periods.

An equality holds in one of several ways, as texts call different things by one name: "received" with what was carried
over or without it. Where it does not hold, what is printed may still leave room for figures that are not.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from fractions import Fraction
from itertools import combinations
from typing import Literal, NamedTuple

from warehouse.claims.entities import WHOLE, Entity
from warehouse.claims.equalities import FAMILIES
from warehouse.claims.figures import (
    NOTHING,
    Counts,
    Figure,
    Linear,
    Text,
    Tried,
    are_exact,
    ends,
    linears,
    members,
    plus,
)
from warehouse.claims.vocabulary import counts, form_of

# Where a system is read twice, dossiers have moved on: sums that miss by less prove nothing by themselves.
_READ_TWICE = Fraction(1, 1000)

# What the whole may have besides its parts ("more"), or parts besides their whole ("less"); "" where there is nothing.
Room = str
Sign = Literal[-1, 0, 1]


class Way(NamedTuple):
    """A way in which an equality can hold. `proves`: that it does not hold says something."""

    whole: Linear
    parts: Linear
    departures: int
    proves: bool = True


class Identity(NamedTuple):
    """An equality of printed figures. `at_most`: its parts can be less than the whole, and prove nothing then."""

    name: str
    ways: Sequence[Way]
    more: Room
    less: Room
    at_most: bool = False


def identities_of(text: Text) -> list[Identity]:
    """Return the equalities of which a text prints all members."""
    entity_identities = [identity for entity_counts in text.counts.values() for identity in _of_entity(entity_counts)]
    return [*entity_identities, *_printed_twice(text), *_over_levels(text), *_over_periods(text)]


def closing(identity: Identity, tried: Tried = NOTHING) -> Way | None:
    """Return the way of the fewest departures in which an equality holds, None where it does not."""
    ways = sorted(identity.ways, key=lambda way: way.departures)
    return next((way for way in ways if sign_of(way, tried) == 0), None)


def holds(identity: Identity, tried: Tried = NOTHING) -> bool:
    """Return whether an equality holds, or what is `at_most` does."""
    if identity.at_most:
        return any(sign_of(way, tried) >= 0 for way in identity.ways)
    return closing(identity, tried) is not None


def sign_of(way: Way, tried: Tried = NOTHING) -> Sign:
    """Return 1 where the whole is more than its parts, −1 where less, 0 where they can be equal."""
    whole, parts = ends(way.whole, tried), ends(way.parts, tried)
    if whole[0] > parts[1]:
        return 1
    return -1 if whole[1] < parts[0] else 0


def room_of(identity: Identity) -> Room | None:
    """Return what leaves room for an equality that does not hold, None where nothing does.

    Only whole numbers that are printed and sure to be what they are taken for leave none.
    """
    ways = [way for way in identity.ways if way.proves]
    figures = members(*(linear for way in ways for linear in (way.whole, way.parts))).values()
    if not are_exact(figures) or _is_printed_twice(figures):
        return "span"
    signs = {sign_of(way) for way in ways}
    rooms = [room for sign, room in ((1, identity.more), (-1, identity.less)) if sign in signs and room]
    if rooms:
        return rooms[0]
    return "read-twice" if any(_is_near(way) for way in ways) else None


def members_of(identity: Identity) -> Mapping[str, Figure]:
    """Return the figures of the ways that prove something."""
    return members(*(linear for way in identity.ways if way.proves for linear in (way.whole, way.parts)))


def _is_near(way: Way) -> bool:
    whole, parts = ends(way.whole)[0], ends(way.parts)[0]
    return abs(whole - parts) <= _READ_TWICE * max(whole, parts)


def _is_printed_twice(figures: Collection[Figure]) -> bool:
    places = [(figure.entity, figure.quantity) for figure in figures]
    return len(places) > len(set(places))


def _of_entity(entity_counts: Counts) -> Iterator[Identity]:
    has_carried = False
    closed_families: set[str] = set()
    for family in (family for family in FAMILIES if family.same_as not in closed_families):
        ways = [
            *_ways(family.ways, entity_counts, 0),
            *(way._replace(proves=False) for way in _ways(family.departures, entity_counts, 1)),
        ]
        if has_carried:
            ways = [way for way in ways if not _adds_carried(way.whole)]
        if any(way.proves for way in ways) or any(sign_of(way) == 0 for way in ways):
            less = family.less and (
                "" if any(name in entity_counts for name in ("carried_over", "handled")) else family.less
            )
            identity = Identity(family.name, ways, family.more, less, family.at_most)
            has_carried = has_carried or _tells_carried(identity)
            closed_families |= {family.name} if closing(identity) else set()
            yield identity


def _tells_carried(identity: Identity) -> bool:
    """Whether an equality shows that what is called received has what was carried over in it already."""
    way = closing(identity)
    if way is None or identity.at_most:
        return False
    names = {figure.quantity for _, figure in way.parts}
    return [figure.quantity for _, figure in way.whole] == ["received"] and "carried_over" in names


def _adds_carried(whole: Linear) -> bool:
    return {"received", "carried_over"} <= {figure.quantity for _, figure in whole}


def _ways(pairs: Sequence[tuple[str, str]], entity_counts: Counts, departures: int) -> list[Way]:
    return [
        Way(whole, parts, departures)
        for whole_form, parts_form in pairs
        for whole in linears(form_of(whole_form), entity_counts)
        for parts in linears(form_of(parts_form), entity_counts)
    ]


def _printed_twice(text: Text) -> Iterator[Identity]:
    """Return that a count which is printed twice is one: what a text calls by one name may be two things."""
    for entity_counts in text.counts.values():
        for count_linears in entity_counts.values():
            for one, other in combinations(count_linears, 2):
                yield Identity("printed-twice", [Way(one, other, 0)], "span", "span")


def _over_levels(text: Text) -> Iterator[Identity]:
    """Return sums over levels: bodies that are no level may have the rest; one level is at most the whole."""
    for entity, entity_counts in text.counts.items():
        if entity.level != WHOLE:
            continue
        levels = [
            level
            for level in text.counts
            if level != entity and level._replace(level=WHOLE) == entity and not level.is_part
        ]
        for name, wholes in entity_counts.items():
            printing_levels = [level for level in levels if name in text.counts[level]]
            parts = [text.counts[level][name][0] for level in _disjoint_levels(printing_levels)]
            ways = [Way(whole, plus(*((1, part) for part in parts)), 0) for whole in wholes]
            if len(parts) > 1:
                # A level that is more than the whole shows that the name is not that of the whole.
                is_whole = all(ends(part)[0] <= ends(whole)[1] for part in parts for whole in wholes)
                yield Identity("levels", ways, "level", "" if is_whole else "own-body")
            for level in printing_levels:
                level_ways = [Way(whole, part, 0) for whole in wholes for part in text.counts[level][name]]
                yield Identity("within-level", level_ways, "", "own-body", at_most=True)


def _disjoint_levels(levels: Sequence[Entity]) -> Sequence[Entity]:
    """Return the levels if no two of them share one (districts and communes, beside communes), else none."""
    names = [set(level.level.split("+")) for level in levels]
    return [] if any(a & b for a, b in combinations(names, 2)) else levels


def _over_periods(text: Text) -> Iterator[Identity]:
    """Return what is carried over, which was in progress before; months, which are at most what they are part of."""
    for entity, entity_counts in text.counts.items():
        for other_entity, other_counts in text.counts.items():
            if (
                entity == other_entity
                or entity._replace(window=other_entity.window) != other_entity
                or not entity.window
                or not other_entity.window
            ):
                continue
            if (
                entity.window[1] + timedelta(days=1) == other_entity.window[0]
                and "open" in entity_counts
                and "carried_over" in other_counts
            ):
                ways = [Way(whole, part, 0) for whole in other_counts["carried_over"] for part in entity_counts["open"]]
                yield Identity("carried-from-before", ways, "period", "period")
            if other_entity.window[0] <= entity.window[0] and entity.window[1] <= other_entity.window[1]:
                for name in entity_counts.keys() & other_counts.keys():
                    if not counts()[name].is_stock and name not in ("received", "handled", "volume"):
                        ways = [Way(whole, part, 0) for whole in other_counts[name] for part in entity_counts[name]]
                        yield Identity("within-period", ways, "", "", at_most=True)
