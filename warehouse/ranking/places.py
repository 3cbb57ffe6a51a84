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
    units: Sequence[str], compared: Comparison, reliability: Reliability | None = None, least: float = 0
) -> Mapping[str, Place]:
    """Return where each unit stands; without ranks where less of their spread than `least` is no noise.

    Args:
        units: their ids.
        compared: the units compared, in this order.
        reliability: how far their ranks can be told from noise, None where that is not known.
        least: the rankability below which ranks are withheld.
    """
    withheld = reliability is not None and reliability.rankability < least
    places, next_units = {}, {} if withheld else neighbours(units, compared)
    for i, (unit, (rank, label)) in enumerate(zip(units, compared.ranks, strict=True)):
        place = NOWHERE if withheld else Place(rank=rank, rank_label=label, neighbour=next_units.get(unit))
        if compared.sets is not None:
            place = _with_sets(place, compared, compared.sets, i)
        places[unit] = place if reliability is None else _with_reliability(place, reliability, i)
    return places


def _with_sets(place: Place, compared: Comparison, sets: Sets, i: int) -> Place:
    return replace(
        place,
        rank_lo=int(sets.simultaneous.low[i]),
        rank_hi=int(sets.simultaneous.high[i]),
        rank_lo_marginal=int(sets.marginal.low[i]),
        rank_hi_marginal=int(sets.marginal.high[i]),
        rank_set_type=sets.kind,
        tier=compared.tiers[i],
        letters=compared.letters[i],
        could_be_top=compared.could_be_top[i],
        could_be_bottom=compared.could_be_bottom[i],
    )


def _with_reliability(place: Place, reliability: Reliability, i: int) -> Place:
    def of_unit(column: Floats | None) -> float | None:
        return None if column is None else float(column[i])

    return replace(
        place,
        rankability=reliability.rankability,
        expected_rank=of_unit(reliability.expected_rank),
        pcer=of_unit(reliability.pcer),
        p_top=of_unit(reliability.p_top),
        p_bottom=of_unit(reliability.p_bottom),
        shrunk=of_unit(reliability.shrunk),
    )
