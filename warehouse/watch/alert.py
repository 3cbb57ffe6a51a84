"""An alert: something that a person must act on, with what is wrong and what to type."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, NamedTuple, get_args

from schemas.words.message import Message, Value, message

Code = Literal[
    "declaration-wrong",
    "night-late",
    "night-died",
    "night-failed",
    "night-stuck",
    "damage-found",
    "verify-late",
    "look-failed",
    "disk-low",
    "edition-due",
    "file-failed",
    "file-rejected",
    "file-not-fetched",
    "unit-missing",
]
CODES: tuple[Code, ...] = get_args(Code)  # the most serious first
# They happened in one night and are still to be told after the next one; the others are over once they have ended.
EVENTS: frozenset[Code] = frozenset({"night-died", "night-failed", "file-failed", "file-rejected", "file-not-fetched"})


@dataclass(frozen=True)
class Alert:
    """Something that a person must act on: `what` is wrong, and what to do, with the command to type.

    Code and `subject` together name it: as long as both stay the same it is the same alert. A subject holds no name of
    a file, which may be that of a person.
    """

    code: Code
    subject: str
    what: Message
    remedy: Message

    @property
    def name(self) -> str:
        """What it is called in the ledger of what was told."""
        return f"{self.code}:{self.subject}"


class View(NamedTuple):
    """What a look saw: the alerts that stand, and the codes of those that it could not see, which may stand still."""

    alerts: list[Alert]
    hidden: frozenset[Code] = frozenset()


def alert(code: Code, subject: str, typed: Mapping[str, str], **values: Value) -> Alert:
    """Return an alert in the words of its code.

    Args:
        code: what kind it is.
        subject: what it is about.
        typed: what a command needs: `place`, the options that name data root and city; see `typed_at`.
        values: what stands in its words.
    """
    what, remedy = (message(f"alerts.{code}{attribute}", **values, **typed) for attribute in ("", ".do"))
    return Alert(code, subject, what, remedy)


def in_order(alerts: Iterable[Alert]) -> list[Alert]:
    """Return the alerts, the most serious first, each with a subject of its own.

    Files are called by the shapes of their names: two that look alike are two alerts all the same. A declaration that a
    night found wrong and that still is so, is one.
    """
    times = Counter[str]()
    distinct_alerts = []
    for each in alerts:
        times[each.name] += 1
        if (number := times[each.name]) == 1:
            distinct_alerts.append(each)
        elif each.code != "declaration-wrong":
            distinct_alerts.append(replace(each, subject=f"{each.subject} ({number})"))
    return sorted(distinct_alerts, key=lambda each: CODES.index(each.code))


def moment_name(moment: datetime) -> str:
    """Return a moment as a part of a subject: two nights may fail within one second."""
    return moment.isoformat()
