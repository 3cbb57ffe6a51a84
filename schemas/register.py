"""The register of reporting units: effective-dated rows, and the many ways in which people write their names."""

import csv
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator

from schemas.errors import DeclarationError
from schemas.hashing import short_hash
from schemas.strict import Declaration, parse
from schemas.time_values import FirstDay, LastDay
from schemas.words.text import bare_key, name_key, nearest

Cadence = Literal["daily", "weekly", "monthly", "none"]
CITY = "_city"  # stands for the city as a whole where a unit is asked for: folders, submissions of city tables


class Unit(Declaration):
    """One reporting unit for as long as it exists.

    `unit_id` is opaque and permanent; `code` is the statistical code, which is reused over time and never a key.
    """

    unit_id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    code: str
    name_vi: str
    name_en: str
    level: str
    kind: str
    valid_from: FirstDay = date.min
    valid_to: LastDay = date.max
    successors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    cadence: Cadence = "none"

    @field_validator("successors", "aliases", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(item.strip() for item in value.split("|") if item.strip()) if isinstance(value, str) else value

    def valid_on(self, day: date) -> bool:
        """Say whether the unit exists on `day`."""
        return self.valid_from <= day <= self.valid_to


class Register:
    """The units of a city. A name or alias must mean one unit at any time; two that clash are refused."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units: tuple[Unit, ...] = tuple(sorted(units, key=lambda u: u.unit_id))
        ids = [u.unit_id for u in self.units]
        if repeated_ids := {i for i in ids if ids.count(i) > 1}:
            raise DeclarationError(f"register: unit_id used twice: {', '.join(sorted(repeated_ids))}")
        for unit in self.units:
            if unknown_successors := [s for s in unit.successors if s not in ids]:
                raise DeclarationError(
                    f"register: {unit.unit_id}: unknown successor(s) {', '.join(unknown_successors)}"
                )
        self._refuse_clashes()

    @cached_property
    def by_id(self) -> Mapping[str, Unit]:
        """The units by `unit_id`."""
        return {u.unit_id: u for u in self.units}

    @cached_property
    def spellings(self) -> Mapping[str, tuple[str, ...]]:
        """Name key -> the units it may mean (more than one only where they never exist at the same time)."""
        return self._index(name_key)

    @cached_property
    def bare_spellings(self) -> Mapping[str, tuple[str, ...]]:
        """Name key without marks -> the units it may mean."""
        return self._index(bare_key)

    @cached_property
    def fingerprint(self) -> str:
        """A short hash of how names are understood, and when units exist: a change is a reason to read a file again."""
        names = {name: list(ids) for name, ids in sorted(self.spellings.items())}
        return short_hash([names, [(u.unit_id, str(u.valid_from), str(u.valid_to)) for u in self.units]])

    def resolve(self, name_or_id: str, day: date | None = None) -> Unit | None:
        """Return the one unit that `name_or_id` names, on a day if one is given; None where it names none or several.

        Marks decide where they are written; a name without marks is understood where only one unit can be meant.
        """
        if name_or_id in self.by_id and (day is None or self.by_id[name_or_id].valid_on(day)):
            return self.by_id[name_or_id]
        for ids in (self.spellings.get(name_key(name_or_id), ()), self.bare_spellings.get(bare_key(name_or_id), ())):
            candidates = [self.by_id[i] for i in ids if day is None or self.by_id[i].valid_on(day)]
            if candidates:
                return candidates[0] if len(candidates) == 1 else None
        return None

    def suggest(self, name: str) -> list[str]:
        """Return names of units that resemble `name`."""
        return nearest(name, [u.name_vi for u in self.units])

    def _index(self, key: Callable[[str], str]) -> Mapping[str, tuple[str, ...]]:
        units_by_key: dict[str, list[str]] = {}
        for unit in self.units:
            for name in {key(n) for n in (unit.name_vi, *unit.aliases)}:
                units_by_key.setdefault(name, []).append(unit.unit_id)
        return {name: tuple(ids) for name, ids in units_by_key.items()}

    def _refuse_clashes(self) -> None:
        for name, ids in self.spellings.items():
            units = sorted((self.by_id[i] for i in ids), key=lambda u: u.valid_from)
            for a, b in pairwise(units):
                if b.valid_from <= a.valid_to:
                    raise DeclarationError(f"register: {name!r} may mean {a.unit_id} or {b.unit_id} at the same time")


def load_register(path: Path) -> Register:
    """Return the register in a CSV file (UTF-8; lists separated by "|"); raise `DeclarationError` naming the line."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [parse(Unit, dict(row), f"{path}:{line}") for line, row in enumerate(csv.DictReader(file), start=2)]
    return Register(rows)
