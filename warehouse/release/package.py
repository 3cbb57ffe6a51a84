"""The record of a folder of files: Data Package, version 2, with a Table Schema for each table.

Source: Open Knowledge Foundation, Data Package standard, version 2.0 (datapackage.org).
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from schemas.city import City, CityDeclaration
from schemas.table import Table, load_tables
from schemas.words.catalogue import bilingual, said
from schemas.words.message import message
from warehouse.release.records import MEDIA, table_schema

_PROFILES = "https://datapackage.org/profiles/2.0"
# Nothing is no text in Parquet; who reads it into the floating-point numbers of pandas meets the text of no number.
_NOTHING_IN_PARQUET = ["", "nan"]
_FORMATS = {".sdmx.json": "sdmx-json"}  # validators take any "json" with `data` in it for the record of a resource
_AS_TEXT = ("csv", "json", "sdmx-json", "text")
# How the path of what is no table ends, and what it is.
_TITLES = {
    ".xlsx": message("data_files.file-workbook"),
    ".sdmx.csv": message("data_files.file-sdmx"),
    ".sdmx.json": message("data_files.file-sdmx-structure"),
    "rankings.schema.json": message("data_files.file-schema"),
    "record.json": message("data_files.file-record"),
    "CITATION.cff": message("data_files.file-citation"),
    "LICENCE.txt": message("data_files.file-licence"),
}


def data_package(
    city: CityDeclaration,
    name: str,
    properties: Mapping[str, Any],
    files: Mapping[str, tuple[int, str]],
    synthetic: bool,
    schemas: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """Return the record of a folder of files.

    A CSV or Parquet file named after a declared table is that table, and has its schema.

    Args:
        city: whose data they are.
        name: what the folder holds, for programs.
        properties: title, description, version, created, and what else the standard knows of the whole.
        files: path -> bytes and SHA-256.
        synthetic: whether the data are no real ones.
        schemas: path -> schema of tables that are not declared.
    """
    schema_of_path = {**_declared_schemas(files), **(schemas or {})}
    package: dict[str, Any] = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": _as_name(f"{city.id}-{name}"),
        **properties,
        "keywords": [*_keywords(), city.id],
        "contributors": [{"title": f"{city.name_vi} / {city.name_en}", "roles": ["creator", "publisher"]}],
        "sources": [{"title": bilingual(message("data_files.source"))}],
        "resources": [_resource(path, *file, schema_of_path.get(path)) for path, file in sorted(files.items())],
    }
    if city.licence is not None:
        package["licenses"] = [{"name": city.licence.id, "title": city.licence.name, "path": city.licence.url}]
    return package | ({"synthetic": True} if synthetic else {})


def snapshot_package(
    city: City,
    name: str,
    properties: Mapping[str, Any],
    tables: Sequence[str],
    files: Mapping[str, tuple[int, str]],
    synthetic: bool,
    schemas: Mapping[str, Mapping[str, Any]],
) -> dict[str, Any]:
    """Return the record of a snapshot.

    Args:
        city: as for `data_package`.
        name: the name of the snapshot.
        properties: as for `data_package`.
        tables: paths of the Parquet files of the tables, each in a folder of its table's name.
        files: path -> bytes and SHA-256 of what else there is.
        synthetic: as for `data_package`.
        schemas: as for `data_package`.
    """
    package = data_package(city.about, name, properties, files, synthetic, schemas)
    paths_of: dict[str, list[str]] = {}
    for path in tables:
        paths_of.setdefault(path.partition("/")[0], []).append(path)
    resources = [_parted(city.declared_tables[table], paths) for table, paths in paths_of.items()]
    return package | {"resources": [*resources, *package["resources"]]}


def fingerprint(hashes: Mapping[str, str]) -> str:
    """Return what identifies files by their contents: the SHA-256 of the list of their SHA-256."""
    return hashlib.sha256(
        "".join(f"{sha256}  {path}\n" for path, sha256 in sorted(hashes.items())).encode()
    ).hexdigest()


def sizes_and_hashes(files: Mapping[str, bytes]) -> dict[str, tuple[int, str]]:
    """Return the size in bytes and the SHA-256 of each file."""
    return {path: (len(data), hashlib.sha256(data).hexdigest()) for path, data in files.items()}


def as_json(data: Mapping[str, Any]) -> bytes:
    """Return plain data as JSON."""
    return (json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n").encode()


def _resource(path: str, size: int, sha256: str, schema: Mapping[str, Any] | None) -> dict[str, Any]:
    ending = next((ending for ending in MEDIA if path.endswith(ending)), "")
    form = _FORMATS.get(ending, ending.rpartition(".")[2] or "text")
    resource: dict[str, Any] = {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": _as_name(path),
        **({} if schema is None else _table_properties(schema, form)),
        "path": path,
        "format": form,
        "mediatype": MEDIA.get(ending, "text/plain"),
        # Validators of the standard count the bytes of what they read as text, and would find none in Parquet.
        **({} if form == "parquet" else {"bytes": size}),
        "hash": f"sha256:{sha256}",
    }
    if title := next((title for ending, title in _TITLES.items() if path.endswith(ending)), None):
        resource["title"] = bilingual(title)
    resource |= {"encoding": "utf-8"} if form in _AS_TEXT else {}
    return resource | ({"dialect": _dialect(path)} if form == "csv" else {})


def _dialect(path: str) -> dict[str, Any]:
    """Return how a CSV file is written: for SDMX as the standard has it, all others for spreadsheets."""
    line_end = "\n" if path.endswith(".sdmx.csv") else "\r\n"
    return {"delimiter": ",", "lineTerminator": line_end, "quoteChar": '"', "doubleQuote": True, "header": True}


def _parted(table: Table, paths: Sequence[str]) -> dict[str, Any]:
    """Return a table in several files; their checksums stand in SHA256SUMS."""
    described = _table_properties(table_schema(table), "parquet")
    if table.scope != "unit":  # in others, what was sent for the whole city refers to no unit
        described["schema"].pop("foreignKeys", None)
    path = paths[0] if len(paths) == 1 else list(paths)
    media = {"format": "parquet", "mediatype": MEDIA[".parquet"]}
    return {"$schema": f"{_PROFILES}/dataresource.json", "name": table.name, **described, "path": path, **media}


def _table_properties(schema: Mapping[str, Any], form: str) -> dict[str, Any]:
    """Return what a resource in a format says of its table: the titles of the table are those of the resource."""
    inner = {key: value for key, value in schema.items() if key not in ("$schema", "name", "title", "description")}
    if form == "parquet":
        inner["missingValues"] = _NOTHING_IN_PARQUET
    return {"type": "table", "title": schema["title"], "description": schema["description"], "schema": inner}


def _declared_schemas(files: Mapping[str, object]) -> dict[str, dict[str, Any]]:
    """Return the schemas of the files that are declared tables; a reference stays within files of one format."""
    schemas: dict[str, dict[str, Any]] = {}
    tables: Mapping[str, Table] = load_tables()
    for path in files:
        stem, _, form = path.rpartition(".")
        if stem in tables and form in ("csv", "parquet"):
            schemas[path] = table_schema(tables[stem], f"units.{form}")
    return schemas


def _keywords() -> list[str]:
    procedures, reform = said(message("data_files.keyword-procedures")), said(message("data_files.keyword-reform"))
    return [keyword for language in zip(procedures, reform, strict=True) for keyword in language]


def _as_name(text: str) -> str:
    return re.sub(r"[^a-z0-9._-]", "-", text.lower())
