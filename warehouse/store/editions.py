"""The content of an edition: written whole beside its record, read-only, and named by one hash.

`SHA256SUMS` lists every file with its hash, in the order of their names; the hash of that list is the content hash, so
that anybody can check an edition with `sha256sum -c SHA256SUMS` and `sha256sum SHA256SUMS`.
"""

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from schemas.edition import Edition, EditionRefused, checked_path, checked_series
from schemas.words.message import Message, message
from warehouse.durable import make_folder, sync_folder
from warehouse.store.files import file_hash, write_new, write_text
from warehouse.store.home import Home
from warehouse.store.modes import make_read_only

CONTENT, RECORD, STATE, SUMS = "content", "record.json", "edition.json", "SHA256SUMS"


def edition_folder(home: Home, series: str, version: int) -> Path:
    """Return the folder of an edition; raise ValueError where it would lie outside the folder of the editions."""
    folder = home.editions / checked_series(series) / f"v{int(version)}"
    if folder.is_symlink() or folder.parent.is_symlink():
        raise ValueError(f"{folder}: a link stands where an edition is kept")
    return folder


def read_site(folder: Path) -> dict[str, bytes]:
    """Return every file of a rendered site by its relative path; raise `EditionRefused` for links and odd files."""
    if folder.is_symlink() or not folder.is_dir():
        raise EditionRefused("no_content", message("edition_refusals.no-folder", folder=str(folder)))
    return {name: path.read_bytes() for name, path in _files(folder)}


def keep_content(home: Home, series: str, version: int, files: Mapping[str, bytes | str], record: str) -> str:
    """Keep the content of an edition and its record, in the place of what it had before; return the content hash.

    Everything is written and synced aside first; then the folder takes its name. Raises ValueError for a file that
    would lie outside the content.

    Args:
        home: the data root.
        series: the ranking, "2022-qd766".
        version: the version of the ranking.
        files: the content by relative path.
        record: the record of the edition, as text.
    """
    folder = edition_folder(home, series, version)
    staged = folder.with_name(f".staging-{folder.name}")
    _remove(staged)
    make_folder(folder.parent)
    for name, data in sorted(files.items()):
        _write(staged / CONTENT / checked_path(name), data)
    _write(staged / RECORD, record)
    sums = "".join(f"{file_hash(path)}  {name}\n" for name, path in _files(staged))
    _write(staged / SUMS, sums)
    for path in [staged, *staged.rglob("*")]:
        if path.is_dir():
            sync_folder(path)
    _swap(staged, folder)
    return hashlib.sha256(sums.encode()).hexdigest()


def tidy_editions(home: Home) -> None:
    """Clear away what a crash left half done: content never kept, and content that was being replaced."""
    for staged in home.editions.glob("*/.staging-v*"):
        _remove(staged)
    for old in home.editions.glob("*/.old-v*"):
        folder = old.with_name(old.name.removeprefix(".old-"))
        if folder.exists():
            _remove(old)
        else:
            old.rename(folder)


def keep_edition(home: Home, edition: Edition) -> None:
    """Write what the audit log says of an edition beside its content."""
    if not is_edition_kept(home, edition):
        write_text(_state_path(home, edition), _state(edition))


def is_edition_kept(home: Home, edition: Edition) -> bool:
    """Say whether what the audit log says of an edition stands beside its content, to the letter."""
    path = _state_path(home, edition)
    return path.is_file() and not path.is_symlink() and path.read_bytes() == _state(edition).encode()


def kept_editions(home: Home) -> dict[Path, Edition]:
    """Return what stands of each edition beside its content, by its file, as far as it can be read."""
    editions = {}
    for path in sorted(home.editions.glob(f"*/v*/{STATE}")):
        with suppress(OSError, ValueError):
            edition = Edition.model_validate_json(path.read_bytes())
            if path == _state_path(home, edition):
                editions[path] = edition
    return editions


