"""Of editions: the log and its chain, the index, what witnesses say, the content of each, and the public tree."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from schemas.city import City
from schemas.edition import EditionRefused
from schemas.words.message import message
from warehouse import store
from warehouse.editions.ahead import ahead_fault
from warehouse.editions.log import Book, read_book
from warehouse.editions.replay import step_faults
from warehouse.editions.verify import public_faults
from warehouse.editions.witness import all_witnessed, witness_fault
from warehouse.store import Home
from warehouse.upkeep.damage import ADDED, CHANGED, MISSING, Damage
from warehouse.upkeep.expected import Expected, unreadable
from warehouse.upkeep.pins import lost_snapshots


@dataclass(frozen=True)
class Editions:
    """The book and the files of editions, none where the log is broken, and damages that show without reading files."""

    book: Book | None
    files: tuple[Expected, ...]
    damages: tuple[Damage, ...]


def look_at_editions(home: Home, city: City) -> Editions:
    """Read the log, what the city's witness says of it, and all that follows from it."""
    try:
        book = read_book(home)
    except EditionRefused as refused:
        return Editions(None, (), (Damage("log-damaged", store.audit_path(home), refused.message),))
    files, damages = list[Expected](), [*_log_damages(home, book), *_witness_damages(home, city, book)]
    if any(damage.code == "log-damaged" for damage in damages):
        return Editions(None, (), tuple(damages))
    for edition in book.editions.values():
        folder = store.edition_folder(home, edition.series, edition.version)
        try:
            sums = store.content_sums(folder, edition.content_hash)
        except EditionRefused:
            difference = CHANGED if (folder / store.SUMS).exists() else MISSING
            damages.append(Damage("edition-damaged", folder / store.SUMS, difference))
            continue
        files += (Expected("edition-damaged", folder / name, sha256) for name, sha256 in sums.items())
        damages += (Damage("edition-damaged", path, ADDED) for path in _added_files(folder, sums))
        if not store.is_edition_kept(home, edition):
            damages.append(Damage("edition-damaged", folder / store.STATE, CHANGED))
    for snapshot, names in lost_snapshots(home, book.editions.values()).items():
        rests = message("verify.edition-rests", editions=names)
        damages.append(Damage("edition-snapshot-missing", snapshot, rests))
    return Editions(book, tuple(files), (*damages, *_public_damages(home, city, book)))


def _log_damages(home: Home, book: Book) -> Iterator[Damage]:
    log = store.audit_path(home)
    try:
        hashes = store.indexed_hashes(home)
    except sqlite3.Error:
        yield Damage("index-damaged", home.control, CHANGED)
    else:
        if faults := store.index_faults(hashes, book.log):
            yield Damage("log-damaged", log, faults[0])
        elif (ahead := ahead_fault(home, book.log)) is not None:
            yield Damage("log-damaged", log, ahead)
        elif not store.is_indexed(home, book.log, book.editions.values()):
            yield Damage("index-damaged", home.control, CHANGED if home.control.exists() else MISSING)
    for fault in step_faults(book.log):
        yield Damage("log-damaged", log, fault)


def _witness_damages(home: Home, city: City, book: Book) -> Iterator[Damage]:
    """Yield where the log is not as it was witnessed; people may have added words of their own to the witness."""
    if city.about.witness is None:
        return
    path = Path(city.about.witness.file)
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
    except OSError as error:
        yield Damage("witness-damaged", path, unreadable(error))
        return
    witnessed_entries = all_witnessed(lines)
    if book.log and not witnessed_entries:
        yield Damage("witness-damaged", path, CHANGED if path.exists() else MISSING)
    if (fault := witness_fault(book.log, witnessed_entries)) is not None:
        yield Damage("log-damaged", store.audit_path(home), fault)


def _added_files(folder: Path, sums: dict[str, str]) -> Iterator[Path]:
    """Yield what lies in the content and is not of it."""
    for path in sorted((folder / store.CONTENT).rglob("*")):
        if (path.is_symlink() or not path.is_dir()) and path.relative_to(folder).as_posix() not in sums:
            yield path


def _public_damages(home: Home, city: City, book: Book) -> Iterator[Damage]:
    for fault in public_faults(home, city, book):
        file = fault.values.get("file")
        path = home.public if file is None else home.public / str(file)
        difference = {"edition_faults.public-missing": MISSING, "edition_faults.public-changed": CHANGED}
        yield Damage("public-damaged", path, difference.get(fault.key, message("verify.says", fault=fault)))
