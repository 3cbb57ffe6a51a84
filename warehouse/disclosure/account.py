"""What is hidden under which rule, and what another rule would hide: for who approves."""

from collections.abc import Collection, Mapping

from schemas.disclosure import Subject
from warehouse.disclosure.counts import REST, Key
from warehouse.disclosure.publication_counts import PublicationCounts
from warehouse.disclosure.rules import Rules
from warehouse.ranking.record import TableDisclosure


def account(counts: PublicationCounts, hidden: Collection[Key], rules: Rules) -> tuple[TableDisclosure, ...]:
    """Return of each table, and of counts of the office and of people apart, how many are stated and hidden.

    Args:
        counts: every count of the publication.
        hidden: the keys of those that are hidden.
        rules: which rule each is under.
    """
    keys_by_subject: dict[tuple[str, Subject], list[Key]] = {}
    for key in counts.values:
        subject = rules.subject(key.table_name, key.item)
        if key.part != REST and subject is not None:
            keys_by_subject.setdefault((key.table_name, subject), []).append(key)
    return tuple(
        TableDisclosure(
            table=table,
            about=subject,
            rule=rules.rule(table, keys[0].item),
            legal_basis=rules.legal_basis(table),
            counts=len(keys),
            hidden=sum(key in hidden for key in keys),
            few_people=_small(keys, counts.values, rules, is_few_people=True),
            small_counts=_small(keys, counts.values, rules, is_few_people=False),
        )
        for (table, subject), keys in sorted(keys_by_subject.items())
    )


def _small(keys: Collection[Key], counts: Mapping[Key, int], rules: Rules, is_few_people: bool) -> int:
    """Return how many counts would be hidden for being small, those for their sake aside.

    Where the remainder of a cell is small, it is the numerator that is not stated.
    """
    keys_tested = {key: [key, key._replace(part=REST)] if key.part == "x" else [key] for key in keys}
    return sum(
        any(rules.is_below(counts[tested_key]) for tested_key in tested_keys if tested_key in counts)
        and (not is_few_people or rules.is_few(key, counts))
        for key, tested_keys in keys_tested.items()
    )
