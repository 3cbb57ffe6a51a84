"""Alerts as people are told of them, step by step: seen, told through a channel, not told, ended."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from flows.notices.notice import Line
from warehouse.watch.alert import EVENTS


@dataclass
class Entry:
    """An alert as the ledger knows it: since when, which channels it is for, and which of them told or failed it."""

    line: Line
    seen_at: datetime
    channels: frozenset[str]
    told: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)
    is_over: bool = False

    def is_due(self, channel: str) -> bool:
        """Say whether it is still to be told through a channel.

        What happened in a night that is over is told all the same, through each channel that there was when it was
        seen: some may have been down, and a crash may have come between two.
        """
        is_lasting = self.line.code in EVENTS and channel in self.channels
        return channel not in self.told and (is_lasting or not self.is_over)


Entries = Mapping[str, Entry]  # by the names of the alerts


def steps_seen(
    entries: Entries, lines: Sequence[Line], hidden: Collection[str], channels: Iterable[str], now: datetime
) -> list[dict[str, Any]]:
    """Return what is to be noted of a look that saw these alerts: which are new, and which have ended.

    Args:
        entries: the alerts known so far.
        lines: those that stand.
        hidden: the codes of those that could not be seen: none of them has ended for that.
        channels: the names of those through which the new ones are to be told.
        now: the present moment.
    """
    seen_names = {line.name for line in lines}
    known_names = {name for name, entry in entries.items() if not entry.is_over}
    moment = now.isoformat()
    seen_step = {"at": moment, "step": "seen", "channels": list(channels)}
    steps: list[dict[str, Any]] = [seen_step | asdict(line) for line in lines if line.name not in known_names]
    if ended_names := sorted(name for name in known_names - seen_names if entries[name].line.code not in hidden):
        steps.append({"at": moment, "step": "ended", "names": ended_names})
    return steps


def step_told(channel: str, names: Sequence[str], now: datetime) -> dict[str, Any]:
    """Return what is to be noted of alerts that were told through a channel."""
    return {"at": now.isoformat(), "step": "told", "channel": channel, "names": list(names)}


def step_failed(channel: str, names: Sequence[str], reason: str, now: datetime) -> dict[str, Any]:
    """Return what is to be noted of alerts that a channel could not tell.

    Args:
        channel: its name.
        names: those of the alerts.
        reason: why, as a code.
        now: the present moment.
    """
    return {"at": now.isoformat(), "step": "failed", "channel": channel, "names": list(names), "reason": reason}


def entries_after(entries: Entries, steps: Sequence[Mapping[str, Any]]) -> dict[str, Entry]:
    """Return the alerts that are known after these steps."""
    following = dict(entries)
    for step in steps:
        add_step(following, step)
    return following


def add_step(entries: dict[str, Entry], step: Mapping[str, Any]) -> None:
    """Change what is known by a step; raise `KeyError`, `TypeError` or `ValueError` where it is none."""
    match step["step"]:
        case "seen":
            values = {name: step[name] for name in Line.__dataclass_fields__}
            line = Line(**values)
            entries[line.name] = Entry(line, datetime.fromisoformat(step["at"]), frozenset(step["channels"]))
        case "told" | "failed" as outcome:
            for name in step["names"]:
                if name in entries:
                    getattr(entries[name], outcome).add(step["channel"])
        case "ended":
            for name in step["names"]:
                if name in entries:
                    entries[name].is_over = True
