"""Editions again: the index from the log, the content from what has the same bytes, and the public tree from both."""

from collections.abc import Collection, Iterator
from pathlib import Path

from schemas.city import City
from schemas.edition import Edition, EditionRefused
from warehouse import store
from warehouse.editions.drafts import SITE
from warehouse.editions.log import Book, brought_up
from warehouse.editions.tree import public_files, tree_number
from warehouse.store import Home
from warehouse.store.modes import make_read_only
from warehouse.upkeep.damage import ADDED, Damage
from warehouse.upkeep.expected import Expected, sound

_INSIDE = f"{store.CONTENT}/"


def repair_editions(home: Home, city: City, damages: Collection[Damage]) -> None:
    """Heal what follows from the log, and files of editions that lie elsewhere too; a broken log is for a person.

    The caller holds the editions.
    """
    codes = {damage.code for damage in damages}
    if not codes & {"index-damaged", "edition-damaged", "public-damaged"} or "log-damaged" in codes:
        return
    if "index-damaged" in codes:
        store.set_control_aside(home)  # which witnesses that the log was cut, as far as it can be read
    for damage in damages:
        if damage.code == "edition-damaged" and damage.path.name == store.STATE and damage.path.is_dir():
            store.set_aside(home, damage.path)
    book = brought_up(home)  # the index and `edition.json` as well
    for damage in damages:
        if damage.code == "edition-damaged" and damage.difference == ADDED:
            store.set_aside(home, damage.path)
    for edition in book.editions.values():
        _repair_content(home, edition, {damage.path for damage in damages if damage.code == "edition-damaged"})
    if "public-damaged" in codes:
        _repair_public(home, city, book)


def _repair_content(home: Home, edition: Edition, paths: Collection[Path]) -> None:
    folder = store.edition_folder(home, edition.series, edition.version)
    if not any(path.is_relative_to(folder) for path in paths):
        return
    try:
        if folder / store.SUMS in paths:
            sums = store.sums_of(folder)
            if store.is_hash_of(sums, edition.content_hash):
                store.put_bytes_back(home, folder / store.SUMS, sums, make_read_only)
        expected = store.content_sums(folder, edition.content_hash)
    except EditionRefused:
        return
    for name, sha256 in expected.items():
        file = Expected("edition-damaged", folder / name, sha256)
        if file.path in paths and not sound(file):
            twins = (Expected("edition-damaged", path, sha256) for path in _twins(home, edition, name))
            twin = next((twin.path for twin in twins if sound(twin)), None)
            if twin is not None:
                store.put_bytes_back(home, file.path, twin.read_bytes(), make_read_only)


def _twins(home: Home, edition: Edition, name: str) -> Iterator[Path]:
    """Yield where else a file of an edition may stand: in the public trees, and in the draft that was submitted."""
    path_in_content = name.removeprefix(_INSIDE)
    for tree in sorted(home.public_trees.glob("*")):
        yield tree / edition.series / f"v{edition.version}" / path_in_content
        yield tree / edition.series / path_in_content
    for draft in sorted(home.drafts.glob(f"*-{edition.series}")):
        yield draft / SITE / path_in_content
    for version in sorted((home.editions / edition.series).glob("v*")):
        yield version / name


def _repair_public(home: Home, city: City, book: Book) -> None:
    """Build the tree anew that should be public; it is switched to when all of it is there."""
    number = tree_number(book)
    if number is None:
        return
    if home.public.exists() and not home.public.is_symlink():
        store.set_aside(home, home.public)
    try:
        tree = store.build_tree(home, public_files(home, city, book.editions))
    except EditionRefused:  # an edition that is damaged: it is named itself
        return
    store.switch_public(home, tree, number)
