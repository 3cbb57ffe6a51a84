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
    digits, whole = typed.strip().lower(), edition.content_hash
    if len(digits) < LEAST_DIGITS:
        return "short_hash", message("edition_hashes.short", digits=len(digits), least=LEAST_DIGITS)
    alike = [e for e in book.log if e.action == "submit" and e.content_hash.startswith(digits)]
    if {entry.content_hash for entry in alike} == {whole}:
        return None
    if any(entry.content_hash == whole for entry in alike):
        return "ambiguous_hash", message("edition_hashes.ambiguous", digits=len(digits), hash=whole)
    if not alike:
        return "mistyped_hash", _mistyped(edition, digits)
    last = alike[-1]
    if (last.series, last.version) != (edition.series, edition.version):
        other = f"{last.series} v{last.version}"
        return "hash_of_another", message("edition_hashes.of-another", edition=edition.name, other=other, hash=whole)
    return "other_content", _replaced(book, edition, last, zone)


def _mistyped(edition: Edition, digits: str) -> Message:
    """Say which digit is the first that differs; behind the last digit of a hash there is none."""
    whole = edition.content_hash
    place = next((i for i, digit in enumerate(digits) if digit != whole[i : i + 1]), len(digits))
    return message(
        "edition_hashes.mistyped",
        edition=edition.name,
        place=place + 1,
        typed=digits[place : place + 1],
        expected=whole[place : place + 1] or None,
        hash=whole,
    )


def _replaced(book: Book, edition: Edition, before: AuditEntry, zone: str) -> Message:
    """Say whose content the hash was, and when other content took its place."""
    key = (edition.series, edition.version)
    after = next(
        entry
        for entry in book.log
        if entry.action == "submit" and (entry.series, entry.version) == key and entry.number > before.number
    )
    return message(
        "edition_hashes.replaced",
        edition=edition.name,
        submitted=local_moment(before.at, zone),
        by=before.actor,
        replaced=local_moment(after.at, zone),
        hash=edition.content_hash,
    )
