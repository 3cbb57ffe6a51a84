"""The page of downloads: every file with what it holds and for whom, how to read it in one line, and how to cite it."""

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatch
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from schemas.table import load_tables
from warehouse.publication.publication import Publication
from warehouse.site.page import Page
from warehouse.site.words import Words

# The first pattern that a path matches says what it is; a CSV or Parquet file named after a table is that table.
_KNOWN = (
    ("flat/*", "flat"),
    ("*.xlsx", "workbook"),
    ("datapackage.json", "package"),
    ("SHA256SUMS", "sums"),
    ("CITATION.cff", "citation"),
    ("LICENCE.txt", "licence"),
    ("dcat.json", "dcat"),
    ("record.json", "record"),
    ("*.schema.json", "schema"),
    ("*.sdmx.csv", "sdmx"),
    ("*.sdmx.json", "sdmx-structure"),
)
_WHOLE = ("flat", "workbook")  # what most people want
_FORMATS = {".csv": "CSV (UTF-8)", ".xlsx": "Excel (.xlsx)", ".json": "JSON", ".cff": "CFF (YAML)"}
_OF_TABLES = (".csv", ".parquet")
_KILO = 1024
_SYMBOLS = {"[c]": "suppressed", "–": "none", "†": "alike"}


def pages(p: Publication, words: Words, sizes: Mapping[str, int]) -> Iterator[Page]:
    """Yield the page. `sizes`: path below `data/` -> bytes of each file."""
    tables = {path: size for path, size in sizes.items() if _is_table(p, path)}
    context = {
        "kinds": list(_kinds({path: size for path, size in sizes.items() if path not in tables}, words)),
        "tables": list(_tables(p, tables, words)),
        "recipes": recipes(sizes),
        "has_sums": "SHA256SUMS" in sizes,
        "symbols": [(symbol, words.say(f"downloads.symbol_{name}")) for symbol, name in _SYMBOLS.items()],
    }
    yield Page("downloads.html", "downloads.html.j2", words.say("downloads.title"), "downloads", context)


def recipes(sizes: Mapping[str, int]) -> list[tuple[str, str]]:
    """Return (tool, one line that reads the ranking) for the files that there are: Parquet or, without it, CSV."""
    kind = next((suffix for suffix in ("parquet", "csv") if f"rankings.{suffix}" in sizes), None)
    if kind is None:
        return []
    path = f"rankings.{kind}"
    reader = "arrow::read_parquet" if kind == "parquet" else "readr::read_csv"
    return [
        ("Polars", f'import polars as pl; rankings = pl.read_{kind}("{path}")'),
        ("pandas", f'import pandas as pd; rankings = pd.read_{kind}("{path}")'),
        ("DuckDB", f"select * from '{path}' where measure = 'score' and peer_group = 'all' order by rank;"),
        ("R", f'rankings <- {reader}("{path}")'),
    ]


def _is_table(p: Publication, path: str) -> bool:
    name = PurePosixPath(path)
    return str(name) == name.name and name.stem in p.tables and name.suffix in _OF_TABLES


def _kinds(sizes: Mapping[str, int], words: Words) -> Iterator[tuple[str, Sequence[Mapping[str, Any]]]]:
    """Yield the heading and the files of each kind of files that are no single table."""
    files: dict[str, list[Mapping[str, Any]]] = {"whole": [], "about": []}
    for path, size in sorted(sizes.items()):
        meaning = next((what for pattern, what in _KNOWN if fnmatch(path, pattern)), "other")
        suffix = PurePosixPath(path).suffix
        file_entry = {
            "path": path,
            "link": quote(path),
            "what": words.say(f"downloads.what_{meaning}"),
            "format": _FORMATS.get(suffix, words.say("downloads.format_text")),
            "size": _size(size, words),
            "users": words.say(f"downloads.for_{meaning}"),
        }
        files["whole" if meaning in _WHOLE else "about"].append(file_entry)
    for kind, kind_files in files.items():
        if kind_files:
            yield words.say(f"downloads.kind_{kind}"), kind_files


def _tables(p: Publication, sizes: Mapping[str, int], words: Words) -> Iterator[Mapping[str, Any]]:
    """Yield the tables with the files of each: what a row is, how many there are, and each format with its size."""
    for name, frame in p.tables.items():
        paths = {suffix: f"{name}{suffix}" for suffix in _OF_TABLES if f"{name}{suffix}" in sizes}
        if paths:
            table = load_tables()[name]
            text = words.pick((table.description_vi, table.description_en))
            yield {
                "name": name,
                "label": words.pick((table.label_vi, table.label_en)),
                # The first sentence says what a row is; others are about snapshots.
                "what": f"{text.partition('. ')[0].removesuffix('.')}.",
                "rows": words.number(frame.height),
                "files": [(suffix, quote(path), _size(sizes[path], words)) for suffix, path in paths.items()],
            }


def _size(size: int, words: Words) -> str:
    """Return a size as people write it: "812 byte", "12 KB", "3,4 MB"."""
    if size < _KILO:
        return words.say("downloads.bytes", size=size)
    if size < _KILO**2:
        return f"{words.number(size / _KILO)} KB"
    return f"{words.number(size / _KILO**2, 1)} MB"
