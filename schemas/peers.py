"""Rows of `peers.csv`: which units are fairly compared with each other, beside those that the register says.

Every city has the groupings "kind" and "level", which are columns of its register. Others, such as urban and rural, are
rows of `peers.csv`: a unit belongs to a group between two days. Rows of "kind" and "level" name a group and no unit.
"""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from pydantic import Field, model_validator

from schemas.errors import DeclarationError
from schemas.register import Register, Unit
from schemas.strict import Declaration, parse
from schemas.time_values import FirstDay, LastDay
from schemas.words.text import nearest

OF_REGISTER: Mapping[str, Callable[[Unit], str]] = {"kind": lambda unit: unit.kind, "level": lambda unit: unit.level}


class PeerMembership(Declaration):
    """One row: the unit belongs to the peer group from `valid_from` to `valid_to`, an empty day being no limit.

    The register itself says who belongs to a group of "kind" or "level": such a row has no unit, and gives the name.
    """

    grouping: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    peer_group: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name_vi: str = Field(min_length=1)
    name_en: str = Field(min_length=1)
    unit_id: str
    valid_from: FirstDay = date.min
    valid_to: LastDay = date.max

    @model_validator(mode="after")
    def _holds_together(self) -> "PeerMembership":
        if self.grouping in OF_REGISTER and (self.unit_id or (self.valid_from, self.valid_to) != (date.min, date.max)):
            raise ValueError(f"the register says which units are of a {self.grouping}: no unit_id and no days here")
        if self.grouping not in OF_REGISTER and not self.unit_id:
            raise ValueError(f"a membership of grouping {self.grouping} needs a unit_id")
        if self.valid_to < self.valid_from:
            raise ValueError(f"valid_to {self.valid_to} is before valid_from {self.valid_from}")
        return self


def load_peers(path: Path, register: Register) -> tuple[PeerMembership, ...]:
    """Return the rows of a CSV file (UTF-8); raise `DeclarationError` naming the file and the line of a fault.

    Refused: units and kinds that the register does not have, a unit in two groups of a grouping at the same time, and
    a group with two names.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, restkey="(cell without a heading)")
        try:
            records = [(f"{path}:{reader.line_num}", dict(row)) for row in reader]
        except UnicodeDecodeError as error:
            raise DeclarationError(f"{path}: not in UTF-8: {error}") from None
    rows = [(location, parse(PeerMembership, row, location)) for location, row in records]
    for location, row in rows:
        _refuse_unknown(location, row, register)
    _refuse_overlaps(rows)
    _refuse_two_names(rows)
    return tuple(row for _, row in rows)


_LocatedRow = tuple[str, PeerMembership]


def _refuse_unknown(location: str, row: PeerMembership, register: Register) -> None:
    if (value := OF_REGISTER.get(row.grouping)) is not None:
        kind, written_name, names = row.grouping, row.peer_group, sorted({value(unit) for unit in register.units})
    else:
        kind, written_name, names = "unit", row.unit_id, list(register.by_id)
    if written_name not in names:
        close = nearest(written_name, names)
        hint = f"; did you mean {' or '.join(close)}?" if close else ""
        raise DeclarationError(f"{location}: the register has no {kind} {written_name!r}{hint}")


def _refuse_overlaps(rows: Sequence[_LocatedRow]) -> None:
    for a, b in _neighbours(rows):
        (earlier_location, earlier), (later_location, later) = a, b
        if later.valid_from <= earlier.valid_to:
            raise DeclarationError(
                f"{later_location}: {later.unit_id} is in {earlier.peer_group} ({earlier_location}) and in "
                f"{later.peer_group} of grouping {later.grouping} at the same time"
            )


def _neighbours(rows: Sequence[_LocatedRow]) -> Iterator[tuple[_LocatedRow, _LocatedRow]]:
    """Yield the memberships of each unit in each grouping that follow each other in time."""
    unit_rows = sorted((r for r in rows if r[1].unit_id), key=lambda r: (r[1].grouping, r[1].unit_id, r[1].valid_from))
    for a, b in pairwise(unit_rows):
        if (a[1].grouping, a[1].unit_id) == (b[1].grouping, b[1].unit_id):
            yield a, b


def _refuse_two_names(rows: Sequence[_LocatedRow]) -> None:
    first_rows: dict[tuple[str, str], tuple[str, PeerMembership]] = {}
    for location, row in rows:
        first_location, first = first_rows.setdefault((row.grouping, row.peer_group), (location, row))
        if (row.name_vi, row.name_en) != (first.name_vi, first.name_en):
            raise DeclarationError(
                f"{location}: {row.grouping} {row.peer_group} is called {row.name_vi!r} / {row.name_en!r} here and "
                f"{first.name_vi!r} / {first.name_en!r} at {first_location}"
            )
