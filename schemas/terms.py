"""Terms: sums of measures over a period, added and taken away, as an indicator's numerator and denominator are made."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from schemas.words.message import Message, Value, message

At = Literal["flow", "start", "end", "mean"]
_TERM = re.compile(r"\s*(?P<sign>[+-]?)\s*(?P<measure>[a-z][a-z0-9_]*)(?:@(?P<at>start|end|mean))?\s*")
_AT: Mapping[At, str] = {"flow": "", "start": "@start", "end": "@end", "mean": "@mean"}


@dataclass(frozen=True)
class Term:
    """One sum over the counts of a unit, added (`sign` 1) or taken away (-1).

    `at`: "flow" sums the days of the period; "start" and "end" are the stock before its first day and at the end of its
    last; "mean" is the average level over the days of the period that were reported, in whole numbers.
    """

    measure: str
    at: At = "flow"
    sign: Literal[1, -1] = 1


def negated(*terms: Term) -> tuple[Term, ...]:
    """Return the terms with the opposite sign."""
    return tuple(Term(t.measure, t.at, 1 if t.sign == -1 else -1) for t in terms)


def times_added(*terms: Term) -> Mapping[tuple[str, At], int]:
    """Return how many times each sum is added, without those that cancel out: equal sums of terms are equal."""
    times: Counter[tuple[str, At]] = Counter()
    for term in terms:
        times[term.measure, term.at] += term.sign
    return {name: n for name, n in times.items() if n}


def terms_text(terms: Iterable[Term]) -> str:
    """Return terms as they are declared and published: "resolved - resolved_late_first + open@end"."""
    text = "".join(f" {'+' if t.sign == 1 else '-'} {t.measure}{_AT[t.at]}" for t in terms)
    return text.removeprefix(" + ").lstrip()


def term_name(term: Term, measure: Value) -> Message:
    """Return what a term is called, whatever its sign: the measure, and of which days: "open (at the end …)"."""
    return message(f"terms_of_formulas.of-{term.at}", measure=measure)


def terms_in(text: str) -> tuple[Term, ...]:
    """Return the terms that `text` declares, as `terms_text` writes them; raise `ValueError` where it declares none."""
    terms: list[Term] = []
    position = 0
    while position < len(text):
        term = _TERM.match(text, position)
        if term is None or (terms and not term["sign"]):
            raise ValueError(
                f"cannot read {text[position:].strip()!r}: write measures with + or - between them, of a stock "
                "@start or @end after its name, of a level @mean"
            )
        at: At = term["at"] or "flow"  # type: ignore[assignment] # one of the three that the pattern takes
        terms.append(Term(term["measure"], at, -1 if term["sign"] == "-" else 1))
        position = term.end()
    return tuple(terms)


def _read(value: object) -> object:
    return terms_in(value) if isinstance(value, str) else value


SomeTerms = Annotated[tuple[Term, ...], BeforeValidator(_read), Field(min_length=1)]