def _state_path(home: Home, edition: Edition) -> Path:
    return edition_folder(home, edition.series, edition.version) / STATE


def _state(edition: Edition) -> str:
    return edition.model_dump_json(indent=1) + "\n"


def content_sums(folder: Path, content_hash: str) -> dict[str, str]:
    """Return the hash of every file of an edition by its name; raise `EditionRefused` where the list is another."""
    sums = _sums(folder, content_hash)
    if sums is None:
        raise EditionRefused("content_changed", _changed(folder, SUMS))
    return sums


def content_faults(folder: Path, content_hash: str) -> list[Message]:
    """Return every way in which a kept edition is not what the hash names; none where it is."""
    expected = _sums(folder, content_hash)
    if expected is None:
        return [_changed(folder, SUMS)]
    if odd := _odd_names(folder):
        return [message("edition_refusals.link-in-content", file=odd[0])]
    present = dict(_files(folder))
    added = (n for n in present.keys() - expected.keys() if n == RECORD or n.startswith(f"{CONTENT}/"))
    changed = (n for n in expected.keys() & present.keys() if file_hash(present[n]) != expected[n])
    return [
        *(message("edition_faults.missing", file=name) for name in sorted(expected.keys() - present.keys())),
        *(message("edition_faults.added", file=name) for name in sorted(added)),
        *(message("edition_faults.changed", file=name) for name in sorted(changed)),
    ]


def sums_of(folder: Path) -> bytes:
    """Return the list of hashes that an edition would have whose files are those of this folder."""
    names = [(name, path) for name, path in _files(folder) if name == RECORD or name.startswith(f"{CONTENT}/")]
    return "".join(f"{file_hash(path)}  {name}\n" for name, path in names).encode()


def is_hash_of(sums: bytes, content_hash: str) -> bool:
    """Say whether a list of hashes is the one that a content hash names."""
    return hashlib.sha256(sums).hexdigest() == content_hash


def read_kept(folder: Path, name: str, sha256: str) -> bytes:
    """Return a file of an edition; raise `EditionRefused` where it is not the one with that hash."""
    path = folder / name
    data = b"" if path.is_symlink() or not path.is_file() else path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise EditionRefused("content_changed", _changed(folder, name))
    return data


def _sums(folder: Path, content_hash: str) -> dict[str, str] | None:
    """Return the hash of every file of an edition by its name, None where the list is not what the hash names."""
    path = folder / SUMS
    if path.is_symlink() or not path.is_file() or file_hash(path) != content_hash:
        return None
    lines = (line.split("  ", 1) for line in path.read_text(encoding="utf-8").splitlines())
    return {name: digest for digest, name in lines}


def _changed(folder: Path, name: str) -> Message:
    return message("edition_faults.changed-or-gone", edition=f"{folder.parent.name} {folder.name}", file=name)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file below a folder with its relative name, by name; raise `EditionRefused` for anything odd."""
    if odd := _odd_names(folder):
        raise EditionRefused("link_in_content", message("edition_refusals.link-in-content", file=odd[0]))
    yield from sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())


def _odd_names(folder: Path) -> list[str]:
    """Return the relative names of what is neither a file nor a folder: links, devices."""
    odd = (path for path in folder.rglob("*") if path.is_symlink() or not (path.is_file() or path.is_dir()))
    return sorted(path.relative_to(folder).as_posix() for path in odd)


def _write(path: Path, data: bytes | str) -> None:
    """Write a file of an edition, closed to others until it is published (`public_tree`)."""
    write_new(path, data.encode() if isinstance(data, str) else data)
    make_read_only(path)


def _swap(staged: Path, folder: Path) -> None:
    old = folder.with_name(f".old-{folder.name}")
    _remove(old)
    if folder.exists():
        folder.rename(old)
    staged.rename(folder)
    sync_folder(folder.parent)
    _remove(old)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
