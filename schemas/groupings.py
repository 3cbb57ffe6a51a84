"""The groupings of a city: by what its units are compared, and which group a unit belongs to over a period."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from schemas.city import City
from schemas.errors import DeclarationError
from schemas.peers import OF_REGISTER, PeerMembership
from schemas.register import Unit
from schemas.words.message import Declared


def groupings(city: City) -> tuple[str, ...]:
    """Return the names of the city's groupings: those of the register, then those of `peers.csv` in alphabet order."""
    return (*OF_REGISTER, *sorted({row.grouping for row in city.peers} - set(OF_REGISTER)))


def peer_groups(city: City, grouping: str, units: Sequence[Unit], first: date, last: date) -> Mapping[str, str]:
    """Return the peer group by unit_id, for those of `units` that belong to one group throughout `first` to `last`.

    A unit that changed its group within the period, or that did not exist throughout it, belongs to none. Raises
    `DeclarationError` naming the known groupings where there is no such one.

    Args:
        city: with its register and its `peers.csv`.
        grouping: the id of a grouping.
        units: those that are asked of.
        first: the first day of the period.
        last: its last day.
    """
    if grouping not in groupings(city):
        known_groupings = ", ".join(groupings(city))
        raise DeclarationError(f"{city.folder}: there is no grouping {grouping!r}; groupings: {known_groupings}")
    present_units = [unit for unit in units if unit.valid_from <= first and last <= unit.valid_to]
    if grouping in OF_REGISTER:
        return {unit.unit_id: OF_REGISTER[grouping](unit) for unit in present_units}
    rows: dict[str, list[PeerMembership]] = {unit.unit_id: [] for unit in present_units}
    for row in city.peers:
        if row.grouping == grouping and row.unit_id in rows:
            rows[row.unit_id].append(row)
    groups = {unit_id: _throughout(memberships, first, last) for unit_id, memberships in rows.items()}
    return {unit_id: group for unit_id, group in groups.items() if group is not None}


def peer_name(city: City, grouping: str, group: str) -> Declared:
    """Return the name of a group in each language; its id where `peers.csv` names it nowhere."""
    rows = (r for r in city.peers if (r.grouping, r.peer_group) == (grouping, group))
    return next((Declared(r.name_vi, r.name_en) for r in rows), Declared(group, group))


def _throughout(rows: Sequence[PeerMembership], first: date, last: date) -> str | None:
    """Return the one group of rows that do not overlap and together leave no day of the period out, or None."""
    inside = sorted(
        (row for row in rows if row.valid_from <= last and first <= row.valid_to), key=lambda row: row.valid_from
    )
    if not inside or inside[0].valid_from > first or inside[-1].valid_to < last:
        return None
    gapless = all(a.valid_to + timedelta(days=1) == b.valid_from for a, b in pairwise(inside))
    return inside[0].peer_group if gapless and len({row.peer_group for row in inside}) == 1 else None
