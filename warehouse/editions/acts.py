"""The life of an edition: submitted, approved by somebody else on the very same bytes, published, replaced, withdrawn.

Every step, and every attempt by somebody who may not take it, is in the audit log. An `Act` says who acts and when.
"""

from dataclasses import dataclass
from datetime import datetime

from schemas.edition import Action, AuditEntry, Details, Edition, EditionRefused
from schemas.roles import Role
from schemas.words.catalogue import text
from schemas.words.languages import ENGLISH
from schemas.words.message import Message, message
from warehouse import store
from warehouse.editions.content import Content, check_site, method_fault, new_record, submit_details
from warehouse.editions.embargo import check_moment
from warehouse.editions.hashes import hash_refusal
from warehouse.editions.log import NO_DETAILS, Act, Book, keep, opened, read_book, written
from warehouse.editions.pages import STATES
from warehouse.editions.permission import folder_refusal, step_refusal
from warehouse.editions.states import TRANSITIONS, Key, next_version, possible
from warehouse.editions.tree import public_files, tree_number

_NAMED = 5  # faults that one message names
_STEPS: frozenset[Action] = frozenset({"submit", "return", "approve", "schedule", "publish", "withdraw"})


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
    with opened(act.home) as book:
        series = content.series
        version = next_version(book.editions, series)
        _may(act, book, ("submit",), "submit", (series, version))
        if version > 1 and not reason.strip():
            raise EditionRefused(
                "no_reason", message("edition_refusals.no-reason-again", edition=f"{series} v{version}")
            )
        check_site(content.files)
        if (other := method_fault(act.city, content.ranking)) is not None:
            raise _refused(act, book, (series, version), "submit", "other_method", other)
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
    with opened(act.home) as book:
        edition = _ready(act, book, ("approve", "submit"), "return", (series, version))
        _needs_reason(edition, reason)
        return _step(act, book, "return", (series, version), edition.content_hash, {"reason": reason.strip()})


def approve(act: Act, series: str, version: int, content_hash: str) -> Edition:
    """Approve the content that the hash names; only somebody else than who submitted it can.

    Args:
        act: who approves, and when.
        series: the ranking, "2022-qd766".
        version: the version that is approved.
        content_hash: the hash of the content that was looked at, or at least its first ten digits.
    """
    with opened(act.home) as book:
        edition = _ready(act, book, ("approve",), "approve", (series, version))
        if act.who == edition.submitted_by:
            because = message("edition_refusals.own-submission", edition=edition.name, user=act.who)
            raise _refused(act, book, (series, version), "approve", "own_submission", because)
        if (refusal := hash_refusal(book, edition, content_hash, act.city.about.zone)) is not None:
            if refusal[0] == "other_content":
                raise _refused(act, book, (series, version), "approve", *refusal)
            raise EditionRefused(*refusal)
        _unchanged(act, book, edition)
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
    with opened(act.home) as book:
        action: Action = "publish" if release_at is None else "schedule"
        edition = _ready(act, book, ("publish",), action, (series, version))
        check_moment(edition, release_at, act.at, lifts_embargo, act.city.about.zone)
        _unchanged(act, book, edition)
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
    with opened(act.home) as book:
        _bring_up_to_date(act, book)
        due = [e for e in book.editions.values() if e.state == "approved" and e.release_at and e.release_at <= act.at]
        return [_release(act, edition) for edition in sorted(due, key=lambda e: (e.series, e.version))]


def withdraw(act: Act, series: str, version: int, reason: str) -> Edition:
    """Take a published edition back: a notice with the reason stands in its place, and none of its figures.

    Args:
        act: who takes it back, and when.
        series: the ranking, "2022-qd766".
        version: the version that is taken back.
        reason: why, as it is published; a text that is not empty.
    """
    with opened(act.home) as book:
        edition = _ready(act, book, ("publish",), "withdraw", (series, version))
        _needs_reason(edition, reason)
        return _go_public(act, book, "withdraw", edition, {"reason": reason.strip()})


def history(home: store.Home, series: str = "") -> list[AuditEntry]:
    """Return the entries of the audit log, of one series or of all."""
    return [entry for entry in read_book(home).log if series in ("", entry.series)]


def _release(act: Act, due: Edition) -> Release:
    book = read_book(act.home)  # those released just before are in it
    try:
        _in_force(act, book, (due.series, due.version))
        _unchanged(act, book, due)
        return Release(_go_public(act, book, "publish", due, {"scheduled_by": due.scheduled_by}))
    except EditionRefused as refused:
        return Release(due, refused)


