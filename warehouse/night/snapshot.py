"""From the set of submissions to the next snapshot: fold, account for every row, count, rank, commit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import warehouse
from schemas.errors import DamagedFile
from schemas.hashing import short_hash
from schemas.submission import Submission
from schemas.table import load_tables
from warehouse import store
from warehouse.counting.measures_table import counting_hash, write_measures
from warehouse.night.accounts.declared import declared_hash
from warehouse.night.arrival.active import active_submissions
from warehouse.night.arrival.reread import outdated_submissions
from warehouse.night.tables.tables import (
    PreviousSnapshot,
    compact_kept,
    data_tables,
    fold_hash,
    write_absent,
    write_table,
)
from warehouse.ranking.nightly_method import rankings_hash
from warehouse.ranking.record import RankingRecord
from warehouse.run import Run
from warehouse.work import Spread, in_threads

Rank = Callable[[Run, store.Staging], list[RankingRecord]]
IN_TWO_THREADS = in_threads(2)  # each holds a batch in memory; Polars computes in threads of its own


@dataclass(frozen=True)
class Basis:
    """All that a snapshot follows from: the submissions, those of them that count, those taken back, and the keys."""

    submissions: Mapping[str, Submission]
    active: Sequence[Submission]
    retracted: Sequence[str]
    keys: Mapping[str, Any]

    @property
    def state(self) -> str:
        """The short hash of all of it, which names the snapshot."""
        return short_hash(
            [sorted(self.submissions), [s.submission_id for s in self.active], self.retracted, dict(self.keys)]
        )


def rank_nightly(run: Run, staging: store.Staging) -> list[RankingRecord]:
    """Stage the rankings of the city's nightly method, and return the record of each."""
    # Only a night that makes a snapshot pays for importing what ranks; the others need its key alone.
    from warehouse.ranking.nightly_tables import write_rankings

    return write_rankings(run, staging)


def commit_snapshot(run: Run, spread: Spread = IN_TWO_THREADS, rank: Rank = rank_nightly) -> Path:
    """Commit the snapshot that follows from the submissions kept, and return its folder.

    `spread` has tables folded and counted; this process alone commits what that wrote. `rank` stages the rankings.

    Where nothing has changed since the current one, that one is returned and nothing is written. Raises `RuntimeError`,
    and leaves the current snapshot as it is, where a row would be unaccounted for, `DamagedFile` where a retraction is
    gone, and `DeclarationError` where the city's nightly method is wrong.
    """
    check_retractions(run.home)
    basis, current = basis_of(run), store.current_snapshot(run.home)
    if current and store.read_manifest(current)["state"] == basis.state:
        return current
    staging, description = stage_snapshot(run, basis, current, spread, rank)
    committed = staging.commit(description)
    compact_kept(run, basis.submissions)
    return committed


def check_retractions(home: store.Home) -> None:
    """Raise `DamagedFile` where a retraction is gone that the current snapshot was made with: its rows would count."""
    current = store.current_snapshot(home)
    retracted_ids = store.read_manifest(current).get("retracted", ()) if current else ()
    missing_paths = [path for path in (store.retraction_path(home, i) for i in retracted_ids) if not path.exists()]
    if missing_paths:
        raise DamagedFile(missing_paths[0])


def basis_of(run: Run) -> Basis:
    """Return what the next snapshot follows from."""
    submissions = store.load_submissions(run.home)
    retracted = sorted(store.load_retractions(run.home))
    return Basis(submissions, active_submissions(run, submissions.values(), retracted), retracted, snapshot_keys(run))


def stage_snapshot(
    run: Run, basis: Basis, current: Path | None, spread: Spread, rank: Rank
) -> tuple[store.Staging, dict[str, Any]]:
    """Stage all tables and what lies beside them; return them with what the manifest says of them.

    Args:
        run: the run.
        basis: what the snapshot follows from.
        current: the snapshot before: what has not changed since is taken over from it; without one everything is made
            from nothing, with the same bytes.
        spread: how tables are folded and counted.
        rank: stages the rankings.
    """
    from warehouse.night.accounts.accounts import write_accounts
    from warehouse.night.claim_verdicts import write_claim_verdicts

    manifest = store.read_manifest(current) if current else {}
    active, earlier = basis.active, frozenset(manifest.get("active", ()))
    store.verify_kept(run.home, [s for s in active if s.submission_id not in earlier])
    staging = store.Staging(run.home, f"{run.business_date:%Y-%m-%d}-{basis.state}")
    previous = None if current is None else PreviousSnapshot(current, manifest["files"], earlier)
    active_by_table = {name: [s for s in active if s.table == name] for name in run.city.tables}
    touched = {
        table.name: write_table(run, staging, table, basis.submissions, active_by_table[table.name], previous, spread)
        for table in data_tables(run.city)
    }
    write_measures(run, staging, current, manifest, spread)
    write_absent(staging, [*data_tables(run.city), load_tables()["measures"]])
    previous_accounts = previous if _same_accounts(basis.keys, manifest) else None
    write_accounts(run, staging, basis.submissions, active, previous_accounts, touched)
    write_claim_verdicts(run, staging)
    rankings = rank(run, staging)
    _write_companions(run, staging, current, manifest)
    return staging, {
        "state": basis.state,
        "keys": basis.keys,
        "city": run.city.about.id,
        "zone": run.city.about.zone,
        "business_date": run.business_date,
        "synthetic": run.home.is_synthetic,
        "software": f"motcua {warehouse.version()}",
        "active": sorted(s.submission_id for s in active),
        "retracted": basis.retracted,
        "outdated": [s.submission_id for s in outdated_submissions(run, active)],
        "rankings": [record.as_data() for record in rankings],
    }


def _same_accounts(keys: Mapping[str, Any], manifest: Mapping[str, Any]) -> bool:
    """Say whether the accounts of the snapshot before were made by the rules now in force.

    Neither the day, nor the method of the rankings, nor words of measures and indicators have a part in them.
    """
    keys_before = manifest.get("keys", {})
    return all(keys[name] == keys_before.get(name) for name in keys.keys() - {"as_of", "rankings", "declared"})


def _write_companions(run: Run, staging: store.Staging, current: Path | None, manifest: Mapping[str, Any]) -> None:
    from warehouse.release.companions import snapshot_companions

    tables, files = load_tables(), {key: entry["sha256"] for key, entry in staging.files.items()}
    register = store.scan_table(staging.folder, tables["units"]).collect()
    counts = store.scan_table(staging.folder, tables["measures"])
    snapshot_facts = (run.city, staging.snapshot_id, run.business_date, run.home.is_synthetic)
    companions = snapshot_companions(*snapshot_facts, files, register, counts)
    staging.add(companions, current, manifest.get("companions"))


def snapshot_keys(run: Run) -> dict[str, Any]:
    """Return all that decides a snapshot beside the submissions: our code, the declarations in force, and the day."""
    return {
        "code": run.keys["snapshot"].derived,
        "fold": {t.name: fold_hash(run, t) for t in data_tables(run.city)},
        "counting": counting_hash(run),
        "rankings": rankings_hash(run),
        "declared": declared_hash(run.city),
        "tables": short_hash([t.model_dump(mode="json") for t in run.city.tables.values()]),
        "register": run.city.register.fingerprint,
        "units": short_hash([u.model_dump(mode="json") for u in run.city.register.units]),
        "city": short_hash(run.city.about.model_dump(mode="json")),
        "as_of": str(run.business_date),
        "synthetic": run.home.is_synthetic,
    }
