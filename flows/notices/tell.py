"""Telling people of alerts: each once through each channel, all new ones in one notice, whatever a channel does."""

import platform
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from flows.faults import fault_message
from flows.notices.entries import Entry, entries_after, step_failed, step_told, steps_seen
from flows.notices.faults import ChannelFault
from flows.notices.ledger import alone, keep_reserve, looked_at, note, note_look, read_ledger
from flows.notices.notice import Line, Sender, line_of, notice_for, trial_notice
from flows.notices.send import longest, send
from schemas.notices import Channel, Notices
from schemas.words.catalogue import said
from schemas.words.message import Declared, Message, message
from warehouse import store
from warehouse.watch.alert import View


@dataclass(frozen=True)
class Delivery:
    """What came of one channel: how many alerts it was to tell, and what went wrong.

    `is_told` where the receiver took the notice, also where something was not well with it.
    """

    channel: str
    alerts: int
    is_told: bool
    problem: Message | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        reason = self.problem.key.partition(".")[2] if self.problem else ""
        vi, en = said(self.problem) if self.problem else ("", "")
        channel_data = {"channel": self.channel, "alerts": self.alerts, "told": self.is_told}
        return channel_data | {"reason": reason, "message_vi": vi, "message_en": en}


@dataclass(frozen=True)
class Telling:
    """What stands, what was sent, and how many alerts nobody was told of through any channel."""

    lines: tuple[Line, ...]
    deliveries: tuple[Delivery, ...]
    untold: int

    @property
    def needs_attention(self) -> bool:
        """Whether something stands that was not told, is still to be told, or a channel is not well."""
        return bool(self.untold) or any(delivery.problem or not delivery.is_told for delivery in self.deliveries)


def sender_of(home: store.Home, city: Declared) -> Sender:
    """Return who tells: the city and its data root on this machine."""
    return Sender(city, str(home.root), platform.node() or "?", home.is_synthetic)


def tell(
    home: store.Home,
    notices: Notices,
    look: Callable[[datetime | None], View],
    sender: Sender,
    now: datetime,
    is_dry: bool = False,
) -> Telling:
    """Look, and tell what is new through every channel; nothing is raised because a channel, or the ledger, fails.

    Nobody else tells meanwhile, and it is looked after that is sure: what two look at is told by one of them. Where the
    ledger cannot be read or written (a full disk, the rights of another user), or somebody holds it for too long,
    people are told all the same, and once more the next time.

    Args:
        home: the data root.
        notices: the channels.
        look: returns what stands now, what happened since the moment that it is given, and what it could not see.
        sender: who tells.
        now: the present moment.
        is_dry: nothing is sent or noted; what would be sent is in the deliveries, as not told.
    """
    problems: list[Delivery] = []
    with ExitStack() as until_told:
        if notices.channels and not is_dry:
            _hold(until_told, home, 2 * sum(map(longest, notices.channels.values())), problems)
        view = look(looked_at(home))
        lines = [line_of(alert) for alert in view.alerts]
        if not notices.channels:
            return Telling(tuple(lines), (), len(lines))
        entries = _known_entries(home, problems)
        steps = steps_seen(entries, lines, view.hidden, notices.channels, now)
        entries = entries_after(entries, steps)
        if not is_dry:
            keep_reserve(home)
            _note(home, steps, problems)
            if not view.hidden:
                note_look(home, now)
        deliveries = []
        for name, channel in notices.channels.items():
            due = [entry for entry in entries.values() if entry.is_due(name)]
            if due and is_dry:
                deliveries.append(Delivery(name, len(due), False))
            elif due:
                deliveries.append(_tell_channel(home, name, channel, due, sender, now, problems))
        untold = sum(not entries[line.name].told for line in lines)
    return Telling(tuple(lines), (*deliveries, *problems[:1]), untold)


def try_channels(notices: Notices, sender: Sender, now: datetime) -> list[Delivery]:
    """Send a notice that is about nothing through every channel; nothing is noted."""
    return [
        _delivery(name, 0, partial(send, channel, trial_notice(name, sender, now)))
        for name, channel in notices.channels.items()
    ]


def _tell_channel(
    home: store.Home,
    name: str,
    channel: Channel,
    due: Sequence[Entry],
    sender: Sender,
    now: datetime,
    problems: list[Delivery],
) -> Delivery:
    """Send what is due through a channel, note what came of it, and mark the entries."""
    notice = notice_for(name, [e.line for e in due], [e.seen_at for e in due], sender, now)
    delivery = _delivery(name, len(due), partial(send, channel, notice))
    if delivery.is_told:
        _note(home, [step_told(name, [e.line.name for e in due], now)], problems)
        for entry in due:
            entry.told.add(name)
    elif fresh := [e.line.name for e in due if name not in e.failed]:
        reason = delivery.problem.key.partition(".")[2] if delivery.problem else ""
        _note(home, [step_failed(name, fresh, reason, now)], problems)
    return delivery


def _delivery(name: str, count: int, sending: Callable[[], Message | None]) -> Delivery:
    try:
        return Delivery(name, count, True, sending())
    except ChannelFault as fault:
        return Delivery(name, count, False, fault.words)


def _known_entries(home: store.Home, problems: list[Delivery]) -> dict[str, Entry]:
    try:
        return read_ledger(home)
    except OSError as error:
        problems.append(_ledger_delivery(error))
        return {}


def _hold(until_told: ExitStack, home: store.Home, seconds: float, problems: list[Delivery]) -> None:
    try:
        home.root.stat()  # one that is not there, or not mounted, is not made for this
        until_told.enter_context(alone(home, seconds))
    except OSError as error:
        problems.append(_ledger_delivery(error))


def _note(home: store.Home, steps: Sequence[dict[str, Any]], problems: list[Delivery]) -> None:
    try:
        note(home, steps)
    except OSError as error:
        problems.append(_ledger_delivery(error))


def _ledger_delivery(error: OSError) -> Delivery:
    return Delivery("ledger", 0, False, message("notices.no-ledger", fault=fault_message(error)))
