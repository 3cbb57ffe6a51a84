"""One row of the table `rankings`: a unit in one measure among its peers."""

from dataclasses import dataclass, fields
from typing import Any

from warehouse.ranking.trust.neighbours import Neighbour
from warehouse.rows import Row


@dataclass(frozen=True)
class Figures:
    """What a unit has in a measure; the columns of a cell, None where they have no meaning for it."""

    value: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    n: int | None = None
    x: int | None = None
    excluded: int | None = None
    status: str | None = None
    origin: str | None = None
    fail_per_10k: float | None = None
    deff: float | None = None
    added: int | None = None
    added_rate: float | None = None
    points: float | None = None


@dataclass(frozen=True)
class Place:
    """Where a unit stands among its peers, and how far that can be trusted; None where it is not compared.

    `neighbour` is the unit ranked next, which has a table of its own.
    """

    rank: int | None = None
    rank_label: str | None = None
    rank_lo: int | None = None
    rank_hi: int | None = None
    rank_lo_marginal: int | None = None
    rank_hi_marginal: int | None = None
    rank_set_type: str | None = None
    tier: int | None = None
    letters: str | None = None
    could_be_top: bool | None = None
    could_be_bottom: bool | None = None
    expected_rank: float | None = None
    pcer: float | None = None
    p_top: float | None = None
    p_bottom: float | None = None
    shrunk: float | None = None
    rankability: float | None = None
    grade: int | None = None
    grade_error: float | None = None
    grades_ordered: float | None = None
    vs_benchmark: int | None = None
    vs_benchmark_adjusted: int | None = None
    neighbour: Neighbour | None = None


NOWHERE = Place()  # of a unit that is not compared


@dataclass(frozen=True)
class RankingsRow:
    """A unit in one measure among its peers; `band` is that of its score, `reason` why it is not ranked."""

    unit_id: str
    peer_group: str
    measure: str
    eligible: bool
    reason: str | None
    figures: Figures
    place: Place = NOWHERE
    band: str | None = None

    @property
    def order(self) -> tuple[object, ...]:
        """What rows are sorted by: rank and unit; where ranks are withheld, grade, tier and unit."""
        place = self.place
        place_keys = (place.grade or 0, place.tier or 0) if place.rank is None else (place.rank, 0)
        return place_keys == (0, 0), place_keys, self.unit_id

    @property
    def columns(self) -> dict[str, Any]:
        """The row by the names of the table's columns."""
        row_values = vars(self) | vars(self.figures) | vars(self.place)
        return {name: value for name, value in row_values.items() if name not in ("figures", "place", "neighbour")}


def figures_of(cell: Row) -> Figures:
    """Return the figures of a cell of an indicator."""
    return Figures(**{column.name: cell[column.name] for column in fields(Figures)})
