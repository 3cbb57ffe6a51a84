"""How times are written: a declared format taken apart, or refused with what to write instead.

A format is a special name (`SPECIAL`) or a text with directives. What is accepted here can be read; all that cannot be
is refused where it is declared, because a directive that is read wrongly makes wrong times without a word.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import permutations

from schemas.time_advice import instead_of, nearest_spelling, zone_fault
from schemas.time_directives import ACCEPTED, COMPOSED, DIRECTIVES, EXAMPLES, SPECIAL

_TOKEN = re.compile(r"%(?:\.[0-9]?f|[0-9]f|[-_0][A-Za-z]|:{1,3}z|#z|.?)|\s+|[^%\s]+")
_FIXED = {"[0-9]{1,2}": "[0-9]{2}", " ?[0-9]{1,2}": "[ 0-9][0-9]"}  # where digits of two directives touch


@dataclass(frozen=True)
class Part:
    """A piece of a format: a directive with the component of a time that it stands for, or a text between."""

    text: str
    component: str = ""


@dataclass(frozen=True)
class TimeFormat:
    """A format that can be read; `parts` is empty for a special name."""

    declared: str
    parts: tuple[Part, ...] = ()

    @cached_property
    def components(self) -> frozenset[str]:
        """What the format says of a time: year, month, day, hour, minute, second, fraction, half_day, offset."""
        return frozenset(part.component for part in self.parts if part.component)

    @property
    def has_hour(self) -> bool:
        """Say whether the texts may hold a time of day."""
        return self.declared in SPECIAL or "hour" in self.components

    @property
    def has_offset(self) -> bool:
        """Say whether the texts say how far they are from UTC."""
        return "offset" in self.components

    @property
    def has_short_year(self) -> bool:
        """Say whether years are written with two digits."""
        return any(part.text == "%y" for part in self.parts)

    @cached_property
    def shape(self) -> str:
        """A regular expression of exactly the texts that the format describes, with a named group for each component.

        Parsers take more than a format says (years of two digits, signs, minutes of one digit); this one does not.
        """
        if self.declared in SPECIAL:
            return SPECIAL[self.declared]
        return f"^{''.join(self._shape_of(i) for i in range(len(self.parts)))}$"

    def _shape_of(self, i: int) -> str:
        part = self.parts[i]
        if not part.component:
            return r"\s+" if part.text.isspace() else re.escape(part.text)
        shape = DIRECTIVES[part.text][1]
        if any(_touches(neighbour) for neighbour in (*self.parts[max(i - 1, 0) : i], *self.parts[i + 1 : i + 2])):
            shape = _FIXED.get(shape, shape)
        return f"(?P<{part.component}>{shape})"

    @property
    def example(self) -> str:
        """A text in the format."""
        texts = (DIRECTIVES[part.text][2] if part.component else part.text for part in self.parts)
        return EXAMPLES.get(self.declared) or "".join(texts)


def _touches(neighbour: Part) -> bool:
    """Say whether a part next to a number is written in digits too, so that nothing but its length ends the number."""
    return "[0-9]" in DIRECTIVES[neighbour.text][1] if neighbour.component else any(map(str.isdigit, neighbour.text))


@cache
def time_format(format_text: str) -> TimeFormat:
    """Return the format; raise `ValueError` that says what cannot be read and what to write instead."""
    if format_text in SPECIAL:
        return TimeFormat(format_text)
    parts = tuple(_parts(format_text))
    if fault := next(_faults(format_text, parts), ""):
        raise ValueError(f"format {format_text!r}: {fault}")
    return TimeFormat(format_text, parts)


def _parts(format_text: str) -> Iterator[Part]:
    for token in _TOKEN.findall(format_text):
        if token in COMPOSED:
            yield from _parts(COMPOSED[token])
        else:
            yield Part(token, DIRECTIVES[token][0] if token in DIRECTIVES else "")


def _faults(format_text: str, parts: Sequence[Part]) -> Iterator[str]:
    """Yield what makes a format impossible, the plainest fault first."""
    components = [part.component for part in parts if part.component]
    if unknown_directive := next((p.text for p in parts if p.text.startswith("%") and not p.component), ""):
        yield instead_of(unknown_directive, format_text, ACCEPTED)
    if spelling := nearest_spelling(format_text, tuple(SPECIAL)):
        yield f"it is spelt as in other programs; write {spelling}"
    if not components:
        yield f"it has no directive such as %d; write one like '%d/%m/%Y %H:%M', or one of {', '.join(SPECIAL)}"
    if format_text != format_text.strip():
        yield f"cells are read without the white space around them; write {format_text.strip()!r}"
    if fault := zone_fault(format_text):
        yield fault
    if repeated_component := next((c for c in components if components.count(c) > 1), ""):
        twice = ", ".join(p.text for p in parts if p.component == repeated_component)
        yield f"it names the {repeated_component} twice ({twice}); %m is the month and %M the minute, %d the day"
    yield from _component_faults(format_text, parts, set(components))
    if {"hour", "minute"} <= set(components) and components.index("minute") != components.index("hour") + 1:
        yield "%M (the minute) does not follow the hour; %m is the month"


def _component_faults(format_text: str, parts: Sequence[Part], components: set[str]) -> Iterator[str]:
    if absent_directives := [
        f"{d} (the {c})" for c, d in {"day": "%d", "month": "%m", "year": "%Y"}.items() if c not in components
    ]:
        hint = "; %M is the minute, %m the month" if "minute" in components and "hour" not in components else ""
        yield f"it lacks {' and '.join(absent_directives)}{hint}"
    full_day_hours = [p.text for p in parts if p.component == "hour" and p.text in ("%H", "%k")]
    if full_day_hours and "half_day" in components:
        right_format = format_text.replace("%T", "%I:%M:%S").replace("%R", "%I:%M").replace(full_day_hours[0], "%I")
        yield f"{full_day_hours[0]} is an hour from 0 to 23 and %p marks one from 1 to 12; write {right_format!r}"
    if "hour" in components and not full_day_hours and "half_day" not in components:
        right_format = re.sub("%[Il]", "%H", format_text)
        yield f"%I is an hour from 1 to 12 and needs %p (AM, PM, SA, CH); for 0 to 23 write {right_format!r}"
    for component, directive, needed_component, needed_directive in (
        ("half_day", "%p", "hour", "%I"),
        ("minute", "%M", "hour", "%H"),
        ("hour", "%H", "minute", "%M"),
        ("second", "%S", "minute", "%M"),
        ("fraction", "%.f", "second", "%S"),
        ("offset", "%#z", "hour", "%H"),
    ):
        if component in components and needed_component not in components:
            name = component.replace("_", " ")
            yield f"{directive} (the {name}) cannot be read without {needed_directive} (the {needed_component})"


def contradiction(formats: Sequence[TimeFormat]) -> str:
    """Return how two of the formats read one text as different times; an empty text where none do."""
    for first, second in permutations(formats, 2):
        reading = _numbers(second, first.example)
        if reading and reading != _numbers(first, first.example):
            return (
                f"the formats {first.declared!r} and {second.declared!r} read one text as different times, such as "
                f"{first.example!r}: keep one of them, or declare a source for each"
            )
    return ""


def _numbers(reading_format: TimeFormat, text: str) -> dict[str, str]:
    """Return what a format reads in a text, by component (by its name where it is special); empty if it reads none."""
    match = re.fullmatch(reading_format.shape, text)
    components = {name: digits for name, digits in match.groupdict().items() if digits} if match else {}
    return {reading_format.declared: components["number"]} if "number" in components else components
