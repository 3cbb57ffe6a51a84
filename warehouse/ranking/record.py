"""The record of a ranking: what is needed to make it again. It is kept as JSON, in snapshots, drafts and editions."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from schemas.disclosure import DisclosureRule
from schemas.strict import Declaration


class TableDisclosure(Declaration):
    """How many counts of the office or of people a table states and hides, under which rule, on what legal basis.

    `few_people` and `small_counts`: how many those rules would hide at the least; "exact" hides none.
    """

    table: str
    about: Literal["office", "people"]
    rule: DisclosureRule
    legal_basis: str
    counts: int
    hidden: int
    few_people: int
    small_counts: int


_TOLD_BEFORE = ("small", "complementary", "weakly_protected")


class Disclosure(Declaration):
    """What disclosure control did, for who approves: counts below `threshold`, and others hidden for their sake.

    `weakly_protected` counts small ones of which a reader can still learn more than the protection level allows,
    `covering` the cells that were hidden so that a score does not tell another one of its unit. `by_table`: under which
    rule; records from before cities declared rules have none.
    """

    threshold: int
    small: int
    complementary: int
    weakly_protected: int
    covering: int = 0
    by_table: tuple[TableDisclosure, ...] = ()

    @model_serializer(mode="wrap")
    def _written(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Return what was done, without what an earlier version did not tell."""
        data: dict[str, Any] = write(self)
        return {name: value for name, value in data.items() if value or name in ("threshold", *_TOLD_BEFORE)}


class RankingRecord(Declaration):
    """The data, method, code and random numbers of a ranking.

    `method_version` changes with the rules alone, `method_sha256` with every letter of the file, `indicators_version`
    with what the indicators that the rules name are declared to be; records of 0.1.0 have none. `disclosure` is None
    until the ranking is made ready to be published.
    """

    model_config = ConfigDict(serialize_by_alias=True)

    period: str
    first: date = Field(alias="from")
    as_of: date
    previous_period: str
    method: str
    method_version: str
    indicators_version: str | None = None
    method_sha256: str
    snapshot: str
    synthetic: bool
    software: str
    seed: int
    draws: int
    sensitivity_runs: int
    libraries: Mapping[str, str]
    disclosure: Disclosure | None = None

    def as_data(self) -> dict[str, Any]:
        """Return the record as plain data, in the order in which it is kept."""
        return self.model_dump(mode="json")

    @model_serializer(mode="wrap")
    def _written(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Return the record without what it does not have."""
        data: dict[str, Any] = write(self)
        return {name: value for name, value in data.items() if value is not None}
