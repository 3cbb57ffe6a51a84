"""What an indicator is: terms over the counts, their numerator and denominator, and the parts of its failures."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from schemas.case_mix import CaseMix
from schemas.disclosure import Subject
from schemas.measure import Measure
from schemas.strict import Declaration
from schemas.terms import SomeTerms, Term, negated, terms_text, times_added

LAST = 1000  # the place of an indicator that does not say its own


class LegalBasis(Declaration):
    """Where an indicator is prescribed, and from when until when that is in force, both days included."""

    name: str = Field(min_length=1, description="write the document and its article, as people cite it")
    valid_from: date | None = None
    valid_to: date | None = None

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> "LegalBasis":
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError(f"it ends on {self.valid_to}, before it begins on {self.valid_from}")
        return self


class Part(Declaration):
    """Events, and the cases of which each is one event or none.

    Parts are equal when their terms are: where two indicators have an equal part, it is one random count, drawn once.
    """

    events: SomeTerms
    cases: SomeTerms

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms of the part."""
        return (*self.events, *self.cases)

    @property
    def measures(self) -> frozenset[str]:
        """The measures that the part needs."""
        return frozenset(term.measure for term in self.terms)

    @property
    def by_week(self) -> "Part | None":
        """What of the part can be counted week by week, as a stock is not the sum of its weeks; None without cases."""
        events, cases = (tuple(t for t in terms if t.at == "flow") for terms in (self.events, self.cases))
        return Part(events=events, cases=cases) if events and cases else None


class IndicatorDeclaration(Declaration):
    """What a file of `indicators/` says: numerator over denominator, each a sum of measures, as it is printed.

    `position` is its place in lists (those without one come last, by code). `direction` 1: more is better; -1: less is
    better. `kind` "rate" is a number in a unit of its own, without interval; "proportion" lies between 0 and 1. `role`
    "integrity" is a signal shown beside the score and never part of it. Two rates with different `denominator_id` are
    never compared. What is taken away in the denominator is `excluded`: cases that the rate leaves out, shown beside
    it. `without_cases`: what an empty denominator means. `conditional`: how many cases there are to divide by follows
    from how the unit works (late dossiers, those that it has not finished), and not from what people bring to it.
    `parts` split the failures into events that arise separately, each among its own cases; none: `whole` is the only
    part. `case_mix` says by which kinds of cases units are compared beside the plain value; none: not at all.
    `is_census`: the cases are a list that was fixed by decision and counted in full, such as procedures to be
    published, so that the value has no error of chance.
    """

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    position: int = Field(LAST, ge=1)
    name_vi: str = Field(min_length=1)
    name_en: str = Field(min_length=1)
    unit_vi: str = Field("", description="of a rate: what its values are, such as attendances per official")
    unit_en: str = ""
    kind: Literal["proportion", "rate"] = "proportion"
    direction: Literal[1, -1] = 1
    role: Literal["score", "integrity"] = "score"
    numerator: SomeTerms
    denominator: SomeTerms
    denominator_id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    denominator_vi: str = Field(min_length=1, description="the cases that are divided by, in Vietnamese")
    denominator_en: str = Field(min_length=1, description="the cases that are divided by, in English")
    conditional: bool = Field(
        False, description="whether the denominator itself follows from how the unit works: late dossiers, open ones"
    )
    without_cases: Literal["NOT_APPLICABLE", "NOT_REPORTED"] = "NOT_APPLICABLE"
    parts: tuple[Part, ...] = ()
    case_mix: CaseMix | None = None
    is_census: bool = False
    legal_basis: LegalBasis | None = None

    @model_validator(mode="after")
    def _has_a_unit_of_its_own(self) -> "IndicatorDeclaration":
        if (self.kind == "rate") != bool(self.unit_vi and self.unit_en):
            raise ValueError("a rate has `unit_vi` and `unit_en`; a proportion is a share and has neither")
        return self

    @model_validator(mode="after")
    def _parts_make_up_the_failures(self) -> "IndicatorDeclaration":
        if not self.parts:
            return self
        if self.kind == "rate":
            raise ValueError("a rate has no failures that `parts` could split")
        if len(set(self.parts)) < len(self.parts):
            raise ValueError("two `parts` are the same")
        if times_added(*(term for part in self.parts for term in part.events)) != times_added(*self.whole.events):
            raise ValueError(f"the events of its `parts` must add up to its failures, {terms_text(self.whole.events)}")
        return self

    @model_validator(mode="after")
    def _nothing_of_a_census_is_drawn(self) -> "IndicatorDeclaration":
        if self.is_census and (self.parts or self.case_mix):
            raise ValueError(
                "a census (`is_census`) has no error of chance: it has neither `parts`, which chance is drawn for, nor "
                "`case_mix`, which allows for it"
            )
        return self

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms of the indicator, those of its parts last."""
        part_terms = (term for part in self.parts for term in part.terms)
        return (*self.numerator, *self.denominator, *part_terms)

    @property
    def excluded(self) -> tuple[Term, ...]:
        """What the rate leaves out: what its denominator takes away, as a sum of its own."""
        return negated(*(term for term in self.denominator if term.sign == -1))

    @property
    def measures(self) -> frozenset[str]:
        """The measures that the indicator needs."""
        return frozenset(term.measure for term in self.terms)

    @property
    def whole(self) -> Part:
        """All failures among all cases: the numerator where less is better, else what the numerator leaves."""
        failures = self.numerator if self.direction == -1 else (*self.denominator, *negated(*self.numerator))
        return Part(events=failures, cases=self.denominator)


class Indicator(IndicatorDeclaration):
    """An indicator with the measures that its terms name (`counted`), each once, in their order."""

    counted: tuple[Measure, ...]

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables whose rows are counted: without any of them there is no value."""
        return tuple(dict.fromkeys(measure.table for measure in self.counted))

    @property
    def is_about_people(self) -> bool:
        """Whether any count of the indicator is of people, or of what they said."""
        return any(measure.about == "people" for measure in self.counted)

    @property
    def concerns_people(self) -> bool:
        """Whether any count of the indicator is of rows that are about somebody each, such as dossiers."""
        return any(measure.concerns_people for measure in self.counted)

    @property
    def subject(self) -> Subject | None:
        """Whom its counts are of, None where they concern nobody: by this a city says which of them are published."""
        if self.is_about_people:
            return "people"
        return "office" if self.concerns_people else None

    def measure(self, name: str) -> Measure:
        """Return one of the measures that the terms name."""
        return next(measure for measure in self.counted if measure.name == name)
