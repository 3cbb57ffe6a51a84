"""The editions: their log, its index, what is kept of each, what is public, and which policy is in force."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from flows.doctor.checkup import Checkup
from flows.doctor.finding import Finding, fault, named_first
from flows.settings import Place
from flows.typed import typed_at
from schemas.edition import EditionRefused
from schemas.words.message import message
from warehouse import store
from warehouse.editions.ahead import ahead_fault
from warehouse.editions.log import Book, read_book
from warehouse.editions.permission import policy_warning
from warehouse.editions.replay import step_faults
from warehouse.editions.tree import tree_number
from warehouse.editions.witness import last_witnessed, witness_fault
from warehouse.upkeep.pins import lost_snapshots

_LOG, _EDITIONS = message("doctor.item-log"), message("doctor.item-editions")
_POLICY = message("doctor.item-policy")
_NOT_WHOLE = ("log-broken", "log-missing")


def editions(checkup: Checkup) -> Iterator[Finding]:
    """Yield what is wrong with the editions; of what who looks may not read, only that: it is no damage."""
    try:
        yield from _all_findings(checkup)
    except PermissionError as error:
        why = error.strerror or type(error).__name__
        yield fault(message("doctor.item-access"), "home-not-reachable", home=str(error.filename), why=why)


def _all_findings(checkup: Checkup) -> Iterator[Finding]:
    """Yield what is wrong; without a whole log nothing can be said of what follows from it."""
    try:
        book = read_book(checkup.home)
    except EditionRefused as refused:
        yield fault(_LOG, "log-broken", why=refused.message)
        return
    except PermissionError:
        raise
    except OSError as error:
        why = message("doctor.cannot-be-read", file=str(store.audit_path(checkup.home)), why=error.strerror or "")
        yield fault(_LOG, "log-broken", why=why)
        return
    for look in (_log_findings, _index_findings):
        findings = list(look(checkup, book))
        yield from findings
        if any(finding.code in _NOT_WHOLE for finding in findings):
            return
    yield from _content_findings(checkup.home, book)
    if lost := lost_snapshots(checkup.home, book.editions.values()):
        names = [f"{snapshot.name} ({', '.join(names)})" for snapshot, names in lost.items()]
        yield fault(_EDITIONS, "edition-snapshot-missing", count=len(lost), places=named_first(names))
    yield from _public_findings(checkup, book)
    yield _policy(checkup, book)


def _log_findings(checkup: Checkup, book: Book) -> Iterator[Finding]:
    """Yield what the log itself does not show: steps that nobody could take, a witness that knows another log."""
    edition_names = sorted(path.name for path in checkup.home.editions.glob("*/v*") if path.is_dir())
    if not book.log and edition_names:
        yield fault(_LOG, "log-missing", file=str(store.audit_path(checkup.home)), count=len(edition_names))
    for why in step_faults(book.log)[:1]:
        yield fault(_LOG, "log-broken", why=why)
    if book.log and (ahead := ahead_fault(checkup.home, book.log)) is not None:
        yield fault(_LOG, "log-broken", why=ahead)
    declaration = checkup.city.about.witness
    if declaration is None:
        return
    path = Path(declaration.file)
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
    last_line = last_witnessed(lines)
    if last_line is None and book.log:
        yield fault(_LOG, "witness-missing", file=declaration.file)
    elif last_line is not None and (why_not := witness_fault(book.log, [last_line])) is not None:
        yield fault(_LOG, "log-broken", why=why_not)


def _index_findings(checkup: Checkup, book: Book) -> Iterator[Finding]:
    control, log = checkup.home.control, book.log
    file = str(control)
    if control.exists() and not os.access(control, os.R_OK, effective_ids=True):  # SQLite says something else of it
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), file)
    try:
        hashes = store.indexed_hashes(checkup.home)
    except (sqlite3.Error, OSError) as error:
        yield fault(_LOG, "index-unreadable", file=file, why=str(error), command=_command(checkup, "verify --repair"))
        return
    for why in store.index_faults(hashes, log):
        yield fault(_LOG, "log-broken", why=why)
    if len(hashes) < len(log):
        command = _command(checkup, "edition release")
        yield fault(_LOG, "index-behind-log", file=file, indexed=len(hashes), entries=len(log), command=command)
    elif len(hashes) == len(log):
        yield Finding(_LOG, "ok", message("doctor.log-whole", count=len(log)))


def _content_findings(home: store.Home, book: Book) -> Iterator[Finding]:
    """Yield each edition of which files are missing, or whose list of files is not the one that was agreed on."""
    damaged_files = []
    for edition in book.editions.values():
        folder = store.edition_folder(home, edition.series, edition.version)
        try:
            names = store.content_sums(folder, edition.content_hash)
        except PermissionError:
            raise
        except (EditionRefused, OSError, ValueError):
            damaged_files.append(f"{edition.name}/SHA256SUMS")
            continue
        damaged_files += [f"{edition.name}/{name}" for name in names if not _is_there(folder / name)]
    if damaged_files:
        folder_name = str(home.editions)
        yield fault(
            _EDITIONS,
            "edition-damaged",
            count=len(damaged_files),
            places=named_first(damaged_files),
            folder=folder_name,
        )
    elif book.editions:
        yield Finding(_EDITIONS, "ok", message("doctor.editions-whole", count=len(book.editions)))


def _is_there(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _command(checkup: Checkup, command: str) -> str:
    """Return a command as it is typed for this data root and city."""
    return f"motcua {command} {typed_at(Place(checkup.home.root, checkup.city.folder))['place']}"


def _public_findings(checkup: Checkup, book: Book) -> Iterator[Finding]:
    """Yield whether `public` leads to the tree that the log asks for."""
    home = checkup.home
    expected_number, number = tree_number(book), store.public_number(home)
    is_there = home.public.is_symlink() and home.public.is_dir()
    if expected_number == number and (expected_number is None or is_there) and (is_there or not home.public.exists()):
        return
    leads = str(home.public.readlink()) if home.public.is_symlink() else ""
    present_target = leads or None
    expected_target = None if expected_number is None else f"public-trees/{expected_number}"
    command = _command(checkup, "verify --repair")
    values = {"leads": present_target, "expected": expected_target, "command": command}
    yield fault(message("doctor.item-public"), "public-wrong", **values)


def _policy(checkup: Checkup, book: Book) -> Finding:
    if (warning := policy_warning(book.log, checkup.city)) is None:
        return Finding(_POLICY, "ok", message("doctor.policy-in-force"))
    return Finding(_POLICY, "warning", warning, warning._replace(key=f"{warning.key}.advice"))
