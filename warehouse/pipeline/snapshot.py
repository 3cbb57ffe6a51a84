"""From the set of submissions to the next snapshot: fold, account for every row, count, commit."""

import inspect
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

import warehouse
from schemas.city import City
from schemas.hashing import short_hash
from schemas.submission import Submission
from schemas.table import Table, load_tables
from warehouse import fold, store
from warehouse.counting import count, facts, measures
from warehouse.pipeline.arrive import declarations_in_force
from warehouse.pipeline.ingest import Run
from warehouse.pipeline.tables import Before, write_table


def commit_snapshot(run: Run) -> Path:
    """Commit the snapshot that follows from the submissions kept, and return its folder.

    Where nothing has changed since the current one, that one is returned and nothing is written. Raises `RuntimeError`,
    and leaves the current snapshot as it is, where a row would be unaccounted for.
    """
    records = store.load_submissions(run.home)
    active = active_submissions(run.city, records.values(), store.load_retractions(run.home))
    state = _state(run.city, records, active)
    current = store.current_snapshot(run.home)
    manifest = store.read_manifest(current) if current else {}
    if current and manifest["state"] == state:
        return current
    store.verify_kept(run.home, [s for s in active if s.submission_id not in manifest.get("active", ())])
    staging = store.Staging(run.home, f"{run.business_date:%Y-%m-%d}-{state}")
    before = _before(current, manifest)
    by_table = {name: [s for s in active if s.table == name] for name in load_tables()}
    for table in _data_tables():
        write_table(run.home, staging, table, records, by_table[table.name], before)
    _write_operational(run, staging, records, {s.submission_id for s in active})
    _write_measures(run.city, staging, current, manifest)
    about = {
        "state": state,
        "schema": _schema_hash(),
        "city": run.city.about.id,
        "zone": run.city.about.zone,
        "business_date": run.business_date,
        "synthetic": run.home.is_synthetic,
        "software": f"motcua {warehouse.version()}",
        "active": sorted(s.submission_id for s in active),
        "retracted": sorted(store.load_retractions(run.home)),
    }
    return staging.commit(about)


def active_submissions(city: City, records: Collection[Submission], retracted: Collection[str]) -> list[Submission]:
    """Return the submissions that count: loaded, not retracted, and of several readings of one file the current one.

    A file that was read again after its declarations changed counts, with all its parts, as read under those now in
    force. What is retracted is a file's part for a unit, however often it is read.
    """
    in_force = declarations_in_force(city)
    taken_back = {(s.folder, s.unit_id, s.file_sha256) for s in records if s.submission_id in retracted}
    files: dict[tuple[str, str], dict[str, list[Submission]]] = {}
    for s in records:
        files.setdefault((s.folder, s.file_sha256), {}).setdefault(s.declarations, []).append(s)

    def rank(reading: list[Submission]) -> tuple[bool, bool, date, bool, str]:
        some = reading[0]
        is_whole, is_loaded = len(reading) >= some.parts, any(s.is_loaded for s in reading)
        latest = max(s.business_date for s in reading)
        return (is_whole, some.declarations in in_force, latest, is_loaded, some.declarations)

    current = [s for readings in files.values() for s in max(readings.values(), key=rank)]
    counted = (s for s in current if s.is_loaded and (s.folder, s.unit_id, s.file_sha256) not in taken_back)
    return sorted(counted, key=lambda s: s.submission_id)


def _state(city: City, records: Mapping[str, Submission], active: Collection[Submission]) -> str:
    units = [u.model_dump(mode="json") for u in city.register.units]
    return short_hash([sorted(records), [s.submission_id for s in active], units, _schema_hash(), _counting_hash(city)])


def _schema_hash() -> str:
    return short_hash({t.name: [(c.name, c.type) for c in t.stored_columns] for t in load_tables().values()})


def _counting_hash(city: City) -> str:
    """A hash of all that decides the counts beside the rows: the calendar and our own code."""
    code = [inspect.getsource(module) for module in (count, facts, measures)]
    return short_hash([city.calendar.fingerprint, code])


def _before(current: Path | None, manifest: Mapping[str, Any]) -> Before | None:
    """Return what the new snapshot may build upon; nothing where the tables have been declared anew since."""
    if current is None or manifest["schema"] != _schema_hash():
        return None
    return Before(current, manifest["files"], frozenset(manifest["active"]))


def _data_tables() -> list[Table]:
    return [t for t in load_tables().values() if t.scope != "operational"]


def _write_operational(
    run: Run, staging: store.Staging, records: Mapping[str, Submission], active: Collection[str]
) -> None:
    tables = load_tables()
    ledger = _ledger(staging, records, active)
    ordered = [records[i] for i in sorted(records)]
    staging.write(tables["ledger"], "part-0.parquet", ledger)
    staging.write(tables["submissions"], "part-0.parquet", _submissions(ordered, active))
    staging.write(tables["rejections"], "part-0.parquet", _rejections(run, ordered))
    staging.write(tables["warnings"], "part-0.parquet", _warnings(staging, ordered, active))
    staging.write(tables["units"], "part-0.parquet", _units(run.city))


