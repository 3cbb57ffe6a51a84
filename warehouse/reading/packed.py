"""A zip read as one delivery: each declared member as its source says, and their rows one below the other."""

from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from schemas.column import FIELDS, MEMBER, TYPED
from schemas.errors import SubmissionRejected
from schemas.source import Source
from schemas.words.message import message
from warehouse.reading.archive import LARGEST_MEMBER, chosen_members, member_name, opened_zip, too_large, unpacked
from warehouse.reading.outcome import ReadOutcome, Refused, work_file, written_text

ReadOne = Callable[[Path, Source, Path], ReadOutcome]


def read_packed(path: Path, source: Source, out: Path, read_one: ReadOne) -> ReadOutcome:
    """Read the members of a zip that a source declares.

    They come in the order of their names. `_member` is the member's name, of a workbook `name/sheet`, and `_row` counts
    within it. Raises `SubmissionRejected`, with the member's name where there are several.

    Args:
        path: the zip.
        source: what each member is meant to be.
        out: an Arrow file that does not exist yet, for all rows.
        read_one: reads one member, by `read_one(file, source, out)`.
    """
    frames, outcomes = list[pl.DataFrame](), list[ReadOutcome]()
    bytes_left = LARGEST_MEMBER
    rows_of_member = work_file(out, "part")
    with opened_zip(path) as archive:
        members = chosen_members(archive, source.format, path.stat().st_size)
        for member in members:
            name = member_name(member)
            try:
                with unpacked(archive, member, work_file(out, "member"), bytes_left) as size:
                    outcome = read_one(work_file(out, "member"), source, rows_of_member)
                frames.append(_as_member(written_text(rows_of_member), name))
            except SubmissionRejected as reason:
                raise (reason if len(members) == 1 else _in_member(reason, name)) from None
            finally:
                rows_of_member.unlink(missing_ok=True)  # what was mapped of it stays readable
            outcomes.append(_with_member(outcome, name))
            bytes_left -= size
    if bytes_left < 0:
        raise too_large(LARGEST_MEMBER)
    _one_below_the_other(frames).write_ipc(out, compression="uncompressed")
    return ReadOutcome(
        source.id,
        sum(o.records for o in outcomes),
        tuple(rows for o in outcomes for rows in o.layout),
        tuple(warning for o in outcomes for warning in o.warnings),
    )


def _as_member(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    inner = pl.lit(f"{name}/") + pl.col(MEMBER)
    return frame.with_columns(inner.fill_null(name).alias(MEMBER))


def _with_member(outcome: ReadOutcome, name: str) -> ReadOutcome:
    def place(inner: str | None) -> dict[str, str]:
        return {"member": f"{name}/{inner}" if inner else name}

    layout = tuple(rows.model_copy(update=place(rows.member)) for rows in outcome.layout)
    warnings = tuple(warning.model_copy(update=place(warning.member)) for warning in outcome.warnings)
    return ReadOutcome(outcome.source_id, outcome.records, layout, warnings)


def _one_below_the_other(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return all rows; what is said of single cells or records in some members alone is not so in the others."""
    rows = pl.concat(frames, how="diagonal", rechunk=False)
    flags = [name for name in rows.columns if name.startswith(TYPED)]
    last = [name for name in rows.columns if name == FIELDS]
    texts = [name for name in rows.columns if name not in (*flags, *last)]
    return rows.select(*texts, pl.col(flags).fill_null(False), *last)


def _in_member(reason: SubmissionRejected, name: str) -> Refused:
    closeness = reason.closeness if isinstance(reason, Refused) else 1.0
    return Refused(reason.code, message("zip.in-member", member=name, why=reason.message), closeness)
