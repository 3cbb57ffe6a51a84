"""The life of an edition: submitted, approved by somebody else on the very same bytes, published, replaced, withdrawn.

Every step, and every attempt by somebody who may not take it, is in the audit log. An `Act` says who acts and when.
"""

from dataclasses import dataclass
from datetime import datetime

from schemas.edition import Action, AuditEntry, Details, Edition, EditionRefused
from schemas.words.message import message
from warehouse import store
from warehouse.editions.checks import (
    check_policy,
    check_reason,
    check_role,
    check_unchanged,
    ready_edition,
    refusal_kept,
)
from warehouse.editions.content import Content, check_site, disclosure_fault, method_fault, new_record, submit_details
from warehouse.editions.embargo import check_moment
from warehouse.editions.hashes import hash_refusal
from warehouse.editions.log import NO_DETAILS, Act, Book, held_book, keep, read_book, with_entry
from warehouse.editions.states import Key, next_version
from warehouse.editions.tree import public_files, tree_number
from warehouse.editions.withstood import check_withstands


@dataclass(frozen=True)
class Release:
    """An edition whose embargo has ended: published, or refused."""

    edition: Edition
    refused: EditionRefused | None = None


def submit(act: Act, content: Content, reason: str = "") -> Edition:
    """Submit content for review and return its edition, in the state in_review.

    It is of the version that is not public yet, whose approval is then void, or else of the next one, which needs a
    `reason`. Raises `EditionRefused`.
    """
    with held_book(act.home) as book:
        series = content.series
        version = next_version(book.editions, series)
        check_role(act, book, ("submit",), "submit", (series, version))
        if version > 1 and not reason.strip():
            raise EditionRefused(
                "no_reason", message("edition_refusals.no-reason-again", edition=f"{series} v{version}")
            )
        check_site(content.files)
        for code, fault in (("other_method", method_fault), ("other_disclosure", disclosure_fault)):
            if (difference := fault(act.city, content.ranking)) is not None:
                raise refusal_kept(act, book, (series, version), "submit", code, difference)
        record = new_record(act.home, act.city, version, content, reason.strip())
        content_hash = store.keep_content(act.home, series, version, content.files, record.as_text())
        return _step(act, book, "submit", (series, version), content_hash, submit_details(record))


def return_to_draft(act: Act, series: str, version: int, reason: str) -> Edition:
    """Give an edition that is not public back to who works on it: an approval is void, an embargo is off.

    Args:
        act: who gives it back, and when.
        series: the ranking, "2022-qd766".
        version: the version that is given back.
        reason: why; a text that is not empty.
    """
    with held_book(act.home) as book:
        edition = ready_edition(act, book, ("approve", "submit"), "return", (series, version))
        check_reason(edition, reason)
        return _step(act, book, "return", (series, version), edition.content_hash, {"reason": reason.strip()})


def approve(act: Act, series: str, version: int, content_hash: str) -> Edition:
    """Approve the content that the hash names; only somebody else than who submitted it can.

    Args:
        act: who approves, and when.
        series: the ranking, "2022-qd766".
        version: the version that is approved.
        content_hash: the hash of the content that was looked at, or at least its first ten digits.
    """
    with held_book(act.home) as book:
        edition = ready_edition(act, book, ("approve",), "approve", (series, version))
        if act.who == edition.submitted_by:
            because = message("edition_refusals.own-submission", edition=edition.name, user=act.who)
            raise refusal_kept(act, book, (series, version), "approve", "own_submission", because)
        if (refusal := hash_refusal(book, edition, content_hash, act.city.about.zone)) is not None:
            if refusal[0] == "other_content":
                raise refusal_kept(act, book, (series, version), "approve", *refusal)
            raise EditionRefused(*refusal)
        check_unchanged(act, book, edition)
        check_withstands(act, book, edition)
        return _step(act, book, "approve", (series, version), edition.content_hash)


