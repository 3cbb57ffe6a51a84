"""Times: text by the formats that a source declares, as naive times of the city's zone."""

from datetime import datetime
from functools import lru_cache

import polars as pl

from schemas.time_directives import AFTERNOON, SPECIAL
from schemas.time_format import TimeFormat, time_format

_EPOCHS = {"excel": datetime(1899, 12, 30), "excel-1904": datetime(1904, 1, 1)}  # of serial days
_PER_SECOND = {"unix": 1, "unix-ms": 1_000, "dotnet": 1_000}
_DIRECT = {"%e": "%d", "%k": "%H", "%l": "%I", "%z": "%#z", "%:z": "%#z", "%y": "%Y"}
_AS_WRITTEN = {"%y": "20{}", "%p": "<{}>"}  # years of two digits are of this century


def local_time(raw: pl.Expr, formats: tuple[str, ...], zone: str) -> pl.Expr:
    """Return naive local times: the first declared format that describes the text; offsets are turned into `zone`."""
    return pl.coalesce(_read_as(raw, time_format(format_text), zone) for format_text in formats)


def latest_time(text: pl.DataFrame, header: str, format_text: str, zone: str) -> datetime | None:
    """Return the latest time in a column of the file, or None where no text of it can be read.

    The year 9999 is how databases write "never": no file was exported then.

    Args:
        text: the texts of the file.
        header: the heading of the column.
        format_text: the format of its times.
        zone: the zone whose local time is returned.
    """
    times = text.select(_read_as(pl.col(header), time_format(format_text), zone).alias("time"))
    latest: datetime | None = times.filter(pl.col("time").dt.year() < 9999).max().item()
    return latest


@lru_cache(maxsize=1024)  # the name of one file is asked for every source, and sources share formats
def time_of(text: str, format_text: str, zone: str) -> datetime | None:
    """Return the time that a single text holds, or None where the format does not describe it."""
    return latest_time(pl.DataFrame({"text": [text.strip()]}), "text", format_text, zone)


def _read_as(raw: pl.Expr, time_format: TimeFormat, zone: str) -> pl.Expr:
    """Return the times of the texts that the format describes, null for all others.

    The parser alone would take more than is declared (05/01/23 as the year 23, 08:3 as 08:03, :60), so a text must
    have the format's shape first. Times are rarely repeated, so the parser's cache of texts costs more than it saves.
    """
    shaped = pl.when(raw.str.contains(time_format.shape)).then(raw)
    if time_format.declared in SPECIAL:
        return _special(shaped, time_format, zone)
    if _needs_rewriting(time_format):
        text, pattern = _rewritten(shaped, time_format)
    else:
        text, pattern = shaped, "".join(_DIRECT.get(part.text, part.text) for part in time_format.parts)
    if not time_format.has_hour:
        return text.str.to_date(pattern, strict=False).cast(pl.Datetime("us"))
    if "offset" in time_format.components:
        return _in_zone(text.str.to_datetime(pattern, time_unit="us", time_zone="UTC", strict=False, cache=False), zone)
    return text.str.to_datetime(pattern, time_unit="us", strict=False, cache=False)


def _needs_rewriting(time_format: TimeFormat) -> bool:
    """Say whether the parser would misread a format: 70 as 1970, CH not at all, "+07 01/02" as 7 hours and 1 minute."""
    offset_within = "offset" in time_format.components and time_format.parts[-1].component != "offset"
    return time_format.has_short_year or "half_day" in time_format.components or offset_within


def _rewritten(shaped: pl.Expr, time_format: TimeFormat) -> tuple[pl.Expr, str]:
    """Return the texts as the parser can read them, and how: with AM or PM, years in full, and the offset last."""
    text, pattern = "", ""
    for part in sorted((p for p in time_format.parts if p.component), key=lambda p: p.component == "offset"):
        gap = "" if part.component == "fraction" else " "
        text += gap + _AS_WRITTEN.get(part.text, "{}").format(f"${{{part.component}}}")
        pattern += gap + _DIRECT.get(part.text, part.text)
    rewritten = shaped.str.replace(time_format.shape, text.strip())
    if "half_day" in time_format.components:
        rewritten = rewritten.str.replace(f"<(?i:{AFTERNOON})>", "PM").str.replace("<.*>", "AM")
    return rewritten, pattern.strip()


def _special(shaped: pl.Expr, time_format: TimeFormat, zone: str) -> pl.Expr:
    digits = shaped.str.extract("([0-9]{13})") if time_format.declared == "dotnet" else shaped
    number = digits.cast(pl.Float64, strict=False)
    if time_format.declared in _PER_SECOND:
        microseconds = (number * (1_000_000 / _PER_SECOND[time_format.declared])).round().cast(pl.Int64)
        return _in_zone(microseconds.cast(pl.Datetime("us", "UTC")), zone)
    # Serial days carry rounding noise below the second, and so do the dates that a reader makes of them.
    serial = pl.lit(_EPOCHS[time_format.declared]).cast(pl.Datetime("us")) + pl.duration(
        seconds=(number * 86_400).round().cast(pl.Int64)
    )
    cell = shaped.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", time_unit="us", strict=False, cache=False).dt.round("1s")
    return pl.coalesce(serial, cell)


def _in_zone(instant: pl.Expr, zone: str) -> pl.Expr:
    return instant.dt.convert_time_zone(zone).dt.replace_time_zone(None)
