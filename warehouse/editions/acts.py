"""The life of an edition: submitted, approved by somebody else on the very same bytes, published, replaced, withdrawn.

Every step, and every attempt by somebody who may not take it, is in the audit log. An `Act` says who acts and when.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from schemas.edition import Action, AuditEntry, Details, Edition, EditionRefused
from schemas.roles import Role
from schemas.words.catalogue import said
from schemas.words.message import message
from warehouse import store
from warehouse.editions.content import Content, check_site, new_record, submit_details
from warehouse.editions.log import NO_DETAILS, Act, Book, keep, opened, read_book, written
from warehouse.editions.pages import STATES
from warehouse.editions.states import TRANSITIONS, Key, next_version, possible
from warehouse.editions.tree import public_files, tree_number

_STEPS: Mapping[Action, tuple[str, str]] = {
    "submit": ("trình", "submitted"),
    "return": ("trả lại", "returned"),
    "approve": ("duyệt", "approved"),
    "schedule": ("hẹn giờ công bố", "scheduled"),
    "publish": ("công bố", "published"),
    "withdraw": ("rút", "withdrawn"),
}


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
            vi, en = f"{series} v{version}: cần lý do công bố lại", f"{series} v{version} needs a reason"
            raise EditionRefused("no_reason", f"{vi} (--reason).", f"{en} (--reason).")
        check_site(content.files)
        record = new_record(act.home, act.city, version, content, reason.strip())
        content_hash = store.keep_content(act.home, series, version, content.files, record.as_text())
        return _step(act, book, "submit", (series, version), content_hash, submit_details(record))


def return_to_draft(act: Act, series: str, version: int, reason: str) -> Edition:
    """Give an edition that is not public back to who works on it: an approval is void, an embargo is off."""
    with opened(act.home) as book:
        edition = _ready(act, book, ("approve", "submit"), "return", (series, version))
        _needs_reason(edition, reason)
        return _step(act, book, "return", (series, version), edition.content_hash, {"reason": reason.strip()})


def approve(act: Act, series: str, version: int, content_hash: str) -> Edition:
    """Approve the content that the hash names; only somebody else than who submitted it can."""
    with opened(act.home) as book:
        edition = _ready(act, book, ("approve",), "approve", (series, version))
        if act.who == edition.submitted_by:
            vi = f"{edition.name} do chính {act.who} trình; người duyệt phải là người khác."
            en = f"{edition.name} was submitted by {act.who}: somebody else has to approve it."
            raise _refused(act, book, (series, version), "approve", "own_submission", vi, en)
        if content_hash != edition.content_hash:
            vi = f"{edition.name} nay có nội dung khác ({edition.content_hash[:16]}…); xem lại rồi duyệt."
            en = f"{edition.name} has other contents by now ({edition.content_hash[:16]}…); look again, then approve."
            raise _refused(act, book, (series, version), "approve", "other_content", vi, en)
        _unchanged(act, book, edition)
        return _step(act, book, "approve", (series, version), content_hash)


def publish(act: Act, series: str, version: int, release_at: datetime | None = None) -> Edition:
    """Publish an approved edition now, or hold it back until the moment `release_at` (see `release_due`)."""
    if release_at is not None and release_at.tzinfo is None:
        raise ValueError(f"{release_at} has no time zone: an embargo ends at a moment without doubt")
    is_later = release_at is not None and release_at > act.at
    with opened(act.home) as book:
        action: Action = "schedule" if is_later else "publish"
        edition = _ready(act, book, ("publish",), action, (series, version))
        _unchanged(act, book, edition)
        if release_at is not None and is_later:
            details: Details = {"release_at": release_at.isoformat()}
            return _step(act, book, "schedule", (series, version), edition.content_hash, details)
        return _go_public(act, book, "publish", edition)


def release_due(act: Act) -> list[Release]:
    """Publish every edition whose embargo has ended by now, and finish what a crash interrupted.

    An edition whose content is not what was approved falls back to draft and is told as refused; the others are
    published all the same. Nothing is written where there are no editions.
    """
    if not (store.audit_path(act.home).exists() or act.home.control.exists()):
        return []
    with opened(act.home) as book:
        _bring_up_to_date(act, book)
        due = [e for e in book.editions.values() if e.state == "approved" and e.release_at and e.release_at <= act.at]
        return [_release(act, edition) for edition in sorted(due, key=lambda e: (e.series, e.version))]


def withdraw(act: Act, series: str, version: int, reason: str) -> Edition:
    """Take a published edition back: a notice with the reason stands in its place, and none of its figures."""
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
    tree = store.build_tree(act.home, public_files(act.home, act.city.about, new.editions))
    keep(act.home, new)
    store.switch_public(act.home, tree, new.log[-1].number)
    return new.editions[key]


def _bring_up_to_date(act: Act, book: Book) -> None:
    number = tree_number(book)
    if number is not None and store.public_number(act.home) != number:
        tree = store.build_tree(act.home, public_files(act.home, act.city.about, book.editions))
        store.switch_public(act.home, tree, number)


def _step(act: Act, book: Book, action: Action, key: Key, content_hash: str, details: Details = NO_DETAILS) -> Edition:
    return keep(act.home, written(act, book, action, key, content_hash, details)).editions[key]


def _ready(act: Act, book: Book, roles: tuple[Role, ...], action: Action, key: Key) -> Edition:
    """Return the edition if the person may take the step and its state allows it; else raise `EditionRefused`."""
    edition = book.editions.get(key)
    if edition is None:
        known = ", ".join(e.name for e in book.editions.values()) or "–"
        name = f"{key[0]} v{key[1]}"
        vi, en = f"Không có bản công bố {name}; có: {known}.", f"There is no edition {name}; there are: {known}."
        raise EditionRefused("no_edition", vi, en)
    _may(act, book, roles, action, key)
    if (edition.state, action) not in TRANSITIONS:
        can = [_STEPS[a] for a in possible(edition.state) if a in _STEPS]
        vi = f"{edition.name} đang ở tình trạng «{STATES[edition.state][0]}», không thể {_STEPS[action][0]}."
        en = f"{edition.name} is {STATES[edition.state][1]}, so that it cannot be {_STEPS[action][1]}."
        next_vi, next_en = (", ".join(names) or "–" for names in zip(*can, strict=True)) if can else ("–", "–")
        raise EditionRefused("wrong_state", f"{vi} Có thể: {next_vi}.", f"{en} It can be: {next_en}.")
    return edition


def _may(act: Act, book: Book, roles: tuple[Role, ...], action: Action, key: Key) -> None:
    """Raise `EditionRefused`, and write the attempt down, where the person has none of the roles."""
    if any(act.who in act.city.about.roles.holders(role) for role in roles):
        return
    where, role = act.city.folder / "city.toml", roles[0]
    known = act.city.about.roles.holders(role)
    holders = ", ".join(known) or "chưa ai / nobody"
    line = f"{role} = {json.dumps([*known, act.who], ensure_ascii=False)}"
    may_vi, may_en = said(message(f"roles.{role}"))
    vi = f"Người dùng {act.who} không có quyền {may_vi} (ai có: {holders}). Nếu đúng là người được giao, người"
    vi += f" phụ trách cấu hình ghi vào {where}, mục [roles]: {line}"
    en = f"User {act.who} may not {may_en} (who may: {holders}). If this is the right person, whoever looks"
    en += f" after the configuration writes in {where}, section [roles]: {line}"
    raise _refused(act, book, key, action, "not_allowed", vi, en)


def _refused(act: Act, book: Book, key: Key, action: Action, code: str, vi: str, en: str) -> EditionRefused:
    """Write an attempt down and return its refusal, to be raised."""
    edition = book.editions.get(key)
    content_hash = "" if edition is None else edition.content_hash
    keep(act.home, written(act, book, "refuse", key, content_hash, {"attempted": action, "because": code}))
    return EditionRefused(code, vi, en)


def _unchanged(act: Act, book: Book, edition: Edition) -> None:
    """Raise `EditionRefused` where the content is not what was submitted; the edition is then a draft again."""
    folder = store.edition_folder(act.home, edition.series, edition.version)
    if not (faults := store.content_faults(folder, edition.content_hash)):
        return
    key = (edition.series, edition.version)
    found_vi, found_en = ("; ".join(texts[:5]) for texts in zip(*faults, strict=True))
    keep(act.home, written(act, book, "fall_back", key, edition.content_hash, {"because": found_en}))
    vi = f"{edition.name}: nội dung không còn như khi trình ({found_vi}). Bản này trở lại bản nháp; hãy trình lại."
    en = f"{edition.name}: the contents are not those submitted ({found_en}). It is a draft again; submit it again."
    raise EditionRefused("content_changed", vi, en)


def _needs_reason(edition: Edition, reason: str) -> None:
    if not reason.strip():
        vi, en = f"{edition.name}: cần ghi lý do (--reason).", f"{edition.name}: a reason is needed (--reason)."
        raise EditionRefused("no_reason", vi, en)
