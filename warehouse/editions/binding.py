"""What is bound to a data root: who may do what, and the hash of each declaration that decides what is published.

The audit log holds it, so that nobody who acts can choose it by naming a folder of his own.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from schemas.city import City
from schemas.edition import AuditEntry, Details
from schemas.roles import Role, Roles
from warehouse import store

ROLES = "city.toml [roles]"
_OTHER_SETTINGS = "city.toml"
# What is published follows from these. Sources are not among them: they say how a night reads files, and its report
# names them; neither are the declarations of every city, which are part of the program.
_DECIDING = (
    *("units.csv", "peers.csv", "calendar.toml", "time_rules.toml"),
    *("methods/*.toml", "indicators/*.toml", "measures/*.toml", "tables/*.toml", "words/*/*"),
)


@dataclass(frozen=True)
class Binding:
    """What an entry of the audit log bound: `roles`, and part of a city's folder -> SHA-256 (see `bound_parts`).

    `number`, `at` and `by` are those of the entry; `folder` is where the declarations lay.
    """

    number: int
    at: datetime
    by: str
    folder: str
    roles: Roles
    parts: Mapping[str, str]


def bound_parts(city: City) -> Mapping[str, str]:
    """Return the SHA-256 of everything of a city that is bound, by its name in the city's folder.

    The roles are `city.toml [roles]`, `city.toml` is what else is said there, whatever its comments and order; of every
    other file each byte counts.
    """
    other_settings = city.about.model_dump(mode="json", exclude={"roles"}, exclude_unset=True)
    paths = sorted(path for pattern in _DECIDING for path in city.folder.glob(pattern) if path.is_file())
    return {
        ROLES: _sha256(city.about.roles.model_dump(mode="json", exclude_defaults=True)),
        _OTHER_SETTINGS: _sha256(other_settings),
        **{path.relative_to(city.folder).as_posix(): store.file_hash(path) for path in paths},
    }


def binding_details(city: City, parts: Mapping[str, str]) -> Details:
    """Return what the audit log says of a binding of a city whose `bound_parts` are `parts`."""
    return {
        "folder": str(city.folder.absolute()),
        "roles": city.about.roles.model_dump_json(),
        "parts": json.dumps(dict(parts), sort_keys=True),
    }


def bindings_of(log: Sequence[AuditEntry]) -> list[Binding]:
    """Return every binding that a log holds; the last one is in force."""
    return [_binding(entry) for entry in log if entry.action == "bind"]


def binding_in_force(log: Sequence[AuditEntry]) -> Binding | None:
    """Return the binding that is in force, or None where nothing has been bound yet."""
    newest = next((entry for entry in reversed(log) if entry.action == "bind"), None)
    return None if newest is None else _binding(newest)


def differing(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Return the names of the parts that are not the same, those that are in one alone among them."""
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def role_changes(before: Roles, now: Roles) -> list[tuple[Role, list[str], list[str]]]:
    """Return each role whose holders change, with who is added and who is removed."""
    roles: tuple[Role, ...] = ("submit", "approve", "publish", "administer")
    changes = [
        (
            role,
            sorted({*now.holders(role)} - {*before.holders(role)}),
            sorted({*before.holders(role)} - {*now.holders(role)}),
        )
        for role in roles
    ]
    return [change for change in changes if change[1] or change[2]]


def _binding(entry: AuditEntry) -> Binding:
    details = entry.details
    roles = Roles.model_validate_json(str(details["roles"]))
    parts = json.loads(str(details["parts"]))
    return Binding(entry.number, entry.at, entry.actor, str(details["folder"]), roles, parts)


def _sha256(declaration: object) -> str:
    text = json.dumps(declaration, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