def _ledger(staging: store.Staging, records: Mapping[str, Submission], active: Collection[str]) -> pl.DataFrame:
    """Return the row ledger; raise where a submission does not balance or the tables hold rows of nobody."""
    standing: dict[str, int] = {}
    for table in _data_tables():
        rows = store.scan_table(staging.folder, table).group_by("submission_id").len().collect()
        standing |= dict(rows.iter_rows())
    unbalanced = [i for i, s in records.items() if not s.balances or standing.get(i, 0) > s.accepted]
    if strays := sorted(set(standing) - set(active)) or unbalanced:
        raise RuntimeError(f"rows unaccounted for in submission(s) {', '.join(strays)}; no snapshot was committed")
    return pl.DataFrame(
        [_ledger_row(s, standing.get(i, 0)) for i, s in sorted(records.items())],
        schema=load_tables()["ledger"].polars_schema,
        orient="row",
    )


def _ledger_row(s: Submission, current: int) -> tuple[object, ...]:
    parts = (s.rows_in, s.accepted, s.rejected, s.duplicate, s.accepted - current, current)
    return (s.submission_id, s.unit_id, s.table, *parts)


def _submissions(records: list[Submission], active: Collection[str]) -> pl.DataFrame:
    schema = load_tables()["submissions"].polars_schema
    rows = []
    for s in records:
        table = load_tables().get(s.table)
        dated = s.window if table is not None and table.partition_by else None
        derived = {
            "table_name": s.table,
            "is_active": s.submission_id in active,
            "warning_count": s.warned,
            "window_from": dated and dated[0],
            "window_to": dated and dated[1],
        }
        row = s.model_dump() | derived
        rows.append({name: row[name] for name in schema})
    return pl.DataFrame(rows, schema=schema, orient="row")


def _rejections(run: Run, records: list[Submission]) -> pl.DataFrame:
    schema = load_tables()["rejections"].polars_schema
    frames = [
        pl.scan_parquet(path, glob=False).with_columns(
            submission_id=pl.lit(s.submission_id), unit_id=pl.lit(s.unit_id), table_name=pl.lit(s.table)
        )
        for s in records
        if s.rejected and (path := run.home.kept(s, "rejected")).exists()
    ]
    if not frames:
        return pl.DataFrame(schema=schema)
    return pl.concat(f.select(schema.names()).cast(schema) for f in frames).collect()


def _warnings(staging: store.Staging, records: list[Submission], active: Collection[str]) -> pl.DataFrame:
    """Return what was noticed between submissions and rejects nothing: shared codes, weak dates of export."""
    dossiers = load_tables()["dossiers"]
    keys = store.scan_table(staging.folder, dossiers).select(dossiers.key).collect()
    found: list[tuple[str, str, str, str, int, str, str]] = [
        (
            "shared-code",
            unit,
            "dossiers",
            code,
            1,
            "Cùng một mã hồ sơ xuất hiện ở nhiều đơn vị; các dòng được giữ riêng.",
            "The same dossier code stands under more than one unit; the rows are kept apart.",
        )
        for code, unit in fold.shared_codes(keys, dossiers).iter_rows()
    ]
    found += [
        (
            "weak-export-date",
            s.unit_id,
            s.table,
            s.file_name,
            s.accepted,
            "Không có thời điểm kết xuất được khai báo; đã dùng giờ của tệp, xếp sau mọi thời điểm khai báo.",
            "No declared time of export; the file's time was used and ranks behind any declared one.",
        )
        for s in records
        if s.submission_id in active and s.exported_at_origin == "file_time"
    ]
    schema = load_tables()["warnings"].polars_schema
    return pl.DataFrame(found, schema=schema, orient="row").unique(maintain_order=True).sort(schema.names()[:4])


def _units(city: City) -> pl.DataFrame:
    rows = [u.model_dump() for u in city.register.units]
    schema = load_tables()["units"].polars_schema
    endless = pl.col("valid_from", "valid_to").replace([date.min, date.max], None)
    return pl.DataFrame([{k: r[k] for k in schema} for r in rows], schema=schema, orient="row").with_columns(endless)


def _write_measures(city: City, staging: store.Staging, current: Path | None, manifest: Mapping[str, Any]) -> None:
    """Count every file of the counted tables on its own; counts of a file that did not change are taken over."""
    tables = load_tables()
    table = tables["measures"]
    earlier = {e["made_from"]: key for key, e in manifest.get("files", {}).items() if key.startswith("measures/")}
    limits = facts.time_limits(store.scan_table(staging.folder, tables["procedures"])).collect().lazy()
    basis = _counting_hash(city)
    procedures = [e["sha256"] for key, e in staging.files.items() if key.startswith("procedures/")]
    counted = {m.table for m in measures.MEASURES}

    def count_file(key: str) -> None:
        source = key.partition("/")[0]
        name = key.replace("/", "-").replace("=", "-").removesuffix("-part-0.parquet") + ".parquet"
        made_from = short_hash([basis, staging.files[key]["sha256"], procedures])
        if current is not None and made_from in earlier:
            staging.link(current, earlier[made_from], manifest["files"][earlier[made_from]])
            return
        rows = pl.scan_parquet(staging.folder / key, hive_partitioning=False)
        staging.write(table, name, count.count({source: rows}, city.calendar, limits).collect(), made_from)

    with ThreadPoolExecutor() as pool:
        keys = [k for k, e in staging.files.items() if k.partition("/")[0] in counted and e["rows"]]
        list(pool.map(count_file, keys))
    if not keys:
        staging.write(table, "part-0.parquet", pl.DataFrame(schema=table.stored_schema))
