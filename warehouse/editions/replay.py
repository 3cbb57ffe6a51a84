"""Whether every step of a log was taken by somebody who might: by the roles that were bound when it was taken."""

from collections.abc import Mapping, Sequence

from schemas.edition import Action, AuditEntry, Edition
from schemas.roles import Role, Roles
from schemas.words.message import Message, message
from warehouse.editions.binding import binding_in_force
from warehouse.editions.states import Key, editions_after

STEP_ROLES: Mapping[Action, tuple[Role, ...]] = {
    "submit": ("submit",),
    "return": ("approve", "submit"),
    "approve": ("approve",),
    "schedule": ("publish",),
    "publish": ("publish",),
    "withdraw": ("publish",),
    "bind": ("administer",),
}


def step_faults(log: Sequence[AuditEntry]) -> list[Message]:
    """Return every entry whose actor had no right to it: a chain can be whole and its entries forged.

    What came before the first binding, and that one itself, is not judged: nobody had been named.
    """
    roles: Roles | None = None
    editions: dict[Key, Edition] = {}
    faults = []
    for place, entry in enumerate(log, start=1):
        if roles is not None and not _was_allowed(entry, roles, editions.get((entry.series, entry.version))):
            faults.append(message("edition_faults.step-not-allowed", number=place, user=entry.actor, step=entry.action))
        editions = editions_after(editions, entry)
        if entry.action == "bind" and (binding := binding_in_force(log[:place])) is not None:
            roles = binding.roles
    return faults


def _was_allowed(entry: AuditEntry, roles: Roles, edition: Edition | None) -> bool:
    if entry.action == "publish" and edition is not None and edition.release_at is not None:
        return (
            entry.at >= edition.release_at or entry.actor in roles.publish
        )  # due: whoever runs `release` publishes it
    if entry.action == "approve" and edition is not None and entry.actor == edition.submitted_by:
        return False
    roles_needed = STEP_ROLES.get(entry.action)
    return roles_needed is None or any(entry.actor in roles.holders(role) for role in roles_needed)