def _go_public(act: Act, book: Book, action: Action, edition: Edition, details: Details = NO_DETAILS) -> Edition:
    """Write the step down and switch to the tree that shows it.

    The tree is built, and what it links is checked, before the entry counts. A crash between the two leaves the old
    tree public, and `release_due` goes on from there.
    """
    key = (edition.series, edition.version)
    new = written(act, book, action, key, edition.content_hash, details)
    tree = store.build_tree(act.home, public_files(act.home, act.city, new.editions))
    keep(act, new)
    store.switch_public(act.home, tree, new.log[-1].number)
    return new.editions[key]


def _bring_up_to_date(act: Act, book: Book) -> None:
    number = tree_number(book)
    if number is not None and store.public_number(act.home) != number:
        last = book.log[number - 1]
        _in_force(act, book, (last.series, last.version))
        tree = store.build_tree(act.home, public_files(act.home, act.city, book.editions))
        store.switch_public(act.home, tree, number)


def _step(act: Act, book: Book, action: Action, key: Key, content_hash: str, details: Details = NO_DETAILS) -> Edition:
    return keep(act, written(act, book, action, key, content_hash, details)).editions[key]


def _ready(act: Act, book: Book, roles: tuple[Role, ...], action: Action, key: Key) -> Edition:
    """Return the edition if the person may take the step and its state allows it; else raise `EditionRefused`."""
    edition = book.editions.get(key)
    if edition is None:
        names = [e.name for e in book.editions.values()] or None
        missing = message("edition_refusals.no-edition", edition=f"{key[0]} v{key[1]}", editions=names)
        raise EditionRefused("no_edition", missing)
    _may(act, book, roles, action, key)
    if (edition.state, action) not in TRANSITIONS:
        steps = [_step_name(step) for step in possible(edition.state) if step in _STEPS] or None
        wrong = message(
            "edition_refusals.wrong-state",
            edition=edition.name,
            state=STATES[edition.state],
            step=_step_name(action),
            possible=steps,
        )
        raise EditionRefused("wrong_state", wrong)
    return edition


def _step_name(action: Action) -> Message:
    return message(f"edition_refusals.step-{action}")


def _may(act: Act, book: Book, roles: tuple[Role, ...], action: Action, key: Key) -> None:
    """Raise `EditionRefused`, and write the attempt down, where the person may not take the step in this city."""
    if (refusal := step_refusal(book.log, act.city, act.who, roles)) is not None:
        raise _refused(act, book, key, action, *refusal)


def _in_force(act: Act, book: Book, key: Key) -> None:
    """Raise `EditionRefused` where what is due would be published by another policy than the one that is bound.

    A schedule tries again and again: the same refusal is written down once.
    """
    if (refusal := folder_refusal(book.log, act.city)) is None:
        return
    details: Details = {"attempted": "publish", "because": refusal.code}
    last = book.log[-1]
    if (last.action, last.actor, (last.series, last.version), last.details) == ("refuse", act.who, key, details):
        raise EditionRefused(*refusal)
    raise _refused(act, book, key, "publish", *refusal)


def _refused(act: Act, book: Book, key: Key, action: Action, code: str, because: Message) -> EditionRefused:
    """Write an attempt down and return its refusal, to be raised."""
    edition = book.editions.get(key)
    content_hash = "" if edition is None else edition.content_hash
    keep(act, written(act, book, "refuse", key, content_hash, {"attempted": action, "because": code}))
    return EditionRefused(code, because)


def _unchanged(act: Act, book: Book, edition: Edition) -> None:
    """Raise `EditionRefused` where the content is not what was submitted; the edition is then a draft again."""
    folder = store.edition_folder(act.home, edition.series, edition.version)
    if not (faults := store.content_faults(folder, edition.content_hash)):
        return
    key = (edition.series, edition.version)
    in_english = "; ".join(text(fault, ENGLISH) for fault in faults[:_NAMED])
    keep(act, written(act, book, "fall_back", key, edition.content_hash, {"because": in_english}))
    changed = message("edition_refusals.content-changed", edition=edition.name, faults=faults[:_NAMED])
    raise EditionRefused("content_changed", changed)


def _needs_reason(edition: Edition, reason: str) -> None:
    if not reason.strip():
        raise EditionRefused("no_reason", message("edition_refusals.no-reason", edition=edition.name))
