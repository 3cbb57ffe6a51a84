"""The texts of a file that nobody has declared, read as the night would read it: for the draft of its source."""

from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from schemas.register import CITY
from schemas.source import Field_, Source
from schemas.table import Table
from warehouse.reading.outcome import Peek, written_text
from warehouse.reading.sandbox import Read


def sample_texts(file: Path, peek: Peek, table: Table, read: Read) -> pl.DataFrame:
    """Return all cells of `file` as texts, one String column a header; they hold persons and must not be kept.

    Args:
        file: the file.
        peek: its headers and its format.
        table: the table that it feeds.
        read: what reads it, within limits.
    """
    headers = dict.fromkeys(h for h in peek.headers if h.strip())
    # Not validated: a source under construction, of which nothing is mapped so far.
    source = Source.model_construct(
        id="draft",
        table=table.name,
        label_vi="",
        label_en="",
        units=(CITY,),
        format=peek.format,
        columns={h: Field_(column="") for h in headers},
    ).filling(table)
    with TemporaryDirectory(prefix="motcua-draft-") as folder:
        out = Path(folder) / "texts.arrow"
        read(file, [source], out)
        return written_text(out).select(*headers)
