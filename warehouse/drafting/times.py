"""How the times of a file are written that nobody has declared: the formats that read them, and whether hours occur."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from schemas.source import Precision
from schemas.time_format import contradiction, time_format
from warehouse import conform

_DATES = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%m/%d/%Y")
_HOURS = (
    *(" %H:%M:%S", " %H:%M", "T%H:%M:%S", "T%H:%M", " %I:%M:%S %p", " %I:%M %p", " %H:%M:%S%.f", "T%H:%M:%S%.f"),
    *("T%H:%M:%S%:z", " %H:%M:%S%:z", " %H:%M:%S%.f%:z", "T%H:%M:%S%.f%:z"),
)
_FORMATS = (
    *("%Y%m%d%H%M%S", *(date + hour for date in _DATES for hour in _HOURS), *_DATES, "%Y%m%d"),
    *("%H:%M:%S %d/%m/%Y", "%H:%M %d/%m/%Y", "excel", "unix", "unix-ms", "dotnet"),
)
_LEAST_SHARE = 0.02  # of a column's texts; what fewer are written in is a fault rather than a format


@dataclass(frozen=True)
class Written:
    """The formats in which the times of a column are written, the commonest first, and whether hours occur in them."""

    formats: tuple[str, ...] = ()
    has_hours: bool = False

    @property
    def precision(self) -> Precision:
        """To what the times are meant: an instant only where every text has an hour (a day would begin at midnight)."""
        is_instant = self.has_hours and all(time_format(f).has_hour for f in self.formats)
        return "instant" if is_instant else "day"


def written_times(texts: pl.Series, zone: str) -> Written:
    """Return how `texts` are written; formats in which only few of them are written are left out."""
    unread, formats, has_hours = texts.to_frame("text"), list[str](), False
    while unread.height:
        possible = {f: conform.local_time(pl.col("text"), (f,), zone) for f in _FORMATS if _agree([*formats, f])}
        counts = unread.select(read.count().alias(f) for f, read in possible.items()).row(0, named=True)
        best = max(counts, key=lambda f: counts[f])
        if counts[best] < max(1, _LEAST_SHARE * texts.len()):
            break
        formats.append(best)
        read = unread.select("text", time=possible[best])
        has_hours |= bool(read.select((pl.col("time").dt.truncate("1d") != pl.col("time")).any()).item())
        unread = read.filter(pl.col("time").is_null()).select("text")
    return Written(tuple(formats), has_hours)


def usual(columns: Iterable[Written]) -> Written:
    """Return how times are written in a whole file, for its columns that hold none so far."""
    formats, has_hours = list[str](), False
    for written in columns:
        formats += [f for f in written.formats if f not in formats and _agree([*formats, f])]
        has_hours |= written.has_hours
    return Written(tuple(formats), has_hours)


def _agree(formats: list[str]) -> bool:
    """Say whether no two formats read one text differently: such a source would be refused."""
    return not contradiction([time_format(f) for f in formats])
