"""The state of a search: what is hidden so far, and the moves that prove how far each small figure is left open."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from warehouse.arrays import Flags
from warehouse.disclosure.solver.knowledge import SLACK
from warehouse.disclosure.solver.moves import BOTH, DOWN, UP, Move, cheapest_moves
from warehouse.disclosure.solver.problem import Problem

_NEAR, _FAR = 40, 320  # how many variables may move: enough for nearly every figure, and for the others

_NOTHING: tuple[float, frozenset[int]] = (0.0, frozenset())

Side = tuple[int, int]  # a small row, and a way: 1 up, -1 down


@dataclass
class Search:
    """What is `hidden`, and for each small row and way how far it can move, and which rows move with it.

    `relying` says, of each row, which sides may have been proved by a move of it. `sizes`: how far one had to look.
    """

    problem: Problem
    hidden: Flags
    reach: dict[Side, tuple[float, frozenset[int]]] = field(default_factory=dict)
    relying: defaultdict[int, set[Side]] = field(default_factory=lambda: defaultdict(set))
    sizes: dict[int, int] = field(default_factory=dict)

    def width(self, target: int) -> float:
        """Return how much is proved to be left open of a small row."""
        return sum(self.reach.get((target, way), _NOTHING)[0] for way in (1, -1))

    def learn(self, moves: Iterable[Move]) -> None:
        """Take note of what moves prove of all small rows."""
        for move in moves:
            rows = frozenset(move.rows.tolist())
            is_small = self.problem.is_small[move.rows]
            for target, deviation in zip(move.rows[is_small].tolist(), move.deviations[is_small].tolist(), strict=True):
                side = (target, 1 if deviation > 0 else -1)
                if side not in self.reach or abs(deviation) > self.reach[side][0]:
                    self.reach[side] = (abs(deviation), rows)
                    for row in rows:
                        self.relying[row].add(side)


def protect(search: Search, target: int, level: float) -> None:
    """Hide what is cheapest so that `level` is left open of a small row, or else as much as can be."""
    problem, priced = search.problem, search.problem.may_hide
    if search.width(target) >= level - SLACK:
        return
    room = UP if problem.high[target] >= -problem.low[target] else DOWN
    # One way is a smaller programme, and mostly enough; what is hidden for one that falls short would be in vain.
    for ways, size in ((room, _NEAR), (BOTH, _NEAR), (BOTH, _FAR)):
        moves = cheapest_moves(problem, search.hidden, target, level, ways, size, priced)
        width = sum(abs(float(move.deviations[move.rows == target].sum())) for move in moves)
        if width >= level - SLACK or size == _FAR:
            break
    search.sizes[target] = size
    for move in moves:
        search.hidden[move.rows[problem.may_hide[move.rows]]] = True
    search.learn(moves)


def show_again(search: Search, row: int, level: float) -> None:
    """Show a row that was hidden, unless a small one would then be left less open than it is, or than `level`."""
    floors = {target: min(level, search.width(target)) for target, _ in search.relying[row]}
    lost_reach = {
        side: search.reach[side] for side in search.relying[row] if row in search.reach.get(side, _NOTHING)[1]
    }
    search.hidden[row] = False
    for side in lost_reach:
        del search.reach[side]
    for target in sorted({target for target, _ in lost_reach}):
        if not _is_open(search, target, floors[target]):
            search.hidden[row] = True
            search.reach |= {
                side: old_reach
                for side, old_reach in lost_reach.items()
                if old_reach[0] > search.reach.get(side, _NOTHING)[0]
            }
            return
    del search.relying[row]


def _is_open(search: Search, target: int, floor: float) -> bool:
    if search.width(target) < floor - SLACK:
        nothing = np.zeros_like(search.hidden)
        size = search.sizes.get(target, _NEAR)
        search.learn(cheapest_moves(search.problem, search.hidden, target, floor, BOTH, size, nothing))
    return search.width(target) >= floor - SLACK
