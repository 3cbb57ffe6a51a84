"""The life of a published ranking as it is recorded: an edition, an entry of the audit log, and their names."""

import re
from typing import Literal

from pydantic import AwareDatetime

from schemas.errors import BilingualError
from schemas.strict import Declaration

State = Literal["draft", "in_review", "approved", "published", "superseded", "withdrawn"]
Action = Literal[
    "submit", "return", "fall_back", "approve", "schedule", "publish", "supersede", "withdraw", "refuse", "bind"
]
NO_EDITION = ("", 0)  # series and version of an entry about no edition
Details = dict[str, str | int | bool | None]

_SERIES = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9-]*")
_NAME = re.compile(r"[a-zA-Z0-9_][a-zA-Z0-9._+-]*")
_VERSION = re.compile(r"v[0-9]+", re.IGNORECASE)


class EditionRefused(BilingualError):
    """What was asked cannot be done with the edition; `code` says why, the messages say it to people.

    Where it matters who tried, the attempt is in the audit log.
    """


class AuditEntry(Declaration):
    """One step in the life of an edition, or one attempt that was refused; written once, chained to the one before.

    `hash` is that of everything else in the entry, `previous` the hash of the entry before, so that no entry can be
    changed, left out or moved without breaking the chain after it. An entry that is about no edition ("bind") has those
    of `NO_EDITION`.
    """

    number: int
    at: AwareDatetime
    actor: str
    action: Action
    series: str
    version: int
    content_hash: str
    details: Details
    previous: str
    hash: str


class Edition(Declaration):
    """An edition as the audit log makes it: its state, who did what when, and the hash of what it publishes.

    The titles name the method; `reason` says why there is another version.
    """

    series: str
    version: int
    state: State
    content_hash: str
    period: str
    title_vi: str
    title_en: str
    snapshot: str
    method_version: str
    synthetic: bool
    reason: str
    submitted_by: str
    submitted_at: AwareDatetime
    approved_by: str | None = None
    approved_at: AwareDatetime | None = None
    scheduled_by: str | None = None
    release_at: AwareDatetime | None = None
    published_by: str | None = None
    published_at: AwareDatetime | None = None
    superseded_by: int | None = None
    withdrawn_by: str | None = None
    withdrawn_at: AwareDatetime | None = None
    withdrawn_reason: str | None = None

    @property
    def name(self) -> str:
        """How people and commands call it: "2022-qd766 v1"."""
        return f"{self.series} v{self.version}"

    @property
    def method(self) -> str:
        """The id of its method: what its series says beside the period."""
        return self.series.removeprefix(series_of(self.period, ""))

    @property
    def was_public(self) -> bool:
        """Whether it is, or once was, published."""
        return self.state in ("published", "superseded", "withdrawn")


def series_of(period: str, method: str) -> str:
    """Return which ranking a period and a method make, whatever its version: "2022-qd766"; ValueError if unsafe."""
    return checked_series(f"{period.replace('..', '-to-')}-{method}")


def checked_series(series: str) -> str:
    """Return the series; raise ValueError where it is no plain name of a folder."""
    if not _SERIES.fullmatch(series):
        raise ValueError(f"{series!r} is not the name of a ranking such as 2022-qd766")
    return series


def checked_path(path: str) -> str:
    """Return the relative path of a file of a site; raise ValueError where it could leave its folder or hide in it.

    Its parts are plain ASCII names; the first one is not that of a version (`v1`), which the published tree uses.
    """
    parts = path.split("/")
    if not all(_NAME.fullmatch(name) for name in parts) or _VERSION.fullmatch(parts[0]):
        raise ValueError(f"{path!r} is not a plain relative path of a site")
    return path
