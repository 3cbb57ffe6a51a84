"""Writing one export to disk in each of the formats that districts send."""

import hashlib
import io
import json
import os
import re
import unicodedata
import zipfile
from codecs import charmap_encode
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from itertools import groupby
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from schemas.source import Source
from schemas.source_format import CsvFormat, JsonFormat, XlsxFormat

_CITY_TIME = timezone(timedelta(hours=7))
_EXCEL_EPOCH = datetime(1899, 12, 30)
_WORKBOOK_CREATED = datetime(2023, 12, 1)  # xlsxwriter takes the present otherwise, and no two runs would be equal
_DATE = re.compile(r"^\d{2}/\d{2}/\d{4}$")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TITLES = ("SỐ LIỆU TỔNG HỢP, KHÔNG CÓ THẬT (SYNTHETIC)", "BẢNG THEO DÕI", "Đơn vị tính: hồ sơ")


def write(texts: pl.DataFrame, source: Source, path: Path, exported_at: datetime) -> None:
    """Write a file.

    Args:
        texts: its rows, one column for each header.
        source: whose format it has.
        path: where.
        exported_at: the date of the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file_format = source.format
    if isinstance(file_format, XlsxFormat):
        content = _workbook(texts, source, file_format)
    elif isinstance(file_format, JsonFormat):
        content = _json(texts, source, file_format)
    elif isinstance(file_format, CsvFormat):
        content = _delimited(texts, file_format)
    else:
        raise TypeError(f"the demo writes no web pages: source {source.id}")
    if isinstance(file_format, CsvFormat) and file_format.member:
        content = _zip(content, path.stem + ".csv")
    path.write_bytes(content)
    date_file(path, exported_at)


def date_file(path: Path, moment: datetime) -> None:
    """Set the file's times to `moment`, a local time of the city."""
    seconds = moment.replace(tzinfo=_CITY_TIME).timestamp()
    os.utime(path, (seconds, seconds))


