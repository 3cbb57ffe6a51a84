"""What a reader hands back, and how a file refused under one source is compared with another source's refusal."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, cast, get_args

import polars as pl
import pyarrow as pa

from schemas.delivery import NAMED, FileWarning, LayoutRows
from schemas.errors import SubmissionRejected
from schemas.source_format import Format
from schemas.words.message import Message, Value, message

Work = Literal["member", "utf8", "part", "link"]


def work_file(out: Path, kind: Work) -> Path:
    """Return the file for a reading's intermediate text: it may hold persons and goes when the reading ends."""
    return out.with_name(f"{out.name}.{kind}")


def written_files(out: Path) -> Collection[Path]:
    """Return every file that a reading into `out` may leave behind when it is interrupted."""
    outputs = (out, work_file(out, "part"))  # what one member of a zip gives is written as the whole is
    return [file for output in outputs for file in (output, *(work_file(output, kind) for kind in get_args(Work)))]


@dataclass(frozen=True)
class ReadOutcome:
    """A file read under one source: `records` rows were written, `layout` says which rows of the file were not.

    `records` and the rows of `layout` together are all the rows that an independent count finds in the file.
    """

    source_id: str
    records: int
    layout: tuple[LayoutRows, ...] = ()
    warnings: tuple[FileWarning, ...] = ()


@dataclass(frozen=True)
class Peek:
    """One way to read a file: the format, its headers, and how many records the sample held.

    `doubts` say what of the format is guessed but not sure.
    """

    format: Format
    headers: tuple[str, ...]
    sample_rows: int
    doubts: tuple[Message, ...] = ()


class Refused(SubmissionRejected):
    """The file is not what one source declares; `closeness` (0 to 1) says how nearly it was."""

    def __init__(self, code: str, message: Message, closeness: float = 0.0) -> None:
        super().__init__(code, message)
        self.closeness = closeness


def first_of(items: Sequence[Value], most: int = NAMED) -> Value:
    """Return the first few of some values as a message shows them, and how many more there are."""
    if len(items) <= most:
        return items
    return message("files.first-of", items=items[:most], more=len(items) - most)


def check_records(record_count: int, frame_rows: int) -> None:
    """Refuse the submission where the reader's rows differ from the records counted without it."""
    if record_count != frame_rows:
        raise SubmissionRejected("record-count", message("files.record-count", counted=record_count, read=frame_rows))


def refuse_without_records(records: int) -> None:
    """Refuse a file that has a header and nothing below it."""
    if records == 0:
        raise SubmissionRejected("header-only", message("files.header-only"))


def written_parts(out: Path, most_bytes: int) -> list[Callable[[], pl.DataFrame]]:
    """Return what gives, in their order, parts of the text frame that the reader wrote to `out`, all of as many rows.

    A part takes about `most_bytes`, and no memory once nobody holds it. The file must stay until the last is read.
    """
    with pa.memory_map(str(out)) as file:
        batches = pa.ipc.open_file(file)
        rows = sum(batches.get_batch(i).num_rows for i in range(batches.num_record_batches))
    rows_at_once = max(1, -(-rows // max(1, -(-out.stat().st_size // most_bytes))))
    return [partial(_written_rows, out, start, rows_at_once) for start in range(0, max(rows, 1), rows_at_once)]


def _written_rows(out: Path, start: int, count: int) -> pl.DataFrame:
    with pa.memory_map(str(out)) as file:
        batches, pieces = pa.ipc.open_file(file), list[pa.RecordBatch]()
        for batch in (batches.get_batch(i) for i in range(batches.num_record_batches)):
            if start < batch.num_rows and count > 0:
                pieces.append(batch.slice(start, count))
                count -= pieces[-1].num_rows
            start = max(0, start - batch.num_rows)
        return cast(pl.DataFrame, pl.from_arrow(pa.Table.from_batches(pieces, batches.schema)))


def written_text(out: Path) -> pl.DataFrame:
    """Return the text frame that the reader wrote to `out`, mapped rather than copied; the file may be removed."""
    with pa.memory_map(str(out)) as file:
        frame = pl.from_arrow(pa.ipc.open_file(file).read_all())
    return cast(pl.DataFrame, frame)
