"""How many more dossiers it would take to tell a unit from the ones ranked next to it, in sentences."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_CEILING, Context, Decimal
from math import inf
from statistics import median

import polars as pl

from schemas.words.message import Declared, Message, message
from warehouse.ranking.row_ids import SCORE
from warehouse.ranking.sentences.statement import Statement
from warehouse.rows import Row

_TWO_DIGITS = Context(prec=2, rounding=ROUND_CEILING)
_DAYS_OF_YEAR = 365.25
_LONGEST = 100  # years: what is longer is not worth a number
_MONTHS_UNTIL = 2  # years


def typical(pairs: pl.DataFrame) -> list[Message]:
    """Return what the pair in the middle of all neighbours would take; nothing where it is apart or never would be.

    `pairs` is the table `ranking_pairs`.
    """
    times = pairs.filter(measure=SCORE).get_column("times").fill_null(inf).to_list()
    if not times or not 1 <= (middle := median(times)) < inf:
        return []
    return [message("findings.neighbours", pairs=len(times), times=_rounded(middle))]


def against_neighbours(
    pairs: pl.DataFrame, unit: str, first: date, last: date, names: Mapping[str, Declared] | None = None
) -> list[Statement]:
    """Return what would tell a unit from the ones just above and below it by the score.

    Args:
        pairs: the table `ranking_pairs`.
        unit: the id of the unit.
        first: the first day of the period.
        last: its last day.
        names: what units are called; without it no other unit is named.
    """
    years = ((last - first).days + 1) / _DAYS_OF_YEAR
    score_pairs = pairs.filter(measure=SCORE)
    pairs_above, pairs_below = score_pairs.filter(other_id=unit).to_dicts(), score_pairs.filter(unit_id=unit).to_dicts()
    return [
        *_statements("above", "unit_id", pairs_above, years, names),
        *_statements("below", "other_id", pairs_below, years, names),
    ]


def _statements(
    side: str, id_column: str, rows: Sequence[Row], years: float, names: Mapping[str, Declared] | None
) -> list[Statement]:
    return [
        Statement(
            message(f"standing.next-{side}")
            if names is None
            else message(f"standing.named-{side}", unit=names[row[id_column]]),
            _needed(row, years),
        )
        for row in rows
    ]


def _needed(row: Row, years: float) -> Message:
    """Return what it would take to tell the two of a pair apart, in periods of so many years."""
    if row["is_apart"]:
        return message("standing.pair-apart")
    if row["times"] is None:
        return message("standing.pair-equal")
    return message(
        "standing.pair-needs",
        times=_rounded(row["times"]),
        likely=_rounded(row["times_80"]),
        duration=_duration(row["times"] * years),
    )


def _duration(years: float) -> Message:
    if years > _LONGEST:
        return message("standing.duration-longest", years=_LONGEST)
    if years < _MONTHS_UNTIL:
        return message("standing.duration-months", months=_rounded(12 * years))
    return message("standing.duration-years", years=_rounded(years))


def _rounded(value: float) -> Decimal:
    """Return a number that is needed, to two digits and never below it."""
    return _TWO_DIGITS.create_decimal_from_float(value)
