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
    by: Floats


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
    near = problem.links.near(target, size)
    rows, part = problem.links.part(near)
    pays = priced[rows] & ~hidden[rows]
    is_loose = pays | hidden[rows]
    low, high = np.where(is_loose, problem.low[rows], 0.0), np.where(is_loose, problem.high[rows], 0.0)
    price, copies = problem.price[rows][pays], len(ways)
    none, ever = np.zeros(len(price)), np.full(len(price), np.inf)
    answer = solve(
        np.concatenate([np.zeros(copies * len(near)), price, [_SHORT]]),
        _assembled(part, len(near), pays, int(np.searchsorted(rows, target)), ways),
        np.concatenate([*[low] * copies, *[-ever, none] * copies, [width]]),
        np.concatenate([*[high] * copies, *[none, ever] * copies, [np.inf]]),
        np.concatenate([*[problem.least[near]] * copies, np.zeros(len(price) + 1)]),
    )
    if answer.x is None:
        return ()
    deviations = answer.x[: copies * len(near)].reshape(copies, -1)
    sums = [part.times(deviation, len(rows)) for deviation in deviations]
    return tuple(Move(rows[moved], by[moved]) for by in sums for moved in [np.abs(by) > SLACK])


def _assembled(part: Entries, wide: int, pays: Flags, target: int, ways: tuple[int, ...]) -> csc_array:
    """Return the rows of the programme: `part` for each way, -top <= what pays <= top, and the width of the target.

    Its variables are the deviations (`wide` of them) for each way, the top of each row that pays, and the width that is
    missing.
    """
    copies, rows, count = len(ways), len(pays), int(pays.sum())
    payers, of_target = _where(part, pays[part.row]), _where(part, part.row == target)
    among = np.cumsum(pays) - 1
    tops = Entries(np.arange(count), np.arange(count), np.ones(count))
    last = rows * copies + 2 * count * copies
    blocks = [Entries(np.array([last]), np.array([wide * copies + count]), np.ones(1))]
    for way, sign in enumerate(ways):
        below = rows * copies + 2 * count * way
        blocks.append(Entries(part.row + rows * way, part.column + wide * way, part.value))
        blocks.append(Entries(last + 0 * of_target.row, of_target.column + wide * way, sign * of_target.value))
        for down, top in ((below, -1.0), (below + count, 1.0)):
            blocks.append(Entries(among[payers.row] + down, payers.column + wide * way, payers.value))
            blocks.append(Entries(tops.row + down, tops.column + wide * copies, top * tops.value))
    row, column, value = zip(*blocks, strict=True)
    entries = Entries(np.concatenate(row), np.concatenate(column), np.concatenate(value))
    return entries.matrix(last + 1, wide * copies + count + 1)


def _where(entries: Entries, chosen: Flags) -> Entries:
    return Entries(entries.row[chosen], entries.column[chosen], entries.value[chosen])
