"""The audit log in its two copies: `editions/audit.jsonl`, which is the truth, and the control database, an index.

Where the database is missing, it is made again from the files. As long as it is there it bears witness as well: a log
file of which entries were cut off or rewritten no longer agrees with it.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, closing
from pathlib import Path

from schemas.edition import AuditEntry, Edition, EditionRefused
from schemas.words.message import Message, message
from warehouse.durable import make_folder, sync_folder
from warehouse.store.home import Home, alone_in
from warehouse.store.put_back import set_aside

_SCHEMA = """
CREATE TABLE IF NOT EXISTS audit (
  number INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, series TEXT NOT NULL,
  version INTEGER NOT NULL, content_hash TEXT NOT NULL, details TEXT NOT NULL, previous TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE IF NOT EXISTS editions (
  series TEXT NOT NULL, version INTEGER NOT NULL, state TEXT NOT NULL, content_hash TEXT NOT NULL,
  period TEXT NOT NULL, title_vi TEXT NOT NULL, title_en TEXT NOT NULL, snapshot TEXT NOT NULL,
  method_version TEXT NOT NULL, synthetic INTEGER NOT NULL, reason TEXT NOT NULL,
  submitted_by TEXT NOT NULL, submitted_at TEXT NOT NULL, approved_by TEXT, approved_at TEXT,
  scheduled_by TEXT, release_at TEXT, published_by TEXT, published_at TEXT, superseded_by INTEGER,
  withdrawn_by TEXT, withdrawn_at TEXT, withdrawn_reason TEXT, PRIMARY KEY (series, version)
) STRICT;
CREATE TRIGGER IF NOT EXISTS audit_in_order BEFORE INSERT ON audit
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit)
BEGIN SELECT RAISE(ABORT, 'the audit log only grows, by one entry at a time'); END;
CREATE TRIGGER IF NOT EXISTS audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END;
CREATE TRIGGER IF NOT EXISTS audit_is_not_cut BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'nothing is ever taken out of the audit log'); END;
"""


def one_editor(home: Home) -> AbstractContextManager[None]:
    """Hold the editions; raise `BlockingIOError` where somebody else does. A crash releases them.

    It is a lock of its own: an edition can be published while a night is running.
    """
    return alone_in(home.editions)


def audit_path(home: Home) -> Path:
    """Return the file that holds the audit log, one entry a line."""
    return home.editions / "audit.jsonl"


def read_audit(home: Home) -> list[AuditEntry]:
    """Return the entries of the log file; raise `EditionRefused` where a line is no entry.

    Half a line at the end is left out: a crash while it was being written left it, and nothing followed from it.
    """
    path = audit_path(home)
    if not path.exists():
        return []
    lines, _, _ = path.read_bytes().rpartition(b"\n")
    return [_entry(line, place) for place, line in enumerate(lines.splitlines(), start=1)]


def append_audit(home: Home, entry: AuditEntry) -> None:
    """Write one more entry to the log file, durably; half a line that a crash left at its end is cut off first."""
    path = audit_path(home)
    make_folder(path.parent)
    with path.open("ab+") as file:
        file.seek(0)
        file.truncate(file.read().rfind(b"\n") + 1)
        file.write(entry.model_dump_json().encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def index_editions(home: Home, log: Sequence[AuditEntry], editions: Iterable[Edition]) -> None:
    """Bring the control database up to the log file, in one transaction.

    Raises `EditionRefused` where it holds entries that the file does not hold, or others. Where it is up to the log
    already, nothing is written.
    """
    rows = [_row(edition) for edition in editions]
    with closing(_connected(home)) as database, database:
        hashes = _hashes(database)
        if faults := index_faults(hashes, log):
            raise log_broken(faults[0])
        if len(hashes) == len(log) and database.execute("SELECT count(*) FROM editions").fetchone() == (len(rows),):
            return  # what follows from the log was written with its last entry
        database.executemany(_insert("audit", AuditEntry), [_row(entry) for entry in log[len(hashes) :]])
        database.execute("DELETE FROM editions")
        database.executemany(_insert("editions", Edition), rows)


def indexed_hashes(home: Home) -> list[str]:
    """Return the hashes of the entries in the control database, in their order; none where there is no database."""
    if not _has_index(home):
        return []
    with closing(_read_only(home)) as database:
        return _hashes(database)


def set_control_aside(home: Home) -> None:
    """Move the control database to `damaged/`, with what SQLite has written beside it.

    `index_editions` makes it again. The log may have been cut at its end: what can be read of the old one says so.
    """
    for suffix in ("-wal", "-shm", "-journal", ""):
        path = home.control.with_name(f"{home.control.name}{suffix}")
        if os.path.lexists(path):
            set_aside(home, path)


def is_indexed(home: Home, log: Sequence[AuditEntry], editions: Iterable[Edition]) -> bool:
    """Say whether the control database holds the log and the editions to the letter; it may lag after a crash."""
    if not _has_index(home):
        return not log
    with closing(_read_only(home)) as database:
        sound = database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        entries = database.execute(f"SELECT {_names(AuditEntry)} FROM audit ORDER BY number").fetchall()
        indexed = set(database.execute(f"SELECT {_names(Edition)} FROM editions").fetchall())
    expected = [tuple(_row(entry).values()) for entry in log]
    return sound and entries == expected and indexed == {tuple(_row(edition).values()) for edition in editions}


def index_faults(hashes: Sequence[str], log: Sequence[AuditEntry]) -> list[Message]:
    """Return where the database contradicts the log file; it may lag behind it after a crash."""
    if len(hashes) > len(log):
        return [message("edition_faults.log-cut", entries=len(log), indexed=len(hashes))]
    differing = (e.number for h, e in zip(hashes, log, strict=False) if h != e.hash)
    if (number := next(differing, None)) is None:
        return []
    return [message("edition_faults.log-differs", number=number)]


def log_broken(fault: Message) -> EditionRefused:
    """Return what is to be raised of a log that cannot be trusted: the fault, and what to do."""
    return EditionRefused("log_broken", message("edition_refusals.log-broken", fault=fault))


def _entry(line: bytes, place: int) -> AuditEntry:
    try:
        return AuditEntry.model_validate_json(line)
    except ValueError:
        raise log_broken(message("edition_refusals.log-unreadable", line=place)) from None


def _connected(home: Home) -> sqlite3.Connection:
    if not home.control.exists():
        home.control.touch()  # as every file is made; SQLite itself would not let the group write it
    database = sqlite3.connect(home.control)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.executescript(_SCHEMA)
    return database


def _has_index(home: Home) -> bool:
    """Say whether anything stands in the database: a crash may have left the mere file."""
    return home.control.exists() and (home.control.is_dir() or home.control.stat().st_size > 0)


def _read_only(home: Home) -> sqlite3.Connection:
    """Open the database to look at it: nothing is written, also beside it, so that who may only read it can look.

    Without a log of changes beside it nobody is writing it.
    """
    is_written = home.control.with_name(f"{home.control.name}-wal").exists()
    how = "mode=ro" if is_written else "mode=ro&immutable=1"
    return sqlite3.connect(f"{home.control.absolute().as_uri()}?{how}", uri=True)


def _hashes(database: sqlite3.Connection) -> list[str]:
    return [row[0] for row in database.execute("SELECT hash FROM audit ORDER BY number")]


def _insert(table: str, model: type[AuditEntry] | type[Edition]) -> str:
    values = ", ".join(f":{name}" for name in model.model_fields)
    return f"INSERT INTO {table} ({_names(model)}) VALUES ({values})"


def _names(model: type[AuditEntry] | type[Edition]) -> str:
    return ", ".join(model.model_fields)


def _row(recorded: AuditEntry | Edition) -> dict[str, object]:
    row = recorded.model_dump(mode="json")
    return {name: json.dumps(v, ensure_ascii=False) if isinstance(v, dict) else v for name, v in row.items()}
