"""Which rule each count of a publication is under: the city's policy for its table, and whom the count is of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from schemas.disclosure import DisclosurePolicy, DisclosureRule, Subject, policy_of
from warehouse.disclosure.counts import CONCERNS_PEOPLE, Key

_FORM = "form_ii06a"  # all of its counts are of dossiers


@dataclass(frozen=True)
class Rules:
    """The policies of a city, and whom the counts of indicators (`items`) and of formulas (`terms`) are of.

    What concerns nobody is in neither, and is published. Counts from 1 to below `threshold` are small.
    """

    policies: tuple[DisclosurePolicy, ...]
    items: Mapping[str, Subject]
    terms: Mapping[str, Subject]
    threshold: int

    def subject(self, table: str, item: str) -> Subject | None:
        """Return whom the counts of an item in a table are of, None where they concern nobody."""
        if table == _FORM:
            return "office"
        return (self.terms if table == "formula_counts" else self.items).get(item)

    def rule(self, table: str, item: str) -> DisclosureRule:
        """Return the rule that the counts of an item in a table are under."""
        return policy_of(self.policies, "public", table).rule(self.subject(table, item))

    @property
    def hides_office_counts(self) -> bool:
        """Whether no small count of the office is published of a unit in the ranking."""
        return policy_of(self.policies, "public", "rankings").rule("office") == "small_counts"

    def is_few(self, key: Key, counts: Mapping[Key, int]) -> bool:
        """Say whether a count is of a cell in which few people are concerned."""
        return self.is_below(counts.get(key._replace(part="n"), counts[key]))

    def is_sensitive(self, key: Key, counts: Mapping[Key, int]) -> bool:
        """Say whether a count is not published if it is small."""
        rule = self.rule(key.table_name, key.item)
        return rule == "small_counts" or (rule == "few_people" and self.is_few(key, counts))

    def is_exact(self, keys: Iterable[Key]) -> bool:
        """Say whether a count, which may stand in several tables, is published in any of them whatever it is."""
        return any(self.rule(key.table_name, key.item) == "exact" for key in keys)

    def is_small(self, key: Key, counts: Mapping[Key, int]) -> bool:
        """Say whether a count is not published because it is small."""
        return self.is_below(counts[key]) and self.is_sensitive(key, counts)

    def legal_basis(self, table: str) -> str:
        """Return what the policy of a table rests on."""
        return policy_of(self.policies, "public", table).legal_basis

    def is_below(self, count: int) -> bool:
        """Say whether a count is small: zero is about nobody."""
        return 0 < count < self.threshold


def rules_of(policies: Iterable[DisclosurePolicy], tables: Mapping[str, pl.DataFrame], threshold: int) -> Rules:
    """Return the rules of a publication.

    Args:
        policies: those of the city.
        tables: of the publication: its `indicators` and `formula_counts` say whom their counts are of.
        threshold: counts from 1 to below it are small.
    """
    items = _subjects(tables["indicators"], "indicator")
    return Rules(tuple(policies), items, _subjects(tables["formula_counts"], "item"), threshold)


def _subjects(frame: pl.DataFrame, name: str) -> dict[str, Subject]:
    concerned = frame.filter(CONCERNS_PEOPLE).select(name, "is_about_people").unique()
    return {item: "people" if is_people else "office" for item, is_people in concerned.iter_rows()}
