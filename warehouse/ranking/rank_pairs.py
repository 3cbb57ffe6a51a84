"""The table `ranking_pairs`: how many times as many cases it would take to tell each unit and the next apart."""

from collections.abc import Iterator, Sequence
from math import ceil, isfinite

import polars as pl

from warehouse.ranking.published import inner_schema
from warehouse.ranking.rankings_rows import RankingsRow
from warehouse.ranking.row_ids import ALL
from warehouse.ranking.statistics.pairs import times_needed

_POWER = 0.8


def rank_pairs(rows: Sequence[RankingsRow]) -> pl.DataFrame:
    """Return the table from the rows of `rankings`, of all units together: by measure and rank.

    `times` is that of an even chance, `times_80` that of four in five; null where nothing separates the two. Cases of
    both units are those at `times`, null where a measure has no counts of its own.
    """
    rows_of_all = [row for row in rows if row.peer_group == ALL]
    cases = {(row.measure, row.unit_id): row.figures.n for row in rows_of_all}
    pairs = (pair for row in rows_of_all for pair in _pair(row, cases))
    return pl.DataFrame(list(pairs), schema=inner_schema("ranking_pairs"), orient="row")


def _pair(row: RankingsRow, cases: dict[tuple[str, str], int | None]) -> Iterator[tuple[object, ...]]:
    if (neighbour := row.place.neighbour) is None:
        return
    even, likely = (
        float(times_needed(neighbour.difference, neighbour.error, neighbour.critical, power)) for power in (0.5, _POWER)
    )
    measures_and_units = ((row.measure, unit) for unit in (row.unit_id, neighbour.unit_id))
    needed_cases = [
        None if not cases[key] or not isfinite(even) else ceil(even * (cases[key] or 0)) for key in measures_and_units
    ]
    times = [value if isfinite(value) else None for value in (even, likely)]
    yield (
        row.measure,
        row.unit_id,
        neighbour.unit_id,
        neighbour.difference,
        neighbour.error,
        neighbour.critical,
        neighbour.is_apart,
        *times,
        *needed_cases,
    )
