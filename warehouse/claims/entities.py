"""Whose figure a claim is: the place, the level of government, what is counted and the days, from what a file says."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from schemas.words.text import name_key
from warehouse.claims.claim import Claim
from warehouse.claims.vocabulary import level_phrases, place_words

WHOLE = "whole"
_HOW_MANY = re.compile(r"(^|[,;(–-])\s*\d+\s+(?=\D)")  # of "TP.HCM, 168 communes"; "District 12" keeps its number
Window = tuple[date, date] | None


class Entity(NamedTuple):
    """A place as a key; its level, "whole" for all of it, "part: …" for a body that is no level; scope; days."""

    place: str
    level: str
    scope: str
    window: Window

    @property
    def is_part(self) -> bool:
        """Whether it is a body of the place that is no level of it: nothing is known of what else there is."""
        return self.level.startswith("part")


def entities_of(claims: Sequence[Claim]) -> list[Entity]:
    """Return whose figure each claim of one text is, in their order.

    A level without a place is of the only place of its text. A name that has another's name in it is a part of that
    place. Two names with one statistical code are one place where both begin as places do, or one is the other with
    the word for a city before it.
    """
    names = [_place_and_level(claim.unit_as_written) for claim in claims]
    codes = {(place, claim.statistical_code) for (place, _), claim in zip(names, claims, strict=True)}
    city = name_key(place_words().city)
    short_names = {f"{city} {place}": place for place, code in codes if code and (f"{city} {place}", code) in codes}
    names = [(short_names.get(place, place), level) for place, level in names]
    places = {place for place, _ in names if place}
    only_place = next(iter(places)) if len(places) == 1 else ""
    places_by_code: dict[str, str] = {}
    entities = []
    for claim, (place, level) in zip(claims, names, strict=True):
        enclosing_place = max((p for p in places if p != place and _is_within(place, p)), key=len, default="")
        if enclosing_place and level == WHOLE:
            place, level = enclosing_place, f"part: {place}"  # noqa: PLW2901 - a part is told by its own name
        elif claim.statistical_code and level == WHOLE and _is_place(place):
            place = places_by_code.setdefault(claim.statistical_code, place)  # noqa: PLW2901 - one place by two names
        entities.append(Entity(place or only_place, level, name_key(claim.scope), claim.window))
    return entities


def _is_within(name: str, place: str) -> bool:
    return f" {place} " in f" {name} "


def _is_place(name: str) -> bool:
    return name.partition(" ")[0] in {name_key(kind) for kind in place_words().kinds}


@cache
def _place_and_level(written: str) -> tuple[str, str]:
    short, idle = place_words().short, place_words().idle
    expanded = {name_key(word): name_key(full) for word, full in short.items()}
    without_numbers = _HOW_MANY.sub(r"\1 ", written)
    words = f" {' '.join(expanded.get(word, word) for word in name_key(without_numbers).split())} "
    levels = []
    for phrase, level in _phrases():
        if f" {phrase} " in words:
            levels.append(level)
            words = words.replace(f" {phrase} ", "  ")
    for word in idle:
        words = words.replace(f" {name_key(word)} ", " ")
    named_levels = sorted(set(levels) - {WHOLE})
    return " ".join(words.split()), "+".join(named_levels) if named_levels else WHOLE


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    """Return the phrases of levels as they are compared, the longest first."""
    phrases = {(name_key(phrase), level) for level, phrases in level_phrases().items() for phrase in phrases}
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase[0]), phrase)))
