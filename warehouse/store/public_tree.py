"""What is public: a complete tree of files, built aside, to which the link `public` is switched in one step."""

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from schemas.edition import EditionRefused
from schemas.words.message import Message, message
from warehouse.durable import exchange, make_folder, sync_folder
from warehouse.store.files import file_hash, remove, switch_link, write_new
from warehouse.store.home import Home
from warehouse.store.modes import let_through, open_to_all

_WITH_FIGURES = (".parquet", ".csv", ".json", ".xlsx", ".html")
_STAGING = ".staging"


@dataclass(frozen=True)
class Placed:
    """A file of the tree: its path, and either its bytes or a kept file, with the hash it must have, to be linked."""

    path: str
    data: bytes | Path
    sha256: str = ""


def public_number(home: Home) -> int | None:
    """Return the number of the tree that is public, or None where none is."""
    target = home.public.readlink() if home.public.is_symlink() else None
    return int(target.name) if target is not None and target.name.isdigit() else None


def build_tree(home: Home, files: Iterable[Placed]) -> Path:
    """Build a tree aside and return its folder: nothing is public by that.

    Its own folder is closed to others until it becomes public. Kept files become hard links if they can; each is hashed
    in the tree, as it would be served. Raises `EditionRefused` where one is not what it should be, or where `public` is
    something that is not ours to replace.
    """
    if home.public.exists() and not home.public.is_symlink():
        raise EditionRefused("public_is_no_link", message("edition_faults.public-is-no-link", path=str(home.public)))
    staged = home.public_trees / _STAGING
    shutil.rmtree(staged, ignore_errors=True)
    make_folder(home.public_trees)
    staged.mkdir()
    for file in files:
        _place(staged / file.path, file)
    folders = [p for p in staged.rglob("*") if p.is_dir()]
    for folder in folders:
        open_to_all(folder)
    for folder in [staged, *folders]:
        sync_folder(folder)
    return staged


def switch_public(home: Home, staged: Path, number: int) -> None:
    """Give the tree its number and make it the public one, in one step; keep the one before for those still reading."""
    final, previous_number = home.public_trees / str(number), public_number(home)
    if os.path.lexists(final):  # damaged and public, or left by a crash before the link was switched
        open_to_all(staged)
        _take_place(staged, final)
    else:
        staged.rename(final)
    for folder in (final, home.public_trees):
        open_to_all(folder)
    let_through(home.root)
    sync_folder(home.public_trees)
    switch_link(home.public, final)
    for tree in home.public_trees.iterdir():
        if tree.name not in (str(number), str(previous_number)):
            remove(tree)


def _take_place(staged: Path, final: Path) -> None:
    """Give a tree the name of another, which is removed later; in one step where the file system can."""
    try:
        exchange(staged, final)
    except OSError:
        old = final.with_name(f".old-{final.name}")
        if os.path.lexists(old):
            remove(old)
        final.rename(old)
        staged.rename(final)


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return the files of a tree that state figures, by relative path: beside a picture stand its own."""
    paths = (path for path in sorted(folder.rglob("*")) if path.suffix in _WITH_FIGURES and path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def tree_faults(tree: Path, files: Iterable[Placed]) -> list[Message]:
    """Return where the public tree is not made of these very files; none where it is."""
    expected = {p.path: p for p in files}
    present = {path.relative_to(tree).as_posix() for path in tree.rglob("*") if not path.is_dir() or path.is_symlink()}
    changed = (name for name in present & expected.keys() if not _is(tree / name, expected[name]))
    return [
        *(message("edition_faults.public-added", file=name) for name in sorted(present - expected.keys())),
        *(message("edition_faults.public-missing", file=name) for name in sorted(expected.keys() - present)),
        *(message("edition_faults.public-changed", file=name) for name in sorted(changed)),
    ]


def _place(path: Path, placed: Placed) -> None:
    if isinstance(placed.data, Path):
        changed = EditionRefused("content_changed", message("edition_faults.public-file-changed", file=placed.path))
        try:
            _link(path, placed.data)
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            raise changed from None
        if not _is(path, placed):
            raise changed
        return
    _write(path, placed.data)


def _link(path: Path, file: Path) -> None:
    """Make a kept file appear at `path`, open to all: its one inode where both are ours, or else a copy.

    A linked file can be read by others in the tree alone: where it is kept, they cannot get through its folders.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.hardlink_to(file)
        open_to_all(path)
    except OSError:  # another user's, as usual: whoever publishes is not who submitted
        path.unlink(missing_ok=True)
        _write(path, file.read_bytes())


def _write(path: Path, data: bytes) -> None:
    write_new(path, data)
    open_to_all(path)


def _is(path: Path, placed: Placed) -> bool:
    if path.is_symlink():
        return False
    if isinstance(placed.data, Path):
        return file_hash(path) == placed.sha256
    return path.read_bytes() == placed.data
