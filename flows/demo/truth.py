"""The planted truth: what the pipeline must say of each file, hold in each table, and count for each unit and year.

Computed from the generator's own rows in plain numpy and without any code of the pipeline, so that it can judge it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from schemas.table import Table
from warehouse.arrays import Flags, Ints

YEARS = (2022, 2023)
LEDGER_SCHEMA = pl.Schema({
    "stage": pl.String(), "path": pl.String(), "file_name": pl.String(), "folder": pl.String(), "unit_id": pl.String(),
    "table": pl.String(), "source_id": pl.String(), "exported_at": pl.Datetime("us"), "rows_in": pl.Int64(),
    "accepted": pl.Int64(), "rejected": pl.Int64(), "duplicate": pl.Int64(), "status": pl.String(),
    "reason": pl.String(), "rules": pl.String(),
})  # fmt: skip


@dataclass(frozen=True)
class Truth:
    """What was planted.

    `ledger`: one row for each file and unit (`LEDGER_SCHEMA`; `rules` is JSON, rule id -> rejected rows that violate
    it; a repeated file has status `already_loaded`). `tables`: table -> its final rows, sorted by key, with the
    table's columns. `measures`: unit_id, year, measure, n. `silent`: stage -> units that send nothing. `case_mix`: unit
    -> whether its mix of fields is "usual", "easy" or "hard", and how often it would be late with the usual one.
    `verdicts`: claim_id -> the verdict that it must get where the dossiers of its unit are all there.
    """

    folder: Path
    seed: int
    dossiers: int
    ledger: pl.DataFrame
    tables: Mapping[str, pl.DataFrame]
    measures: pl.DataFrame
    silent: Mapping[str, tuple[str, ...]]
    case_mix: Mapping[str, tuple[str, float]]
    verdicts: Mapping[str, str]

    def write(self) -> None:
        """Write the truth to `folder/truth`: Parquet for frames, JSON for the rest."""
        folder = self.folder / "truth"
        (folder / "tables").mkdir(parents=True, exist_ok=True)
        self.ledger.write_parquet(folder / "ledger.parquet")
        self.measures.write_parquet(folder / "measures.parquet")
        for name, frame in self.tables.items():
            frame.write_parquet(folder / "tables" / f"{name}.parquet")
        summary = {"synthetic": True, "seed": self.seed, "dossiers": self.dossiers, "silent": dict(self.silent)}
        summary |= {"case_mix": {unit: {"mix": mix, "late": late} for unit, (mix, late) in self.case_mix.items()}}
        summary |= {"claim_verdicts": dict(self.verdicts)}
        (folder / "truth.json").write_text(json.dumps(summary, indent=2) + "\n", encoding="utf-8")


def final_state(versions: list[tuple[datetime, pl.DataFrame]], table: Table) -> pl.DataFrame:
    """Return the last version of each key by time of export, sorted by key.

    Of dossiers, the first due date is that of the first version, and the revisions are the changes of the current due
    date from version to version or, where that is more, what the source says.
    """
    frames = [frame for _, frame in sorted(versions, key=lambda v: v[0])]
    keys = list(table.key)
    rows = pl.concat(frames)
    last_versions = rows.unique(keys, keep="last", maintain_order=True).sort(keys)
    if table.name != "dossiers":
        return last_versions
    first_versions = rows.unique(keys, keep="first", maintain_order=True).sort(keys)
    stated_revisions = (
        rows.group_by(keys).agg(pl.col("due_revision_count").max()).sort(keys).get_column("due_revision_count")
    )
    changes = _changes(rows.sort(keys, maintain_order=True), keys)
    return last_versions.with_columns(
        first_versions.get_column("first_due_at"),
        pl.Series("due_revision_count", np.maximum(stated_revisions.to_numpy(), changes)),
    )


def _changes(rows: pl.DataFrame, keys: list[str]) -> Ints:
    """Count for each key, in order, how often the current due date differs from that of the version before."""
    number = rows.select(pl.struct(keys).rle_id()).to_series().to_numpy().astype(np.int64)
    due = rows.get_column("current_due_at").to_physical().fill_null(-1).to_numpy()
    is_changed = (number[1:] == number[:-1]) & (due[1:] != due[:-1])
    return np.bincount(number[1:][is_changed], minlength=int(number[-1]) + 1).astype(np.int64)


def measures(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return unit_id, year, measure, n (zeros included) for the final rows of the dossiers and the other tables."""
    frames = []
    for year in YEARS:
        for table, count in (
            ("dossiers", _dossier_flags),
            ("petitions", _petition_flags),
            ("satisfaction", _answer_flags),
        ):
            frame = tables[table]
            units = np.array(sorted(tables["dossiers"].get_column("unit_id").unique()))
            unit_index = np.searchsorted(units, frame.get_column("unit_id").to_numpy().astype(str))
            for name, flags in count(frame, year).items():
                n = np.bincount(unit_index[flags], minlength=len(units))
                frames.append(pl.DataFrame({"unit_id": units, "year": year, "measure": name, "n": n}))
    return pl.concat(frames).with_columns(pl.col("year").cast(pl.Int64)).sort("unit_id", "year", "measure")