def publish(
    act: Act, series: str, version: int, release_at: datetime | None = None, *, lifts_embargo: bool = False
) -> Edition:
    """Publish an approved edition now, or hold it back until a moment to come (see `release_due`).

    Args:
        act: who publishes, and when.
        series: the ranking, "2022-qd766".
        version: the version that is published.
        release_at: the moment, with a zone, before which it is not public; None: now.
        lifts_embargo: whether it becomes public now although it was to be held back until later.
    """
    if release_at is not None and release_at.tzinfo is None:
        raise ValueError(f"{release_at} has no time zone: an embargo ends at a moment without doubt")
    with held_book(act.home) as book:
        action: Action = "publish" if release_at is None else "schedule"
        edition = ready_edition(act, book, ("publish",), action, (series, version))
        check_moment(edition, release_at, act.at, lifts_embargo, act.city.about.zone)
        check_unchanged(act, book, edition)
        if release_at is not None:
            details: Details = {"release_at": release_at.isoformat()}
            return _step(act, book, "schedule", (series, version), edition.content_hash, details)
        return _go_public(act, book, "publish", edition)


def release_due(act: Act) -> list[Release]:
    """Publish every edition whose embargo has ended by now, and finish what a crash interrupted.

    An edition whose content is not what was approved falls back to draft and is returned as refused; the others are
    published all the same. Nothing is written where there are no editions.
    """
    if not (store.audit_path(act.home).exists() or act.home.control.exists()):
        return []
    with held_book(act.home) as book:
        _bring_up_to_date(act, book)
        due_editions = [
            e for e in book.editions.values() if e.state == "approved" and e.release_at and e.release_at <= act.at
        ]
        return [_release(act, edition) for edition in sorted(due_editions, key=lambda e: (e.series, e.version))]


def show_public(act: Act) -> None:
    """Have public what the log says is public, where the pages are gone; nothing else becomes so, whatever is due.

    No policy is asked: it was when these very contents became public. The index is brought up to the log as well.
    Raises `EditionRefused` where an edition is not what was approved.
    """
    if not store.audit_path(act.home).exists():
        return
    with held_book(act.home) as book:
        number = tree_number(book)
        if number is not None and store.public_number(act.home) != number:
            _switch_to(act, book, number)


def withdraw(act: Act, series: str, version: int, reason: str) -> Edition:
    """Take a published edition back: a notice with the reason stands in its place, and none of its figures.

    Args:
        act: who takes it back, and when.
        series: the ranking, "2022-qd766".
        version: the version that is taken back.
        reason: why, as it is published; a text that is not empty.
    """
    with held_book(act.home) as book:
        edition = ready_edition(act, book, ("publish",), "withdraw", (series, version))
        check_reason(edition, reason)
        return _go_public(act, book, "withdraw", edition, {"reason": reason.strip()})


def history(home: store.Home, series: str = "") -> list[AuditEntry]:
    """Return the entries of the audit log, of one series or of all."""
    return [entry for entry in read_book(home).log if series in ("", entry.series)]


def _release(act: Act, edition: Edition) -> Release:
    book = read_book(act.home)  # those released just before are in it
    try:
        check_policy(act, book, (edition.series, edition.version))
        check_unchanged(act, book, edition)
        return Release(_go_public(act, book, "publish", edition, {"scheduled_by": edition.scheduled_by}))
    except EditionRefused as refused:
        return Release(edition, refused)


def _go_public(act: Act, book: Book, action: Action, edition: Edition, details: Details = NO_DETAILS) -> Edition:
    """Write the step down and switch to the tree that shows it.

    The tree is built, and what it links is checked, before the entry counts. A crash between the two leaves the old
    tree public, and `release_due` goes on from there.
    """
    key = (edition.series, edition.version)
    book_after = with_entry(act, book, action, key, edition.content_hash, details)
    tree = store.build_tree(act.home, public_files(act.home, act.city, book_after.editions))
    keep(act, book_after)
    store.switch_public(act.home, tree, book_after.log[-1].number)
    return book_after.editions[key]


def _bring_up_to_date(act: Act, book: Book) -> None:
    number = tree_number(book)
    if number is not None and store.public_number(act.home) != number:
        last_entry = book.log[number - 1]
        check_policy(act, book, (last_entry.series, last_entry.version))
        _switch_to(act, book, number)


def _switch_to(act: Act, book: Book, number: int) -> None:
    """Make the tree that the book says should be public, and make it public under its number."""
    tree = store.build_tree(act.home, public_files(act.home, act.city, book.editions))
    store.switch_public(act.home, tree, number)


def _step(act: Act, book: Book, action: Action, key: Key, content_hash: str, details: Details = NO_DETAILS) -> Edition:
    return keep(act, with_entry(act, book, action, key, content_hash, details)).editions[key]
