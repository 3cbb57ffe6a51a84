"""Score and rank: units ordered by exact points, ties shown, and those that cannot be ranked with their reason."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from schemas.method import Method
from warehouse.ranking.eligibility import Reason, coverage, most, reason
from warehouse.ranking.marks import Cell, Mark, check_method, mark
from warehouse.ranking.periods import Period

UNRANKED_LABEL = "–"
TABLE = pl.Schema(
    {
        "unit_id": pl.String(),
        "rank": pl.Int64(),
        "rank_label": pl.String(),
        "tied": pl.Boolean(),
        "score": pl.Float64(),
        "band": pl.String(),
        "coverage": pl.Float64(),
        "eligible": pl.Boolean(),
        "reason": pl.String(),
        "reason_vi": pl.String(),
        "reason_en": pl.String(),
    }
)
_MARKS = pl.Schema(
    {
        "unit_id": pl.String(),
        "indicator": pl.String(),
        "group": pl.String(),
        "max_points": pl.Float64(),
        "points": pl.Float64(),
        "marked_as": pl.String(),
    }
)


@dataclass(frozen=True)
class Ranking:
    """The result: `table` has a row for each unit, best first, `cells` one for each unit and indicator of the method.

    Scores are on the scale of `total_points`, over the `computable_points` of it: the rest is shown in `cells` with
    status NOT_COMPUTABLE and without points.
    """

    table: pl.DataFrame
    cells: pl.DataFrame
    total_points: float
    computable_points: float


@dataclass(frozen=True)
class _Scored:
    unit_id: str
    score: Fraction | None
    coverage: Fraction
    reason: Reason | None


def rank(
    cells: pl.DataFrame,
    method: Method,
    units: Collection[str],
    period: Period,
    unranked: Mapping[str, Reason] | None = None,
) -> Ranking:
    """Return the ranking of `units` by `method`, from the `cells` of that period (`cells.CELLS`).

    `unranked` are units which the caller knows not to be comparable (nothing sent, new, abolished) with the reason;
    their score is shown where they have cells. Order and ties are decided by exact fractions: 9 999 of 10 000 ties with
    99 990 of 100 000. Rows are sorted by rank, then unit_id; those without rank come last.
    """
    check_method(method)
    known = {(r["unit_id"], r["indicator"]): Cell(r["x"], r["n"], r["status"]) for r in cells.iter_rows(named=True)}
    present = set(cells["unit_id"])
    excused = unranked or {}
    marks = {
        unit: [
            mark(method, group.id, rule, known.get((unit, rule.code)), period.years)
            for group in method.groups
            for rule in group.indicators
        ]
        for unit in sorted(set(units))
        if unit in present or unit not in excused
    }
    scored = [_score(unit, marks.get(unit, []), method, excused.get(unit)) for unit in sorted(set(units))]
    table = pl.DataFrame(_rows(scored, method), schema=TABLE, orient="row")
    return Ranking(table, _cells(cells, marks), float(method.total_points or 0), float(method.computable_size))


def ranks(scores: Sequence[Fraction], ties: str) -> list[tuple[int, str]]:
    """Return (rank, label) of each score, the highest first; equal scores share a rank, and a label that says so.

    "competition" gives 1 2 2 4, "dense" 1 2 2 3. "mid" labels with the mean of the places shared (=2.5); its whole
    rank is that of "competition".
    """
    distinct = sorted(set(scores), reverse=True)
    found = {}
    for place, score in enumerate(distinct, start=1):
        first, shared = 1 + sum(other > score for other in scores), scores.count(score)
        whole = place if ties == "dense" else first
        shown = f"{first + (shared - 1) / 2:g}" if ties == "mid" else str(whole)
        found[score] = whole, f"={shown}" if shared > 1 else shown
    return [found[score] for score in scores]


def _score(unit: str, marks: Sequence[Mark], method: Method, excused: Reason | None) -> _Scored:
    """Return the score of one unit: within a group the scored indicators carry the weight of those that are missing.

    Score = total x sum over groups of W x (earned / maximum of the scored) / sum of W, with W the computable points of
    a group of which something is scored (equal to earned / computable where nothing is missing).
    """
    weight, earned = Fraction(0), Fraction(0)
    for group in method.groups:
        own = [m for m in marks if m.group == group.id]
        scored = most(m for m in own if m.points is not None)
        if scored:
            computable = most(m for m in own if m.rule.computable)
            weight += computable
            earned += computable * sum((m.points for m in own if m.points is not None), Fraction(0)) / scored
    score = Fraction(method.total_points or 0) * earned / weight if weight else None
    return _Scored(unit, score, coverage(marks) if marks else Fraction(0), excused or reason(marks, method))


def _rows(scored: Sequence[_Scored], method: Method) -> list[tuple[object, ...]]:
    """Return the rows of the table in its order: by rank and unit_id, then those without a rank."""
    eligible = [s for s in scored if s.reason is None and s.score is not None]
    order = ranks([s.score for s in eligible if s.score is not None], method.ties)
    placed = {s.unit_id: place for s, place in zip(eligible, order, strict=True)}
    rows: list[tuple[object, ...]] = []
    for s in sorted(scored, key=lambda s: (s.unit_id not in placed, placed.get(s.unit_id, (0,))[0], s.unit_id)):
        whole, label = placed.get(s.unit_id, (None, UNRANKED_LABEL))
        score = None if s.score is None else float(s.score)
        why = s.reason or (None, None, None)
        band = _band(s.score, method) if s.unit_id in placed and s.score is not None else None
        rows.append(
            (s.unit_id, whole, label, label.startswith("="), score, band, float(s.coverage), whole is not None, *why)
        )
    return rows


def _band(score: Fraction, method: Method) -> str | None:
    """Return the name of the highest band whose lower bound the score reaches, exactly."""
    reached = [band for band in method.bands if score >= Fraction(band.min)]
    return max(reached, key=lambda band: band.min).name_vi if reached else None


def _cells(cells: pl.DataFrame, marks: Mapping[str, Sequence[Mark]]) -> pl.DataFrame:
    """Return the cells of the method in its order, each with its group, its greatest and its earned points."""
    rows = [
        (unit, m.rule.code, m.group, float(m.rule.size), None if m.points is None else float(m.points), m.status)
        for unit, own in marks.items()
        for m in own
    ]
    joined = pl.DataFrame(rows, schema=_MARKS, orient="row").join(
        cells, on=["unit_id", "indicator"], how="left", maintain_order="left"
    )
    return joined.with_columns(status=pl.coalesce("status", "marked_as")).drop("marked_as")
