"""The history of a ranking: which versions were published, and what became of each, as the audit log has it now.

No edition's content holds it: what is approved cannot know what happens later. It is made whenever the public tree is,
and stands in it beside the contents.
"""

import json
from collections.abc import Iterable, Sequence

import polars as pl

from schemas.edition import Edition
from schemas.spreadsheet import csv_bytes
from schemas.table import load_tables


def editions_table(editions: Iterable[Edition], zone: str) -> pl.DataFrame:
    """Return the table `editions`, by version; moments are those of the zone's clock."""
    schema = load_tables()["editions"].polars_schema
    rows = [edition.model_dump(include=set(schema)) | {"reason": edition.reason or None} for edition in editions]
    moments = [name for name, kind in schema.items() if kind == pl.Datetime]
    schema_with_zone = pl.Schema({**schema, **dict.fromkeys(moments, pl.Datetime("us", "UTC"))})
    local = pl.col(moments).dt.convert_time_zone(zone).dt.replace_time_zone(None)
    return pl.DataFrame(rows, schema=schema_with_zone, orient="row").with_columns(local).sort("version")


def history_files(editions: Sequence[Edition], zone: str) -> dict[str, bytes]:
    """Return the table `editions` of a ranking as files, by name: CSV, Parquet, JSON.

    Args:
        editions: its versions, those that are or were public.
        zone: the time zone of the city, by whose clock moments are written.
    """
    from warehouse.release.tables import parquet_bytes  # most who know editions publish none

    table = editions_table(editions, zone)
    document = {"series": editions[0].series, "zone": zone, "editions": table.to_dicts()}
    return {
        "editions.csv": csv_bytes(table),
        "editions.parquet": parquet_bytes(table, load_tables()["editions"]),
        "editions.json": (json.dumps(document, ensure_ascii=False, indent=1, default=_iso) + "\n").encode(),
    }


def _iso(moment: object) -> str:
    """Return a moment as ISO 8601 has it, as in the CSV file."""
    return str(moment).replace(" ", "T")
