"""What every step of one run shares."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from schemas.city import City
from warehouse.stages import StageKey, stage_keys
from warehouse.store import Home


@dataclass(frozen=True)
class Limits:
    """What a reading child may use: how many at once, seconds for a file, bytes of memory."""

    workers: int = 2
    seconds: float = 600
    memory_bytes: int = 4 << 30


@dataclass(frozen=True)
class Run:
    """Where things are kept, whose rules hold, and for which day.

    `ranked` holds each `ranking.draft.Draft` that the run has computed already, by the ids of snapshot, period and
    method.
    """

    home: Home
    city: City
    business_date: date
    # Named by its type, a draft would make every stage that is handed a run depend on the code of the ranking.
    ranked: dict[tuple[str, str, str], Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def keys(self) -> Mapping[str, StageKey]:
        """The key of each stage's code (`warehouse.stages`)."""
        return stage_keys(self.home.cache / "code.json")
