"""Whether somebody may take a step: by the roles and the policy that are bound, whatever folder he names."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from schemas.city import City
from schemas.edition import AuditEntry
from schemas.roles import Role
from schemas.words.message import Message, Value, message
from warehouse.editions.binding import Binding, binding_in_force, bindings_of, bound_parts, differing
from warehouse.editions.status import local_day


class Refusal(NamedTuple):
    """Why a step is refused: the code, and the words for people."""

    code: str
    because: Message


def step_refusal(log: Sequence[AuditEntry], city: City, who: str, roles: Sequence[Role]) -> Refusal | None:
    """Return why somebody may not take a step, or None where he may.

    Args:
        log: the audit log, which says what is bound.
        city: the city whose folder is used for the step.
        who: the user of the system.
        roles: any of them allows the step.
    """
    binding = binding_in_force(log)
    if binding is None:
        return _not_bound(city)
    if not any(who in binding.roles.holders(role) for role in roles):
        return _without_role(binding, city, who, roles)
    return folder_refusal(log, city)


def folder_refusal(log: Sequence[AuditEntry], city: City) -> Refusal | None:
    """Return why nothing can be done with the folder of a city: it is not what is bound; None where it is."""
    binding = binding_in_force(log)
    if binding is None:
        return _not_bound(city)
    parts = bound_parts(city)
    if not (files := differing(binding.parts, parts)):
        return None
    former = next((b for b in reversed(bindings_of(log)) if b.parts == parts), None)
    values: dict[str, Value] = {
        "folder": str(city.folder),
        "files": files,
        "entry": binding.number,
        "user": binding.by,
        "day": local_day(binding.at, city.about.zone),
        "bound": binding.folder,
        "administrators": binding.roles.administer,
    }
    if former is not None:
        return Refusal("former_policy", message("policy.former", former=former.number, **values))
    return Refusal("other_policy", message("policy.other", **values))


def policy_warning(log: Sequence[AuditEntry], city: City) -> Message | None:
    """Return what stands in the way of the next step: nothing is bound, or another folder than this; else None."""
    binding = binding_in_force(log)
    if binding is None:
        return message("policy.policy-not-bound")
    if not (files := differing(binding.parts, bound_parts(city))):
        return None
    values: dict[str, Value] = {
        "entry": binding.number,
        "bound": binding.folder,
        "which": "same" if binding.folder == str(city.folder.absolute()) else "another",
        "administrators": binding.roles.administer,
    }
    return message("policy.policy-differs", files=files, **values)


def _not_bound(city: City) -> Refusal:
    return Refusal("not_bound", message("policy.not-bound-yet", folder=str(city.folder)))


def _without_role(binding: Binding, city: City, who: str, roles: Sequence[Role]) -> Refusal:
    role, file = roles[0], str(city.folder / "city.toml")
    values: dict[str, Value] = {
        "user": who,
        "role": message(f"roles.{role}"),
        "holders": binding.roles.holders(role) or message("edition_refusals.nobody"),
        "file": file,
        "administrators": binding.roles.administer,
    }
    if any(who in city.about.roles.holders(role) for role in roles):
        return Refusal("roles_not_bound", message("policy.roles-not-bound", **values, entry=binding.number))
    line = f"{role} = {json.dumps([*binding.roles.holders(role), who], ensure_ascii=False)}"
    return Refusal("not_allowed", message("edition_refusals.not-allowed", **values, line=line))
