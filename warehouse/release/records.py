"""Records of a ranking for programs, as text and plain data: CSV, its schema, a catalogue record, a view for SDMX.

Equal input gives equal text, to the byte: nothing here knows the time or the machine.
"""

import csv
import io
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

import polars as pl

from schemas.city import CityDeclaration
from schemas.column import Column
from schemas.method import Method
from schemas.table import Table
from schemas.words.catalogue import said
from schemas.words.message import Declared, message
from schemas.words.periods import period_name
from warehouse.publication.publication import Span

_ORDER = ("period", "method", "peer_group", "measure", "rank", "tier", "unit_id")
_TYPES = {"code": "string"}  # Table Schema has no type of codes: they are strings of an enumeration
_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
MEDIA = {
    ".sdmx.csv": "application/vnd.sdmx.data+csv",
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
# Of the code list CL_OBS_STATUS 2.2: A normal, E estimated, L exists but was not collected, M cannot exist, O missing,
# P provisional, Q missing and suppressed, U of low reliability.
_OBS_STATUS = {
    "OK": "A",
    "SMALL_N": "U",
    "NOT_APPLICABLE": "M",
    "NOT_REPORTED": "O",
    "INVALID": "O",
    "NOT_COMPUTABLE": "L",
    "SUPPRESSED": "Q",
}
_STRUCTURE = ("dataflow", "MOTCUA:RANKINGS(1.1.0)", "I")
_SDMX = {
    "REF_AREA": "unit_id",
    "TIME_PERIOD": "time_period",
    "METHOD": "method",
    "PEER_GROUP": "peer_group",
    "MEASURE": "measure",
    "OBS_VALUE": "value",
    "OBS_STATUS": "obs_status",
    "CI_LOW": "ci_low",
    "CI_HIGH": "ci_high",
    "NUMERATOR": "x",
    "DENOMINATOR": "n",
    "EXCLUDED": "excluded",
    "RANK": "rank",
    "RANK_LO": "rank_lo",
    "RANK_HI": "rank_hi",
    "RANK_SET_TYPE": "rank_set_type",
    "TIER": "tier",
    "ELIGIBLE": "eligible",
    "REASON": "reason",
    "AS_OF": "as_of",
    "METHOD_VERSION": "method_version",
}


def table_schema(table: Table, units: str = "units") -> dict[str, Any]:
    """Return the Table Schema of a table as it is stored: fields with labels in both languages, codes, keys.

    A column `unit_id` refers to the register, the resource `units`. A key of which a part may be empty is unique, but
    no primary key; a table whose rows add up has none. Source: Data Package standard, Table Schema, version 2.0.
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
    if any(column.name == "unit_id" for column in columns) and table.name != "units":
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
        "dct:title": _both(*said(title)),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": _both(city.name_vi, city.name_en)},
        "dct:temporal": {"@type": "dct:PeriodOfTime"}
        | {f"dcat:{name}": {"@type": "xsd:date", "@value": str(day)} for name, day in days.items()},
        "prov:wasDerivedFrom": {"@type": "prov:Entity", "dct:identifier": snapshot},
        "dcat:distribution": [_distribution(name, *file) for name, file in sorted(files.items())],
    }
    return record if licence is None else record | {"dct:license": {"@id": licence}}


def sdmx_csv(rankings: pl.DataFrame, period: Span, is_draft: bool) -> str:
    """Return the table `rankings` of a period in SDMX-CSV 2.0; all are texts, of no code list but OBS_STATUS.

    A value that was scored is A, in a draft P (provisional); pooled and imputed ones are E, those of few cases U.
    Missing are M where nothing could be counted, L where the units' exports do not hold it, else O. Periods that SDMX
    has no name for are the first day and the number of days. Source: SDMX technical working group, SDMX-CSV 2.0.
    """
    derived = (pl.col("status") == "OK") & (pl.col("origin") != "counted")
    observations = _ordered(rankings).with_columns(
        obs_status=pl.when(derived)
        .then(pl.lit("E"))
        .otherwise(pl.col("status").replace_strict(_OBS_STATUS | {"OK": "P" if is_draft else "A"}, default="O")),
        time_period=pl.lit(_time_period(period)),
    )
    rows = ((*_STRUCTURE, *row) for row in observations.select(list(_SDMX.values())).iter_rows())
    return _csv(["STRUCTURE", "STRUCTURE_ID", "ACTION", *_SDMX], rows)


def _ordered(rankings: pl.DataFrame) -> pl.DataFrame:
    return rankings.sort(_ORDER, nulls_last=True)


def _csv(header: Iterable[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_text(value) for value in row] for row in rows)
    return out.getvalue()


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"a released number is finite, not {value}")
    return value.isoformat() if isinstance(value, date) else str(value)


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


def _both(vi: str, en: str) -> list[Mapping[str, str]]:
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


def _time_period(period: Span) -> str:
    """Return the period as SDMX writes it: a year, quarter or month by its name, others as first day and duration."""
    if re.fullmatch(r"\d{4}(-Q[1-4]|-\d{2})?", period.id):
        return period.id
    return f"{period.first}/P{(period.last - period.first).days + 1}D"
