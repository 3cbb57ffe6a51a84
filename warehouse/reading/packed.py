"""A zip read as one delivery: each declared member as its source says, and their rows one below the other."""

from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from schemas.column import FIELDS, MEMBER, TYPED
from schemas.errors import SubmissionRejected
from schemas.source import Source
from warehouse.reading.archive import LARGEST_MEMBER, chosen_members, member_name, opened_zip, too_large, unpacked
from warehouse.reading.outcome import ReadOutcome, Refused, work_file, written_text

ReadOne = Callable[[Path, Source, Path], ReadOutcome]


def read_packed(path: Path, source: Source, out: Path, read_one: ReadOne) -> ReadOutcome:
    """Read the members of the zip `path` that `source` declares, by `read_one(file, source, out)`, into `out`.

    They come in the order of their names. `_member` is the member's name, of a workbook `name/sheet`, and `_row` counts
    within it. Raises `SubmissionRejected`, with the member's name where there are several.
    """
    frames, outcomes = list[pl.DataFrame](), list[ReadOutcome]()
    left = LARGEST_MEMBER
    part = work_file(out, "part")
    with opened_zip(path) as archive:
        members = chosen_members(archive, source.format, path.stat().st_size)
        for member in members:
            name = member_name(member)
            try:
                with unpacked(archive, member, work_file(out, "member"), left) as size:
                    outcome = read_one(work_file(out, "member"), source, part)
                frames.append(_as_member(written_text(part), name))
            except SubmissionRejected as reason:
                raise (reason if len(members) == 1 else _in_member(reason, name)) from None
            finally:
                part.unlink(missing_ok=True)  # what was mapped of it stays readable
            outcomes.append(_told_of_member(outcome, name))
            left -= size
    if left < 0:
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


def _told_of_member(outcome: ReadOutcome, name: str) -> ReadOutcome:
    def place(inner: str | None) -> dict[str, str]:
        return {"member": f"{name}/{inner}" if inner else name}

    layout = tuple(rows.model_copy(update=place(rows.member)) for rows in outcome.layout)
    warnings = tuple(one.model_copy(update=place(one.member)) for one in outcome.warnings)
    return ReadOutcome(outcome.source_id, outcome.records, layout, warnings)


def _one_below_the_other(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return all rows; what is said of single cells or records in some members alone is not so in the others."""
    whole = pl.concat(frames, how="diagonal", rechunk=False)
    flags = [name for name in whole.columns if name.startswith(TYPED)]
    last = [name for name in whole.columns if name == FIELDS]
    texts = [name for name in whole.columns if name not in (*flags, *last)]
    return whole.select(*texts, pl.col(flags).fill_null(False), *last)


def _in_member(reason: SubmissionRejected, name: str) -> Refused:
    closeness = reason.closeness if isinstance(reason, Refused) else 1.0
    vi, en = f'Trong zip, tệp "{name}": {reason.message_vi}', f'In the zip, file "{name}": {reason.message_en}'
    return Refused(reason.code, vi, en, closeness)
