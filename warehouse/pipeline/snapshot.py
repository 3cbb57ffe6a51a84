"""From the set of submissions to the next snapshot: fold, account for every row, count, rank, commit."""

import inspect
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import warehouse
from schemas.city import City
from schemas.hashing import short_hash
from schemas.submission import Submission
from schemas.table import load_tables
from warehouse import store
from warehouse.counting import count, facts, measures
from warehouse.pipeline.accounts import data_tables, write_accounts
from warehouse.pipeline.arrive import ASKED_AGAIN, declarations_in_force
from warehouse.pipeline.published.counts import stocks
from warehouse.pipeline.rankings import rankings_hash, write_rankings
from warehouse.pipeline.run import Run
from warehouse.pipeline.tables import Before, write_absent, write_table
from warehouse.release.companions import snapshot_companions


def commit_snapshot(run: Run) -> Path:
    """Commit the snapshot that follows from the submissions kept, and return its folder.

    Where nothing has changed since the current one, that one is returned and nothing is written. Raises `RuntimeError`,
    and leaves the current snapshot as it is, where a row would be unaccounted for, and `DeclarationError` where the
    city's nightly method is wrong.
    """
    records = store.load_submissions(run.home)
    active = active_submissions(run.city, records.values(), store.load_retractions(run.home))
    state = _state(run, records, active)
    current = store.current_snapshot(run.home)
    manifest = store.read_manifest(current) if current else {}
    if current and manifest["state"] == state:
        return current
    store.verify_kept(run.home, [s for s in active if s.submission_id not in manifest.get("active", ())])
    staging = store.Staging(run.home, f"{run.business_date:%Y-%m-%d}-{state}")
    before = _before(run.city, current, manifest)
    by_table = {name: [s for s in active if s.table == name] for name in load_tables()}
    for table in data_tables(run.city):
        write_table(run.home, staging, table, records, by_table[table.name], before)
    _write_measures(run.city, staging, current, manifest)
    write_absent(staging, [*data_tables(run.city), load_tables()["measures"]])
    write_accounts(run, staging, records, {s.submission_id for s in active})
    rankings = write_rankings(run, staging)
    _write_companions(run, staging)
    about = {
        "state": state,
        "schema": _schema_hash(run.city),
        "city": run.city.about.id,
        "zone": run.city.about.zone,
        "business_date": run.business_date,
        "synthetic": run.home.is_synthetic,
        "software": f"motcua {warehouse.version()}",
        "active": sorted(s.submission_id for s in active),
        "retracted": sorted(store.load_retractions(run.home)),
        "rankings": rankings,
    }
    return staging.commit(about)


def _write_companions(run: Run, staging: store.Staging) -> None:
    tables, files = load_tables(), {key: entry["sha256"] for key, entry in staging.files.items()}
    register, counts = (store.scan_table(staging.folder, tables[name]).collect() for name in ("units", "measures"))
    named = (run.city.about, staging.snapshot_id, run.business_date, run.home.is_synthetic)
    staging.add(snapshot_companions(*named, files, register, counts, stocks()))


def active_submissions(city: City, records: Collection[Submission], retracted: Collection[str]) -> list[Submission]:
    """Return the submissions that count: loaded, not retracted, and of several readings of one file the current one.

    A file that was read again after its declarations changed counts, with all its parts, as read under those now in
    force. What is retracted is an export's part for a unit, however often it is read. A refusal for what lies beside
    the file says nothing about its rows.
    """
    in_force = declarations_in_force(city)
    retractions = [s for s in records if s.submission_id in retracted]
    taken_back = {(s.unit_id, s.export) for s in retractions}
    # Other declarations may find another time of export in the same name of the same bytes.
    taken_back_files = {(s.unit_id, s.folder, s.file_sha256, s.file_name): s.declarations for s in retractions}

    def is_taken_back(s: Submission) -> bool:
        declarations = taken_back_files.get((s.unit_id, s.folder, s.file_sha256, s.file_name), s.declarations)
        return (s.unit_id, s.export) in taken_back or declarations != s.declarations

    files: dict[tuple[str, str], dict[str, list[Submission]]] = {}
    for s in (r for r in records if r.reason not in ASKED_AGAIN):
        files.setdefault((s.folder, s.file_sha256), {}).setdefault(s.declarations, []).append(s)

    def rank(reading: list[Submission]) -> tuple[bool, bool, date, bool, str]:
        some = reading[0]
        is_whole, is_loaded = len(reading) >= some.parts, any(s.is_loaded for s in reading)
        latest = max(s.business_date for s in reading)
        return (is_whole, some.declarations in in_force, latest, is_loaded, some.declarations)

    current = [s for readings in files.values() for s in max(readings.values(), key=rank)]
    counted = (s for s in current if s.is_loaded and not is_taken_back(s))
    return sorted(counted, key=lambda s: s.submission_id)


def _state(run: Run, records: Mapping[str, Submission], active: Collection[Submission]) -> str:
    units = [u.model_dump(mode="json") for u in run.city.register.units]
    code = [_schema_hash(run.city), _counting_hash(run.city), rankings_hash(run)]
    return short_hash([sorted(records), [s.submission_id for s in active], units, *code])


def _schema_hash(city: City) -> str:
    return short_hash({t.name: [(c.name, c.type, c.unit) for c in t.stored_columns] for t in city.tables.values()})


def _counting_hash(city: City) -> str:
    """A hash of all that decides the counts beside the rows: the calendar, the city's limits and our own code."""
    code = [inspect.getsource(module) for module in (count, facts, measures)]
    return short_hash([city.calendar.fingerprint, city.about.limits.model_dump(mode="json"), code])


def _before(city: City, current: Path | None, manifest: Mapping[str, Any]) -> Before | None:
    """Return what the new snapshot may build upon; nothing where the tables have been declared anew since."""
    if current is None or manifest["schema"] != _schema_hash(city):
        return None
    return Before(current, manifest["files"], frozenset(manifest["active"]))


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
        rows = store.scan_file(staging.folder / key, tables[source])
        counts = count.count({source: rows}, city.calendar, limits, city.about.limits)
        staging.write(table, name, counts.collect(), made_from)

    with ThreadPoolExecutor() as pool:
        keys = [k for k, e in staging.files.items() if k.partition("/")[0] in counted and e["rows"]]
        list(pool.map(count_file, keys))
