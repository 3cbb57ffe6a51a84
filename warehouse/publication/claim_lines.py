"""What was found about published figures, in words: a row of `claim_verdicts` as pages and workbooks say it."""

from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple

import polars as pl

from schemas.table import load_tables
from schemas.words.message import Declared, Message, message
from warehouse.claims.vocabulary import Rate, measure_of
from warehouse.publication.claim_verdicts import TABLE
from warehouse.rows import Row

# The verdicts, the hardest first: what needs somebody stands above. A mark beside the words, for who sees no colours.
MARKS = {
    "internally_inconsistent": "≠",
    "contradicted": "×",
    "reconciles_only_if": "≈",
    "reconciles": "=",
    "not_testable": "?",
}
_SHOWN = Decimal("1e-7")
_QUOTIENT = " / "  # in the code of a reading: a count is held against a rate that it feeds, which is what is computed
HARD = ("internally_inconsistent", "contradicted")


class ClaimLine(NamedTuple):
    """A published figure and what was found about it.

    `text`: what tells one text from others. `printed`, `unit` and `source` are as their source has them. `reading`: the
    codes of the readings that fit, "" for none. `computed`: what the first reading gives, None where it is no number.
    """

    claim_id: str
    text: str
    unit_id: str | None
    unit: str
    measure: Declared | Message
    days: Message
    printed: str
    source: str
    provenance: Declared
    code: str
    mark: str
    verdict: Declared
    why: Declared
    reading: str
    computed: Message | None
    against: Declared

    @property
    def is_hard(self) -> bool:
        """Whether the verdict needs somebody to look."""
        return self.code in HARD

    @property
    def sentence(self) -> Message:
        """What the figure is of, and the verdict, in one sentence; `why` goes on from it."""
        sentence_values = {name: getattr(self, name) for name in ("measure", "days", "verdict")}
        return message("claims_shown.sentence", **sentence_values)


def claim_lines(verdicts: pl.DataFrame) -> list[ClaimLine]:
    """Return the rows of the table `claim_verdicts` in words: the hardest verdicts first, then text by text."""
    return sorted(map(_line, verdicts.iter_rows(named=True)), key=_in_order)


def verdict_counts(lines: Iterable[ClaimLine]) -> dict[str, int]:
    """Return how many figures have each verdict, the hardest first."""
    codes = [line.code for line in lines]
    return {code: codes.count(code) for code in MARKS}


def verdict_name(code: str) -> Declared:
    """Return what a verdict is called."""
    return _label("verdict", code)


def verdict_means(code: str) -> Message:
    """Return what a verdict means, and what it does not."""
    return message(f"claims_shown.means-{code}")


def _in_order(line: ClaimLine) -> tuple[int, str, str, str]:
    return list(MARKS).index(line.code), line.text, line.source, line.claim_id


def _line(row: Row) -> ClaimLine:
    measure = measure_of(row["measure"])
    code, source = row["verdict"], row["source"]
    return ClaimLine(
        claim_id=row["claim_id"],
        text=row["set_id"] or source,
        unit_id=row["unit_id"],
        unit=row["unit_as_written"],
        measure=message("claims_shown.unknown-measure", name=row["measure"]) if measure is None else measure.label,
        days=_days(row),
        printed=row["printed"],
        source=source,
        provenance=_label("provenance", row["provenance"]),
        code=code,
        mark=MARKS[code],
        verdict=verdict_name(code),
        why=Declared(row["why_vi"], row["why_en"]),
        reading=row["reading"] or "",
        computed=_computed(row["computed"], isinstance(measure, Rate) or _QUOTIENT in (row["reading"] or "")),
        against=_label("tested_against", row["tested_against"]),
    )


def _days(row: Row) -> Message:
    first, last = row["period_from"], row["period_to"]
    if first is None or last is None:
        return message("claims_shown.no-days")
    return message("claims_shown.days", first=first, last=last)


def _computed(value: float | None, is_share: bool) -> Message | None:
    if value is None:
        return None
    if is_share:
        share = Decimal(repr(value)).quantize(_SHOWN, ROUND_DOWN)  # cut, as in the sentence beside it
        return message("claims_shown.share", share=share)
    return message("claims_shown.number", number=round(value))


def _label(column: str, code: str) -> Declared:
    return Declared(*load_tables()[TABLE].column(column).codes[code])
