"""The inbox of a unit is filled from one place: what is new there, each file once, whole or not at all."""

import os
import time
from collections.abc import Generator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from schemas.fetch import Fetch
from schemas.words.message import Message, message
from schemas.words.shown import shown
from warehouse.durable import make_folder
from warehouse.inbox.copying import hash_of
from warehouse.inbox.fetch.faults import FetchFault, from_server
from warehouse.inbox.fetch.ledger import Fetched, append, read_ledger
from warehouse.inbox.fetch.placing import Unfinished, appear, remove_unfinished, unfinished_in
from warehouse.inbox.fetch.protocols import protocol_of
from warehouse.inbox.fetch.remote import Remote, RemoteFile
from warehouse.inbox.fetch.result import FetchResult, Problem, problem_of
from warehouse.inbox.scanning import is_temporary

_LONGEST_NAME = 200  # bytes
_OF_ONE_FILE = ("not-found", "login-refused", "redirected", "server-error")  # the others may be had all the same
_SECOND_NS = 10**9


@dataclass(frozen=True)
class FetchTask:
    """What is to be fetched: the declaration with its name and its secret, where files go, and what is known.

    Files that changed after `settled_before_ns` (nanoseconds since 1970) are still being written.
    """

    name: str
    declared: Fetch
    secret: str = field(repr=False)
    inbox: Path
    ledger: Path
    settled_before_ns: int

    @property
    def folder(self) -> Path:
        """Where the files appear."""
        return self.inbox / self.declared.unit


@dataclass
class _Visit:
    """A connection to the place, what was known before, when its time is over, and what has come so far."""

    task: FetchTask
    remote: Remote
    known_before: Mapping[str, Fetched]
    ends: float
    arrived: int = 0
    known: int = 0
    may_pass: bool = False
    problems: list[Problem] = field(default_factory=list)

    def result(self, fault: FetchFault | None) -> FetchResult:
        """Return what came of it, and what ended it, if anything did."""
        problems = (*self.problems, *([problem_of(fault.message)] if fault else []))
        may_pass = self.may_pass or (fault is not None and fault.may_pass)
        return FetchResult(self.task.name, self.task.declared.unit, self.arrived, self.known, problems, may_pass)


def fetch_from(task: FetchTask) -> FetchResult:
    """Fetch what is new at a place, and return what came of it; a server that fails is a problem, not an exception.

    The caller holds the lock of the data root. Raises `OSError` where the inbox or the ledger cannot be written.
    """
    make_folder(task.folder)
    remove_unfinished(task.folder)
    ends = time.monotonic() + task.declared.max_seconds
    try:
        connect = protocol_of(task.declared)
        with from_server():
            remote = connect(task.declared, task.secret)
    except FetchFault as fault:
        return failed_result(task.name, task.declared, fault)
    with closing(remote):
        visit = _Visit(task, remote, read_ledger(task.ledger), ends)
        try:
            _fetch_new(visit)
        except FetchFault as fault:
            return visit.result(fault)
        return visit.result(None)


def failed_result(name: str, declaration: Fetch, fault: FetchFault) -> FetchResult:
    """Return what came of a place where nothing could be tried."""
    return FetchResult(name, declaration.unit, problems=(problem_of(fault.message),), may_pass=fault.may_pass)


def _fetch_new(visit: _Visit) -> None:
    """Fetch file by file; raise `FetchFault` where no other can be had either."""
    declaration = visit.task.declared
    with from_server():
        remote_files = visit.remote.files()
    for file in sorted(remote_files, key=lambda f: f.name):
        is_wanted = any(fnmatchcase(file.name, pattern) for pattern in declaration.names)
        if not is_wanted or (is_temporary(file.name) and _is_safe(file.name)):
            continue
        if visit.arrived == declaration.max_files:
            raise FetchFault(message("fetch.too-many-files", most=declaration.max_files))
        try:
            problem = _fetch(visit, file)
        except FetchFault as fault:
            if fault.code not in _OF_ONE_FILE:
                raise
            problem = message("fetch.gone-at-sender") if fault.code == "not-found" else fault.message
            visit.may_pass |= fault.may_pass
        if problem:
            visit.problems.append(problem_of(problem, file.name))


