"""Published figures judged by a snapshot: the table `claim_verdicts`, and any claims by its dossiers."""

from collections.abc import Sequence
from pathlib import Path

from schemas.city import City
from schemas.table import load_tables
from warehouse import store
from warehouse.claims.claim import Claim, Verdict
from warehouse.claims.dossiers import figures_of, windows_of
from warehouse.claims.holdings import Held, boundary_days, sent_dossiers
from warehouse.claims.verdict_rows import claims_of_table, verdict_rows
from warehouse.claims.verdicts import judge
from warehouse.counting.measures_table import counts_over
from warehouse.run import Run


def write_claim_verdicts(run: Run, staging: store.Staging) -> None:
    """Stage the table: it follows from the claims, counts and accounts that are staged already."""
    rows = store.scan_table(staging.folder, load_tables()["claims"]).sort("claim_id").collect()
    claims = claims_of_table(rows)
    verdicts = judge_by_snapshot(claims, run.city, staging.folder)
    staging.write(load_tables()["claim_verdicts"], store.ONE_FILE, verdict_rows(rows, claims, verdicts))


def claims_in(snapshot: Path) -> list[Claim]:
    """Return the claims of a snapshot, by their ids."""
    return claims_of_table(store.scan_table(snapshot, load_tables()["claims"]).sort("claim_id").collect())


def judge_by_snapshot(claims: Sequence[Claim], city: City, folder: Path) -> list[Verdict]:
    """Return a verdict for each claim, in their order: by its text, and by the dossiers of a snapshot.

    Args:
        claims: the claims.
        city: whose register and names tell whose figure a claim is.
        folder: that of the snapshot, or of one being made.
    """
    windows = windows_of(claims)
    if not windows:
        return judge(claims)
    submissions, ledger = (store.scan_table(folder, load_tables()[name]) for name in ("submissions", "ledger"))
    held = Held(counts_over(folder, windows, boundary_days(windows)), sent_dossiers(submissions, ledger))
    return judge(claims, figures_of(claims, city, held))
