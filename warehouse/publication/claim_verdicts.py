"""The table `claim_verdicts` of a publication, and of a unit's workbook: each reader's share of what was found."""

from pathlib import Path

import polars as pl

from schemas.disclosure import DisclosurePolicy
from schemas.table import load_tables
from warehouse import store
from warehouse.claims.verdict_rows import claims_of_table, verdict_rows
from warehouse.claims.verdicts import judge

TABLE = "claim_verdicts"
_QUARTER = 88  # days: a reporting quarter may lack some


def tells_dossiers(policy: DisclosurePolicy) -> bool:
    """Say whether readers are told what dossiers give for a claim: only where no count of the office is held back.

    A verdict or a reading tells a count as well as the count itself: that 18 late of 510.307 fit "99,99 %", and 19 not.
    """
    return policy.office == "exact"


def claim_verdicts(folder: Path, policy: DisclosurePolicy, monthly: DisclosurePolicy) -> pl.DataFrame:
    """Return the verdicts of a snapshot by claim; where readers are not told what dossiers give, by the texts alone.

    A claim about less than a quarter tells as much as the table `monthly`, which a city may tell less exactly.

    Args:
        folder: of the snapshot.
        policy: what the readers are given of counts.
        monthly: the same of counts by month.
    """
    tables = load_tables()
    verdicts = store.scan_table(folder, tables[TABLE]).sort("claim_id").collect()
    days = (pl.col("period_to") - pl.col("period_from")).dt.total_days() + 1
    is_told = (pl.lit(tells_dossiers(monthly)) | (days >= _QUARTER)) & tells_dossiers(policy)
    rows = store.scan_table(folder, tables["claims"]).sort("claim_id").collect()
    claims = claims_of_table(rows)
    text_verdicts = verdict_rows(rows, claims, judge(claims))
    told_verdicts = verdicts.filter(is_told)
    return pl.concat([told_verdicts, text_verdicts.join(told_verdicts, on="claim_id", how="anti")]).sort("claim_id")
