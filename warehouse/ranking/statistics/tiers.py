"""Tiers and letters: two ways to show which units the decided pairs tell apart."""

from collections.abc import Sequence
from string import ascii_lowercase

import numpy as np
import numpy.typing as npt

from warehouse.arrays import Flags, Ints
from warehouse.ranking.statistics.rank_sets import RankSets, from_beats


def tiers(order: npt.ArrayLike, beats: npt.ArrayLike) -> Ints:
    """Return the tier of each of p units, 1 the best, in the units' own order.

    `order` holds the units' indices, best first; `beats[i, j]` (p, p) is true where i is significantly better than j.
    The leader opens tier 1; each next unit joins while the tier's leader does not beat it, and else leads the next
    tier. Neighbours across a border may thus be indistinguishable. Raises ValueError where `order` does not hold each
    unit once, or as `from_beats`.
    """
    better = from_beats(beats).beats
    sequence = np.asarray(order, dtype=np.int64)
    if not np.array_equal(np.sort(sequence), np.arange(len(better))):
        raise ValueError(f"the order must hold each of {len(better)} units once, not {sequence.tolist()}")
    result = np.zeros(len(better), dtype=np.int64)
    tier, leader = 0, -1
    for unit in sequence:
        if leader < 0 or better[leader, unit]:
            tier, leader = tier + 1, unit
        result[unit] = tier
    return result


def tiers_and_letters(ranks: Sequence[int], sets: RankSets) -> tuple[list[int], list[str]]:
    """Return the tier and the letters of each of p units, in the units' own order.

    `ranks` (p,) has 1 for the best. Units of equal rank that open a tier are taken in the order of their sets, never of
    their names.
    """
    order = sorted(range(len(ranks)), key=lambda i: (ranks[i], sets.low[i], sets.high[i], i))
    letters_of_unit = dict(zip(order, letters(sets.beats[np.ix_(order, order)]), strict=True))
    return tiers(order, sets.beats).tolist(), [letters_of_unit[i] for i in range(len(ranks))]


def letters(beats: npt.ArrayLike) -> list[str]:
    """Return the compact letter display: two units share a letter exactly where neither beats the other.

    `beats` (p, p) is as in `tiers`, its rows best first: the letters are given out in that order. After "z" follow
    "aa", "ab" and so on; a display that needs them separates a unit's letters by a space. Raises ValueError as
    `from_beats`.
    The display is that of H.-P. Piepho (2004). His insert-and-absorb can take exponential time and gives superfluous
    letters where units differ in precision; here each pair still without a common letter is grown into one as large as
    possible (J. Gramm et al. 2007, Algorithms for compact letter displays), in time polynomial in p.
    """
    groups = _groups(from_beats(beats).beats)
    names = [_letter(k) for k in range(len(groups))]
    between = " " if len(names) > len(ascii_lowercase) else ""
    return [
        between.join(name for name, group in zip(names, groups, strict=True) if group >> unit & 1)
        for unit in range(len(np.asarray(beats)))
    ]


def _groups(beats: Flags) -> list[int]:
    """Return sets of units as bits, no pair of a set decided, every undecided pair in a set; in the order of units."""
    alike = [_bits(row) for row in ~(beats | beats.T)]
    shared = [0] * len(alike)
    groups: list[int] = []
    for unit, similar in enumerate(alike):
        # Units before this one have seen to their pairs with it already; it may still be without any letter.
        while pairs_without_letter := (similar & ~shared[unit]) >> unit << unit:
            group = _grown(1 << unit | pairs_without_letter & -pairs_without_letter, alike, shared)
            groups.append(group)
            for member in _members(group):
                shared[member] |= group
    return sorted(groups, key=_members)


def _grown(group: int, alike: list[int], shared: list[int]) -> int:
    """Return the group grown until no unit is left that is alike to all of it.

    Next is the unit with most pairs still to be shared with the group, the first of equals: fewer groups do for all.
    """
    candidates = -1
    for member in _members(group):
        candidates &= alike[member]
    candidates &= ~group
    while candidates:
        unit = max(_members(candidates), key=lambda k: (group & ~shared[k]).bit_count())
        group |= 1 << unit
        candidates &= alike[unit] & ~group
    return group


def _members(bits: int) -> list[int]:
    return [k for k in range(bits.bit_length()) if bits >> k & 1]


def _bits(row: Flags) -> int:
    return sum(1 << int(k) for k in np.flatnonzero(row))


def _letter(k: int) -> str:
    """Return "a" for 0, "z" for 25, "aa" for 26: numbers without a zero, by 26 digits."""
    return (_letter(k // 26 - 1) if k >= 26 else "") + ascii_lowercase[k % 26]
