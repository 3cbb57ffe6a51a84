"""The page of downloads: every file with what it holds and for whom, how to read it in one line, and how to cite it."""

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatch
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from schemas.publication import Publication
from schemas.table import load_tables
from warehouse.site.page import Page
from warehouse.site.words import Words

# The first pattern that a path or the name in it matches says what it is; a file named after a table is that table.
_KNOWN = (
    ("datapackage.json", "package"),
    ("SHA256SUMS", "sums"),
    ("CITATION.cff", "citation"),
    ("LICEN[CS]E*", "licence"),
    ("README*", "readme"),
    ("*.jsonld", "dcat"),
    ("dcat.*", "dcat"),
    ("*.sdmx.csv", "sdmx"),
    ("*.xlsx", "workbook"),
    ("flat/*", "flat"),
)
_FORMATS = {
    ".csv": "CSV (UTF-8)",
    ".parquet": "Parquet",
    ".xlsx": "Excel (.xlsx)",
    ".json": "JSON",
    ".jsonld": "JSON-LD",
    ".cff": "CFF (YAML)",
    ".xml": "XML",
    ".gz": "gzip",
    ".zip": "ZIP",
}
_USERS = {".csv": "spreadsheets", ".parquet": "programs", ".xlsx": "spreadsheet"}
_KILO = 1024
SYMBOLS = ("[c]", "–", "†")


def pages(p: Publication, words: Words, sizes: Mapping[str, int]) -> Iterator[Page]:
    """Yield the page. `sizes`: path below `data/` -> bytes of each file."""
    context = {
        "kinds": list(_kinds(p, words, sizes)),
        "recipes": recipes(sizes),
        "has_sums": "SHA256SUMS" in sizes,
        "symbols": [(symbol, words.say(f"downloads.symbol_{name}")) for symbol, name in _symbols()],
    }
    yield Page("downloads.html", "downloads.html.j2", words.say("downloads.title"), "downloads", context)


def recipes(sizes: Mapping[str, int]) -> list[tuple[str, str]]:
    """Return (tool, one line that reads the ranking) for the files that there are, CSV or Parquet."""
    found = sorted(path for path in sizes if PurePosixPath(path).stem == "rankings")
    csv, parquet = (next((path for path in found if path.endswith(suffix)), None) for suffix in (".csv", ".parquet"))
    path = parquet or csv
    if path is None:
        return []
    kind = "parquet" if parquet else "csv"
    lines = [
        ("Polars", f'import polars as pl; rankings = pl.read_{kind}("{path}")'),
        ("pandas", f'import pandas as pd; rankings = pd.read_{kind}("{path}")'),
        ("DuckDB", f"select * from '{path}' where measure = 'score' and peer_group = 'all' order by rank;"),
        ("R", f'rankings <- arrow::read_parquet("{path}")' if parquet else f'rankings <- readr::read_csv("{path}")'),
    ]
    return lines


def _kinds(p: Publication, words: Words, sizes: Mapping[str, int]) -> Iterator[tuple[str, Sequence[Mapping[str, Any]]]]:
    """Yield the heading and the files of each kind: what most people want first, the tables one by one last."""
    files: dict[str, list[Mapping[str, Any]]] = {"whole": [], "about": [], "tables": []}
    for path, size in sorted(sizes.items()):
        name = PurePosixPath(path)
        known = next((what for pattern, what in _KNOWN if fnmatch(path, pattern) or fnmatch(name.name, pattern)), "")
        is_table = not known and name.stem in p.tables
        kind = "tables" if is_table else "whole" if known in ("workbook", "flat") else "about"
        files[kind].append(
            {
                "path": path,
                "link": quote(path),
                "what": _table(name.stem, words) if is_table else words.say(f"downloads.what_{known or 'other'}"),
                "format": _FORMATS.get(name.suffix, words.say("downloads.format_text")),
                "rows": words.number(p.tables[name.stem].height) if is_table else words.number(None),
                "size": _size(size, words),
                "users": words.say(f"downloads.for_{_USERS.get(name.suffix, 'readers')}"),
            }
        )
    for kind, own in files.items():
        if own:
            yield words.say(f"downloads.kind_{kind}"), own


def _table(name: str, words: Words) -> str:
    """Return what a row of a table is, the first sentence of its description: others are about snapshots."""
    declared = load_tables()[name]
    text = words.pick((declared.description_vi, declared.description_en))
    return f"{text.partition('. ')[0].removesuffix('.')}."


def _size(size: int, words: Words) -> str:
    """Return a size as people write it: "812 byte", "12 KB", "3,4 MB"."""
    if size < _KILO:
        return words.say("downloads.bytes", size=size)
    if size < _KILO**2:
        return f"{words.number(size / _KILO)} KB"
    return f"{words.number(size / _KILO**2, 1)} MB"


def _symbols() -> Iterator[tuple[str, str]]:
    yield from zip(SYMBOLS, ("suppressed", "none", "alike"), strict=True)
