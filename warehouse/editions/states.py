"""The states of an edition: which step leads where, and the editions as the audit log makes them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from schemas.edition import Action, AuditEntry, Edition, State

Key = tuple[str, int]  # series and version

# Whatever is not in this table cannot happen. None: there is no such edition yet. "supersede" is what the publication
# of a later version does to the one that stands published; every other step has an entry of its own in the log.
TRANSITIONS: Mapping[tuple[State | None, Action], State] = {
    (None, "submit"): "in_review",
    ("draft", "submit"): "in_review",
    ("in_review", "submit"): "in_review",
    ("approved", "submit"): "in_review",
    ("in_review", "return"): "draft",
    ("approved", "return"): "draft",
    ("in_review", "fall_back"): "draft",
    ("approved", "fall_back"): "draft",
    ("in_review", "approve"): "approved",
    ("approved", "schedule"): "approved",
    ("approved", "publish"): "published",
    ("published", "supersede"): "superseded",
    ("published", "withdraw"): "withdrawn",
    ("superseded", "withdraw"): "withdrawn",
}
_VOID = {"approved_by": None, "approved_at": None, "scheduled_by": None, "release_at": None}


def possible_steps(state: State | None) -> tuple[Action, ...]:
    """Return the steps that can follow a state."""
    return tuple(action for state_before, action in TRANSITIONS if state_before == state)


def editions_of(entries: Iterable[AuditEntry]) -> dict[Key, Edition]:
    """Return the editions that the entries make, in the order in which they were first submitted."""
    editions: dict[Key, Edition] = {}
    for entry in entries:
        editions = editions_after(editions, entry)
    return editions


def editions_after(editions: Mapping[Key, Edition], entry: AuditEntry) -> dict[Key, Edition]:
    """Return the editions after one more entry; raise ValueError where the state does not allow the step."""
    if entry.action in ("refuse", "bind"):
        return dict(editions)
    key = (entry.series, entry.version)
    edition_before = editions.get(key)
    state = _next_state(edition_before, entry.action)
    changes = {"state": state, **_EFFECTS[entry.action](entry)}
    edition = Edition(**changes) if edition_before is None else edition_before.model_copy(update=changes)
    return {**editions, key: edition, **_superseded(editions, entry)}


def _next_state(edition: Edition | None, action: Action) -> State:
    state = None if edition is None else edition.state
    if (state, action) not in TRANSITIONS:
        raise ValueError(f"an edition that is {state or 'not there'} cannot go through {action!r}")
    return TRANSITIONS[state, action]


def _superseded(editions: Mapping[Key, Edition], entry: AuditEntry) -> dict[Key, Edition]:
    """Return the edition that stood published until the entry published another of its series."""
    if entry.action != "publish" or (standing := standing_edition(editions, entry.series)) is None:
        return {}
    changes = {"state": _next_state(standing, "supersede"), "superseded_by": entry.version}
    return {(standing.series, standing.version): standing.model_copy(update=changes)}


def versions(editions: Mapping[Key, Edition], series: str) -> list[Edition]:
    """Return the versions of a series, the first one first."""
    return sorted(
        (edition for edition in editions.values() if edition.series == series), key=lambda edition: edition.version
    )


def standing_edition(editions: Mapping[Key, Edition], series: str) -> Edition | None:
    """Return the edition of a series that is published and neither superseded nor withdrawn."""
    return next((edition for edition in versions(editions, series) if edition.state == "published"), None)


def published_before(editions: Mapping[Key, Edition], series: str, version: int) -> list[Edition]:
    """Return the published versions of a series before a version, without those withdrawn: their figures are gone."""
    series_versions = versions(editions, series)
    return [
        edition
        for edition in series_versions
        if edition.version < version and edition.state in ("published", "superseded")
    ]


def next_version(editions: Mapping[Key, Edition], series: str) -> int:
    """Return the version that new content is of: the one not public yet, or else the one after the last."""
    series_versions = versions(editions, series)
    if not series_versions:
        return 1
    return series_versions[-1].version + (1 if series_versions[-1].was_public else 0)


def _submitted(entry: AuditEntry) -> dict[str, Any]:
    return {
        **entry.details,
        "series": entry.series,
        "version": entry.version,
        "content_hash": entry.content_hash,
        "submitted_by": entry.actor,
        "submitted_at": entry.at,
        **_VOID,
    }


_EFFECTS: Mapping[Action, Callable[[AuditEntry], dict[str, Any]]] = {
    "submit": _submitted,
    "return": lambda _: _VOID,
    "fall_back": lambda _: _VOID,
    "approve": lambda entry: {"approved_by": entry.actor, "approved_at": entry.at},
    "schedule": lambda entry: {
        "scheduled_by": entry.actor,
        "release_at": datetime.fromisoformat(str(entry.details["release_at"])),
    },
    "publish": lambda entry: {"published_by": entry.actor, "published_at": entry.at},
    "withdraw": lambda entry: {
        "withdrawn_by": entry.actor,
        "withdrawn_at": entry.at,
        "withdrawn_reason": entry.details["reason"],
    },
}
