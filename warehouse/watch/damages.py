"""Alerts about what reading every hash found: files that are damaged, or that nobody has looked for long."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from schemas.hashing import short_hash
from warehouse.watch.alert import Alert, alert, moment_name

_LONGEST = timedelta(days=15)  # two weeks of a weekly timer


def damage_alerts(verified: Mapping[str, Any], now: datetime, typed: Mapping[str, str]) -> Iterator[Alert]:
    """Yield that files are damaged, which is the same alert until others are, and that nobody has looked for long.

    Whoever never had every hash read has not asked for it.

    Args:
        verified: when every hash was read last (`at`, a moment with a zone), and what was damaged (`damages`, texts).
        now: the present moment, by the clock of the city.
        typed: see `alert`.
    """
    if not verified:
        return
    verified_at, damages = datetime.fromisoformat(verified["at"]).astimezone(now.tzinfo), verified["damages"]
    if now - verified_at > _LONGEST:
        yield alert("verify-late", moment_name(verified_at.astimezone(UTC)), typed, at=verified_at)
    if damages:
        yield alert("damage-found", short_hash(sorted(damages)), typed, count=len(damages), at=verified_at)
