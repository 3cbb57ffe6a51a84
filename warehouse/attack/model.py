"""The unknown numbers behind public counts: equal sums of equal counts are one number, in whatever table they stand."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from datetime import date, timedelta

from schemas.measure import shared_measures
from warehouse.attack.domains import FAR
from warehouse.attack.formulas import Count, Counts, Formulas, counts_of
from warehouse.attack.numbers import Broken, Fact, Numbers
from warehouse.attack.stated import CITY, Key
from warehouse.attack.sums import Sum

Span = tuple[date, date]


class Model:
    """The numbers behind the counts of a city, and what binds them.

    `rows_sent`: how many rows a unit sent of a table.
    """

    def __init__(self, rows_sent: Mapping[tuple[str, str], int]) -> None:
        self.numbers = Numbers()
        self.dropped_units: set[str] = set()  # units of which facts contradicted each other
        self._rows_sent = rows_sent
        self._units: list[str] = []  # of the facts
        self._number_by_key: dict[tuple[str, Key], int] = {}
        self._number_by_counts: dict[Hashable, int] = {}
        self._spans: dict[tuple[str, frozenset[tuple[str, int]]], dict[Span, int]] = defaultdict(dict)

    def number(self, edition: str, key: Key, formulas: Formulas) -> int:
        """Return the number behind a count: a new one where nothing yet counts the same.

        Args:
            edition: that states the count.
            key: the count.
            formulas: what the counts of the edition sum; what they do not say stands for itself.
        """
        if (edition, key) not in self._number_by_key:
            counts = None if key.unit_id == CITY else counts_of(key, formulas)
            number = self.numbers.add() if counts is None else self._number_of(key.unit_id, counts)
            self._number_by_key[edition, key] = number
        return self._number_by_key[edition, key]

    def get(self, edition: str, key: Key) -> int | None:
        """Return the number behind a count of an edition, None where there is none yet."""
        return self._number_by_key.get((edition, key))

    def bind(self, unit: str, fact: Fact) -> None:
        """Add a fact about a unit."""
        self._units.append(unit)
        self.numbers.bind(fact)

    def bind_spans(self) -> None:
        """Say that what happened in a span of days happened in the shorter ones that make it up."""
        for (unit, _), numbers_by_span in self._spans.items():
            for span, whole in list(numbers_by_span.items()):
                if parts := _numbers_of_parts(span, numbers_by_span):
                    self.bind(unit, Sum((whole, *parts), (-1, *(1 for _ in parts))))

    def units_of(self, first_fact: int) -> set[str]:
        """Return the units that the facts from a place on are about."""
        return set(self._units[first_fact:])

    def believe(self, first_fact: int) -> None:
        """Narrow by the facts from a place on; those of a unit in which they contradict others are dropped."""
        domains_before, facts = list(self.numbers.domains), range(first_fact, len(self.numbers.facts))
        while True:
            try:
                self.numbers.settle(facts)
            except Broken as broken:
                unit = self._units[broken.fact]
                unit_facts = [fact for fact in facts if self._units[fact] == unit] or list(facts)
                self.dropped_units.add(unit)
                self.numbers.drop(unit_facts, domains_before)
                facts = range(0) if len(unit_facts) == len(facts) else [f for f in facts if f not in set(unit_facts)]  # type: ignore[assignment]
            else:
                return

    def _number_of(self, unit: str, counts: Counts) -> int:
        terms = frozenset(counts.items())
        if terms not in self._number_by_counts:
            if len(counts) == 1 and set(counts.values()) == {1}:
                number = self.numbers.add(self._greatest(next(iter(counts))))
            else:
                parts = [self._number_of(unit, {count: 1}) for count in counts]
                number = self.numbers.add()
                self.bind(unit, Sum((number, *parts), (-1, *counts.values())))
            self._number_by_counts[terms] = number
            self._remember(unit, counts, number)
        return self._number_by_counts[terms]

    def _remember(self, unit: str, counts: Counts, number: int) -> None:
        """Note a number by its days, if it is of what happened in them."""
        spans = {(c.first_day, c.last_day) for c in counts if c.first_day is not None and not c.is_mean}
        if len(spans) == 1 and all(count.first_day is not None and not count.is_mean for count in counts):
            measures = frozenset((count.measure, times) for count, times in counts.items())
            self._spans[unit, measures][spans.pop()] = number

    def _greatest(self, count: Count) -> int:
        """Return what a count cannot be above: it counts no more rows than the unit sent."""
        measure = shared_measures().get(count.measure)
        if measure is None or measure.weight or count.is_mean:
            return FAR
        return self._rows_sent.get((count.unit_id, measure.table), FAR)


def _numbers_of_parts(span: Span, numbers_by_span: Mapping[Span, int]) -> list[int]:
    """Return the numbers of shorter spans that follow one another and make up a span; none where they do not."""
    parts: list[int] = []
    next_start, last = span
    while True:
        ends = sorted(
            end for start, end in numbers_by_span if start == next_start and end <= last and (start, end) != span
        )
        if not ends:
            return []
        parts.append(numbers_by_span[next_start, ends[0]])
        if ends[0] == last:
            return parts
        next_start = ends[0] + timedelta(days=1)
