"""The record of a folder of files: Data Package, version 2, with a Table Schema for each table.

Source: Open Knowledge Foundation, Data Package standard, version 2.0 (datapackage.org).
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from schemas.city import CityDeclaration
from schemas.table import load_tables
from warehouse.release.records import table_schema

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_MEDIA = {
    ".csv": ("csv", "text/csv"),
    ".parquet": ("parquet", "application/vnd.apache.parquet"),
    ".xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".json": ("json", "application/json"),
}


def data_package(
    city: CityDeclaration, name: str, about: Mapping[str, Any], files: Mapping[str, tuple[int, str]], synthetic: bool
) -> dict[str, Any]:
    """Return the record of `files` (path -> bytes and SHA-256), `about` being title, description, version, created.

    A file named after a declared table is that table, and has its schema; CSV and Parquet of one table are told apart.
    """
    package: dict[str, Any] = {
        "$schema": _PROFILE,
        "name": re.sub(r"[^a-z0-9._-]", "-", name.lower()),
        **about,
        "keywords": ["thủ tục hành chính", "cải cách hành chính", "administrative procedures", city.id],
        "contributors": [{"title": f"{city.name_vi} / {city.name_en}", "roles": ["publisher"]}],
        "sources": [{"title": "Số liệu do chính các đơn vị gửi / what the reporting units themselves sent"}],
        "resources": [_resource(path, size, sha256) for path, (size, sha256) in sorted(files.items())],
    }
    if city.licence is not None:
        package["licenses"] = [{"name": city.licence.id, "title": city.licence.name, "path": city.licence.url}]
    return package | ({"synthetic": True} if synthetic else {})


def snapshot_package(
    city: CityDeclaration,
    name: str,
    about: Mapping[str, Any],
    tables: Sequence[str],
    files: Mapping[str, tuple[int, str]],
    synthetic: bool,
) -> dict[str, Any]:
    """Return the record of a snapshot: its `tables`, each of one or more Parquet files, and other `files` as above."""
    package = data_package(city, name, about, files, synthetic)
    parts: dict[str, list[str]] = {}
    for path in tables:
        parts.setdefault(path.partition("/")[0], []).append(path)
    return package | {"resources": [*(_parted(table, paths) for table, paths in parts.items()), *package["resources"]]}


def _parted(name: str, paths: Sequence[str]) -> dict[str, Any]:
    """Return a table in several files; their checksums stand in SHA256SUMS."""
    schema = table_schema(load_tables()[name])
    about = {key: schema.pop(key) for key in ("title", "description")}
    schema.pop("name")
    schema.pop("foreignKeys", None)
    path = paths[0] if len(paths) == 1 else list(paths)
    return {"name": name, "type": "table", "path": path, "format": "parquet", **about, "schema": schema}


def sizes_and_hashes(files: Mapping[str, bytes]) -> dict[str, tuple[int, str]]:
    """Return the size in bytes and the SHA-256 of each file."""
    return {path: (len(data), hashlib.sha256(data).hexdigest()) for path, data in files.items()}


def as_json(data: Mapping[str, Any]) -> bytes:
    """Return plain data as JSON."""
    return (json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n").encode()


def _resource(path: str, size: int, sha256: str) -> dict[str, Any]:
    ending = path[path.rfind(".") :]
    stem = path.removesuffix(ending).rpartition("/")[2] if "/" not in path else path.partition("/")[0]
    form, media = _MEDIA.get(ending, ("text", "text/plain"))
    resource: dict[str, Any] = {
        "name": re.sub(r"[^a-z0-9._-]", "-", path.lower()),
        "path": path,
        "format": form,
        "mediatype": media,
        "bytes": size,
        "hash": f"sha256:{sha256}",
    }
    tables = load_tables()
    if stem in tables and form in ("csv", "parquet"):
        schema = table_schema(tables[stem])
        resource |= {"type": "table", "title": schema.pop("title"), "description": schema.pop("description")}
        schema.pop("name")
        schema["foreignKeys"] = [_to_units(form) for _ in schema.get("foreignKeys", ())]
        resource["schema"] = (
            schema if schema["foreignKeys"] else {k: v for k, v in schema.items() if k != "foreignKeys"}
        )
    return resource | ({"encoding": "utf-8"} if form in ("csv", "json") else {})


def _to_units(form: str) -> dict[str, Any]:
    """Return that a column `unit_id` refers to the register, in the file of the same format."""
    return {"fields": ["unit_id"], "reference": {"resource": f"units.{form}", "fields": ["unit_id"]}}
