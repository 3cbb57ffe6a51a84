"""Unknown whole numbers and the facts that bind them: every fact narrows what each can be, until nothing moves."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from warehouse.attack.domains import FAR, Contradiction, Domain, domain_of, within

# Facts that are narrowed by, quick and slow ones, until what is left is taken as it is: more would only narrow further.
_STEPS = (400_000, 2_000)
_STEPS_OF_A_TRIAL = (2_000, 3)


class Fact(Protocol):
    """Something that holds of some numbers, and narrows them."""

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers that it is about."""

    @property
    def is_slow(self) -> bool:
        """Whether it is narrowed by only when nothing else moves."""

    def narrow(self, numbers: "Numbers") -> None:
        """Narrow them; raise `Contradiction` where it cannot hold."""


class Broken(Exception):
    """One of the facts, with others, leaves nothing."""

    def __init__(self, fact: int) -> None:
        super().__init__(fact)
        self.fact = fact


class Numbers:
    """The domains of the unknown numbers, by their place, and the facts about them."""

    def __init__(self) -> None:
        self.domains: list[Domain] = []
        self.facts: list[Fact] = []
        self._first: list[Domain] = []
        self._facts_of: list[list[int]] = []
        self._changed: dict[int, None] = {}
        self._undo: list[tuple[int, Domain]] | None = None

    def add(self, high: int = FAR) -> int:
        """Add a number from 0 to `high` and return its place."""
        self.domains.append(within(Domain(0, high), 0, high))
        self._first.append(self.domains[-1])
        self._facts_of.append([])
        return len(self.domains) - 1

    def bind(self, fact: Fact) -> int:
        """Add a fact and return its place."""
        self.facts.append(fact)
        for number in set(fact.numbers):
            self._facts_of[number].append(len(self.facts) - 1)
        return len(self.facts) - 1

    def drop(self, facts: Collection[int], domains: Sequence[Domain]) -> None:
        """Take facts away, and go back to the domains before them; numbers added since have their first ones."""
        self.domains = [*domains, *self._first[len(domains) :]]
        for fact in facts:
            for number in set(self.facts[fact].numbers):
                if fact in self._facts_of[number]:
                    self._facts_of[number].remove(fact)

    def keep(self, number: int, low: int, high: int) -> None:
        """Leave a number what lies between two."""
        domain = self.domains[number]
        if low > domain.low or high < domain.high:
            self._set(number, within(domain, low, high))

    def keep_values(self, number: int, values: Collection[int]) -> None:
        """Leave a number what is among some values."""
        domain = self.domains[number]
        left_values = [value for value in values if value in domain]
        if len(left_values) < domain.size:
            self._set(number, domain_of(left_values))

    def settle(self, facts: Iterable[int]) -> None:
        """Narrow by some facts and what follows, until nothing moves; raise `Broken` where they leave nothing."""
        self._settle(facts, _STEPS)

    def settle_around(self, number: int) -> None:
        """Narrow by what follows from one number; what contradicts is left as it is."""
        self.settle(self._facts_of[number])

    def can_be(self, number: int, low: int, high: int, deep: int = 0) -> bool:
        """Say whether a number can lie between two, as far as narrowing finds out: no is certain, yes is not.

        Args:
            number: its place.
            low: the least.
            high: the greatest.
            deep: how many further numbers are tried out, one after another, before it is taken as possible.
        """
        with self._trial():
            try:
                self.keep(number, low, high)
                self._settle(self._facts_of[number], _STEPS_OF_A_TRIAL)
                return deep == 0 or self._has_whole(number, deep)
            except (Contradiction, Broken):
                return False

    def _has_whole(self, number: int, deep: int) -> bool:
        """Try out the values of the tightest neighbour: one of them has to be possible."""
        neighbours = {neighbour for fact in self._facts_of[number] for neighbour in self.facts[fact].numbers}
        open_numbers = [neighbour for neighbour in neighbours if 1 < self.domains[neighbour].size <= 16]
        if not open_numbers:
            return True
        tightest = min(open_numbers, key=lambda neighbour: (self.domains[neighbour].size, neighbour))
        return any(self.can_be(tightest, value, value, deep - 1) for value in self.domains[tightest].each())

    @contextmanager
    def _trial(self) -> Iterator[None]:
        """Take everything back at the end; trials may stand within one another."""
        outer_undo, self._undo = self._undo, []
        outer_changes, self._changed = self._changed, {}
        try:
            yield
        finally:
            for number, domain in reversed(self._undo):
                self.domains[number] = domain
            self._undo, self._changed = outer_undo, outer_changes

    def _set(self, number: int, domain: Domain) -> None:
        if self._undo is not None:
            self._undo.append((number, self.domains[number]))
        self.domains[number] = domain
        self._changed[number] = None

    def _settle(self, facts: Iterable[int], steps: tuple[int, int]) -> None:
        waiting: tuple[dict[int, None], dict[int, None]] = ({}, {})  # those that are quick, and those that are slow
        for narrowing_fact in facts:
            waiting[self.facts[narrowing_fact].is_slow][narrowing_fact] = None
        steps_left = list(steps)
        while steps_left[is_slow := not waiting[0]] and (queue := waiting[is_slow]):
            steps_left[is_slow] -= 1
            narrowing_fact = next(iter(queue))
            del queue[narrowing_fact]
            self._changed.clear()
            try:
                self.facts[narrowing_fact].narrow(self)
            except Contradiction:
                raise Broken(narrowing_fact) from None
            for number in self._changed:
                for fact in self._facts_of[number]:
                    waiting[self.facts[fact].is_slow][fact] = None
