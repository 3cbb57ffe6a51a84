"""The attack: what can be worked out of the hidden counts of an edition from everything that is public."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from schemas.table import load_tables
from schemas.words.message import Declared, Message, message
from warehouse.attack.domains import Domain
from warehouse.attack.evidence import bind_counts, bind_rates, bind_totals, formulas_for
from warehouse.attack.identities import bind_identities
from warehouse.attack.model import Model
from warehouse.attack.public import Public, software
from warehouse.attack.score_evidence import bind_scores
from warehouse.attack.stated import CITY, TABLES, Key
from warehouse.attack.tree import Files, editions_in

_FORM = "form_ii06a"
_FEW = 16  # values of which the ends are tried out one by one
_WIDE = 100_000  # values of which the ends are looked for by halving; of more, nothing is tried out
_ROUNDS = 2  # of trying out; what one count gives away may narrow another


@dataclass(frozen=True)
class Finding:
    """A hidden count, in words too, and what it can be: `left` values from `least` to `most`; how that is known."""

    key: Key
    count: Message
    is_small: bool
    least: int
    most: int
    left: int
    how: Message

    @property
    def is_recovered(self) -> bool:
        """Whether just one value is left."""
        return self.left == 1


@dataclass(frozen=True)
class Attack:
    """What an attack on one edition found: of every hidden count what is left; units whose facts contradict."""

    folder: str
    threshold: int
    findings: Sequence[Finding]
    contradicting: Sequence[str]

    @property
    def recovered(self) -> list[Finding]:
        """The small counts that are known to the number: those that are protected."""
        return [finding for finding in self.findings if finding.is_small and finding.is_recovered]

    @property
    def known(self) -> list[Finding]:
        """The counts that are known to the number, though they are hidden to protect others."""
        return [finding for finding in self.findings if not finding.is_small and finding.is_recovered]

    @property
    def narrow(self) -> list[Finding]:
        """The small counts of which fewer values are left than protection promises, but more than one."""
        enough_values = (self.threshold - 2) / 2 + 1
        return [f for f in self.findings if f.is_small and 1 < f.left < enough_values]


def attack(files: Files, folder: str | None = None) -> list[Attack]:
    """Attack the edition in a folder of a public tree, or each of them, with all that the tree holds."""
    editions = [Public(edition) for edition in editions_in(files, folder)]
    targets = [public for public in editions if folder is None or public.edition.folder == folder]
    return [_attack(public, [other for other in editions if other is not public]) for public in targets]


def _attack(target: Public, other_editions: Sequence[Public]) -> Attack:
    stands = {key: target.stated_counts[key] for key in target.hidden_counts if key in target.stated_counts}
    origins: dict[Key, Message] = {key: message("attack.stands", file=count.place) for key, count in stands.items()}
    model = Model(target.rows_sent())
    units = [CITY, *target.rankings.get_column("unit_id").unique()]
    same_software = [
        (other, _units_alike(target, other)) for other in other_editions if software(other)[0] == software(target)[0]
    ]
    hidden_numbers: dict[Key, int] = {}
    for step, binders in (
        ("attack.by-sums", _sums(target, same_software, units)),
        ("attack.by-rates", [partial(bind_rates, public=target)]),
        ("attack.by-scores", [partial(bind_scores, public=p, units=u) for p, u in ((target, units), *same_software)]),
    ):
        first_of_step = len(model.numbers.facts)
        for bind in binders:
            first_fact = len(model.numbers.facts)
            bind(model)
            model.believe(first_fact)
        hidden_numbers = {
            key: model.number(target.edition.folder, key, formulas_for(target, key)) for key in target.hidden_counts
        }
        for unit in sorted(model.units_of(first_of_step)):
            _try_out(model, [number for key, number in hidden_numbers.items() if key.unit_id == unit])
        for key, number in hidden_numbers.items():
            if model.numbers.domains[number].size == 1:
                origins.setdefault(key, _origin_of(step, target, key))
    findings = [_finding(target, key, model.numbers.domains[number], origins) for key, number in hidden_numbers.items()]
    return Attack(target.edition.folder, target.threshold, findings, sorted(model.dropped_units))


def _sums(
    target: Public, other_editions: Sequence[tuple[Public, Sequence[str]]], units: Sequence[str]
) -> Iterator[Callable[[Model], None]]:
    """Yield what binds counts to their sums, what is surest first."""
    plain_tables = [table for table in TABLES if table != _FORM] + ["ranking_changes"]
    yield partial(bind_counts, public=target, units=units, tables=plain_tables)
    yield Model.bind_spans
    yield partial(bind_totals, public=target)
    for tables in (plain_tables, [_FORM]):
        for public, alike_units in other_editions if tables is plain_tables else ((target, units), *other_editions):
            yield partial(bind_counts, public=public, units=alike_units, tables=tables)
            yield Model.bind_spans
    for public, alike_units in ((target, units), *other_editions):
        yield partial(bind_identities, public=public, units=alike_units)


def _units_alike(target: Public, other: Public) -> list[str]:
    """Return the units that had sent the same when another edition was made, so that it speaks of the same counts."""
    rows_now, rows_then = _sent_rows(target), _sent_rows(other)
    return [unit for unit, rows in rows_now.items() if rows_then.get(unit) == rows]


def _sent_rows(public: Public) -> Mapping[str, list[tuple[object, ...]]]:
    """Return what an edition says that each unit sent."""
    deliveries = public.edition.table("deliveries")
    if deliveries is None:
        return {}
    return {str(unit): rows.rows() for (unit,), rows in deliveries.partition_by("unit_id", as_dict=True).items()}


def _try_out(model: Model, numbers: Iterable[int]) -> None:
    """Take away every value that a number of a unit cannot have once all that follows from it is followed up."""
    open_numbers = [number for number in dict.fromkeys(numbers) if model.numbers.domains[number].size > 1]
    for _ in range(_ROUNDS):
        domains_before = [model.numbers.domains[number] for number in open_numbers]
        for number in open_numbers:
            _narrow(model, number)
        if domains_before == [model.numbers.domains[number] for number in open_numbers]:
            return


def _narrow(model: Model, number: int) -> None:
    numbers, domain = model.numbers, model.numbers.domains[number]
    if domain.size <= _FEW:
        values = list(domain.each())
        while len(values) > 1 and not numbers.can_be(number, values[0], values[0]):
            del values[0]
        while len(values) > 1 and not numbers.can_be(number, values[-1], values[-1]):
            del values[-1]
        low, high = values[0], values[-1]
    elif domain.size <= _WIDE:
        low, high = _ends(model, number, domain)
    else:
        return
    if (low, high) != (domain.low, domain.high):
        numbers.keep(number, low, high)
        numbers.settle_around(number)


def _ends(model: Model, number: int, domain: Domain) -> tuple[int, int]:
    """Return the least and the greatest value that a number can have, by halving where an end cannot be."""
    if all(model.numbers.can_be(number, end, end) for end in (domain.low, domain.high)):
        return domain.low, domain.high
    least, high = domain.low, domain.high
    while least < high:
        middle = (least + high) // 2
        least, high = (least, middle) if model.numbers.can_be(number, domain.low, middle) else (middle + 1, high)
    low, most = least, domain.high
    while low < most:
        middle = (low + most + 1) // 2
        low, most = (middle, most) if model.numbers.can_be(number, middle, domain.high) else (low, middle - 1)
    return least, most


def _finding(target: Public, key: Key, domain: Domain, origins: Mapping[Key, Message]) -> Finding:
    origin = origins.get(key, message("attack.by-all"))
    return Finding(
        key, _count_words(target, key), target.hidden_counts[key].is_small, domain.low, domain.high, domain.size, origin
    )


def _origin_of(step: str, target: Public, key: Key) -> Message:
    """Return how a count was worked out that was not before a step."""
    if step != "attack.by-scores":
        return message(step)
    score = target.score(key.unit_id)
    return message("attack.by-all") if score is None else message("attack.by-scores", score=score)


def _count_words(target: Public, key: Key) -> Message:
    """Return what a count is of."""
    part = load_tables()["suppressions"].column("part").codes.get(key.part, [key.part, key.part])
    return message(
        "attack.count",
        unit=target.unit_name(key.unit_id) if key.unit_id else message("attack.city"),
        item=target.item_name(key.item),
        part=Declared(*part),
        first=key.first_day,
        last=key.last_day,
    )
