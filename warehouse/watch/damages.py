"""The alert about files that are damaged, as whoever read every hash last has found."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from schemas.hashing import short_hash
from warehouse.watch.alert import Alert, alert


def damage_alerts(verified: Mapping[str, Any], now: datetime, typed: Mapping[str, str]) -> Iterator[Alert]:
    """Yield that files are damaged, where some were; it is the same alert until others are.

    Args:
        verified: when every hash was read last (`at`, a moment with a zone), and what was damaged (`damages`, texts).
        now: the present moment, by the clock of the city.
        typed: see `alert`.
    """
    damages = verified.get("damages", ())
    if damages:
        at = datetime.fromisoformat(verified["at"]).astimezone(now.tzinfo)
        yield alert("damage-found", short_hash(sorted(damages)), typed, count=len(damages), at=at)
