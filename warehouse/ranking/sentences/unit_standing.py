"""What one unit reads of its own place in a ranking; no other unit is named."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

import polars as pl

from schemas.words.message import Declared, Message, message
from warehouse.ranking.counted_days import CountedElsewhere
from warehouse.ranking.draft import Draft
from warehouse.ranking.row_ids import ALL, SCORE
from warehouse.ranking.sentences.chances import chances, odds_of_bands
from warehouse.ranking.sentences.elsewhere import of_elsewhere
from warehouse.ranking.sentences.neighbours import against_neighbours
from warehouse.ranking.sentences.statement import Statement
from warehouse.rows import Row


@dataclass(frozen=True)
class UnitRows:
    """What a draft holds of one unit: its row of the ranking and its cells, and by measure its places and changes."""

    table_row: Row
    cells: list[Row] = field(default_factory=list)
    places: dict[str, Row] = field(default_factory=dict)
    changes: dict[str, Row] = field(default_factory=dict)


def rows_by_unit(draft: Draft) -> dict[str, UnitRows]:
    """Return what the draft holds of each unit, by id; places are those among everybody."""
    rows_of_unit = {row["unit_id"]: UnitRows(row) for row in draft.ranking.table.iter_rows(named=True)}
    for row in draft.ranking.cells.iter_rows(named=True):
        rows_of_unit[row["unit_id"]].cells.append(row)
    for row in draft.assessment.rankings.filter(pl.col("peer_group") == ALL).iter_rows(named=True):
        rows_of_unit[row["unit_id"]].places[row["measure"]] = row
    for row in draft.changes.iter_rows(named=True):
        rows_of_unit[row["unit_id"]].changes[row["measure"]] = row
    return rows_of_unit


def ranked_count(draft: Draft) -> int:
    """Return how many units are ranked."""
    return int(draft.ranking.table.get_column("eligible").sum())


def standing(draft: Draft, rows: UnitRows, elsewhere: CountedElsewhere | None = None) -> list[Statement]:
    """Return the unit's place: rank, rank set, tier, score with interval, band, chances, what was scored, before.

    `elsewhere`: on which days its counts lie, where the period holds none of them.
    """
    score = rows.places.get(SCORE, defaultdict(lambda: None))
    level = draft.method.uncertainty.level
    lines = [place(draft, rows)]
    if elsewhere is not None:
        lines.append(Statement(message("standing.elsewhere"), of_elsewhere(elsewhere)))
    if score["rank_lo"] is not None:
        ranks = message("standing.ranks", low=score["rank_lo"], high=score["rank_hi"])
        lines.append(Statement(message("standing.set", level=level), ranks))
    if score["tier"] is not None:
        lines.append(Statement(message("standing.tier"), message("standing.number", number=score["tier"])))
    if score["grades_ordered"]:
        lines.append(Statement(message("standing.grade"), message("standing.number", number=score["grade"])))
    lines.append(_score(draft, rows))
    if score["ci_low"] is not None:
        ends = message("standing.ends", low=score["ci_low"], high=score["ci_high"])
        lines.append(Statement(message("standing.interval", level=level), ends))
    if rows.table_row["band"]:
        bands = {band.name_vi: Declared(band.name_vi, band.name_en) for band in draft.method.bands}
        lines.append(Statement(message("standing.band"), bands[rows.table_row["band"]]))
    if rows.table_row["eligible"]:
        odds = odds_of_bands(draft.assessment.bands, draft.method).get(rows.table_row["unit_id"], ())
        lines += chances(score, ranked_count(draft), odds, draft.method)
        days = draft.period.first, draft.period.last
        lines += against_neighbours(draft.assessment.pairs, rows.table_row["unit_id"], *days)
    share = message("standing.share", share=rows.table_row["coverage"])
    return [*lines, Statement(message("standing.coverage"), share), *_before(rows)]


def place(draft: Draft, rows: UnitRows) -> Statement:
    """Return the unit's rank among how many, or why it has none."""
    label = message("standing.rank")
    if not rows.table_row["eligible"]:
        reason = Declared(rows.table_row["reason_vi"], rows.table_row["reason_en"])
        return Statement(label, message("standing.unranked", reason=reason))
    count, rank = ranked_count(draft), rows.places[SCORE]["rank_label"]
    if rank is None:
        return Statement(label, message("standing.withheld", count=count))
    number = Decimal(rank.removeprefix("="))
    if rank.startswith("="):
        return Statement(label, message("standing.place-tied", rank=number, count=count))
    return Statement(label, message("standing.place", rank=number, count=count))


def _score(draft: Draft, rows: UnitRows) -> Statement:
    value, ranking = rows.table_row["score"], draft.ranking
    computable_points, total_points = ranking.computable_points, ranking.total_points
    if value is None:
        return Statement(message("standing.score"), message("standing.no-score"))
    points, maximum = message("standing.points", value=value), Decimal(f"{computable_points:g}")
    if draft.method.total_points is None:
        return Statement(message("standing.score"), points)
    if computable_points == total_points:
        return Statement(message("standing.score-of", total=maximum), points)
    return Statement(message("standing.score-of-part", total=maximum, whole=Decimal(f"{total_points:g}")), points)


def _before(rows: UnitRows) -> list[Statement]:
    if (change := rows.changes.get(SCORE)) is None:
        return []
    place_before = message(
        "standing.before-place", score=change["before"], rank=change["rank_before"], change=moved(change, 1)
    )
    return [Statement(message("standing.before"), place_before)]


def moved(change: Row, direction: int) -> Message:
    """Return whether a value got better or worse than the period before by more than chance explains."""
    if not change["is_significant"]:
        return message("standing.change-none")
    is_better = change["change"] * direction > 0
    return message("standing.change-better" if is_better else "standing.change-worse")
