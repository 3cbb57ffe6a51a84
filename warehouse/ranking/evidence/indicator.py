"""What an indicator is: terms over the counts, their numerator and denominator, and the parts of its failures."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from schemas.measure import Measure, shared_measures

Status = Literal["OK", "NOT_APPLICABLE", "NOT_REPORTED", "SMALL_N", "INVALID"]


@dataclass(frozen=True)
class Term:
    """One sum over the counts of a unit, added (`sign` 1) or taken away (-1).

    `at`: "flow" sums the days of the period; "start" and "end" are the stock before its first day and at the end of its
    last; "mean" is the average level over the days of the period that were reported, in whole numbers.
    """

    measure: str
    at: Literal["flow", "start", "end", "mean"] = "flow"
    sign: Literal[1, -1] = 1


@dataclass(frozen=True)
class Part:
    """Events, and the cases of which each is one event or none.

    Parts are equal when their terms are: where two indicators have an equal part, it is one random count, drawn once.
    """

    events: tuple[Term, ...]
    cases: tuple[Term, ...]

    @property
    def measures(self) -> frozenset[str]:
        """The measures that the part needs."""
        return frozenset(term.measure for term in (*self.events, *self.cases))

    @property
    def is_of_flows(self) -> bool:
        """Whether the part can be counted week by week: a stock is not the sum of its weeks."""
        return all(term.at == "flow" for term in (*self.events, *self.cases))


@dataclass(frozen=True)
class Indicator:
    """One indicator: numerator over (denominator less excluded). `direction` 1: more is better; -1: less is better.

    `kind` "rate" is a number for each official, without interval; "proportion" lies between 0 and 1. `role` "integrity"
    is a signal shown beside the score and never part of it. `without_cases`: what an empty denominator means. `parts`
    split the failures into events that arise separately, each among its own cases; none: `whole` is the only part.
    """

    code: str
    name_vi: str
    name_en: str
    numerator: tuple[Term, ...]
    denominator: tuple[Term, ...]
    denominator_id: str
    legal_basis: str
    tables: tuple[str, ...] = ("dossiers",)
    excluded: tuple[Term, ...] = ()
    direction: Literal[1, -1] = 1
    kind: Literal["proportion", "rate"] = "proportion"
    role: Literal["score", "integrity"] = "score"
    without_cases: Status = "NOT_APPLICABLE"
    parts: tuple[Part, ...] = ()

    @property
    def measures(self) -> frozenset[str]:
        """The measures that the indicator needs."""
        own = frozenset(term.measure for term in (*self.numerator, *self.denominator, *self.excluded))
        return own.union(*(part.measures for part in self.parts))

    @property
    def whole(self) -> Part:
        """All failures among all cases: the numerator where less is better, else what the numerator leaves."""
        cases = (*self.denominator, *less(*self.excluded))
        return Part(self.numerator if self.direction == -1 else (*cases, *less(*self.numerator)), cases)


def less(*terms: Term) -> tuple[Term, ...]:
    """Return the terms with the opposite sign."""
    return tuple(Term(t.measure, t.at, 1 if t.sign == -1 else -1) for t in terms)


def by_code(indicators: Iterable[Indicator]) -> dict[str, Indicator]:
    """Return the indicators by code; raise ValueError where two share one."""
    found: dict[str, Indicator] = {}
    for one in indicators:
        if found.setdefault(one.code, one) is not one:
            raise ValueError(f"two indicators have the code {one.code!r}")
    return found


def is_about_people(one: Indicator, measures: Iterable[Measure] | None = None) -> bool:
    """Say whether any count of an indicator is of people's business, so that small ones are not published.

    A measure that is not among `measures` (those that every city has) is taken for one: what nobody has spoken of is
    not made public.
    """
    known = shared_measures().values() if measures is None else measures
    of_work = {name for measure in known if measure.about == "work" for name in measure.counted_as}
    return not one.measures <= of_work
