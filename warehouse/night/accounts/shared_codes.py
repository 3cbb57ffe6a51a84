"""Dossier codes that stand under several units: flagged, never merged."""

from collections.abc import Mapping

import polars as pl

from schemas.delivery import file_warning
from schemas.table import load_tables
from schemas.words.message import message
from warehouse import fold, store
from warehouse.night.accounts.warning_rows import Row, warning_row
from warehouse.night.tables.tables import PreviousSnapshot, Touched

CODE = "shared-code"
_ROWS_AT_ONCE = 2_000_000  # keys of so many rows are in memory together


def shared_codes(
    staging: store.Staging, previous: PreviousSnapshot | None, touched: Mapping[str, Touched]
) -> pl.DataFrame:
    """Return `subject` (a dossier's code), `unit_id` and `submission_id` where a code stands under several units.

    Only codes that may have changed are looked at; the others are known from the warnings of the snapshot before.
    """
    dossiers, touched_dossiers = load_tables()["dossiers"], touched["dossiers"]
    if previous is None or touched_dossiers.is_whole:
        rows = sum(entry["rows"] for entry in store.files_of(staging.files, dossiers).values())
        return shared_anew(store.scan_table(staging.folder, dossiers), -(-rows // _ROWS_AT_ONCE))
    warnings = store.scan_table(previous.folder, load_tables()["warnings"]).filter(code=CODE)
    earlier = warnings.select("subject", "unit_id", "submission_id").collect()
    staying_rows = earlier.join(touched_dossiers.keys, left_on="subject", right_on="dossier_code", how="anti")
    untouched_rows = touched_dossiers.rows_before.join(touched_dossiers.keys, on=dossiers.key, how="anti")
    return pl.concat([staying_rows, _shared(pl.concat([untouched_rows, touched_dossiers.rows_now]))])


def shared_anew(dossiers: pl.LazyFrame, part_count: int) -> pl.DataFrame:
    """Return what `_shared` does of a whole table, in parts that hold all rows of their codes: memory stays bounded."""
    rows = dossiers.select(*load_tables()["dossiers"].key, "submission_id")
    part_of_code = pl.col("dossier_code").hash() % max(part_count, 1)
    shared = [
        _shared(rows.filter(part_of_code == number).collect(engine="streaming")) for number in range(max(part_count, 1))
    ]
    return pl.concat(shared).sort("subject", "unit_id")


def _shared(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows whose code stands under several units; `rows` has the key of dossiers and `submission_id`."""
    shared = fold.shared_codes(rows, load_tables()["dossiers"])
    codes = rows.rename({"dossier_code": "subject"})
    return shared.join(codes, on=["subject", "unit_id"], how="left", maintain_order="left")


def of_shared_codes(shared: pl.DataFrame) -> list[Row]:
    """Return a row of the table `warnings` for each dossier whose code stands under several units.

    It names the submission that the dossier was last sent in; the next snapshot looks for that here.
    """
    if not shared.height:
        return []
    warning = file_warning(message("submissions.shared-code"), row_count=1)
    return [
        warning_row(warning, unit, "dossiers", code) | {"submission_id": submission}
        for code, unit, submission in shared.select("subject", "unit_id", "submission_id").iter_rows()
    ]
