"""Everything that can be downloaded with a publication, as files below `data/`."""

from collections.abc import Mapping
from typing import Any

from schemas.spreadsheet import csv_bytes
from schemas.table import load_tables
from schemas.words.catalogue import text
from schemas.words.languages import ENGLISH
from schemas.words.message import Declared, message
from schemas.words.periods import period_name
from warehouse.publication.publication import Publication
from warehouse.release.flat import flat_files, flat_schema
from warehouse.release.notes import checksums, citation, csv_note, licence_text, title_of
from warehouse.release.package import as_json, data_package, fingerprint, sizes_and_hashes
from warehouse.release.records import dcat, table_schema
from warehouse.release.sdmx import sdmx_csv
from warehouse.release.sdmx_structure import sdmx_structure
from warehouse.release.tables import parquet_bytes
from warehouse.release.workbook import workbook_bytes


def release_files(p: Publication) -> dict[str, bytes]:
    """Return path -> bytes: each table as CSV and Parquet, flat files, a workbook, and the records of all of them.

    Equal publications give equal bytes.
    """
    tables = load_tables()
    files = {f"{name}.csv": csv_bytes(frame) for name, frame in p.tables.items()}
    files |= {f"{name}.parquet": parquet_bytes(frame, tables[name]) for name, frame in p.tables.items()}
    flat = flat_files(p)
    files |= flat
    files[f"{p.series}.xlsx"] = workbook_bytes(p)
    files["rankings.sdmx.csv"] = sdmx_csv(p.tables["rankings"], p.period, is_draft=False).encode()
    files["rankings.sdmx.json"] = as_json(sdmx_structure(p))
    files["rankings.schema.json"] = as_json(table_schema(tables["rankings"]))
    files["record.json"] = as_json(p.record.as_data())
    return files | _records(p, files, dict.fromkeys(flat, flat_schema()))


def _records(p: Publication, files: Mapping[str, bytes], schemas: Mapping[str, dict[str, Any]]) -> dict[str, bytes]:
    """Return what describes the other files: package, catalogue, citation, licence, checksums.

    `schemas` describes by path what is no declared table.
    """
    city, method = Declared(p.city.name_vi, p.city.name_en), Declared(p.method.name_vi, p.method.name_en)
    period = period_name(p.period.id)
    title = title_of(message("data_files.publication", city=city, period=period, method=method), p.synthetic)
    span, version = {"first": p.period.first, "last": p.period.last}, p.method.fingerprint
    description = message("data_files.publication-about", **span, method=method, version=version)
    licence = licence_text(p.city)
    data_sizes_and_hashes = sizes_and_hashes(files)
    contents = f"sha256:{fingerprint({path: sha256 for path, (_, sha256) in data_sizes_and_hashes.items()})}"
    properties: dict[str, Any] = {
        "id": contents,
        "title": title,
        "description": f"{text(description, ENGLISH)}\n\n{csv_note()}\n\n{licence}",
        "version": p.snapshot,
        "created": f"{p.business_date}T00:00:00Z",
        "temporal": {"start": str(p.period.first), "end": str(p.period.last)},
    }
    url = None if p.city.licence is None else p.city.licence.url
    records = {
        "CITATION.cff": citation(p.city, title, p.snapshot, contents).encode(),
        "LICENCE.txt": licence.encode(),
        "dcat.json": as_json(dcat(p.city, p.method, p.period, p.snapshot, data_sizes_and_hashes, p.synthetic, url)),
    }
    described_files = {**data_sizes_and_hashes, **sizes_and_hashes(records)}
    records["datapackage.json"] = as_json(
        data_package(p.city, p.series, properties, described_files, p.synthetic, schemas)
    )
    hashes = {path: sha256 for path, (_, sha256) in {**described_files, **sizes_and_hashes(records)}.items()}
    return records | {"SHA256SUMS": checksums(hashes).encode()}
