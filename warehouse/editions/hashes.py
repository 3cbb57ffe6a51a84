"""Which content a person means by a hash, whole or its first digits: compared with every hash that the log has."""

from schemas.edition import AuditEntry, Edition
from schemas.words.message import Message, message
from warehouse.editions.log import Book
from warehouse.editions.status import local_moment

LEAST_DIGITS = 10  # that name a content: of a million contents, two begin with the same ten once in two


def hash_refusal(book: Book, edition: Edition, typed: str, zone: str) -> tuple[str, Message] | None:
    """Return why a hash does not name the content of an edition, as code and message; None where it does.

    Only a hash that the edition had before says that its content has changed; any other is a typo, or of another.

    Args:
        book: the log, with the hash of every content that was submitted.
        edition: the edition whose content is meant.
        typed: the hash as a person gave it: at least its first `LEAST_DIGITS` digits, in any case.
        zone: the time zone of the city, by whose clock moments are told.
    """
    digits, full_hash = typed.strip().lower(), edition.content_hash
    if len(digits) < LEAST_DIGITS:
        return "short_hash", message("edition_hashes.short", digits=len(digits), least=LEAST_DIGITS)
    entries_alike = [e for e in book.log if e.action == "submit" and e.content_hash.startswith(digits)]
    if {entry.content_hash for entry in entries_alike} == {full_hash}:
        return None
    if any(entry.content_hash == full_hash for entry in entries_alike):
        return "ambiguous_hash", message("edition_hashes.ambiguous", digits=len(digits), hash=full_hash)
    if not entries_alike:
        return "mistyped_hash", _mistyped(edition, digits)
    last_entry = entries_alike[-1]
    if (last_entry.series, last_entry.version) != (edition.series, edition.version):
        other_name = f"{last_entry.series} v{last_entry.version}"
        return "hash_of_another", message(
            "edition_hashes.of-another", edition=edition.name, other=other_name, hash=full_hash
        )
    return "other_content", _replaced(book, edition, last_entry, zone)


def _mistyped(edition: Edition, digits: str) -> Message:
    """Say which digit is the first that differs; behind the last digit of a hash there is none."""
    full_hash = edition.content_hash
    place = next((i for i, digit in enumerate(digits) if digit != full_hash[i : i + 1]), len(digits))
    return message(
        "edition_hashes.mistyped",
        edition=edition.name,
        place=place + 1,
        typed=digits[place : place + 1],
        expected=full_hash[place : place + 1] or None,
        hash=full_hash,
    )


def _replaced(book: Book, edition: Edition, replaced_entry: AuditEntry, zone: str) -> Message:
    """Say whose content the hash was, and when other content took its place."""
    key = (edition.series, edition.version)
    next_entry = next(
        entry
        for entry in book.log
        if entry.action == "submit" and (entry.series, entry.version) == key and entry.number > replaced_entry.number
    )
    return message(
        "edition_hashes.replaced",
        edition=edition.name,
        submitted=local_moment(replaced_entry.at, zone),
        by=replaced_entry.actor,
        replaced=local_moment(next_entry.at, zone),
        hash=edition.content_hash,
    )
