"""What every step of one run shares."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from schemas.city import City
from warehouse.stages import StageKey, stage_keys
from warehouse.store import Home

if TYPE_CHECKING:
    from warehouse.ranking.draft import Draft


@dataclass(frozen=True)
class Limits:
    """What a reading child may use: how many at once, seconds for a file, bytes of memory."""

    workers: int = 2
    seconds: float = 600
    memory_bytes: int = 4 << 30


@dataclass(frozen=True)
class Run:
    """Where things are kept, whose rules hold, and for which day.

    `ranked` holds the drafts that the run has computed already, by snapshot, period and method (their ids).
    """

    home: Home
    city: City
    business_date: date
    ranked: dict[tuple[str, str, str], "Draft"] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def keys(self) -> Mapping[str, StageKey]:
        """The key of each stage's code (`warehouse.stages`)."""
        return stage_keys(self.home.cache / "code.json")
