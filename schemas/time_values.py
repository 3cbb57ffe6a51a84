"""Days and zones as several declarations have them."""

from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator

# A day that is left empty is no limit.
FirstDay = Annotated[date, BeforeValidator(lambda day: date.min if day in ("", None) else day)]
LastDay = Annotated[date, BeforeValidator(lambda day: date.max if day in ("", None) else day)]


def checked_zone(name: str) -> str:
    """Return the name of a time zone; raise `ValueError` where there is none of that name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"there is no time zone {name!r}; write it like Asia/Ho_Chi_Minh") from None
    return name
