"""One index of what can be found out again at some cost: small JSON values by kind and key, in SQLite.

It is believed only as far as it is whole: every value stands with a checksum, every kind with the shape of its values,
and whatever SQLite says against the file makes it worth nothing. Whoever reads it must be able to do without.
Reading writes nothing, no journal either; only the holder of the data root's lock writes.
"""

import json
import logging
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from warehouse.store.home import Home

log = logging.getLogger(__name__)
Entries = Mapping[bytes, Any]
_SCHEMA = """
CREATE TABLE IF NOT EXISTS kinds (kind TEXT PRIMARY KEY, shape TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS entries (
  kind TEXT NOT NULL, key BLOB NOT NULL, value TEXT NOT NULL, checksum INTEGER NOT NULL, PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
"""


def read_index(home: Home, kind: str, shape: str) -> dict[bytes, Any] | None:
    """Return the entries of one kind, in the order of their keys; None where there are none that can be believed.

    `shape` names how the values are made: entries that were written under another name are not returned.
    """
    path = index_path(home)
    if not path.exists():
        return None
    try:
        with closing(_opened(path, "rw" if _journal(path).exists() else "ro")) as index:
            if index.execute("SELECT shape FROM kinds WHERE kind = ?", [kind]).fetchone() != (shape,):
                return None
            rows = index.execute("SELECT key, value, checksum FROM entries WHERE kind = ? ORDER BY key", [kind])
            return {key: _believed(kind, key, value, checksum) for key, value, checksum in rows}
    except (sqlite3.Error, ValueError, TypeError) as fault:  # a broken file may hold values of any type
        log.warning("the index %s is not used: %s", path, type(fault).__name__)
        return None


def write_index(home: Home, kind: str, shape: str, put: Entries, drop: Iterable[bytes] | None = None) -> None:
    """Put entries of one kind, in place of those with the same keys, and drop others, all or nothing.

    A file that cannot be written is put aside: what it held is found out again.

    Args:
        home: the data root.
        kind: the kind of the entries.
        shape: names how their values are made.
        put: key -> value, which JSON can hold.
        drop: keys of entries that are dropped; None: all that are not put.
    """
    path = index_path(home)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch()  # as every file is made; SQLite itself would not let the group write it
        try:
            _write(path, kind, shape, put, drop)
        except sqlite3.Error:
            _discard(path)
            if drop is None:
                _write(path, kind, shape, put, drop)
    except (OSError, sqlite3.Error) as fault:
        log.warning("the index %s is not written: %s", path, fault)


def drop_index(home: Home) -> None:
    """Remove the index: what it held is found out again."""
    _discard(index_path(home))


def index_path(home: Home) -> Path:
    """Return the file that holds the index."""
    return home.cache / "index.sqlite"


def _write(path: Path, kind: str, shape: str, put: Entries, drop: Iterable[bytes] | None) -> None:
    with closing(_opened(path, "rwc")) as index, index:
        index.executescript(f"BEGIN; {_SCHEMA}")
        if drop is None:
            index.execute("DELETE FROM entries WHERE kind = ?", [kind])
        else:
            index.executemany("DELETE FROM entries WHERE kind = ? AND key = ?", ((kind, key) for key in drop))
        index.execute("INSERT OR REPLACE INTO kinds VALUES (?, ?)", [kind, shape])
        index.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)", _rows(kind, put))


def _rows(kind: str, put: Entries) -> Iterable[tuple[str, bytes, str, int]]:
    for key, value in put.items():
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        yield kind, key, text, _checksum(kind, key, text)


def _believed(kind: str, key: bytes, text: str, checksum: int) -> Any:  # noqa: ANN401 - whatever JSON can hold
    if _checksum(kind, key, text) != checksum:
        raise ValueError("a value is not what was written")
    return json.loads(text)


def _checksum(kind: str, key: bytes, text: str) -> int:
    return zlib.crc32(text.encode(), zlib.crc32(key, zlib.crc32(kind.encode())))


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _discard(path: Path) -> None:
    for file in (path, _journal(path)):
        file.unlink(missing_ok=True)
