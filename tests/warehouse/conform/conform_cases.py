"""Small files conformed in memory: the least that a source must declare, and rows of texts."""

from datetime import date

import polars as pl

from schemas.city import load_city
from schemas.column import MEMBER, ROW, TYPED, UNREADABLE
from schemas.limits import Limits
from schemas.source import Source
from schemas.strict import parse
from schemas.table import load_tables
from warehouse import conform
from warehouse.parts import Parts

ZONE = "Asia/Ho_Chi_Minh"
REGISTER = load_city().register
WHEN = {"column": "received_at", "formats": ["%d/%m/%Y"], "precision": "day"}
UNSAID = Limits()


def source(table="dossiers", columns=None, **others):
    """A source with the least that its table needs, and `columns` in addition."""
    least = {
        "dossiers": {"Mã": {"column": "dossier_code"}, "Kênh": {"column": "channel"}, "Nhận": WHEN},
        "claims": {
            c.name: {"column": c.name} | ({"formats": ["%Y-%m-%d"]} if c.type == "date" else {})
            for c in load_tables()["claims"].columns
            if c.name != "unit_id"
        },
    }[table]
    about = {"id": "test", "table": table, "label_vi": "Thử", "label_en": "Test", "format": {"kind": "csv"}}
    mapped = {field["column"] for field in (columns or {}).values()}
    kept = {header: field for header, field in least.items() if field["column"] not in mapped}
    return parse(Source, about | {"columns": kept | (columns or {})} | others, "test")


def conformed(declared, rows, unit="quan-12", zone=ZONE, typed=None, limits=UNSAID):
    """Conform rows (header -> text; headers not named are empty); `typed`: header -> which cells are no texts."""
    return looked_at(declared, rows, unit, zone, typed, limits)[0]


def looked_at(declared, rows, unit="quan-12", zone=ZONE, typed=None, limits=UNSAID):
    """Conform rows; return the frame and the warnings about its values. `limits` are those of the city."""
    table = load_tables()[declared.table].in_city(limits, {})
    blank = dict.fromkeys(declared.kept_headers, "")
    schema = {ROW: pl.Int64} | dict.fromkeys(declared.kept_headers, pl.String)
    text = pl.DataFrame([{ROW: i} | blank | row for i, row in enumerate(rows, start=2)], schema=schema)
    held = [pl.Series(TYPED + header, flags, dtype=pl.Boolean) for header, flags in (typed or {}).items()]
    text = text.with_columns(pl.lit(None, pl.String).alias(MEMBER), *held)
    agreement = conform.Agreement(declared, table, REGISTER, zone)
    text = conform.trimmed(text)
    texts = conform.look(text, agreement)
    units = conform.resolve_units(texts.distinct.get(declared.unit_header, []), REGISTER, date(2023, 3, 1))
    frame = conform.conform(text, agreement, texts, units, unit)
    assert frame.height == len(rows)
    assert frame.get_column(ROW).to_list() == list(range(2, len(rows) + 2))
    return frame, conform.doubts(Parts([conform.put_beside(text, frame)]), agreement, texts)


def read_as(column, written, held=None, limits=UNSAID, **declared):
    """Values and "unreadable" flags of one column, mapped from the header X, for the texts `written`.

    `held` says which of them are numbers or dates of the file itself.
    """
    about = {"column": column} | declared.pop("field", {})
    typed = {} if held is None else {"X": held}
    frame = conformed(source(columns={"X": about}, **declared), [{"X": t} for t in written], typed=typed, limits=limits)
    return frame.get_column(column).to_list(), frame.get_column(UNREADABLE + column).to_list()
