"""Alerts about nights: one failed or died, none ended in time, or one does not end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from schemas.hashing import short_hash
from schemas.words.message import Declared
from warehouse.watch.alert import Alert, alert, moment_name

_CLOCKS_DIFFER = timedelta(minutes=5)


@dataclass(frozen=True)
class FailedNight:
    """A night that raised, and what was said of it; `is_death`: it ended without a word.

    `business_date` is empty where it is not known.
    """

    began_at: datetime
    is_death: bool
    is_of_declaration: bool
    words: Declared
    business_date: str = ""


@dataclass(frozen=True)
class Nights:
    """How nights went: when the last one ended, since when one is under way and as which process, which failed last.

    Moments have a zone. `business_date` is that of the one under way, empty where it is not known.
    """

    ended_at: datetime | None = None
    under_way_since: datetime | None = None
    pid: int = 0
    failed: FailedNight | None = None
    business_date: str = ""


def night_alerts(nights: Nights, now: datetime, max_age: timedelta, typed: Mapping[str, str]) -> list[Alert]:
    """Return what is wrong with the nights: one alert for each cause, and none for what follows from another.

    A night that failed is no news any more once a later one has ended. While one is under way, or where one has failed
    within `max_age`, that none has ended is no alert: one that is under way for too long is.

    Args:
        nights: how they went.
        now: the present moment, by the clock of the city.
        max_age: within it a night must have ended, and within it each must end.
        typed: see `alert`.
    """
    zone = now.tzinfo
    hours = max_age // timedelta(hours=1) if not max_age % timedelta(hours=1) else max_age / timedelta(hours=1)
    failed = nights.failed if nights.failed and _is_after(nights.failed, nights.ended_at) else None
    alerts = [_failed(failed, typed, now)] if failed else []
    since = nights.under_way_since
    if since and now - since > max_age:
        began = since.astimezone(zone)
        alerts.append(
            alert(
                "night-stuck",
                moment_name(since.astimezone(UTC)),
                typed,
                began=began,
                hours=hours,
                pid=nights.pid,
                day=nights.business_date or day_over(now),
            )
        )
    elif not (failed and _is_within(failed.began_at, now, max_age)) and not _ended_in_time(nights, now, max_age):
        alerts.append(_late(nights.ended_at, now, hours, typed))
    return alerts


def wrong_declaration(fault: Declared, typed: Mapping[str, str], day: str) -> Alert:
    """Return that a declaration is wrong, by what is said of it: it is the same until something else is wrong.

    Args:
        fault: what is wrong.
        typed: see `alert`.
        day: the business date of the night to be run once it is mended.
    """
    return alert("declaration-wrong", short_hash(fault.en), typed, fault=fault, day=day)


def day_over(now: datetime) -> str:
    """Return the last day that is over: a night typed for a day that is not closes it, and its units seem missing."""
    return (now - timedelta(days=1)).date().isoformat()


def _failed(night: FailedNight, typed: Mapping[str, str], now: datetime) -> Alert:
    day = night.business_date or day_over(now)
    if night.is_of_declaration:
        return wrong_declaration(night.words, typed, day)
    name = moment_name(night.began_at.astimezone(UTC))
    began = night.began_at.astimezone(now.tzinfo)
    if night.is_death:
        return alert("night-died", name, typed, began=began, day=day)
    return alert("night-failed", name, typed, began=began, why=night.words, day=day)


def _late(ended_at: datetime | None, now: datetime, hours: float, typed: Mapping[str, str]) -> Alert:
    ended = ended_at and ended_at.astimezone(now.tzinfo)
    state = "never" if ended_at is None else "future" if ended_at > now else "ended"
    subject = moment_name(ended_at.astimezone(UTC)) if ended_at else "never"
    return alert("night-late", subject, typed, state=state, ended=ended, hours=hours, day=day_over(now))


def _ended_in_time(nights: Nights, now: datetime, max_age: timedelta) -> bool:
    """Say whether a night ended in time, or is about to: one that is under way has its own time to end."""
    moments = (nights.ended_at, nights.under_way_since)
    return any(moment is not None and _is_within(moment, now, max_age) for moment in moments)


def _is_within(moment: datetime, now: datetime, span: timedelta) -> bool:
    """Say whether a moment is within a span before now; one that is to come would keep an alert away for ever."""
    return -_CLOCKS_DIFFER <= now - moment <= span


def _is_after(failed: FailedNight, ended_at: datetime | None) -> bool:
    return ended_at is None or failed.began_at > ended_at
