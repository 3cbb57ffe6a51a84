"""How the times of a file are written that nobody has declared: the formats that read them, and whether hours occur."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from typing import Literal

import polars as pl

from schemas.data_files import data_file
from schemas.source_parts import Precision
from schemas.time_format import contradiction, time_format
from schemas.words.message import Message, message
from warehouse import conform

Order = Literal["day", "month", "year"]
"""Which number of a date comes first, where more than one could."""

_ORDERS: tuple[Order, ...] = ("day", "month", "year")
_AMERICAN = r"(?i)[0-9 ][ap]m$"  # halves of the day in English: the month is likelier first
_LEAST_SHARE = 0.02  # of a column's texts; what fewer are written in is a fault rather than a format
_MOST = 10_000  # texts by which formats are chosen
_SHAPES = 100  # different shapes of texts by which formats come into question
_MOST_SHOWN = 3  # shapes shown of what is not read


@dataclass(frozen=True)
class TimeStyle:
    """The formats in which the times of a column are written, the commonest first, and whether hours occur in them.

    `order`: which number comes first in their dates; empty where no other could. `otherwise`: the formats of other
    orders that read as many texts. `unread`, `unread_shapes`: the share of texts that none reads, and what they look
    like, with 9 for digits and a for letters.
    """

    formats: tuple[str, ...] = ()
    has_hours: bool = False
    order: Order | None = None
    otherwise: Mapping[Order, tuple[str, ...]] = field(default_factory=dict)
    unread: Fraction = Fraction(0)
    unread_shapes: tuple[str, ...] = ()

    @property
    def precision(self) -> Precision:
        """To what the times are meant: an instant only where every text has an hour (a day would begin at midnight)."""
        is_instant = self.has_hours and all(time_format(f).has_hour for f in self.formats)
        return "instant" if is_instant else "day"

    @property
    def doubts(self) -> tuple[Message, ...]:
        """What a person has to look at: another reading, and texts that are not read."""
        doubts = list[Message]()
        if self.otherwise:
            other_formats = [message("file_guess.formats", formats=formats) for formats in self.otherwise.values()]
            doubts.append(message("file_guess.day-or-month", formats=self.formats, others=other_formats))
        if self.formats and self.unread > _LEAST_SHARE:
            doubts.append(message("file_guess.unread-times", share=self.unread, shapes=self.unread_shapes))
        return tuple(doubts)


def written_times(texts: pl.Series, zone: str) -> TimeStyle:
    """Return how `texts` are written, without nulls and white space around them; rare formats are left out."""
    sample = texts.gather_every(-(-texts.len() // _MOST)) if texts.len() > _MOST else texts
    possible_formats = _possible_formats(sample)
    readings = dict[Order, tuple[tuple[str, ...], int]]()
    is_american = bool(possible_formats) and sample.str.contains(_AMERICAN).any()
    for order in ("month", "day", "year") if is_american else _ORDERS:
        formats, count = _greedy(
            sample,
            [
                time_format_text
                for time_format_text, format_order in possible_formats.items()
                if format_order in (order, None)
            ],
            zone,
        )
        if formats and formats not in [other_formats for other_formats, _ in readings.values()]:
            readings[order] = formats, count
    if not readings:
        return TimeStyle()
    best_order = max(readings, key=lambda order: readings[order][1])
    formats, most_texts = readings[best_order]
    otherwise = {
        order: other_formats
        for order, (other_formats, count) in readings.items()
        if count == most_texts and order != best_order
    }
    is_ordered = any(possible_formats[time_format_text] for time_format_text in formats)
    return _measured(texts, TimeStyle(formats, order=best_order if is_ordered else None, otherwise=otherwise), zone)


def usual_style(columns: Iterable[TimeStyle]) -> TimeStyle:
    """Return how times are written in a whole file, for its columns that hold none so far."""
    formats, has_hours = list[str](), False
    for style in columns:
        formats += [f for f in style.formats if f not in formats and _agree([*formats, f])]
        has_hours |= style.has_hours
    return TimeStyle(tuple(formats), has_hours)


def _possible_formats(texts: pl.Series) -> dict[str, Order | None]:
    """Return the formats that some text has the shape of, each with its order; nothing is read so far."""
    is_first = texts.str.replace_all("[0-9]", "9").is_first_distinct()
    samples = [text for text in texts.filter(is_first).head(_SHAPES) if _any_shape().fullmatch(text)]
    return {f: order for f, order in _formats().items() if any(map(_shape(f).fullmatch, samples))}


def _greedy(texts: pl.Series, candidates: list[str], zone: str) -> tuple[tuple[str, ...], int]:
    """Return the formats that together read the texts, the commonest first, and how many texts they read."""
    unread, formats = texts.to_frame("text"), list[str]()
    while unread.height:
        reads = {f: conform.local_time(pl.col("text"), (f,), zone) for f in candidates if _agree([*formats, f])}
        counts = unread.select(times.count().alias(f) for f, times in reads.items()).row(0, named=True) if reads else {}
        best_format = max(counts, key=lambda f: counts[f], default="")
        if not best_format or counts[best_format] < max(1, _LEAST_SHARE * texts.len()):
            break
        formats.append(best_format)
        unread = unread.filter(reads[best_format].is_null())
    return tuple(formats), texts.len() - unread.height


def _measured(texts: pl.Series, style: TimeStyle, zone: str) -> TimeStyle:
    """Return how all texts are written, by formats that were chosen from some of them."""
    readings = texts.to_frame("text").with_columns(time=conform.local_time(pl.col("text"), style.formats, zone))
    has_hours = bool(readings.select((pl.col("time").dt.truncate("1d") != pl.col("time")).any()).item())
    unread = readings.filter(pl.col("time").is_null()).get_column("text")
    masked = unread.head(_MOST).str.slice(0, 40).str.replace_all("[0-9]", "9").str.replace_all(r"\p{L}", "a")
    commonest = masked.value_counts(sort=True).get_column("text").head(_MOST_SHOWN)
    return replace(
        style,
        has_hours=has_hours,
        unread=Fraction(unread.len(), texts.len()),
        unread_shapes=tuple(commonest),
    )


@cache
def _formats() -> Mapping[str, Order | None]:
    """Return every format that is tried, with which number of its dates comes first where it could be another one."""
    declaration = data_file("written_times")
    dates = [(date, order) for order in _ORDERS for date in declaration["dates"][order]]
    dated = [*dates, *((date, None) for date in declaration["dates"]["plain"])]
    hours, hours_before = declaration["hours"]["after"], declaration["hours"]["before"]
    timed = [(date + hour, order) for hour in hours for date, order in dated]
    timed += [(hour + date, order) for hour in hours_before for date, order in dated]
    return dict(timed) | dict(dated) | dict.fromkeys(declaration["whole"]["formats"])


@cache
def _shape(format_text: str) -> re.Pattern[str]:
    """Return the shape of a format without names of its parts, so that several can stand in one expression."""
    return re.compile(re.sub(r"\?P<\w+>", "?:", time_format(format_text).shape))


@cache
def _any_shape() -> re.Pattern[str]:
    return re.compile("|".join(_shape(f).pattern for f in _formats()))


def _agree(formats: list[str]) -> bool:
    """Say whether no two formats read one text differently: such a source would be refused."""
    return not contradiction([time_format(f) for f in formats])
