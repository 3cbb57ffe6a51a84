"""A claim, what it can be read as, and what is found about it: the types that rooms of claims hand each other."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

from schemas.printed import Interval, ReadPrinted
from schemas.words.message import Message

VerdictCode = Literal["reconciles", "reconciles_only_if", "internally_inconsistent", "contradicted", "not_testable"]
HARD: frozenset[VerdictCode] = frozenset(("internally_inconsistent", "contradicted"))
TestedAgainst = Literal["nothing", "text", "dossiers"]


class Claim(NamedTuple):
    """One published figure, as a row of `claims` has it.

    `text_id`: the set of figures that one text prints together. `window`: its first and last day, None where the
    source states none. `printed`: what the text says, or why that cannot be said. `denominator_id`: what the sentence
    divides by, "" where it names nothing. `scope`: what of the unit is counted, "" where it says nothing.
    """

    claim_id: str
    text_id: str
    unit_as_written: str
    statistical_code: str
    window: tuple[date, date] | None
    measure: str
    text: str
    printed: ReadPrinted
    denominator_id: str = ""
    scope: str = ""


class Reading(NamedTuple):
    """A way to read a claim. `code` is stable, for programs: "late / resolved; cut".

    `departures`: how many things are other than the sentence says or a reader expects: denominator, rounding, scope …
    `value`: what the figures give in it, None where they are no exact numbers.
    """

    code: str
    departures: int
    value: Fraction | None
    words: Message


class Verdict(NamedTuple):
    """What is found about a claim. At most three readings, those of the fewest departures first.

    `computed`: what the figures give in the first reading, or for a hard verdict in the one that the sentence names; a
    rate as a share. `least_n`: the least number of cases that a rate without counts needs, rounded half-up.
    """

    claim_id: str
    verdict: VerdictCode
    readings: tuple[Reading, ...]
    computed: Fraction | None
    why: Message
    least_n: int | None = None
    tested_against: TestedAgainst = "nothing"


class ByDossiers(NamedTuple):
    """What the dossiers give in one reading of a claim: a count, or a share. Rounding is none of its departures.

    `value` is None where they tell no more than in which `interval` it lies. That is wider than the value where rows
    were rejected: each may be a dossier that is missing.
    """

    code: str
    departures: int
    value: Fraction | None
    interval: Interval
    words: Message


# claim_id -> what complete dossiers of the claim's unit and window give, in every reading of it. A claim without
# complete dossiers is not there.
Figures: TypeAlias = Mapping[str, Sequence[ByDossiers]]
