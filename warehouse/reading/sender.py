"""Who sent a file that none of its own sources reads: what is needed to say which of the city's sources it resembles.

Plain values alone: every process that has files read imports this.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.source import Source


@dataclass(frozen=True)
class Sender:
    """The unit that sent a file: its name and id, and the city's `other_sources`, which it does not use."""

    name: str
    unit_id: str
    other_sources: Sequence[Source]
