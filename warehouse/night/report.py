"""What happened in a night: what became of every file and unit, and whether a person should look."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from warehouse.inbox.fetch.result import FetchResult

OutcomeStatus = Literal[
    "accepted",
    "accepted_with_rejections",
    "rejected",
    "failed",
    "already_loaded",
    "left_alone",
    "missing",
    "not_expected",
]
NEED_A_PERSON: tuple[OutcomeStatus, ...] = ("failed", "rejected", "missing")  # the most serious first


def needs_a_person(statuses: Iterable[str]) -> bool:
    """Say whether a person should look at what became of files and units: something was rejected, failed or missing.

    A file of which some rows were rejected is taken in; its sender is told of them.
    """
    return not set(NEED_A_PERSON).isdisjoint(statuses)


@dataclass(frozen=True)
class Outcome:
    """What became of one submission, one file left alone, or one unit that sent nothing.

    `file_name` is the alias of its submission, or, where there is none, the shape of the name that it was sent under.
    `layout` counts rows that are no records, `warnings` what its sender should look at (table `warnings`).
    `is_read_again`: the file had been read before, with other declarations or by an earlier version of our code.
    """

    unit_id: str
    status: OutcomeStatus
    file_name: str = ""
    table: str = ""
    submission_id: str = ""
    rows_in: int = 0
    accepted: int = 0
    rejected: int = 0
    duplicate: int = 0
    layout: int = 0
    warnings: int = 0
    reason: str = ""
    message_vi: str = ""
    message_en: str = ""
    is_read_again: bool = False


@dataclass(frozen=True)
class Released:
    """An edition whose embargo ended in the night: it became public, or was refused, and why."""

    series: str
    version: int
    is_public: bool
    message_vi: str = ""
    message_en: str = ""


@dataclass(frozen=True)
class Report:
    """What happened in one run. `needs_attention`: a person should look before the figures are used."""

    business_date: date
    snapshot: Path
    outcomes: tuple[Outcome, ...]
    draft: Path | None = None
    docs: Path | None = None
    outbox: Path | None = None
    released: tuple[Released, ...] = ()
    fetched: tuple[FetchResult, ...] = ()

    @property
    def needs_attention(self) -> bool:
        """Whether something was rejected, failed, missing or not fetched, or an edition could not be released."""
        is_wrong = needs_a_person(outcome.status for outcome in self.outcomes)
        is_unfetched = any(result.needs_attention for result in self.fetched)
        return is_wrong or is_unfetched or not all(edition.is_public for edition in self.released)

    @property
    def late(self) -> frozenset[str]:
        """The units that sent nothing although their cadence asks for it."""
        return frozenset(o.unit_id for o in self.outcomes if o.status == "missing")

    def count(self, status: OutcomeStatus) -> int:
        """Return how many outcomes have the status."""
        return sum(o.status == status for o in self.outcomes)

    def as_json(self) -> dict[str, object]:
        """Return the report as plain data."""
        return {
            "business_date": self.business_date.isoformat(),
            "snapshot": self.snapshot.name,
            "draft": self.draft and str(self.draft),
            "docs": self.docs and str(self.docs),
            "outbox": self.outbox and str(self.outbox),
            "needs_attention": self.needs_attention,
            "released": [asdict(edition) for edition in self.released],
            "fetched": [result.as_json() for result in self.fetched],
            "outcomes": [asdict(o) for o in self.outcomes],
        }