def _fetch(visit: _Visit, file: RemoteFile) -> Message | None:
    """Fetch a file if it is new and may be; return why it did not arrive."""
    if not _is_safe(file.name):
        return message("fetch.name-not-safe")
    if file.is_only_named:
        with from_server():
            file = visit.remote.look(file)
    last_fetched = visit.known_before.get(_address(visit.task, file))
    if last_fetched and file.is_told_apart and last_fetched.state == file.state:
        visit.known += 1
        return None
    return _refusal(visit.task, file) or _fetch_whole(visit, file, last_fetched)


def _fetch_whole(visit: _Visit, file: RemoteFile, last_fetched: Fetched | None) -> Message | None:
    """Let a file appear in the inbox once all of it is there and it is what it was; return why it does not."""
    task = visit.task
    with unfinished_in(task.folder) as unfinished:
        if problem := _copy(visit, file, unfinished) or _change_problem(visit, file, unfinished):
            return problem
        sha256 = hash_of(unfinished.descriptor)
        if last_fetched and last_fetched.sha256 == sha256:
            visit.known += 1
        else:
            # A file that the night is to take in at once must not look as if it were still being copied.
            settled = task.settled_before_ns - _SECOND_NS
            appear(unfinished, file.name, min(file.mtime_ns or settled, settled), sha256)
            visit.arrived += 1
    append(task.ledger, Fetched(_address(task, file), *file.state, sha256))
    return None


def _copy(visit: _Visit, file: RemoteFile, unfinished: Unfinished) -> Message | None:
    """Write the bytes of a file; return why it may not be so large."""
    size, declaration = 0, visit.task.declared
    with closing(_bytes_of(visit.remote, file)) as blocks:
        for block in blocks:
            size += len(block)
            if size > declaration.max_mb << 20:
                return message("fetch.file-too-large", most=declaration.max_mb)
            if time.monotonic() > visit.ends:
                raise FetchFault(message("fetch.too-slow", seconds=declaration.max_seconds))
            unfinished.write(block)
    return None


def _bytes_of(remote: Remote, file: RemoteFile) -> Generator[bytes]:
    """Give the bytes of a file: what fails at the server is told apart from what fails here."""
    with from_server(), remote.blocks(file) as blocks:
        yield from blocks


def _change_problem(visit: _Visit, file: RemoteFile, unfinished: Unfinished) -> Message | None:
    """Return that a file is no longer what it was when its bytes were asked for, or that these are not all of it."""
    with from_server():
        is_as_before = visit.remote.look(file).state == file.state
    is_whole = file.size in (None, os.fstat(unfinished.descriptor).st_size)
    return None if is_as_before and is_whole else message("fetch.changing-at-sender")


def _refusal(task: FetchTask, file: RemoteFile) -> Message | None:
    """Return why a file is not asked for."""
    if file.is_link:
        return message("fetch.link-at-sender")
    if file.size is not None and file.size > task.declared.max_mb << 20:
        return message("fetch.file-too-large", most=task.declared.max_mb)
    if not file.is_stored_whole and (file.mtime_ns or 0) > task.settled_before_ns:
        return message("fetch.changing-at-sender")
    return None


def _is_safe(name: str) -> bool:
    """Say whether a file of that name is one name in one folder, and looks like what it is."""
    is_plain = not set(name) & set("/\\") and shown(name) == name and name not in ("", ".", "..")
    return is_plain and len(os.fsencode(name)) <= _LONGEST_NAME


def _address(task: FetchTask, file: RemoteFile) -> str:
    """Return what no other file on any server is called, and for whom it is."""
    declaration = task.declared
    server = f"{declaration.protocol}://{declaration.user}@{declaration.endpoint or declaration.address.netloc}"
    return f"{declaration.unit} {server} {file.address}"
