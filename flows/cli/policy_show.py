"""How `motcua policy` prints what is in force, and what would change."""

from collections.abc import Mapping
from typing import Any

from flows.cli.edition_show import moment
from flows.cli.show import say, write_table
from schemas.roles import Roles
from schemas.words.message import Message, message
from warehouse.editions.binding import Binding, differing, role_changes

_NOTHING = Roles()


def in_force(binding: Binding, zone: str) -> None:
    """Print who bound what, from where, and the roles."""
    bound_at = moment(binding.at, zone)
    say(message("policy.in-force", moment=bound_at, user=binding.by, entry=binding.number, folder=binding.folder))
    rows = [(message(f"roles.{role}"), ", ".join(holders)) for role, holders in binding.roles if holders]
    write_table(message("policy.roles"), (message("policy.role"), message("policy.users")), rows)
    columns = (message("policy.file"), message("policy.hash"))
    write_table(message("policy.files"), columns, sorted(binding.parts.items()))


def changes(earlier_binding: Binding | None, roles: Roles, parts: Mapping[str, str]) -> None:
    """Print which roles and files are other than what was bound before; all of them where nothing was."""
    changes_of_roles = role_changes(earlier_binding.roles if earlier_binding else _NOTHING, roles)
    rows = [
        (message(f"roles.{role}"), ", ".join(added_holders), ", ".join(removed_holders))
        for role, added_holders, removed_holders in changes_of_roles
    ]
    columns = (message("policy.role"), message("policy.added"), message("policy.removed"))
    write_table(message("policy.changes-of-roles"), columns, rows)
    earlier = earlier_binding.parts if earlier_binding else {}
    files = [(name, _change(name, earlier, parts)) for name in differing(earlier, parts)]
    write_table(message("policy.changes-of-files"), (message("policy.file"), message("policy.change")), files)


def as_data(binding: Binding) -> dict[str, Any]:
    """Return a binding as plain data."""
    return vars(binding) | {"roles": binding.roles.model_dump(mode="json"), "at": binding.at.isoformat()}


def _change(name: str, earlier_hashes: Mapping[str, str], present_hashes: Mapping[str, str]) -> Message:
    if name not in earlier_hashes:
        return message("policy.is-added")
    return message("policy.is-changed" if name in present_hashes else "policy.is-removed")
