"""What a reader sees of the counts behind a hidden cell: which are small, those of its quarters, the rows sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from warehouse.disclosure.counts import REST, Key
from warehouse.ranking.draft import Draft

FAR = 10**9
Cell = tuple[str, str]  # unit and indicator


@dataclass(frozen=True)
class View:
    """The counts of a publication (`counts`), which are hidden and whether for being small, and the rows sent by cell.

    Counts from 1 to below `threshold` are small.
    """

    counts: Mapping[Key, int]
    hidden: Mapping[Key, bool]
    rows_sent: Mapping[Cell, int]
    threshold: int

    def within(self, key: Key) -> tuple[int, int]:
        """Return the least and the greatest value that a count can have, from what is said of it and of its quarters.

        A remainder that is hidden and not called small is zero or at least `threshold`; where it is zero in truth, it
        is taken to be known as such.
        """
        low, high = self._published_range(key)
        quarters = self._quarters(key)
        if quarters:
            spans = [self._published_range(quarter) for quarter in quarters]
            low, high = max(low, sum(least for least, _ in spans)), min(high, sum(most for _, most in spans))
        return low, min(high, self.rows_sent.get((key.unit_id, key.item), FAR))

    def _published_range(self, key: Key) -> tuple[int, int]:
        value = self.counts[key]
        if key not in self.hidden:
            is_implied = key.part != REST or not any(key._replace(part=part) in self.hidden for part in ("x", "n"))
            return (value, value) if is_implied or value == 0 else (self.threshold, FAR)
        return (1, self.threshold - 1) if self.hidden[key] else (min(value, self.threshold), FAR if value else 0)

    def _quarters(self, key: Key) -> list[Key]:
        """Return the quarters that make up the days of a count, none where they do not."""
        quarters = sorted(
            (
                quarter
                for quarter in self.counts
                if (quarter.table_name, quarter.unit_id, quarter.item, quarter.part)
                == ("trends", key.unit_id, key.item, key.part)
                and key.first_day <= quarter.first_day
                and quarter.last_day <= key.last_day
            ),
            key=lambda quarter: quarter.first_day,
        )
        if not quarters or (quarters[0].first_day, quarters[-1].last_day) != (key.first_day, key.last_day):
            return []
        are_consecutive = all((later.first_day - earlier.last_day).days == 1 for earlier, later in pairwise(quarters))
        return (
            quarters
            if are_consecutive and sum(self.counts[quarter] for quarter in quarters) == self.counts[key]
            else []
        )


def rows_sent(deliveries: pl.DataFrame, draft: Draft) -> dict[Cell, int]:
    """Return how many rows each unit sent of the table that an indicator counts, as the table `deliveries` tells it."""
    tables = {
        code: indicator.tables[0] for code, indicator in draft.method.indicators.items() if len(indicator.tables) == 1
    }
    accepted_rows = {
        (unit, table): rows for unit, table, rows in deliveries.select("unit_id", "table_name", "accepted").iter_rows()
    }
    units = {unit for unit, _ in accepted_rows}
    return {
        (unit, code): accepted_rows[unit, table]
        for unit in units
        for code, table in tables.items()
        if (unit, table) in accepted_rows
    }
