"""What the cells of a column have in common, as shares and shapes: no text of a cell is kept, but codes that repeat."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from schemas.city import City
from schemas.column import NOTHING_TEXTS
from warehouse import conform
from warehouse.check.persons import Persons, persons
from warehouse.drafting.codes import code_of
from warehouse.drafting.times import TimeStyle, written_times

MOST_CODES = 30  # different texts of a column that are shown to a person as its codes
_TIMES_LOOKED_AT = 2_000  # rows; every format is tried on each
_MOST_UNITS = 500  # different texts among which units are looked for
_LEAST_REPEATED = 2  # rows a text stands in, on the average, where there is a list of what may be written
_FEW = 0.1  # share of numbers in a column of dates: a plain number can be read as a time, too
_HALF = 0.5
_DIGIT_PAIR = "[0-9]{2}"  # in every way to write a time; trying all of them takes long
_PERCENT = r"^-?[0-9]{1,3}([.,][0-9]+)?\s?%$"
_NUMBER = r"^[-+(]?\D{0,4}\s?[0-9][0-9., ]*\)?\s?\D{0,4}$"
_DIGITS = r"^-?[0-9]+([.,][0-9]+)?$"
_MACHINE_MADE = r"^(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-f]{24}|[0-9a-f]{32})$"  # UUID, hash
_SENTENCE = r"^\S+ \S+ \S+.*[\p{L}\p{M}][.!?](?:\s|$)"  # a stop after three words or more
_CODE = r"^[A-Za-z0-9][A-Za-z0-9./_-]{3,40}$"  # and more than digits in it
_NO_NUMBER = "[A-Za-z/_-]"
_COORDINATE = r"^-?[0-9]{1,3}[.,][0-9]{3,}$"


@dataclass(frozen=True)
class Profile:
    """What a column holds.

    Shares are of the filled cells, 0 to 1. `distinct` is the share of different texts; `times` of texts that read as a
    time by `time_style`; `digits` of those that are digits and at most a decimal mark; `sentences` of those with a stop
    after several words; `units` of names of units of the city, `well_formed` of codes as the city's limits have them,
    `machine_made` of keys that no person writes down, `shaped` of what looks like a code of letters and digits.
    `words` and `letters` are the mean numbers in a text, `year` the median year of its times, 0 where it has none.
    `codes`: its texts by how often they stand there, if they are few and repeated.
    """

    rows: int
    filled: int
    distinct: float
    times: float
    time_style: TimeStyle
    numbers: float
    digits: float
    coordinates: float
    percents: float
    sentences: float
    words: float
    letters: float
    counts_up: bool
    year: int
    units: float
    well_formed: float
    machine_made: float
    shaped: float
    persons: Persons
    codes: Mapping[str, int]

    @property
    def is_empty(self) -> bool:
        """Whether no cell says anything."""
        return self.filled == 0

    @property
    def is_list(self) -> bool:
        """Whether the same few texts are written again and again."""
        return bool(self.codes)

    @cached_property
    def is_yes_or_no(self) -> bool:
        """Whether only yes and no are written, in whatever way."""
        answers = [code_of(text, "boolean") for text in self.codes]
        return self.is_list and all(answers) and (len(set(answers)) > 1 or any(len(text) > 1 for text in self.codes))


def profiles(texts: pl.DataFrame, city: City) -> Mapping[str, Profile]:
    """Return header -> what its column holds, of a frame of texts; times and units are those of the city."""
    return {header: _profile(texts.get_column(header), city) for header in texts.columns}


def in_order(earlier: pl.Series, later: pl.Series) -> float | None:
    """Return in which share of the rows that have both times the first is not after the second; None without such."""
    complete_rows = pl.DataFrame({"a": earlier.dt.truncate("1d"), "b": later.dt.truncate("1d")}).drop_nulls()
    return None if complete_rows.is_empty() else float((complete_rows["a"] <= complete_rows["b"]).mean())  # type: ignore[arg-type]


def times_of(texts: pl.Series, style: TimeStyle, zone: str) -> pl.Series:
    """Return the times of a column in the ways in which they are written, null for other texts."""
    if not style.formats:
        return pl.Series([None] * texts.len(), dtype=pl.Datetime("us"))
    return filled_cells(texts.to_frame("t")).select(conform.local_time(pl.col("t"), style.formats, zone)).to_series()


def filled_cells(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame of texts without white space around them; null where a cell says nothing."""
    trimmed = pl.all().str.strip_chars()
    return frame.select(pl.when((trimmed != "") & ~trimmed.is_in(NOTHING_TEXTS)).then(trimmed))


def _profile(column: pl.Series, city: City) -> Profile:
    texts = filled_cells(column.to_frame("text")).to_series().drop_nulls()
    counts = texts.value_counts(sort=True)
    zone, looked_at = city.about.zone, texts.head(_TIMES_LOOKED_AT)
    may_be_times = _share(looked_at, _DIGIT_PAIR) >= _HALF
    style = written_times(looked_at, zone) if may_be_times else TimeStyle()
    times = times_of(looked_at, style, zone).drop_nulls()
    return Profile(
        rows=column.len(),
        filled=texts.len(),
        distinct=counts.height / max(1, texts.len()),
        times=times.len() / max(1, looked_at.len()),
        time_style=style,
        numbers=_share(texts, _NUMBER),
        digits=_share(texts, _DIGITS),
        coordinates=_share(texts, _COORDINATE),
        percents=_share(texts, _PERCENT),
        sentences=_share(texts, _SENTENCE),
        words=float(texts.str.count_matches(r"\S+").mean() or 0),  # type: ignore[arg-type]
        letters=float(texts.str.len_chars().mean() or 0),  # type: ignore[arg-type]
        counts_up=_counts_up(texts),
        year=0 if _share(texts, _DIGITS) > _FEW else int(times.dt.year().median() or 0),  # type: ignore[arg-type]
        units=_units(counts, texts.len(), city),
        well_formed=_share(texts, city.about.limits.dossier_code) if city.about.limits.dossier_code else 0.0,
        machine_made=_share(texts, _MACHINE_MADE),
        shaped=_share(texts, _CODE, "[0-9]", _NO_NUMBER),
        persons=persons(texts),
        codes=_codes(counts, texts.len()),
    )


def _share(texts: pl.Series, *patterns: str) -> float:
    """Return the share of texts in which every pattern is found."""
    share = texts.to_frame("text").select(pl.all_horizontal(pl.col("text").str.contains(p) for p in patterns).mean())
    return float(share.item() or 0)


def _counts_up(texts: pl.Series) -> bool:
    """Say whether the texts are the numbers of the rows: 1, 2, 3 …"""
    numbers = texts.head(_TIMES_LOOKED_AT).cast(pl.Int64, strict=False)
    return numbers.len() > 1 and numbers.null_count() == 0 and bool((numbers.diff().drop_nulls() == 1).all())


def _units(counts: pl.DataFrame, rows: int, city: City) -> float:
    if not 0 < counts.height <= _MOST_UNITS:
        return 0.0
    rows_of_units = sum(int(count) for text, count in counts.iter_rows() if city.register.resolve(text) is not None)
    return rows_of_units / rows


def _codes(counts: pl.DataFrame, rows: int) -> dict[str, int]:
    if not 0 < counts.height <= min(MOST_CODES, rows / _LEAST_REPEATED):
        return {}
    return dict(counts.iter_rows())
