"""What a header says, word by word, in whatever language and spelling, and for which column a phrase of it speaks.

The vocabulary is data: `schemas/data/header_words.toml`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from schemas.data_files import data_file
from schemas.words.text import clean

Words = tuple[str, ...]

TIERS = {"sure": 1.0, "likely": 0.9, "maybe": 0.8, "weak": 0.6}
_UNKNOWN_COSTS = 0.5  # a word that nobody knows, beside a word that is known
_SHORTEST_JOINED = 5  # letters; shorter words are not taken apart
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])")
_SIGNS = str.maketrans({"#": " number ", "№": " number ", "°": " ", "ß": "ss"})
_STROKE = str.maketrans({"\N{LATIN SMALL LETTER D WITH STROKE}": "d", "\N{LATIN CAPITAL LETTER D WITH STROKE}": "D"})
_NO_WORD = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True)
class Phrases:
    """The phrases that speak for one column, each with how surely (0 to 1), and the words that speak against it."""

    by_words: Mapping[Words, float]
    excluded: tuple[Words, ...]


@lru_cache(maxsize=4096)
def header_words(header: str) -> Words:
    """Return the words of a header: small, without accents; compounds and abbreviations taken apart."""
    decomposed = unicodedata.normalize("NFD", clean(header).translate(_SIGNS))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_STROKE)
    chunks = [c if c.lower() in _known_words() else _HUMP.sub(" ", c) for c in _NO_WORD.sub(" ", bare).split()]
    return tuple(part for word in " ".join(chunks).lower().split() for part in _taken_apart(word))


def column_phrases(table: str, column: str) -> tuple[Phrases, ...]:
    """Return what headers of a column are made of: its own phrases, and of other tables' those that mean the same."""
    shared = data_file("header_words")["called_as"].get(column, column).split()
    places = dict.fromkeys([(table, column), *(("dossiers", name) for name in shared)])
    return tuple(_vocabulary()[name][c] for name, c in places if c in _vocabulary().get(name, {}))


def name_score(words: Words, phrases: Phrases, *, is_time: bool) -> float:
    """Return how surely a header of these words is meant by the phrases, from 0 to 1.

    A phrase must stand in it word by word; words that are not part of it, and say something, cost.
    """
    joined = tuple(word for word in words if word not in _joining())
    if joined != words:
        return max(name_score(joined, phrases, is_time=is_time), _phrase_score(words, phrases, is_time))
    return _phrase_score(words, phrases, is_time)


def _phrase_score(words: Words, phrases: Phrases, is_time: bool) -> float:
    best = (0, 0.0)  # the longest phrase tells: "application type" is less sure than "type"
    nothing = _filler() | _dossier() | (_time() if is_time else frozenset())
    for phrase, weight in phrases.by_words.items():
        for start in _places(words, phrase):
            rest = (*words[:start], "", *words[start + len(phrase) :])
            if any(_stands_in(rest, excluded) for excluded in phrases.excluded):
                continue
            unknown = sum(1 for word in rest if word and word not in nothing and not _is_ordinal(word))
            score = weight * len(phrase) / (len(phrase) + _UNKNOWN_COSTS * unknown)
            best = max(best, (len(phrase), score))
    return best[1]


def is_line_number(words: Words) -> bool:
    """Say whether a header of these words numbers the lines of the file."""
    return words in _line_numbers()


def personal_phrase(words: Words) -> str:
    """Return the words by which a header tells that persons stand below it, "" where it does not."""
    singles, phrases, never = _personal()
    if len(content := [w for w in words if w in _alone() or w not in _filler()]) == 1 and content[0] in _alone():
        return content[0]
    if any(_stands_in(words, excluded) for excluded in never):
        return ""
    matches = [phrase for phrase in phrases if _stands_in(words, phrase)]
    matches.sort(key=len, reverse=True)
    return " ".join(matches[0]) if matches else next((word for word in words if word in singles), "")


def is_name(word: str) -> bool:
    """Say whether a word of a header means a name."""
    return word in _alone()


def says_date(words: Words) -> bool:
    """Say whether a word of a header announces a day or a time."""
    return any(word in _time() for word in words)


def is_free_text(words: Words) -> bool:
    """Say whether a header announces sentences, in which persons may be named."""
    return any(word in _free_text() for word in words)


def says_end(words: Words) -> bool:
    """Say whether a header announces an end, of the handling or of the dossier."""
    return any(word in _end() for word in words)


