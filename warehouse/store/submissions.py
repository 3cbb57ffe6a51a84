"""The records of submissions, one JSON file each, and their few facts of every night, from an index over them."""

import json
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, get_origin

from schemas.errors import DamagedFile
from schemas.hashing import short_hash
from schemas.submission import Submission, SubmissionRecord
from warehouse.store.files import file_hash, read_json, write_text
from warehouse.store.home import SIDES, Home
from warehouse.store.index import read_index, write_index
from warehouse.store.seals import SEAL, sealed

_KIND, _SUFFIX = "submission", ".json"
# How a fact of each type comes back from JSON. One of a type that is not here stops the program, not the reader of it.
_FROM_JSON: Mapping[Any, Callable[[Any], Any] | None] = {
    **dict.fromkeys((str, str | None, int, int | None, float | None, bool, dict[str, str])),
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    datetime | None: datetime.fromisoformat,
    tuple[date, date] | None: lambda days: tuple(date.fromisoformat(day) for day in days),
}
_TYPES: Mapping[str, Any] = {name: field.annotation for name, field in Submission.model_fields.items()}
_READERS = {name: None if get_origin(kind) is Literal else _FROM_JSON[kind] for name, kind in _TYPES.items()}
_TURNED = [(name, reader) for name, reader in _READERS.items() if reader]
_NOTHING: dict[str, Any] = dict.fromkeys(_TYPES)
_BLANK = Submission.model_construct(**_NOTHING)  # a copy of it is made in a fifth of the time
_SHAPE = short_hash([(name, str(kind)) for name, kind in _TYPES.items()])


def load_submissions(home: Home) -> dict[str, Submission]:
    """Return every submission kept, by its id, in the order of the ids. Writes nothing."""
    files = _files(home)
    indexed, _ = _indexed(home, files)
    return {i: indexed[i] if i in indexed else _facts(home, i) for i in files}


def index_submissions(home: Home, earlier: Mapping[str, Submission] | None = None) -> dict[str, Submission]:
    """Return what `load_submissions` does, and bring the index up to date; the caller holds the lock of the data root.

    `earlier` is what the same run was given before: only what was kept since is looked at.
    """
    files = _files(home)
    indexed, stale = _indexed(home, files) if earlier is None else (earlier, ())
    new = {i: _facts(home, i) for i in files if i not in indexed}
    if new or stale:
        put = {os.fsencode(i): [files[i], _to_json(submission)] for i, submission in new.items()}
        write_index(home, _KIND, _SHAPE, put, stale)
    return {i: new[i] if i in new else indexed[i] for i in files}


def load_records(home: Home, ids: Iterable[str] | None = None) -> dict[str, SubmissionRecord]:
    """Return the whole records of the submissions with these ids, of all where none are given, by id.

    Raises `DamagedFile` where one cannot be read.
    """
    submission_ids = _files(home) if ids is None else ids
    return {i: _record(record_path(home, i)) for i in submission_ids}


def read_record(path: Path) -> SubmissionRecord:
    """Return the record in a file; raise `DamagedFile` where a letter of it is not as it was written."""
    record = _record(path)
    if read_json(path)["submission_id"] != path.stem:
        raise DamagedFile(path)
    return record


def _record(path: Path) -> SubmissionRecord:
    try:
        return SubmissionRecord.model_validate_json(path.read_bytes())
    except (ValueError, IsADirectoryError):
        raise DamagedFile(path) from None


def remembered(home: Home, submission_id: str) -> Submission | None:
    """Return what the index remembers of a submission, whatever has become of its record; None where it does not."""
    entry = (read_index(home, _KIND, _SHAPE) or {}).get(os.fsencode(submission_id))
    return None if entry is None else _from_json(entry[1])


def salvaged(path: Path) -> dict[str, Any]:
    """Return the facts of a record that is cut off or changed, as far as its lines still say them; none is checked."""
    facts: dict[str, Any] = {}
    try:
        lines = path.read_bytes().decode(errors="replace").splitlines()
    except OSError:
        return facts
    for line in lines:
        with suppress(ValueError):
            facts |= {k: v for k, v in json.loads(f"{{{line.strip().rstrip(',')}}}").items() if k in _TYPES}
    return facts


def keep_record(home: Home, record: SubmissionRecord) -> None:
    """Write a record, in place of the one that is there, if any: the index sees that it is another file."""
    write_text(record_path(home, record.submission_id), record.model_dump_json(indent=1))


def with_hashes(home: Home, record: SubmissionRecord) -> SubmissionRecord:
    """Return a record with the hashes of what is kept of its submission by now, and sealed: as it is to be written."""
    kept_paths = {f"{side}_sha256": home.kept(record, side) for side in SIDES}
    hashed = record.model_copy(
        update={name: file_hash(path) if path.exists() else "" for name, path in kept_paths.items()}
    )
    return hashed.model_copy(update={SEAL: sealed(hashed.model_dump(mode="json"))[SEAL]})


def record_path(home: Home, submission_id: str) -> Path:
    """Return the file that holds a submission's record."""
    return home.submissions / f"{submission_id}{_SUFFIX}"


def _files(home: Home) -> dict[str, list[int]]:
    """Return the id of every record, in order, and by what its file can be told from one in its place."""
    if not home.submissions.exists():
        return {}
    with os.scandir(home.submissions) as entries:
        records = {e.name.removesuffix(_SUFFIX): e.stat() for e in entries if e.name.endswith(_SUFFIX)}
    return {i: [state.st_ino, state.st_size, state.st_mtime_ns] for i, state in sorted(records.items())}


def _indexed(home: Home, files: Mapping[str, list[int]]) -> tuple[dict[str, Submission], list[bytes] | None]:
    """Return what the index holds of these files, and the keys of what it holds beside; None: nothing is believed."""
    entries = read_index(home, _KIND, _SHAPE)
    if entries is None:
        return {}, None
    indexed, stale = {}, []
    for key, (state, facts) in entries.items():
        name = os.fsdecode(key)
        if files.get(name) == state:
            indexed[name] = _from_json(facts)
        else:
            stale.append(key)
    return indexed, stale


def _facts(home: Home, submission_id: str) -> Submission:
    record = load_records(home, [submission_id])[submission_id]
    return Submission.model_construct(**{name: getattr(record, name) for name in _TYPES})


def _to_json(submission: Submission) -> list[Any]:
    return list(submission.model_dump(mode="json").values())


def _from_json(values: list[Any]) -> Submission:
    """Return the submission without checking it again: it was checked before it was written."""
    facts = dict(zip(_TYPES, values, strict=True))
    for name, turn in _TURNED:
        if facts[name] is not None:
            facts[name] = turn(facts[name])
    return _BLANK.model_copy(update=facts)