def write_done(path: Path, rows: int, exported_at: datetime) -> None:
    """Write the control file beside `path`: number of rows, hash, and time of export."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    promise = {"rows": rows, "sha256": digest, "exported_at": exported_at.isoformat()}
    control_file = path.with_name(path.name + ".done")
    control_file.write_text(json.dumps(promise), encoding="utf-8")
    date_file(control_file, exported_at)


def _delimited(texts: pl.DataFrame, file_format: CsvFormat) -> bytes:
    text = texts.write_csv(
        separator=file_format.delimiter,
        include_bom=file_format.encoding == "utf-8" and not file_format.member,
        line_terminator="\r\n",
    ).encode()
    if file_format.encoding == "utf-8":
        return text
    if file_format.encoding == "utf-16":
        return text.decode().encode("utf-16")
    return charmap_encode(text.decode(), "strict", _cp1258())[0]


def _cp1258() -> dict[int, Any]:
    """How each Vietnamese letter is written in Windows-1258: base letter, then a combining tone mark."""
    table: dict[int, Any] = {n: bytes([n]) for n in range(128)}
    for number in (*range(0xA0, 0x250), *range(0x1EA0, 0x1EFA), *map(ord, _TONES)):
        marks_and_letter = unicodedata.normalize("NFD", chr(number))
        tones = "".join(c for c in marks_and_letter if c in _TONES)
        base = unicodedata.normalize("NFC", "".join(c for c in marks_and_letter if c not in _TONES))
        try:
            table[number] = (base + tones).encode("cp1258")
        except UnicodeEncodeError:
            continue  # a letter that the code page lacks, and Vietnamese too
    return table


def _json(texts: pl.DataFrame, source: Source, file_format: JsonFormat) -> bytes:
    lines = texts.select(_record(texts.columns, source)).to_series()
    if file_format.kind == "ndjson":
        return ("\n".join(lines) + "\n").encode()
    return ('{"version":"synthetic","data":{"items":[\n' + ",\n".join(lines) + "\n]}}\n").encode()


def _record(headers: list[str], source: Source) -> pl.Expr:
    """One record as JSON text; whole numbers stand bare, and the list of supplements is rebuilt from its columns."""
    pieces: list[pl.Expr] = []
    for header in headers:
        if "." not in header:
            pieces.append(
                pl.concat_str(
                    pl.lit(json.dumps(header, ensure_ascii=False) + ":"), _value(pl.col(header), header, source)
                )
            )
    lists = {h.split(".")[0] for h in headers if "." in h}
    for name in sorted(lists):
        due_before = pl.col(f"{name}.0.NgayHenTraTruoc")
        entry = pl.concat_str(pl.lit('{"NgayHenTraTruoc":"'), due_before, pl.lit('"}')).fill_null("{}")
        count = pl.col(f"{name}.#").cast(pl.Int64)
        entries = pl.when(count == 0).then(pl.lit("")).when(count == 1).then(entry).otherwise(entry + "," + entry)
        pieces.append(pl.concat_str(pl.lit(json.dumps(name) + ":["), entries, pl.lit("]")))
    return pl.concat_str(pl.lit("{"), pl.concat_str(pieces, separator=","), pl.lit("}"))


def _value(text: pl.Expr, header: str, source: Source) -> pl.Expr:
    field = source.columns.get(header)
    has_formats = field is not None and bool(field.formats)
    quoted_text = pl.concat_str(pl.lit('"'), text, pl.lit('"'))
    bare = text.str.contains(r"^(0|-?[1-9]\d{0,8})$") & pl.lit(field is not None and not has_formats)
    return pl.when(text.is_null()).then(pl.lit("null")).when(bare).then(text).otherwise(quoted_text)


def _zip(content: bytes, member: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(member, date_time=(2023, 12, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _workbook(texts: pl.DataFrame, source: Source, file_format: XlsxFormat) -> bytes:
    """A sheet with title rows, merged header rows, the records, and a row of totals."""
    levels = {h: _levels(h, file_format.header_rows) for h in texts.columns}
    tops = list(dict.fromkeys(p[0] for p in levels.values()))
    headers = sorted(texts.columns, key=lambda h: tops.index(levels[h][0]))
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_numbers": False})
    book.set_properties({"created": _WORKBOOK_CREATED, "title": "synthetic"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Dữ liệu")
    for row in range(file_format.title_rows):
        sheet.write_string(row, 0, _TITLES[row])
    _write_header(sheet, [levels[h] for h in headers], file_format.title_rows)
    first_row = file_format.title_rows + file_format.header_rows
    for column, header in enumerate(headers):
        field = source.columns.get(header)
        serial = field is not None and "excel" in field.formats
        for number, text in enumerate(texts.get_column(header).to_list()):
            _write_cell(sheet, first_row + number, column, text, serial, day, number)
    sheet.write_string(first_row + texts.height, 0, "Tổng cộng")
    sheet.write_number(first_row + texts.height, 1, texts.height)
    book.close()
    return buffer.getvalue()


def _levels(header: str, rows: int) -> tuple[str, ...]:
    names = header.split(" / ")
    return (*names, *[""] * (rows - len(names)))


def _write_header(sheet: Any, levels: list[tuple[str, ...]], top: int) -> None:  # noqa: ANN401 - xlsxwriter is untyped
    """Write header cells: a name that spans several columns is merged across, one without a lower part downwards."""
    rows = len(levels[0])
    for level in range(rows):
        column = 0
        for prefix, group in groupby(levels, key=lambda p: p[: level + 1]):
            width, name = len(list(group)), prefix[level]
            below = level
            while name and below + 1 < rows and all(p[below + 1] == "" for p in levels[column : column + width]):
                below += 1
            if name and (width > 1 or below > level):
                sheet.merge_range(top + level, column, top + below, column + width - 1, name)
            elif name:
                sheet.write_string(top + level, column, name)
            column += width


def _write_cell(sheet: Any, row: int, column: int, text: str | None, serial: bool, day: Any, number: int) -> None:  # noqa: ANN401
    """Write a text; whole numbers as numbers, and of dates that may be serials some as bare numbers, some as dates."""
    if text is None:
        return
    if serial and number % 10 in (3, 7) and _DATE.match(text) and (moment := _real_date(text)):
        sheet.write_number(row, column, (moment - _EXCEL_EPOCH).days, day if number % 10 == 7 else None)
    elif text.isascii() and text.isdigit() and len(text) < 10 and not text.startswith("0"):
        sheet.write_number(row, column, int(text))
    else:
        sheet.write_string(row, column, text)


def _real_date(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%d/%m/%Y")
    except ValueError:
        return None


def file_name(source: Source, unit: str, exported_at: datetime, names: Mapping[str, str]) -> str:
    """Return the name of an export.

    Args:
        source: says how the time of export stands in the name, if it does.
        unit: the id of the unit.
        exported_at: when it was exported.
        names: id of a source -> pattern of its files' names, with `{unit}` and `{stamp}`.
    """
    stamp = exported_at.strftime(source.exported_at.format if source.exported_at.name_pattern else "%d%m%Y")
    return names[source.id].format(unit=unit, stamp=stamp)
