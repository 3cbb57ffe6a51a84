"""Alerts about editions that wait for a person: to be approved, to be published, or to be looked at."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from schemas.edition import Edition
from schemas.words.message import message
from warehouse.editions.log import Book
from warehouse.watch.alert import Alert, alert


def edition_alerts(book: Book, now: datetime, typed: Mapping[str, str]) -> Iterator[Alert]:
    """Yield the editions that are due, by the step that they wait for.

    They are to be approved; approved, and to be published; past the end of their embargo and still not public; or back
    to a draft because their content was found changed. One that is held back until a moment to come is not due.
    """
    for edition in book.editions.values():
        if (step := _step_due(book, edition, now)) is not None:
            subject = f"{edition.name} {step} {edition.content_hash[:10]}"
            names = {"edition": edition.name, "series": edition.series}
            series_facts = {"period": edition.period, "method": edition.method}
            why = message(f"alerts.edition-{step}", **names)
            yield alert("edition-due", subject, typed, **names, **series_facts, step=step, why=why)


def _step_due(book: Book, edition: Edition, now: datetime) -> str | None:
    """Return the step that an edition waits for, or None."""
    if edition.state == "in_review":
        return "approve"
    if edition.state == "draft":
        edition_entries = (e for e in reversed(book.log) if (e.series, e.version) == (edition.series, edition.version))
        last_action = next((entry.action for entry in edition_entries if entry.action != "refuse"), None)
        return "submit" if last_action == "fall_back" else None
    if edition.state != "approved":
        return None
    if edition.release_at is None:
        return "publish"
    return "release" if edition.release_at <= now else None