def is_coordinate(words: Words, *, has_decimals: bool) -> bool:
    """Say whether a header announces where something lies.

    Args:
        words: of the header.
        has_decimals: whether numbers with decimals stand below it.
    """
    coordinates, alone = _coordinates()
    return any(_stands_in(words, phrase) for phrase in coordinates) or (has_decimals and words in alone)


def _is_ordinal(word: str) -> bool:
    """Say whether a word numbers columns of one kind: 1, 2 … but not the years."""
    return word.isdigit() and len(word) < 4


def _places(words: Sequence[str], phrase: Words) -> Iterator[int]:
    return (i for i in range(len(words) - len(phrase) + 1) if tuple(words[i : i + len(phrase)]) == phrase)


def _stands_in(words: Sequence[str], phrase: Words) -> bool:
    return next(_places(words, phrase), None) is not None


def _taken_apart(word: str) -> Words:
    """Return an abbreviation spelled out, and a compound of words that are known as these."""
    if word in (spelled_out := _abbreviations()):
        return tuple(spelled_out[word].split())
    if word in _known_words() or len(word) < _SHORTEST_JOINED:
        return (word,)
    parts = _parts(word)
    return tuple(p for part in parts for p in _abbreviations().get(part, part).split()) if parts else (word,)


@cache
def _parts(word: str) -> Words:
    """Return the fewest known words that make up `word`, () where none do."""
    best: dict[int, Words] = {0: ()}
    known = _known_words() | frozenset(_abbreviations())
    for end in range(2, len(word) + 1):
        candidates = [
            (*best[start], word[start:end]) for start in range(end - 1) if start in best and word[start:end] in known
        ]
        if candidates:
            best[end] = min(candidates, key=len)
    return best.get(len(word), ())


def _split(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _as_phrases(text: str) -> list[Words]:
    return [tuple(phrase.split()) for phrase in text.split("|") if phrase.strip()]


@cache
def _time() -> frozenset[str]:
    return _split(data_file("header_words")["time"])


@cache
def _filler() -> frozenset[str]:
    return _split(data_file("header_words")["filler"])


@cache
def _joining() -> frozenset[str]:
    return _split(data_file("header_words")["joining"])


@cache
def _dossier() -> frozenset[str]:
    return _split(data_file("header_words")["dossier"])


@cache
def _line_numbers() -> frozenset[Words]:
    return frozenset(_as_phrases(data_file("header_words")["line_number"]))


@cache
def _abbreviations() -> Mapping[str, str]:
    return dict(data_file("header_words")["abbreviations"])


@cache
def _free_text() -> frozenset[str]:
    return _split(data_file("header_words")["personal"]["free_text"]["words"])


@cache
def _end() -> frozenset[str]:
    return _split(data_file("header_words")["end"]["words"])


@cache
def _coordinates() -> tuple[frozenset[Words], frozenset[Words]]:
    words = data_file("header_words")["personal"]["coordinates"]
    phrases, alone = (frozenset(tuple(w.split("_")) for w in words[key].split()) for key in ("words", "alone"))
    return phrases, alone


@cache
def _alone() -> frozenset[str]:
    return _split(data_file("header_words")["personal"]["alone"])


@cache
def _personal() -> tuple[frozenset[str], list[Words], list[Words]]:
    personal = data_file("header_words")["personal"]
    never = [tuple(word.split("_")) for word in personal["never"].split()]
    return _split(personal["words"]), _as_phrases(personal["phrases"]), never


@cache
def _vocabulary() -> Mapping[str, Mapping[str, Phrases]]:
    """Return table -> column -> its phrases."""
    sections = {name: section for name, section in data_file("header_words").items() if isinstance(section, dict)}
    tables = {name: s for name, s in sections.items() if all(isinstance(column, dict) for column in s.values())}
    return {table: {c: _phrases(tiers) for c, tiers in columns.items()} for table, columns in tables.items()}


def _phrases(tiers: Mapping[str, str]) -> Phrases:
    by_words: dict[Words, float] = {}
    for tier, weight in TIERS.items():
        for phrase in _as_phrases(tiers[tier]):
            by_words.setdefault(phrase, weight)
    return Phrases(by_words, tuple(tuple(word.split("_")) for word in tiers["not"].split()))


@cache
def _known_words() -> frozenset[str]:
    """Every word of the vocabulary that a compound may be made of."""
    phrases = [words for columns in _vocabulary().values() for p in columns.values() for words in p.by_words]
    excluded = [words for columns in _vocabulary().values() for p in columns.values() for words in p.excluded]
    singles, personal, _ = _personal()
    words = {word for phrase in (*phrases, *excluded, *personal) for word in phrase}
    return frozenset(word for word in words | singles | _time() | _filler() | _dossier() if len(word) > 1)
