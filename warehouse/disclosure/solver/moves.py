"""The cheapest way to leave a small figure open: which others must be hidden so that it could be another number.

A move is a state of things that differs from the true one, and that a reader cannot tell from it. The cheapest is found
by linear programming (the heuristic of Kelly, Golden & Assad 1992 and of Statistics Canada's CONFID): a figure that is
shown may deviate, at its price for each unit; those that do are then hidden, which makes the solution a move, and the
move proves the protection.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_array

from warehouse.arrays import Flags, Floats
from warehouse.disclosure.solver.knowledge import SLACK, solve
from warehouse.disclosure.solver.nearby import Entries, Places
from warehouse.disclosure.solver.problem import Problem

UP, DOWN, BOTH = (1,), (-1,), (1, -1)

_SHORT = 1000.0  # the price of a unit of width that is missing: above that of any sensible number of figures


@dataclass(frozen=True)
class Move:
    """By how much each of `rows` deviates from what is true; all others stay as they are."""

    rows: Places
    deviations: Floats


def cheapest_moves(
    problem: Problem, hidden: Flags, target: int, width: float, ways: tuple[int, ...], size: int, priced: Flags
) -> tuple[Move, ...]:
    """Return a move for each way, in which the row `target` moves by `width` in all, or else as wide as can be.

    No moves: the solver gave up.

    Args:
        problem: the rows, and by how much they may deviate.
        hidden: the rows that move freely within their bounds, a flag for each.
        target: the row to be moved.
        width: by how much, over all ways.
        ways: 1 is up, -1 down.
        size: about so many variables near the target are moved at most.
        priced: the rows that move at their price, a flag for each; others do not move.
    """
    nearest = problem.links.near(target, size)
    rows, entries = problem.links.part_near(nearest)
    pays = priced[rows] & ~hidden[rows]
    is_loose = pays | hidden[rows]
    low, high = np.where(is_loose, problem.low[rows], 0.0), np.where(is_loose, problem.high[rows], 0.0)
    price, copies = problem.price[rows][pays], len(ways)
    zeros, infinities = np.zeros(len(price)), np.full(len(price), np.inf)
    answer = solve(
        np.concatenate([np.zeros(copies * len(nearest)), price, [_SHORT]]),
        _assembled(entries, len(nearest), pays, int(np.searchsorted(rows, target)), ways),
        np.concatenate([*[low] * copies, *[-infinities, zeros] * copies, [width]]),
        np.concatenate([*[high] * copies, *[zeros, infinities] * copies, [np.inf]]),
        np.concatenate([*[problem.least[nearest]] * copies, np.zeros(len(price) + 1)]),
    )
    if answer.x is None:
        return ()
    deviations = answer.x[: copies * len(nearest)].reshape(copies, -1)
    sums = [entries.times(deviation, len(rows)) for deviation in deviations]
    return tuple(
        Move(rows[is_moved], row_deviations[is_moved])
        for row_deviations in sums
        for is_moved in [np.abs(row_deviations) > SLACK]
    )


def _assembled(part: Entries, deviation_count: int, pays: Flags, target: int, ways: tuple[int, ...]) -> csc_array:
    """Return the rows of the programme: `part` for each way, -top <= what pays <= top, and the width of the target.

    Its variables are the deviations (`deviation_count` of them) for each way, the top of each row that pays, and the
    width that is missing.
    """
    copies, rows, count = len(ways), len(pays), int(pays.sum())
    payer_entries, target_entries = _where(part, pays[part.row]), _where(part, part.row == target)
    payer_numbers = np.cumsum(pays) - 1
    tops = Entries(np.arange(count), np.arange(count), np.ones(count))
    last_row = rows * copies + 2 * count * copies
    blocks = [Entries(np.array([last_row]), np.array([deviation_count * copies + count]), np.ones(1))]
    for way, sign in enumerate(ways):
        first_row = rows * copies + 2 * count * way
        blocks.append(Entries(part.row + rows * way, part.column + deviation_count * way, part.value))
        blocks.append(
            Entries(
                last_row + 0 * target_entries.row,
                target_entries.column + deviation_count * way,
                sign * target_entries.value,
            )
        )
        for row_offset, top in ((first_row, -1.0), (first_row + count, 1.0)):
            blocks.append(
                Entries(
                    payer_numbers[payer_entries.row] + row_offset,
                    payer_entries.column + deviation_count * way,
                    payer_entries.value,
                )
            )
            blocks.append(Entries(tops.row + row_offset, tops.column + deviation_count * copies, top * tops.value))
    row, column, value = zip(*blocks, strict=True)
    entries = Entries(np.concatenate(row), np.concatenate(column), np.concatenate(value))
    return entries.matrix(last_row + 1, deviation_count * copies + count + 1)


def _where(entries: Entries, chosen: Flags) -> Entries:
    return Entries(entries.row[chosen], entries.column[chosen], entries.value[chosen])
