"""A published table as Parquet, with its labels."""

import io

import polars as pl
import pyarrow.parquet as pq

from schemas.table import Table


def parquet_bytes(frame: pl.DataFrame, table: Table) -> bytes:
    """Return a frame as Parquet with the Arrow schema of its declared table: labels stand in the metadata of fields."""
    schema = table.arrow_schema
    out = io.BytesIO()
    pq.write_table(frame.select(schema.names).to_arrow().cast(schema), out, compression="zstd")
    return out.getvalue()
