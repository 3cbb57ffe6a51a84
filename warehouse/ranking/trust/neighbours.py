"""Each ranked unit and the next one: by what their pair is decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from warehouse.ranking.trust.comparison import Comparison


@dataclass(frozen=True)
class Neighbour:
    """The unit that is ranked next: by how much it is worse on the scale of the rule of sets, the standard error of
    that, how many of these would separate the two (`critical`), and whether they are told apart.
    """

    unit_id: str
    difference: float
    error: float
    critical: float
    is_apart: bool


def neighbours(units: Sequence[str], comparison: Comparison) -> Mapping[str, Neighbour]:
    """Return by unit the next in rank, units of equal rank by id; nothing where no number of errors decides pairs."""
    if comparison.sets is None or (pairs := comparison.sets.simultaneous.pairs) is None:
        return {}
    beats = comparison.sets.simultaneous.beats
    order = sorted(range(len(units)), key=lambda i: (comparison.ranks[i][0], units[i]))
    return {
        units[i]: Neighbour(
            units[j],
            float(pairs.difference[i, j]),
            float(pairs.error[i, j]),
            float(pairs.critical[i, j]),
            bool(beats[i, j]),
        )
        for i, j in pairwise(order)
    }
