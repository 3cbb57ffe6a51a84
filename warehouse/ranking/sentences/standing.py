"""Where units stand in one table of a ranking: the lines that are shown, and what follows from them together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from schemas.words.numbers import number, span
from warehouse.ranking.index.score import UNRANKED_LABEL
from warehouse.ranking.row_ids import ALL, SCORE
from warehouse.rows import Row

MARK = "†"  # on units whose shown values are equal although their ranks differ


@dataclass(frozen=True)
class Line:
    """One unit with a place in the table. `rank` is None where ranks are withheld; sets and tiers where there are none.

    `score` and `interval` are as they are shown.
    """

    unit_id: str
    name: str
    rank: int | None
    label: str
    mark: str
    low: int | None
    high: int | None
    tier: int | None
    letters: str
    score: str
    interval: str
    band: str

    @property
    def ranks(self) -> str:
        """The ranks that the true one lies in, "3–9", or nothing."""
        return "" if self.low is None or self.high is None else span(self.low, self.high)


@dataclass(frozen=True)
class Unranked:
    """A unit without a place: its score if it has one, and why, in Vietnamese and English."""

    name: str
    score: str
    reason: tuple[str, str]


@dataclass(frozen=True)
class Standings:
    """One table: `lines` best first, and those below it. `rule` decides which unit is better, None where none does.

    `eligible` counts units that could be ranked; in a peer group of too few of them there are no lines.
    """

    lines: tuple[Line, ...]
    unranked: tuple[Unranked, ...]
    eligible: int
    rule: str | None
    rankability: float | None

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
    def could_be_first(self) -> list[str]:
        """The names of the units whose set holds rank 1."""
        return [line.name for line in self.lines if line.low == 1]

    @property
    def has_marks(self) -> bool:
        """Whether any line carries the mark."""
        return any(line.mark for line in self.lines)


def standings(
    rankings: pl.DataFrame, table: pl.DataFrame, names: Mapping[str, str], peer_group: str = ALL, measure: str = SCORE
) -> Standings:
    """Return the table of a peer group by a composite measure of the table `rankings`.

    `table` (`score.TABLE`) gives the reasons in words, `names` the units' names.
    """
    rows = list(
        rankings.filter((pl.col("peer_group") == peer_group) & (pl.col("measure") == measure)).iter_rows(named=True)
    )
    placed = [row for row in rows if row["rank"] is not None or row["tier"] is not None]
    shown = [number(row["value"], 2) for row in placed]
    marks = marked([row["rank"] for row in placed], shown)
    reasons = {unit: (vi, en) for unit, vi, en in table.select("unit_id", "reason_vi", "reason_en").iter_rows()}
    return Standings(
        tuple(
            _line(row, names[row["unit_id"]], score, mark)
            for row, score, mark in zip(placed, shown, marks, strict=True)
        ),
        tuple(
            Unranked(names[row["unit_id"]], _score(row), reasons[row["unit_id"]]) for row in rows if not row["eligible"]
        ),
        sum(row["eligible"] for row in rows),
        next((row["rank_set_type"] for row in placed), None),
        next((row["rankability"] for row in placed), None),
    )


def marked(ranks: Sequence[int | None], shown: Sequence[str]) -> list[str]:
    """Return the mark of each unit whose shown value equals that of another with another rank, else nothing."""
    found: dict[str, set[int]] = defaultdict(set)
    for rank, text in zip(ranks, shown, strict=True):
        if rank is not None:
            found[text].add(rank)
    return [MARK if rank is not None and len(found[text]) > 1 else "" for rank, text in zip(ranks, shown, strict=True)]


def by_reason(unranked: Iterable[Unranked]) -> Mapping[tuple[str, str], list[Unranked]]:
    """Return the units by the reason that they share, in their order."""
    found: dict[tuple[str, str], list[Unranked]] = defaultdict(list)
    for one in unranked:
        found[one.reason].append(one)
    return found


def _line(row: Row, name: str, score: str, mark: str) -> Line:
    has_interval = row["ci_low"] is not None
    return Line(
        row["unit_id"],
        name,
        row["rank"],
        row["rank_label"] or UNRANKED_LABEL,
        mark,
        row["rank_lo"],
        row["rank_hi"],
        row["tier"],
        row["letters"] or "",
        score,
        f"{number(row['ci_low'], 2)}–{number(row['ci_high'], 2)}" if has_interval else "",
        row["band"] or "",
    )


def _score(row: Row) -> str:
    return "" if row["value"] is None else number(row["value"], 2)
