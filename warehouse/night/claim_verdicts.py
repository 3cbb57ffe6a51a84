"""The table `claim_verdicts` of a snapshot: every published figure judged, by its text and by the dossiers."""

from collections.abc import Collection
from pathlib import Path

from schemas.table import load_tables
from warehouse import store
from warehouse.claims.claim import Claim
from warehouse.claims.dossiers import figures_of, windows_of
from warehouse.claims.holdings import Held, Window, days_asked, sent_dossiers
from warehouse.claims.verdict_rows import claims_of_table, verdict_rows
from warehouse.claims.verdicts import judge
from warehouse.counting.measures_table import counts_over
from warehouse.run import Run


def write_claim_verdicts(run: Run, staging: store.Staging) -> None:
    """Stage the table: it follows from the claims, counts and accounts that are staged already."""
    tables = load_tables()
    rows = store.scan_table(staging.folder, tables["claims"]).sort("claim_id").collect()
    claims = claims_of_table(rows)
    figures = figures_of(claims, run.city, held_of(staging.folder, claims))
    staging.write(tables["claim_verdicts"], store.ONE_FILE, verdict_rows(rows, claims, judge(claims, figures)))


def held_of(folder: Path, claims: Collection[Claim]) -> Held:
    """Return what a snapshot, or one being made, holds about the days of claims."""
    windows: Collection[Window] = windows_of(claims)
    submissions, ledger = (store.scan_table(folder, load_tables()[name]) for name in ("submissions", "ledger"))
    return Held(counts_over(folder, windows, days_asked(windows)), sent_dossiers(submissions, ledger))
