"""Where units stand in one table of a ranking: the lines that are shown, and what follows from them together."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from schemas.words.message import Declared
from warehouse.ranking.index.score import UNRANKED_LABEL
from warehouse.ranking.row_ids import ALL, SCORE
from warehouse.rows import Row

MARK = "†"  # on units whose shown values are equal although their ranks differ
SHOWN_DECIMALS = 2  # of scores


@dataclass(frozen=True)
class Line:
    """One unit with a place in the table. `rank` is None where ranks are withheld; sets and tiers where there are none.

    `interval` are the ends of the score's confidence interval, None where there is none.
    """

    unit_id: str
    name: Declared
    rank: int | None
    label: str
    mark: str
    low: int | None
    high: int | None
    tier: int | None
    grade: int | None
    letters: str
    score: float
    interval: tuple[float, float] | None
    band: str


@dataclass(frozen=True)
class Unranked:
    """A unit without a place: its score if it has one, and why."""

    name: Declared
    score: float | None
    reason: Declared


@dataclass(frozen=True)
class Standings:
    """One table: `lines` best first, and those below it. `rule` decides which unit is better, None where none does.

    `eligible` counts units that could be ranked; in a peer group of too few of them there are no lines. `grade_error`
    is the share of pairs in different grades that is expected to be wrong, `grades_ordered` that of all pairs in these.
    """

    lines: tuple[Line, ...]
    unranked: tuple[Unranked, ...]
    eligible: int
    rule: str | None
    rankability: float | None
    grade_error: float | None
    grades_ordered: float | None

    @property
    def grades(self) -> int:
        """How many grades stand in the place of withheld ranks, 0 where there is none or one alone."""
        count = max((line.grade or 0 for line in self.lines), default=0)
        return count if count > 1 else 0

    @property
    def is_withheld(self) -> bool:
        """Whether units differ too little for their ranks to be shown."""
        return bool(self.lines) and all(line.rank is None for line in self.lines)

    @property
    def pairs(self) -> int:
        """How many pairs of units there are."""
        return len(self.lines) * (len(self.lines) - 1) // 2

    @property
    def decided(self) -> int:
        """How many pairs are told apart: each puts one better unit before the other's set."""
        return sum(line.low - 1 for line in self.lines if line.low is not None)

    @property
    def could_be_first(self) -> list[Declared]:
        """The names of the units whose set holds rank 1."""
        return [line.name for line in self.lines if line.low == 1]

    @property
    def has_marks(self) -> bool:
        """Whether any line carries the mark."""
        return any(line.mark for line in self.lines)


def standings(
    rankings: pl.DataFrame,
    table: pl.DataFrame,
    names: Mapping[str, Declared],
    peer_group: str = ALL,
    measure: str = SCORE,
) -> Standings:
    """Return the table of a peer group by a composite measure.

    Args:
        rankings: the table `rankings`.
        table: the table of the units with the reasons (`score.TABLE`).
        names: id of a unit -> its name.
        peer_group: a group of the table `peer_groups`, or all units.
        measure: the score, or a group of the index.
    """
    rows = rankings.filter(peer_group=peer_group, measure=measure).to_dicts()
    ranked_rows = [row for row in rows if row["rank"] is not None or row["tier"] is not None]
    marks = marked([row["rank"] for row in ranked_rows], [round(row["value"], SHOWN_DECIMALS) for row in ranked_rows])
    reasons = {unit: Declared(vi, en) for unit, vi, en in table.select("unit_id", "reason_vi", "reason_en").iter_rows()}
    unranked = [row for row in rows if not row["eligible"]]
    return Standings(
        tuple(_line(row, names[row["unit_id"]], mark) for row, mark in zip(ranked_rows, marks, strict=True)),
        tuple(Unranked(names[row["unit_id"]], row["value"], reasons[row["unit_id"]]) for row in unranked),
        sum(row["eligible"] for row in rows),
        next((row["rank_set_type"] for row in ranked_rows), None),
        *(next((row[name] for row in ranked_rows), None) for name in ("rankability", "grade_error", "grades_ordered")),
    )


def marked(ranks: Sequence[int | None], shown_values: Sequence[Hashable]) -> list[str]:
    """Return the mark of each unit whose shown value equals that of another with another rank, else nothing."""
    ranks_of: dict[Hashable, set[int]] = defaultdict(set)
    for rank, value in zip(ranks, shown_values, strict=True):
        if rank is not None:
            ranks_of[value].add(rank)
    return [
        MARK if rank is not None and len(ranks_of[value]) > 1 else ""
        for rank, value in zip(ranks, shown_values, strict=True)
    ]


def by_reason(unranked: Iterable[Unranked]) -> Mapping[Declared, list[Unranked]]:
    """Return the units by the reason that they share, in their order."""
    units: dict[Declared, list[Unranked]] = defaultdict(list)
    for unit in unranked:
        units[unit.reason].append(unit)
    return units


def _line(row: Row, name: Declared, mark: str) -> Line:
    return Line(
        row["unit_id"],
        name,
        row["rank"],
        row["rank_label"] or UNRANKED_LABEL,
        mark,
        row["rank_lo"],
        row["rank_hi"],
        row["tier"],
        row["grade"],
        row["letters"] or "",
        row["value"],
        None if row["ci_low"] is None else (row["ci_low"], row["ci_high"]),
        row["band"] or "",
    )
