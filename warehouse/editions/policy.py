"""The act by which roles, register and policy of a city are bound to a data root, and what it would change."""

from collections.abc import Mapping

from schemas.edition import NO_EDITION, Details, EditionRefused
from schemas.words.message import message
from warehouse.editions.binding import Binding, binding_details, binding_in_force
from warehouse.editions.log import Act, Book, held_book, keep, with_entry
from warehouse.editions.permission import Refusal


def bind(act: Act, owner: str, parts: Mapping[str, str]) -> Binding:
    """Bind the act's city to the data root; raise `EditionRefused`, and write the attempt down, where he may not.

    The first time only the owner of the data root can, as nobody has been named yet; later an administrator by the
    roles bound before.

    Args:
        act: who binds which city to which data root, and when.
        owner: the user of the system who owns the data root.
        parts: what is bound, as it was looked at (see `binding.bound_parts`).
    """
    with held_book(act.home) as book:
        if (refusal := _refusal(act, book, owner)) is not None:
            details: Details = {"attempted": "bind", "because": refusal.code}
            keep(act, with_entry(act, book, "refuse", NO_EDITION, "", details))
            raise EditionRefused(*refusal)
        book_after = keep(act, with_entry(act, book, "bind", NO_EDITION, "", binding_details(act.city, parts)))
    binding = binding_in_force(book_after.log)
    assert binding is not None  # it is the last entry
    return binding


def _refusal(act: Act, book: Book, owner: str) -> Refusal | None:
    binding = binding_in_force(book.log)
    if binding is None and act.who != owner:
        return Refusal("not_owner", message("policy.not-owner", user=act.who, owner=owner, home=str(act.home.root)))
    if binding is not None and act.who not in binding.roles.administer:
        administrators = binding.roles.administer
        because = message("policy.not-administrator", user=act.who, administrators=administrators, entry=binding.number)
        return Refusal("not_administrator", because)
    if not act.city.about.roles.administer:
        because = message(
            "policy.no-administrator", file=str(act.city.folder / "city.toml"), line=f'administer = ["{act.who}"]'
        )
        return Refusal("no_administrator", because)
    return None
