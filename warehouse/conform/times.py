"""Times: text by the formats that a source declares, as naive times of the city's zone."""

import re
from datetime import datetime

import polars as pl

_EXCEL_EPOCH = datetime(1899, 12, 30)
_SEPARATED = re.compile(r"%[a-zA-Z.]+[^%a-zA-Z]")  # a format whose parts are kept apart by something


def local_time(raw: pl.Expr, formats: tuple[str, ...], zone: str) -> pl.Expr:
    """Return naive local times: the first declared format that reads the text; offsets are turned into `zone`."""
    return pl.coalesce(_read_as(raw, pattern, zone) for pattern in formats)


def _read_as(raw: pl.Expr, pattern: str, zone: str) -> pl.Expr:
    if pattern == "excel":
        serial = pl.when(raw.str.contains(r"^[0-9]{4,5}(\.[0-9]+)?$")).then(raw).cast(pl.Float64, strict=False)
        # Serial days carry rounding noise below the second.
        seconds = (serial * 86_400).round().cast(pl.Int64)
        return pl.lit(_EXCEL_EPOCH).cast(pl.Datetime("us")) + pl.duration(seconds=seconds)
    if not _SEPARATED.search(pattern):  # chrono would read "2023010203040" as 03:04:00
        raw = pl.when(raw.str.len_bytes() == len(datetime(2000, 1, 1).strftime(pattern))).then(raw)
    if "%H" not in pattern and "%T" not in pattern:
        return raw.str.to_date(pattern, strict=False).cast(pl.Datetime("us"))
    if "z" in pattern:
        aware = raw.str.to_datetime(pattern, time_unit="us", time_zone="UTC", strict=False)
        return aware.dt.convert_time_zone(zone).dt.replace_time_zone(None)
    return raw.str.to_datetime(pattern, time_unit="us", strict=False)


def latest_time(text: pl.DataFrame, header: str, pattern: str, zone: str) -> datetime | None:
    """Return the latest time in a column of the file, or None where no text of it can be read."""
    latest: datetime | None = text.select(_read_as(pl.col(header), pattern, zone).max()).item()
    return latest
