"""Whether what is kept and what is public is still what was recorded: log, index, contents, public tree."""

from schemas.city import City
from schemas.edition import EditionRefused
from schemas.words.languages import Said
from warehouse import store
from warehouse.editions.log import Book, read_book
from warehouse.editions.tree import public_files, tree_number


def verify_editions(home: store.Home, city: City) -> tuple[Book, list[Said]]:
    """Return the book, and in both languages everything that is not as it should be.

    The hash of the last entry stands for the whole log: written down elsewhere, it shows later whether the log was
    rewritten as a whole, which the chain alone cannot. Raises `EditionRefused` where the log itself is broken.
    """
    book = read_book(home)
    faults = store.index_faults(store.indexed_hashes(home), book.log)
    for edition in book.editions.values():
        folder = store.edition_folder(home, edition.series, edition.version)
        found = store.content_faults(folder, edition.content_hash)
        faults += [(f"{edition.name}: {vi}", f"{edition.name}: {en}") for vi, en in found]
    return book, faults + _of_tree(home, city, book)


def _of_tree(home: store.Home, city: City, book: Book) -> list[Said]:
    expected, found = tree_number(book), store.public_number(home)
    if expected != found:
        vi = f"public chỉ đến cây {found}, phải là {expected}; chạy `motcua edition release`"
        return [(vi, f"public leads to tree {found} and should lead to {expected}; run `motcua edition release`")]
    if expected is None:
        return []
    try:
        faults = store.tree_faults(home.public.resolve(), public_files(home, city.about, book.editions))
    except EditionRefused as refused:
        return [(refused.message_vi, refused.message_en)]
    return [(f"public/{vi}", f"public/{en}") for vi, en in faults]
