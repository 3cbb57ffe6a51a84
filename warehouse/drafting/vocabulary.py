"""What exports call their columns, as the words that headers are taken apart into: `schemas/data/header_words.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from schemas.data_files import data_file

Words = tuple[str, ...]

TIERS = {"sure": 1.0, "likely": 0.9, "maybe": 0.8, "weak": 0.6}


@dataclass(frozen=True)
class Phrases:
    """The phrases that speak for one column, each with how surely (0 to 1), and the words that speak against it."""

    weights: Mapping[Words, float]
    excluded: tuple[Words, ...]


def _split(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _as_phrases(text: str) -> list[Words]:
    return [tuple(phrase.split()) for phrase in text.split("|") if phrase.strip()]


@cache
def time_words() -> frozenset[str]:
    """Return the words that say that a column holds times."""
    return _split(data_file("header_words")["time"])


@cache
def filler_words() -> frozenset[str]:
    """Return the words that say nothing."""
    return _split(data_file("header_words")["filler"])


@cache
def joining_words() -> frozenset[str]:
    """Return the words that join others."""
    return _split(data_file("header_words")["joining"])


@cache
def dossier_words() -> frozenset[str]:
    """Return the words for what the rows are."""
    return _split(data_file("header_words")["dossier"])


@cache
def line_numbers() -> frozenset[Words]:
    """Return what columns are called that number the rows."""
    return frozenset(_as_phrases(data_file("header_words")["line_number"]))


@cache
def abbreviations() -> Mapping[str, str]:
    """Return abbreviation -> what it stands for."""
    return dict(data_file("header_words")["abbreviations"])


@cache
def free_text_words() -> frozenset[str]:
    """Return the words for sentences."""
    return _split(data_file("header_words")["personal"]["free_text"]["words"])


@cache
def permit_words() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that say that a permit was issued, and those that may say that its works were completed."""
    words = data_file("header_words")["permit"]
    return _split(words["issued"]), _split(words["completed"])


@cache
def end_words() -> frozenset[str]:
    """Return the words for an end."""
    return _split(data_file("header_words")["end"]["words"])


@cache
def generic_phrases() -> frozenset[Words]:
    """Return what names much, and nothing for certain."""
    generic = data_file("header_words")["generic"]
    return frozenset([*_as_phrases(generic["phrases"]), *((word,) for word in generic["words"].split())])


@cache
def planned_phrases() -> frozenset[Words]:
    """Return what an end is called that may be an appointment, or no end at all."""
    return frozenset(_as_phrases(data_file("header_words")["planned"]["phrases"]))


@cache
def coordinate_words() -> tuple[frozenset[Words], frozenset[Words]]:
    """Return the phrases for where something lies, and those that say so only alone."""
    words = data_file("header_words")["personal"]["coordinates"]
    phrases, alone = (frozenset(tuple(w.split("_")) for w in words[key].split()) for key in ("words", "alone"))
    return phrases, alone


@cache
def name_words() -> frozenset[str]:
    """Return the words for a name."""
    return _split(data_file("header_words")["personal"]["alone"])


@cache
def doer_words() -> frozenset[str]:
    """Return the words at the end of a header after which a person is named."""
    return _split(data_file("header_words")["personal"]["by"])


@cache
def personal_words() -> tuple[frozenset[str], list[Words], list[Words]]:
    """Return the words and phrases for persons, and the words beside which they are none."""
    personal = data_file("header_words")["personal"]
    exclusions = [tuple(word.split("_")) for word in personal["never"].split()]
    return _split(personal["words"]), _as_phrases(personal["phrases"]), exclusions


@cache
def column_vocabulary() -> Mapping[str, Mapping[str, Phrases]]:
    """Return table -> column -> its phrases."""
    sections = {name: section for name, section in data_file("header_words").items() if isinstance(section, dict)}
    tables = {name: s for name, s in sections.items() if all(isinstance(column, dict) for column in s.values())}
    return {table: {c: _phrases(tiers) for c, tiers in columns.items()} for table, columns in tables.items()}


def _phrases(tiers: Mapping[str, str]) -> Phrases:
    weights: dict[Words, float] = {}
    for tier, weight in TIERS.items():
        for phrase in _as_phrases(tiers[tier]):
            weights.setdefault(phrase, weight)
    return Phrases(weights, tuple(tuple(word.split("_")) for word in tiers["not"].split()))


@cache
def known_words() -> frozenset[str]:
    """Every word of the vocabulary that a compound may be made of."""
    column_phrases = [phrases for columns in column_vocabulary().values() for phrases in columns.values()]
    singles, personal, _ = personal_words()
    words = {word for p in column_phrases for phrase in (*p.weights, *p.excluded) for word in phrase}
    words |= {word for phrase in personal for word in phrase}
    return frozenset(w for w in words | singles | time_words() | filler_words() | dossier_words() if len(w) > 1)
