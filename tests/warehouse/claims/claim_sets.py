"""Sets of claims for tests, and what they should be found to be: `sets.txt`."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from warehouse.claims.claim import Claim, Verdict
from warehouse.claims.rows import claims_of
from warehouse.claims.verdicts import judge

CODES = {
    "R": "reconciles",
    "O": "reconciles_only_if",
    "X": "internally_inconsistent",
    "N": "not_testable",
}
FIELDS = ("unit_as_written", "measure", "printed", "denominator_id", "days", "locale")


class ClaimSet(NamedTuple):
    name: str
    rows: list[dict[str, str]]
    expected: list[str]


def rows_of(lines: list[str], set_id: str = "set") -> list[dict[str, str]]:
    """Return rows of lines "unit | measure | printed | denominator | days | locale"."""
    rows = []
    for number, line in enumerate(lines):
        cells = [cell.strip() for cell in line.split("|")]
        row = dict(zip(FIELDS, [*cells, *[""] * (len(FIELDS) - len(cells))], strict=True))
        first, _, last = row.pop("days").partition("..")
        locale = {"": "vi", "-": ""}.get(row["locale"], row["locale"])
        rows.append(
            row | {"claim_id": f"{number}", "period_from": first, "period_to": last, "locale": locale, "set_id": set_id}
        )
    return rows


def claim_sets() -> Iterator[ClaimSet]:
    text = Path(__file__).with_name("sets.txt").read_text(encoding="utf-8")
    for block in re.split(r"^== ", text, flags=re.MULTILINE)[1:]:
        name, *lines = block.strip().split("\n")
        codes, rows = zip(*(line.split("|", 1) for line in lines), strict=True)
        yield ClaimSet(name, rows_of(list(rows), name), [CODES[code.strip()] for code in codes])


def judged(*lines: str) -> list[Verdict]:
    """Return the verdicts on one text, written as lines."""
    return judge(claims_of(rows_of(list(lines))))


def claims(*lines: str) -> list[Claim]:
    return claims_of(rows_of(list(lines)))
