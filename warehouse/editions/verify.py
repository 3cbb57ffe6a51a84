"""Whether what is kept and what is public is still what was recorded: log, index, contents, public tree."""

from collections.abc import Sequence

from schemas.city import City
from schemas.edition import EditionRefused
from schemas.words import formats
from schemas.words.message import Message, message
from warehouse import store
from warehouse.editions.ahead import ahead_fault
from warehouse.editions.log import Book, read_book
from warehouse.editions.replay import step_faults
from warehouse.editions.tree import public_files, tree_number
from warehouse.editions.witness import Witnessed, witness_fault


def verify_editions(home: store.Home, city: City, lines: Sequence[Witnessed] = ()) -> tuple[Book, list[Message]]:
    """Return the book, and everything that is not as it should be.

    `lines` are what was written down of the log elsewhere: they show whether it was rewritten as a whole, which the
    chain alone cannot. Where it was, only that is returned: editions and what is public were made from another log.
    Raises `EditionRefused` where the log itself is broken.
    """
    book = read_book(home)
    faults = store.index_faults(store.indexed_hashes(home), book.log)
    if (fault := witness_fault(book.log, lines)) is not None:
        faults.append(fault)
    faults += step_faults(book.log)
    if not faults and (fault := ahead_fault(home, book.log)) is not None:
        faults.append(fault)
    if faults:
        return book, faults
    for edition in book.editions.values():
        folder = store.edition_folder(home, edition.series, edition.version)
        content_faults = store.content_faults(folder, edition.content_hash)
        faults += [message("edition_faults.of-edition", edition=edition.name, fault=fault) for fault in content_faults]
    return book, faults + public_faults(home, city, book)


def public_faults(home: store.Home, city: City, book: Book) -> list[Message]:
    """Return where what is public is not made of the editions as the book has them."""
    expected_number, public_number = tree_number(book), store.public_number(home)
    if expected_number != public_number:
        return [
            message(
                "edition_faults.public-other-tree",
                tree=_number_text(public_number),
                expected=_number_text(expected_number),
            )
        ]
    if expected_number is None:
        return []
    try:
        return store.tree_faults(home.public.resolve(), public_files(home, city, book.editions))
    except EditionRefused:
        return []  # what the tree is made of is not as approved, which stands among the faults of its edition


def _number_text(number: int | None) -> str | None:
    """Return the number of a tree, which is a name; None where there is no tree."""
    return None if number is None else formats.plain(number)