def _dossier_flags(frame: pl.DataFrame, year: int) -> dict[str, Flags]:
    """Flags of what counts in `year`: receptions by their day, endings by theirs, stocks at the end of 31 December."""
    received_at, due, first_due = (_times(frame, c) for c in ("received_at", "current_due_at", "first_due_at"))
    ended_at = _times(frame, "completed_at")
    for later in ("returned_at", "refused_at"):
        ended_at = np.where(np.isnat(ended_at), _times(frame, later), ended_at)
    by_day = frame.get_column("is_compared_by_day").to_numpy()
    year_end = np.datetime64(f"{year + 1}-01-01", "us")
    cohort, finished = _in_year(received_at, year), _in_year(ended_at, year)
    has_due = ~np.isnat(due)
    late_first, late_current = _is_late(ended_at, first_due, by_day), _is_late(ended_at, due, by_day)
    apology = _times(frame, "apology_date")
    has_apology = ~np.isnat(apology)
    timely = has_apology & (apology < first_due.astype("datetime64[D]"))
    is_open = (received_at < year_end) & (np.isnat(ended_at) | (ended_at >= year_end))
    online = (frame.get_column("channel") == "online").to_numpy()
    supplement_counts = frame.get_column("supplement_request_count").to_numpy()
    revisions = frame.get_column("due_revision_count").to_numpy()
    fee = frame.get_column("fee_due").fill_null(0).to_numpy() > 0
    flags = {
        "received": cohort, "received_online": cohort & online, "finished": finished,
        "finished_with_due": finished & has_due,
        "on_time_first": finished & has_due & ~late_first, "on_time_current": finished & has_due & ~late_current,
        "late_first": finished & late_first, "late_current": finished & late_current,
        "late_apologised": finished & late_first & has_apology,
        "late_apologised_timely": finished & late_first & timely,
        "received_on_time_first": cohort & has_due & ~np.isnat(ended_at) & ~late_first,
        "open": is_open, "overdue_first": is_open & _overdue(first_due, by_day, year_end),
        "overdue_current": is_open & _overdue(due, by_day, year_end),
        "received_supplemented": cohort & (supplement_counts >= 1),
        "received_supplemented_twice": cohort & (supplement_counts >= 2),
        "received_due_moved": cohort & has_due & ((first_due != due) | (revisions > 0)), "received_fee": cohort & fee,
        "received_digitised": cohort & (frame.get_column("digitised_component_count").fill_null(0).to_numpy() > 0),
        "received_refused": cohort & (~np.isnat(_times(frame, "refused_at"))),
    }  # fmt: skip
    for name, column in (
        ("paid_online", "is_paid_online"),
        ("reused", "is_reused"),
        ("electronic", "is_electronic_result"),
    ):
        yes = frame.get_column(column).fill_null(False).to_numpy()
        flags[f"received_{name}"] = cohort & yes
        flags[f"finished_{name}"] = finished & yes
    flags["received_fee_paid_online"] = flags["received_paid_online"] & fee
    return flags


def _petition_flags(frame: pl.DataFrame, year: int) -> dict[str, Flags]:
    received_at, due, resolved_at = (_times(frame, c) for c in ("received_at", "due_at", "resolved_at"))
    is_answered = _in_year(resolved_at, year)
    return {
        "petitions": _in_year(received_at, year),
        "petitions_resolved": is_answered,
        "petitions_on_time": is_answered & (resolved_at <= due),
    }


def _answer_flags(frame: pl.DataFrame, year: int) -> dict[str, Flags]:
    is_answered = _in_year(_times(frame, "answered_at"), year)
    return {"answers": is_answered, "satisfied": is_answered & (frame.get_column("score").to_numpy() >= 4)}


def _times(frame: pl.DataFrame, column: str) -> npt.NDArray[np.datetime64]:
    return frame.get_column(column).cast(pl.Datetime("us")).to_numpy()


def _in_year(times: npt.NDArray[np.datetime64], year: int) -> Flags:
    return (times >= np.datetime64(f"{year}-01-01", "us")) & (times < np.datetime64(f"{year + 1}-01-01", "us"))


def _is_late(end: npt.NDArray[np.datetime64], due: npt.NDArray[np.datetime64], by_day: Any) -> Flags:  # noqa: ANN401
    """Late: the end is after the due instant or, in systems that keep days, on a later day. No date: not late."""
    return np.where(by_day, end.astype("datetime64[D]") > due.astype("datetime64[D]"), end > due)


def _overdue(due: npt.NDArray[np.datetime64], by_day: Any, year_end: np.datetime64) -> Flags:  # noqa: ANN401
    """Due before the end of the last day; in systems that keep days, on an earlier day than the last."""
    last_day = year_end.astype("datetime64[D]") - np.timedelta64(1, "D")
    return np.where(by_day, due.astype("datetime64[D]") < last_day, due < year_end)
