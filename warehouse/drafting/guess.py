"""A draft of a source for a file that nobody has declared: headers matched by similarity, for a person to finish."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl
from rapidfuzz import fuzz

from schemas.city import City
from schemas.column import Column
from schemas.table import Table
from schemas.words.text import bare_key, header_key
from warehouse.drafting.day_month import settled
from warehouse.drafting.numbers import NumberStyle, number_style
from warehouse.drafting.times import Written, usual, written_times
from warehouse.reading.outcome import Peek

LEAST_ALIKE = 78  # of 100: below it a header is left for the person
_PERSONAL = re.compile(
    r"\b(ho (va )?ten|chu ho so|nguoi (nop|yeu cau|xu ly|lien he)|cmnd|cccd|can cuoc|so giay to|ho chieu|dinh danh"
    r"|(so )?dien thoai|sdt|so dt|phone|e ?mail|dia chi|address|ngay sinh|trich yeu|fax|chuhoso|sogiaytochuhoso"
    r"|madoituong|dinhdanhchs|sodienthoai|trichyeuhoso|nguoixuly|responsible|full name|applicant name)\b"
)
_LOOKS_LIKE_DATA = re.compile(r"\d{9,}|@|\d{1,2}/\d{1,2}/\d{4}")
_ABBREVIATIONS = {"hs": "ho so", "tthc": "thu tuc hanh chinh", "tt": "thu tuc", "kq": "ket qua"}
_UNIT_NAMES = ("don vi", "don vi xu ly", "ten don vi", "donvixuly", "unit", "department")


@dataclass(frozen=True)
class Mapped:
    """A header with the column that it resembles most, how much (0 to 100), and what its contents tell.

    `written` is how its own times are written, `usual` how all times of the file are.
    """

    header: str
    column: Column
    score: int
    written: Written
    usual: Written
    values: Mapping[str, str]


@dataclass(frozen=True)
class Guess:
    """What is guessed of a file: every header is in exactly one of `mapped`, `unit_header`, `ignored`, `personal`."""

    peek: Peek
    table: Table
    mapped: tuple[Mapped, ...]
    unit_header: str
    ignored: tuple[str, ...]
    personal: tuple[str, ...]
    style: NumberStyle = NumberStyle()

    @property
    def unmapped(self) -> tuple[Column, ...]:
        """The required columns for which no header was found."""
        mapped = {m.column.name for m in self.mapped}
        needed = [c for c in self.table.columns if c.required and c.name != "unit_id" and c.default is None]
        return tuple(c for c in needed if c.name not in mapped and not c.default_from)


def guess(texts: pl.DataFrame, peek: Peek, table: Table, city: City) -> Guess:
    """Match the headers of `peek` to the columns of `table`, and guess how times are written from the texts.

    What the city's sources already say of a header is the best evidence. No value leaves this function.

    Args:
        texts: the cells of the file, one String column a header.
        peek: its headers and its format.
        table: the table that it feeds.
        city: whose sources are evidence, and whose clock its times are by.
    """
    headers = list(dict.fromkeys(h for h in peek.headers if h.strip()))
    personal = [h for h in headers if _is_personal(h)]
    impersonal = [h for h in headers if h not in personal]
    unit_header = _unit_header(impersonal, city, table)
    pairs = _assign([h for h in impersonal if h != unit_header], table, _declared_headers(city, table))
    written = {
        h: written_times(texts.get_column(h).drop_nulls().str.strip_chars(), city.about.zone)
        for h, (column, _) in pairs.items()
        if column.is_time
    }
    times = texts.select(pl.col(header).str.strip_chars() for header in written)
    written = settled(times, written, city.about.zone)
    common = usual(written.values())
    mapped = tuple(
        Mapped(h, column, score, written.get(h, Written()), common, _values(column, city, table))
        for h, (column, score) in pairs.items()
    )
    ignored = tuple(h for h in impersonal if h not in pairs and h != unit_header)
    return Guess(peek, table, mapped, unit_header, ignored, tuple(personal), _style(texts, pairs, peek, table))


def _style(texts: pl.DataFrame, pairs: Mapping[str, tuple[Column, int]], peek: Peek, table: Table) -> NumberStyle:
    """Return how numbers are written in a text; a workbook and JSON may hold them as numbers, which have no marks."""
    if peek.format.kind != "csv":
        return NumberStyle()
    by_wholeness = {True: [pl.Series(dtype=pl.String)], False: [pl.Series(dtype=pl.String)]}
    for header, (column, _) in pairs.items():
        if column.type in ("integer", "number"):
            is_whole = column.type == "integer" and not (column.is_money and table.limits.money_decimals)
            by_wholeness[is_whole].append(texts.get_column(header).drop_nulls().str.strip_chars())
    return number_style(pl.concat(by_wholeness[False]), pl.concat(by_wholeness[True]))


def looks_like_data(headers: Iterable[str]) -> bool:
    """Say whether what should be headers holds numbers of persons, addresses or dates: then there is no header row."""
    return any(_LOOKS_LIKE_DATA.search(h) for h in headers)


def _is_personal(header: str) -> bool:
    return _PERSONAL.search(bare_key(header)) is not None


def _declared_headers(city: City, table: Table) -> dict[str, str]:
    """Return header key -> column, as the city's sources of the table map it."""
    sources = [s for s in city.sources.values() if s.table == table.name]
    return {header_key(h): f.column for s in sources for h, f in s.columns.items()}


def _unit_header(headers: Sequence[str], city: City, table: Table) -> str:
    if table.scope != "unit":
        return ""
    declared = {header_key(s.unit_header) for s in city.sources.values() if s.unit_header}
    return next((h for h in headers if header_key(h) in declared or bare_key(h) in _UNIT_NAMES), "")


def _assign(headers: Sequence[str], table: Table, declared: Mapping[str, str]) -> dict[str, tuple[Column, int]]:
    """Give each header at most one column and each column at most one header, the most alike pairs first."""
    columns = [c for c in table.columns if c.name != "unit_id"]
    scored = [(_alike(h, c, declared), -i, -j) for i, h in enumerate(headers) for j, c in enumerate(columns)]
    pairs: dict[str, tuple[Column, int]] = {}
    taken: set[str] = set()
    for score, i, j in sorted(scored, reverse=True):
        header, column = headers[-i], columns[-j]
        if score >= LEAST_ALIKE and header not in pairs and column.name not in taken:
            pairs[header] = (column, score)
            taken.add(column.name)
    return {h: pairs[h] for h in headers if h in pairs}


def _alike(header: str, column: Column, declared: Mapping[str, str]) -> int:
    if declared.get(header_key(header)) == column.name:
        return 100
    written = _spelled_out(header)
    names = [_spelled_out(n) for n in (column.label_vi, column.label_en, column.source_field, column.name) if n]
    # Words in another order say less than the same words: "so hoa" (digitised) is not "ma ho so" (dossier code).
    return round(max(max(fuzz.ratio(written, n), 0.9 * fuzz.token_sort_ratio(written, n)) for n in names))


def _spelled_out(name: str) -> str:
    return " ".join(_ABBREVIATIONS.get(word, word) for word in bare_key(name).split())


def _values(column: Column, city: City, table: Table) -> dict[str, str]:
    """Return how the codes of a column are written: by its labels, and as the city's other sources write them."""
    values = {labels[0]: code for code, labels in column.codes.items()}
    for source in city.sources.values():
        for mapped in source.columns.values():
            if source.table == table.name and mapped.column == column.name:
                values |= mapped.values
    return values
