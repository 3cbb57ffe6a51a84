"""Claims from rows of the table `claims`, and rows of the table `claim_verdicts` from what is found about them."""

from collections.abc import Sequence

import polars as pl

from schemas.printed import Printed
from schemas.table import load_tables
from schemas.words.catalogue import said
from warehouse.claims.claim import Claim, Verdict
from warehouse.claims.rows import claims_of

_CLAIM_COLUMNS = (
    "claim_id",
    "set_id",
    "unit_id",
    "unit_as_written",
    "period_from",
    "period_to",
    "measure",
    "printed",
    "source",
    "provenance",
)


def claims_of_table(rows: pl.DataFrame) -> list[Claim]:
    """Return the claims of rows of the table `claims`, in their order; value and bound were read from their text."""
    texts = rows.select(pl.all().exclude("value", "bound").cast(pl.String).fill_null(""))
    return claims_of(list(texts.iter_rows(named=True)))


def verdict_rows(rows: pl.DataFrame, claims: Sequence[Claim], verdicts: Sequence[Verdict]) -> pl.DataFrame:
    """Return the table `claim_verdicts`.

    Args:
        rows: rows of the table `claims`.
        claims: the claims of these rows, in their order.
        verdicts: what is found about each of them.
    """
    schema = load_tables()["claim_verdicts"].polars_schema
    records = [
        {name: row[name] for name in _CLAIM_COLUMNS} | _verdict_values(claim, verdict)
        for row, claim, verdict in zip(rows.iter_rows(named=True), claims, verdicts, strict=True)
    ]
    return pl.DataFrame([[row[name] for name in schema] for row in records], schema=schema, orient="row")


def _verdict_values(claim: Claim, verdict: Verdict) -> dict[str, object]:
    span = claim.printed.span if isinstance(claim.printed, Printed) else None
    why_vi, why_en = said(verdict.why)
    return {
        "low": None if span is None else float(span.low),
        "high": None if span is None else float(span.high),
        "verdict": verdict.verdict,
        "reading": " | ".join(reading.code for reading in verdict.readings) or None,
        "departures": verdict.readings[0].departures if verdict.readings else None,
        "computed": None if verdict.computed is None else float(verdict.computed),
        "least_n": verdict.least_n,
        "tested_against": verdict.tested_against,
        "why_vi": why_vi,
        "why_en": why_en,
    }
