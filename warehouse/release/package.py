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
from warehouse.release.records import MEDIA, table_schema

_PROFILES = "https://datapackage.org/profiles/2.0"
_OTHERS = {
    ".xlsx": "Sổ tính để đọc / workbook for reading",
    ".sdmx.csv": "Xếp hạng theo SDMX-CSV 2.0 / the rankings in SDMX-CSV 2.0",
    "rankings.schema.json": "Lược đồ của bảng rankings / Table Schema of the table rankings",
    "record.json": "Để tính lại từ đầu / what makes the ranking again",
    "CITATION.cff": "Cách trích dẫn / how to cite",
    "LICENCE.txt": "Giấy phép / licence",
}
CSV_NOTE = (
    "CSV: UTF-8 có BOM, dấu phẩy giữa các cột, dấu chấm thập phân, dòng kết thúc bằng CRLF; ô trống là không có số. "
    "Văn bản bắt đầu bằng = + - @, tab hoặc xuống dòng có thêm dấu nháy đơn ở đầu để Excel không chạy nó như "
    "công thức; Parquet giữ nguyên văn.\n\n"
    "CSV: UTF-8 with a byte order mark, commas between columns, decimal points, lines ended by CRLF; empty is missing. "
    "A text that begins with = + - @, a tab or a line break has an apostrophe before it, so that Excel does not run it "
    "as a formula; Parquet holds it as it is."
)


def data_package(
    city: CityDeclaration,
    name: str,
    about: Mapping[str, Any],
    files: Mapping[str, tuple[int, str]],
    synthetic: bool,
    schemas: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """Return the record of `files` (path -> bytes and SHA-256), `about` being title, description, version, created.

    A CSV or Parquet file named after a declared table is that table, and has its schema; `schemas` holds those of other
    tables, by path.
    """
    named = {**_declared_schemas(files), **(schemas or {})}
    package: dict[str, Any] = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": _as_name(f"{city.id}-{name}"),
        **about,
        "keywords": ["thủ tục hành chính", "cải cách hành chính", "administrative procedures", city.id],
        "contributors": [{"title": f"{city.name_vi} / {city.name_en}", "roles": ["creator", "publisher"]}],
        "sources": [{"title": "Số liệu do chính các đơn vị gửi / what the reporting units themselves sent"}],
        "resources": [_resource(path, *told, named.get(path)) for path, told in sorted(files.items())],
    }
    if city.licence is not None:
        package["licenses"] = [{"name": city.licence.id, "title": city.licence.name, "path": city.licence.url}]
    return package | ({"synthetic": True} if synthetic else {})


def snapshot_package(
    city: City,
    name: str,
    about: Mapping[str, Any],
    tables: Sequence[str],
    files: Mapping[str, tuple[int, str]],
    synthetic: bool,
    schemas: Mapping[str, Mapping[str, Any]],
) -> dict[str, Any]:
    """Return the record of a snapshot: its `tables`, each of one or more Parquet files, and other `files` as above."""
    package = data_package(city.about, name, about, files, synthetic, schemas)
    parts: dict[str, list[str]] = {}
    for path in tables:
        parts.setdefault(path.partition("/")[0], []).append(path)
    resources = [_parted(city.declared_tables[table], paths) for table, paths in parts.items()]
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
    ending = path[path.rfind(".") :]
    form = ending[1:] if ending in MEDIA else "text"
    resource: dict[str, Any] = {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": _as_name(path),
        **({} if schema is None else _of_table(schema)),
        "path": path,
        "format": form,
        "mediatype": MEDIA.get(ending, "text/plain"),
        "bytes": size,
        "hash": f"sha256:{sha256}",
    }
    if title := next((title for ending, title in _OTHERS.items() if path.endswith(ending)), ""):
        resource["title"] = title
    return resource | ({"encoding": "utf-8"} if form in ("csv", "json", "text") else {})


def _parted(table: Table, paths: Sequence[str]) -> dict[str, Any]:
    """Return a table in several files; their checksums stand in SHA256SUMS."""
    told = _of_table(table_schema(table))
    if table.scope != "unit":  # in others, what was sent for the whole city refers to no unit
        told["schema"].pop("foreignKeys", None)
    path = paths[0] if len(paths) == 1 else list(paths)
    media = {"format": "parquet", "mediatype": MEDIA[".parquet"]}
    return {"$schema": f"{_PROFILES}/dataresource.json", "name": table.name, **told, "path": path, **media}


def _of_table(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a resource says of its table: the titles of the table are those of the resource."""
    inner = {key: value for key, value in schema.items() if key not in ("$schema", "name", "title", "description")}
    return {"type": "table", "title": schema["title"], "description": schema["description"], "schema": inner}


def _declared_schemas(files: Mapping[str, object]) -> dict[str, dict[str, Any]]:
    """Return the schemas of the files that are declared tables; a reference stays within files of one format."""
    found: dict[str, dict[str, Any]] = {}
    tables: Mapping[str, Table] = load_tables()
    for path in files:
        stem, _, form = path.rpartition(".")
        if stem in tables and form in ("csv", "parquet"):
            found[path] = table_schema(tables[stem], f"units.{form}")
    return found


def _as_name(text: str) -> str:
    return re.sub(r"[^a-z0-9._-]", "-", text.lower())
