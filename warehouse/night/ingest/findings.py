"""What the rules found in all rows of a submission, gathered from groups of them, checked one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from schemas.column import MEMBER, PLACE, ROW
from schemas.delivery import NAMED
from schemas.implied_rules import RAGGED_ROW
from schemas.rules import RuleCounts
from warehouse.check import Checked

NAMED_REPEATS = 10
_MEMBER_NUMBER = "_at"


@dataclass(frozen=True)
class Findings:
    """What is kept of a checked group beside its accepted rows.

    `rejected` is that of `Checked`, `texts` the texts of those rows. `warned` has for each rule and member the first
    rows (`_row`) and how many (`row_count`); `repeats` are the first of the duplicates.
    """

    accepted: int
    rejected: pl.DataFrame
    texts: pl.DataFrame
    duplicate: int
    repeats: pl.DataFrame
    warned_rows: int
    warned: pl.DataFrame
    counts: tuple[RuleCounts, ...]


def findings_of(checked: Checked, text: pl.DataFrame) -> Findings:
    """Return what is kept of one group; `text` are the texts of its rows."""
    return Findings(
        accepted=checked.accepted.height,
        rejected=checked.rejected,
        texts=text.join(checked.rejected.select(PLACE), on=PLACE, how="semi", nulls_equal=True)
        if checked.rejected.height
        else text.clear(),
        duplicate=checked.duplicate,
        repeats=checked.repeats.sort(PLACE).head(NAMED_REPEATS),
        warned_rows=checked.warned.height,
        warned=_places(checked.warned),
        counts=checked.counts,
    )


def joined_findings(groups: Sequence[Findings], members: pl.Series) -> Findings:
    """Return what was found in all groups; `members` are those of the file, in its order."""
    if len(groups) == 1:
        return groups[0]
    counts = list(groups[0].counts)
    for group in groups[1:]:
        counts = [total + addend for total, addend in zip(counts, group.counts, strict=True)]
    return Findings(
        accepted=sum(group.accepted for group in groups),
        rejected=_as_in_file(pl.concat([group.rejected for group in groups]), members),
        texts=pl.concat([group.texts for group in groups]),
        duplicate=sum(group.duplicate for group in groups),
        repeats=pl.concat([group.repeats for group in groups]).sort(PLACE).head(NAMED_REPEATS),
        warned_rows=sum(group.warned_rows for group in groups),
        warned=_first_places(pl.concat([group.warned for group in groups])),
        counts=tuple(counts),
    )


def _as_in_file(rejected: pl.DataFrame, members: pl.Series) -> pl.DataFrame:
    """Return rejected rows in the order in which a check of all rows gives them: as in the file, ragged ones last."""
    order = members.alias(MEMBER).to_frame().with_row_index(_MEMBER_NUMBER)
    placed = rejected.join(order, on=MEMBER, how="left", nulls_equal=True)
    is_ragged = pl.col("rules").list.first() == RAGGED_ROW
    return placed.sort(is_ragged, _MEMBER_NUMBER, ROW).drop(_MEMBER_NUMBER)


def _places(warned: pl.DataFrame) -> pl.DataFrame:
    rows_by_rule = warned.explode("rules").group_by("rules", MEMBER, maintain_order=True)
    return rows_by_rule.agg(pl.col(ROW).sort().head(NAMED), pl.len().alias("row_count"))


def _first_places(warned: pl.DataFrame) -> pl.DataFrame:
    rows = pl.col(ROW).explode().sort().head(NAMED)
    return warned.group_by("rules", MEMBER, maintain_order=True).agg(rows, pl.col("row_count").sum())
