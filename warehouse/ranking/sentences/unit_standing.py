"""What one unit is told of its own place in a ranking, in Vietnamese and in English; no other unit is named."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from schemas.words.numbers import number, percent, span
from warehouse.ranking.draft import Draft
from warehouse.ranking.explanation.words import percent as exact_percent
from warehouse.ranking.row_ids import ALL, SCORE
from warehouse.rows import Row


class Told(NamedTuple):
    """One line: what it is about and what is said, in Vietnamese and in English."""

    label_vi: str
    vi: str
    label_en: str
    en: str


@dataclass(frozen=True)
class UnitRows:
    """What a draft holds of one unit: its row of the ranking and its cells, and by measure its places and changes."""

    about: Row
    cells: list[Row] = field(default_factory=list)
    places: dict[str, Row] = field(default_factory=dict)
    changes: dict[str, Row] = field(default_factory=dict)


def rows_by_unit(draft: Draft) -> dict[str, UnitRows]:
    """Return what the draft holds of each unit, by id; places are those among everybody."""
    found = {row["unit_id"]: UnitRows(row) for row in draft.ranking.table.iter_rows(named=True)}
    for row in draft.ranking.cells.iter_rows(named=True):
        found[row["unit_id"]].cells.append(row)
    for row in draft.assessment.rankings.filter(pl.col("peer_group") == ALL).iter_rows(named=True):
        found[row["unit_id"]].places[row["measure"]] = row
    for row in draft.changes.iter_rows(named=True):
        found[row["unit_id"]].changes[row["measure"]] = row
    return found


def ranked_count(draft: Draft) -> int:
    """Return how many units are ranked."""
    return int(draft.ranking.table.get_column("eligible").sum())


def standing(draft: Draft, rows: UnitRows) -> list[Told]:
    """Return the unit's place: rank, rank set, tier, score with interval, band, what was scored, the period before."""
    score = rows.places.get(SCORE, defaultdict(lambda: None))
    lines = [place(draft, rows)]
    if score["rank_lo"] is not None:
        lines.append(_set(draft, score))
    if score["tier"] is not None:
        lines.append(Told("Bậc (1 là cao nhất)", str(score["tier"]), "Tier (1 is the highest)", str(score["tier"])))
    lines.append(_score(draft, rows))
    if score["ci_low"] is not None:
        lines.append(_interval(draft, score))
    if rows.about["band"]:
        names = {band.name_vi: band.name_en for band in draft.method.bands}
        lines.append(Told("Xếp loại theo điểm", rows.about["band"], "Band by points", names[rows.about["band"]]))
    covered = rows.about["coverage"]
    lines.append(
        Told("Phần tỷ trọng chấm được", percent(covered, 0), "Share of the weight that was scored", f"{covered:.0%}")
    )
    return [*lines, *_before(rows)]


def place(draft: Draft, rows: UnitRows) -> Told:
    """Return the unit's rank among how many, or why it has none."""
    label_vi, label_en = "Hạng", "Rank"
    if not rows.about["eligible"]:
        why_vi, why_en = rows.about["reason_vi"], rows.about["reason_en"]
        return Told(label_vi, f"Không xếp hạng. Lý do: {why_vi}", label_en, f"Not ranked. Reason: {why_en}")
    count, label = ranked_count(draft), rows.places[SCORE]["rank_label"]
    if label is None:
        return Told(
            label_vi,
            f"Không nêu hạng: {number(count)} đơn vị khác nhau quá ít so với dao động ngẫu nhiên. Xem bậc.",
            label_en,
            f"Withheld: the {count} units differ too little from what chance does. See the tier.",
        )
    shown = label.removeprefix("=")
    tied = (" (đồng hạng)", " (tied)") if label.startswith("=") else ("", "")
    return Told(
        label_vi,
        f"{shown.replace('.', ',')}{tied[0]} trong {number(count)} đơn vị được xếp hạng",
        label_en,
        f"{shown}{tied[1]} of {count} ranked units",
    )


def _set(draft: Draft, score: Row) -> Told:
    level, ranks = draft.method.uncertainty.level, span(score["rank_lo"], score["rank_hi"])
    return Told(
        f"Hạng thật nằm trong khoảng (độ tin cậy {exact_percent(level)} cho cả bảng)",
        ranks,
        f"The true rank lies in ({exact_percent(level, 'en')} confidence for the whole table)",
        ranks,
    )


def _score(draft: Draft, rows: UnitRows) -> Told:
    value, total = rows.about["score"], draft.ranking.computable_points
    if value is None:
        return Told("Điểm", "Không tính được", "Score", "Could not be computed")
    if draft.method.total_points is None:
        return Told("Điểm", number(value, 2), "Score", f"{value:,.2f}")
    whole = draft.ranking.total_points
    part_vi, part_en = f", là phần tính được của {number(whole)}", f", the part of {whole:g} that can be computed"
    if total == whole:
        part_vi = part_en = ""
    label_vi, label_en = f"Điểm (cao nhất {number(total)}{part_vi})", f"Score (at most {total:g}{part_en})"
    return Told(label_vi, number(value, 2), label_en, f"{value:,.2f}")


def _interval(draft: Draft, score: Row) -> Told:
    level, low, high = draft.method.uncertainty.level, score["ci_low"], score["ci_high"]
    return Told(
        f"Khoảng tin cậy {exact_percent(level)} của điểm",
        f"{number(low, 2)} – {number(high, 2)}",
        f"{exact_percent(level, 'en')} confidence interval of the score",
        f"{low:,.2f} – {high:,.2f}",
    )


def _before(rows: UnitRows) -> list[Told]:
    if (change := rows.changes.get(SCORE)) is None:
        return []
    before, rank = change["before"], change["rank_before"]
    moved_vi, moved_en = moved(change, 1)
    return [
        Told(
            "Kỳ trước",
            f"{number(before, 2)} điểm, hạng {rank}; điểm {moved_vi}",
            "The period before",
            f"{before:,.2f}, rank {rank}; the score {moved_en}",
        )
    ]


def moved(change: Row, direction: int) -> tuple[str, str]:
    """Return whether a value got better or worse than the period before by more than chance explains."""
    if not change["is_significant"]:
        return "chưa khác rõ rệt", "has not changed significantly"
    is_better = change["change"] * direction > 0
    return ("tốt lên rõ rệt", "is better") if is_better else ("kém đi rõ rệt", "is worse")
