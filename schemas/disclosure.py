"""Which counts leave the house, to whom, and on what legal basis: the entries `[[disclosure]]` of a city's `city.toml`.

A count of an office's work is a fact about the office; what needs protection is people. A measure says which of both
it counts, a policy what is published of either. No policy hides what concerns nobody, such as procedures.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from pydantic import Field

from schemas.strict import Declaration

Audience = Literal["public", "unit"]
DisclosureRule = Literal["exact", "few_people", "small_counts"]
Subject = Literal["office", "people"]


class DisclosurePolicy(Declaration):
    """What an audience is given of counts that concern people.

    `audience`: "public", everybody who reads an edition; "unit", a unit that gets its own figures in its workbook.
    `tables`: those that the policy is for; unsaid: all for which no other policy of the audience is.
    `office`: the rule for counts of what the office did, such as dossiers resolved late. `people`: the rule for counts
    of people and of what they said, such as answers. "exact" publishes every count; "few_people" suppresses counts of
    fewer people than `suppress_below`, such as all of a month with three dossiers; "small_counts" suppresses every
    count from 1 to below it, also failures among many. Counts that would tell a suppressed one go with it.
    """

    audience: Audience
    tables: tuple[str, ...] = ()
    office: DisclosureRule
    people: DisclosureRule
    legal_basis: str = Field(min_length=1, description="the law or decision that the policy rests on")

    def rule(self, subject: Subject | None) -> DisclosureRule:
        """Return the rule for counts of what the office did or of people; None: they concern nobody."""
        if subject is None:
            return "exact"
        return self.office if subject == "office" else self.people


def policy_of(policies: Iterable[DisclosurePolicy], audience: Audience, table: str) -> DisclosurePolicy:
    """Return the policy of a table for an audience.

    Where a city declares none, the public is told no small count, and a unit everything of its own.
    """
    audience_policies = [policy for policy in policies if policy.audience == audience]
    table_policies = [policy for policy in audience_policies if table in policy.tables]
    general_policies = [policy for policy in audience_policies if not policy.tables]
    return next(iter((*table_policies, *general_policies)), _UNDECLARED[audience])


def policy_faults(policies: Sequence[DisclosurePolicy], tables: Iterable[str]) -> list[str]:
    """Return what is wrong with the policies of a city; `tables` are the published ones that concern people."""
    known_tables, faults = set(tables), []
    for audience in ("public", "unit"):
        audience_policies = [policy for policy in policies if policy.audience == audience]
        policy_counts = Counter(table for policy in audience_policies for table in policy.tables or ("",))
        for table, times in policy_counts.items():
            if times > 1:
                faults.append(f"audience {audience!r} has {times} policies for {table or 'all other tables'}")
            if table and (audience == "unit" or table not in known_tables):
                faults.append(f"audience {audience!r} is given no table {table!r} that concerns people")
    return faults


_UNDECLARED = {
    "public": DisclosurePolicy(audience="public", office="small_counts", people="small_counts", legal_basis="–"),
    "unit": DisclosurePolicy(audience="unit", office="exact", people="exact", legal_basis="–"),
}
