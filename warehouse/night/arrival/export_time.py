"""When a file was exported: as its name, a column or a sidecar declares, or, last and flagged, the file's own time."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from schemas.delivery import FileWarning, file_warning
from schemas.source import Source
from schemas.submission import Origin
from schemas.words.message import message
from warehouse import conform, inbox
from warehouse.check.shapes import shape_of


def export_time(
    delivery: inbox.Delivery, source: Source, latest: datetime | None, zone: str
) -> tuple[datetime, Origin]:
    """Return when the file was exported, in the city's local time, and where that was found.

    Args:
        delivery: the file, and what was promised beside it.
        source: what declares where the time stands.
        latest: the latest time in the column of the file that declares it, if there is one.
        zone: that of the city.
    """
    if (time_in_name := _time_in_name(delivery, source, zone)) is not None:
        return time_in_name, "name"
    if latest is not None:
        return latest, "column"
    if (time_in_sidecar := _time_in_sidecar(delivery, zone)) is not None:
        return time_in_sidecar, "sidecar"
    return file_time(delivery, zone)


def unread_in_name(delivery: inbox.Delivery, source: Source, zone: str) -> tuple[FileWarning, ...]:
    """Return a warning where the file's name has what is declared to be its time of export, and that is no time."""
    text_in_name = _text_in_name(delivery, source)
    if text_in_name is None or _time_in_name(delivery, source, zone) is not None:
        return ()
    text_shape = shape_of(text_in_name)  # of as many digits is a number of identity
    unreadable = message("deliveries.export-date-unreadable", written=text_shape, format=source.exported_at.format)
    return (file_warning(unreadable),)


def declared_outside(delivery: inbox.Delivery, source: Source, zone: str) -> datetime | None:
    """Return the time that is declared outside the file's bytes, if any: the same bytes may be exported twice."""
    time_in_name = _time_in_name(delivery, source, zone)
    return time_in_name if time_in_name is not None or source.exported_at.column else _time_in_sidecar(delivery, zone)


def file_time(delivery: inbox.Delivery, zone: str) -> tuple[datetime, Origin]:
    """Return when the file was last changed: weak, because copying an old file again makes its date new."""
    moment = datetime.fromtimestamp(delivery.mtime_ns // 1_000_000_000, UTC)
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None), "file_time"


def _time_in_name(delivery: inbox.Delivery, source: Source, zone: str) -> datetime | None:
    text_in_name = _text_in_name(delivery, source)
    return conform.time_of(text_in_name, source.exported_at.format, zone) if text_in_name else None


def _text_in_name(delivery: inbox.Delivery, source: Source) -> str | None:
    pattern = source.exported_at.name_pattern
    match = re.search(pattern, delivery.path.name) if pattern else None
    return match[1] if match else None


def _time_in_sidecar(delivery: inbox.Delivery, zone: str) -> datetime | None:
    promised = delivery.control.exported_at
    return promised.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if promised and promised.tzinfo else promised
