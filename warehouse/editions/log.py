"""The book of editions: the audit log, the editions that it makes, and how one more entry is written into it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from schemas.city import City
from schemas.edition import Action, AuditEntry, Details, Edition
from schemas.words.message import message
from warehouse import store
from warehouse.editions.ahead import ahead_fault
from warehouse.editions.audit import chained, verify
from warehouse.editions.states import Key, editions_after, editions_of
from warehouse.editions.witness import last_witnessed, witness_fault, witness_line

NO_DETAILS: Details = {}


@dataclass(frozen=True)
class Act:
    """Whose act it is, and when: the user of the system, and the moment with its zone. The city says who may do what.

    A flow or a command reads both from the system; no option says who acts.
    """

    home: store.Home
    city: City
    who: str
    at: datetime


@dataclass(frozen=True)
class Book:
    """The audit log and the editions that follow from it."""

    log: tuple[AuditEntry, ...]
    editions: Mapping[Key, Edition]


def read_book(home: store.Home) -> Book:
    """Return the book as the log file has it; raise `EditionRefused` where the chain of the log is broken."""
    log = tuple(store.read_audit(home))
    if (number := verify(log)) is not None:
        raise store.log_broken(message("edition_refusals.log-chain", number=number))
    try:
        return Book(log, editions_of(log))
    except (ValueError, KeyError) as error:
        raise store.log_broken(message("edition_refusals.log-step", fault=str(error))) from None


@contextmanager
def held_book(home: store.Home) -> Iterator[Book]:
    """Hold the editions and hand out the book, with what a crash left undone cleared away and the index brought up.

    Raises `BlockingIOError` where somebody else holds them, and `EditionRefused` where the log is broken: nothing is
    done on a log that cannot be trusted.
    """
    with store.one_editor(home):
        yield brought_up(home)


def brought_up(home: store.Home) -> Book:
    """Clear away what a crash left undone, bring the index up to the log and return the book.

    The caller holds the editions. Raises `EditionRefused` where the log is broken: what was made by entries that it no
    longer has is not taken back.
    """
    store.tidy_editions(home)
    book = read_book(home)
    store.index_editions(home, book.log, book.editions.values())  # what contradicts the log says more exactly where
    if (fault := ahead_fault(home, book.log)) is not None:
        raise store.log_broken(fault)
    _keep_records(home, book)
    return book


def with_entry(
    act: Act, book: Book, action: Action, key: Key, content_hash: str, details: Details = NO_DETAILS
) -> Book:
    """Return the book with one more entry, which is not kept yet; raise ValueError where it cannot follow.

    Args:
        act: who acts, and when.
        book: the log so far.
        action: the step.
        key: series and version of the edition.
        content_hash: the content that the step is about, "" where there is none.
        details: what else is to be known of the step.
    """
    entry = chained(book.log, act.at, act.who, action, key, content_hash, details)
    return Book((*book.log, entry), editions_after(book.editions, entry))


def keep(act: Act, book: Book) -> Book:
    """Keep the last entry of the book: in the log file, from when on it counts, then in what follows from it.

    Where the city declares a witness, the entry is witnessed, with those before it that are not yet. Raises
    `EditionRefused` where the witness cannot be reached; the entry is then not kept.
    """
    witness = act.city.about.witness
    lines = [] if witness is None else _to_witness(book.log, store.lines_of_witness(Path(witness.file)))
    store.append_audit(act.home, book.log[-1])
    _index(act.home, book)
    if witness is not None:
        store.append_lines(Path(witness.file), lines)
    return book


def _to_witness(log: Sequence[AuditEntry], lines: Sequence[str]) -> list[str]:
    """Return the lines that a witness lacks; raise `EditionRefused` where it knows another log than this."""
    last_line = last_witnessed(lines)
    if last_line is not None and (fault := witness_fault(log, [last_line])) is not None:
        raise store.log_broken(fault)
    return [witness_line(entry) for entry in log[last_line.number if last_line else 0 :]]


def _index(home: store.Home, book: Book) -> None:
    store.index_editions(home, book.log, book.editions.values())
    _keep_records(home, book)


def _keep_records(home: store.Home, book: Book) -> None:
    for edition in book.editions.values():
        store.keep_edition(home, edition)
