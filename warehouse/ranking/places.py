"""Where units stand in one measure among their peers, from what was compared and how far that can be relied on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from warehouse.arrays import Floats
from warehouse.ranking.index.ratio_sets import Sets
from warehouse.ranking.rankings_rows import NOWHERE, Place
from warehouse.ranking.trust.comparison import Comparison
from warehouse.ranking.trust.neighbours import neighbours
from warehouse.ranking.trust.reliability import Reliability


def places_of(
    units: Sequence[str], comparison: Comparison, reliability: Reliability | None = None, least: float = 0
) -> Mapping[str, Place]:
    """Return where each unit stands; without ranks where less of their spread than `least` is no noise.

    Args:
        units: their ids.
        comparison: the units compared, in this order.
        reliability: how far their ranks can be told from noise, None where that is not known.
        least: the rankability below which ranks are withheld.
    """
    withheld = reliability is not None and reliability.rankability < least
    places, next_units = {}, {} if withheld else neighbours(units, comparison)
    for i, (unit, (rank, label)) in enumerate(zip(units, comparison.ranks, strict=True)):
        place = NOWHERE if withheld else Place(rank=rank, rank_label=label, neighbour=next_units.get(unit))
        if comparison.sets is not None:
            place = _with_sets(place, comparison, comparison.sets, i)
        places[unit] = place if reliability is None else _with_reliability(place, reliability, i)
    return places


def _with_sets(place: Place, comparison: Comparison, sets: Sets, i: int) -> Place:
    return replace(
        place,
        rank_lo=int(sets.simultaneous.low[i]),
        rank_hi=int(sets.simultaneous.high[i]),
        rank_lo_marginal=int(sets.marginal.low[i]),
        rank_hi_marginal=int(sets.marginal.high[i]),
        rank_set_type=sets.kind,
        tier=comparison.tiers[i],
        letters=comparison.letters[i],
        could_be_top=comparison.could_be_top[i],
        could_be_bottom=comparison.could_be_bottom[i],
    )


def _with_reliability(place: Place, reliability: Reliability, i: int) -> Place:
    def unit_value(column: Floats | None) -> float | None:
        return None if column is None else float(column[i])

    return replace(
        place,
        rankability=reliability.rankability,
        expected_rank=unit_value(reliability.expected_rank),
        pcer=unit_value(reliability.pcer),
        p_top=unit_value(reliability.p_top),
        p_bottom=unit_value(reliability.p_bottom),
        shrunk=unit_value(reliability.shrunk),
    )
