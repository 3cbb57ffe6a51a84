"""The two halves of a period, one after the other, with their cells: what a retest compares.

The halves follow each other in time. Odd and even weeks would share each slow month, and so hide it; stocks are those
at the end of each half.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from schemas.method import Method
from warehouse.ranking.evidence.cell_values import least_cases
from warehouse.ranking.evidence.cells import evaluate
from warehouse.ranking.evidence.completing import add_at_city_rate, at_city_rate
from warehouse.ranking.evidence.figures import Figures
from warehouse.ranking.evidence.gather import reported_pairs
from warehouse.ranking.evidence.periods import Period, half_periods


@dataclass(frozen=True)
class Half:
    """One half of a period, with the cells (`cell_values.CELLS`) of its days, without intervals."""

    period: Period
    cells: pl.DataFrame


def halves(
    figures: Figures, method: Method, units: Sequence[str], period: Period, earlier: pl.DataFrame
) -> tuple[Half, ...]:
    """Return the two halves of a period; none of a period of one day.

    A half has about half of the cases, and needs half of those that the method asks of the whole; what it lacks is
    added at the city's rate where the method does so.

    Args:
        figures: counts of the snapshot, read for this period.
        method: the method that ranks.
        units: ids of the units.
        period: the period to be halved.
        earlier: cells of the period before the whole, for the city's rate.
    """
    return tuple(Half(half, _cells(figures, method, units, half, earlier)) for half in half_periods(period))


def _cells(figures: Figures, method: Method, units: Sequence[str], half: Period, earlier: pl.DataFrame) -> pl.DataFrame:
    reported = reported_pairs(figures.sent, units, half)
    indicators = [method.indicators[rule.code] for rule in method.rules if rule.computable]
    least_of_method = {indicator.code: method.min_n for indicator in indicators if indicator.kind == "proportion"}
    least_of_whole = least_of_method | dict(method.min_cases)
    least = {indicator.code: -(-least_cases(indicator, least_of_whole) // 2) for indicator in indicators}
    cells = evaluate(figures.sums, units, half, indicators, reported, least, interval="none")
    return add_at_city_rate(cells, earlier, method.indicators, at_city_rate(method), least)
