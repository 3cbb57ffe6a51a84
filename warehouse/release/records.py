"""Records of a ranking for programs, as plain data: the schema of a table, a catalogue record.

Equal input gives equal text, to the byte: nothing here knows the time or the machine.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from schemas.city import CityDeclaration
from schemas.column import Column
from schemas.method import Method
from schemas.table import Table
from schemas.words.catalogue import said
from schemas.words.message import Declared, message
from schemas.words.periods import period_name
from warehouse.publication.publication import Span

_TYPES = {"code": "string"}  # Table Schema has no type of codes: they are strings of an enumeration
_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
MEDIA = {
    ".sdmx.csv": "application/vnd.sdmx.data+csv",
    ".sdmx.json": "application/vnd.sdmx.structure+json",
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".json": "application/json",
}
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def table_schema(table: Table, units: str = "units") -> dict[str, Any]:
    """Return the Table Schema of a table as it is stored: fields with labels in both languages, codes, keys.

    A column `unit_id` that every row has refers to the register, the resource `units`; where rows can be of a place
    that is no unit, such as a whole city, it refers to nothing. A key of which a part may be empty is unique, but no
    primary key; a table whose rows add up has none. Source: Data Package standard, Table Schema, version 2.0.
    """
    columns = table.stored_columns
    is_primary = all(table.column(name).required for name in table.key)
    schema: dict[str, Any] = {
        "$schema": _PROFILE,
        "name": table.name,
        "title": f"{table.label_vi} / {table.label_en}",
        "description": "\n".join([table.description_vi, table.description_en, *table.cautions]),
        "fields": [_field(column) for column in columns],
        "missingValues": [""],
    }
    if table.key:
        schema |= {"primaryKey": list(table.key)} if is_primary else {"uniqueKeys": [list(table.key)]}
    if any(column.name == "unit_id" and column.required for column in columns) and table.name != "units":
        to_units = {"fields": ["unit_id"], "reference": {"resource": units, "fields": ["unit_id"]}}
        return schema | {"foreignKeys": [to_units]}
    return schema


def dcat(
    city: CityDeclaration,
    method: Method,
    period: Span,
    snapshot: str,
    files: Mapping[str, tuple[int, str]],
    synthetic: bool,
    licence: str | None = None,
) -> dict[str, Any]:
    """Return the catalogue record of a ranking as JSON-LD: title, days, publisher, what it was derived from, its files.

    Source: W3C, Data Catalog Vocabulary (DCAT), version 3.

    Args:
        city: who publishes it.
        method: the method of the ranking.
        period: its days.
        snapshot: the name of the snapshot that it was derived from.
        files: path relative to the record -> bytes and SHA-256.
        synthetic: whether the data are no real ones.
        licence: an address; None names no licence, for it is the city that decides under which it publishes.
    """
    names = Declared(method.name_vi, method.name_en)
    title = message("data_files.ranking", period=period_name(period.id), method=names)
    if synthetic:
        title = message("data_files.ranking-synthetic", ranking=title)
    days = {"startDate": period.first, "endDate": period.last}
    record: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "dcat:Dataset",
        "dct:identifier": f"{city.id}/{period.id}/{method.id}/{method.fingerprint}",
        "dct:title": _both_languages(*said(title)),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": _both_languages(city.name_vi, city.name_en)},
        "dct:temporal": {"@type": "dct:PeriodOfTime"}
        | {f"dcat:{name}": {"@type": "xsd:date", "@value": str(day)} for name, day in days.items()},
        "prov:wasDerivedFrom": {"@type": "prov:Entity", "dct:identifier": snapshot},
        "dcat:distribution": [_distribution(name, *file) for name, file in sorted(files.items())],
    }
    return record if licence is None else record | {"dct:license": {"@id": licence}}


def _field(column: Column) -> dict[str, Any]:
    rules: dict[str, Any] = {"required": True} if column.required else {}
    rules |= {"enum": list(column.codes)} if column.codes else {}
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.type, column.type),
        "title": f"{column.label_vi} / {column.label_en}",
    }
    if column.codes:
        field["categories"] = [{"value": code, "label": f"{vi} / {en}"} for code, (vi, en) in column.codes.items()]
    return field | ({"constraints": rules} if rules else {})


def _both_languages(vi: str, en: str) -> list[Mapping[str, str]]:
    return [{"@language": "vi", "@value": vi}, {"@language": "en", "@value": en}]


def _distribution(name: str, size: int, sha256: str) -> dict[str, Any]:
    media = next((kind for ending, kind in MEDIA.items() if name.endswith(ending)), "text/plain")
    return {
        "@type": "dcat:Distribution",
        "dct:title": name,
        "dcat:downloadURL": {"@id": quote(name)},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media}"},
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(size)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": sha256},
        },
    }
