"""What a header says, word by word, in whatever language and spelling, and for which column a phrase of it speaks."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from schemas.data_files import data_file
from schemas.words.text import clean
from warehouse.drafting.vocabulary import (
    Phrases,
    Words,
    abbreviations,
    column_vocabulary,
    coordinate_words,
    doer_words,
    dossier_words,
    end_words,
    filler_words,
    free_text_words,
    generic_phrases,
    joining_words,
    known_words,
    line_numbers,
    name_words,
    personal_words,
    planned_phrases,
    time_words,
)

_UNKNOWN_COSTS = 0.5  # a word that nobody knows, beside a word that is known
_SHORTEST_JOINED = 5  # letters; shorter words are not taken apart
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])")
_SIGNS = str.maketrans({"#": " number ", "№": " number ", "°": " ", "ß": "ss"})
_STROKE = str.maketrans({"\N{LATIN SMALL LETTER D WITH STROKE}": "d", "\N{LATIN CAPITAL LETTER D WITH STROKE}": "D"})
_NO_WORD = re.compile(r"[^A-Za-z0-9]+")


@lru_cache(maxsize=4096)
def header_words(header: str) -> Words:
    """Return the words of a header: small, without accents; compounds and abbreviations taken apart."""
    decomposed = unicodedata.normalize("NFD", clean(header).translate(_SIGNS))
    unaccented = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_STROKE)
    chunks = [c if _is_whole(c.lower()) else _HUMP.sub(" ", c) for c in _NO_WORD.sub(" ", unaccented).split()]
    return tuple(part for word in " ".join(chunks).lower().split() for part in _component_words(word))


def column_phrases(table: str, column: str) -> tuple[Phrases, ...]:
    """Return what headers of a column are made of: its own phrases, and of other tables' those that mean the same."""
    shared = data_file("header_words")["called_as"].get(column, column).split()
    places = dict.fromkeys([(table, column), *(("dossiers", name) for name in shared)])
    return tuple(column_vocabulary()[name][c] for name, c in places if c in column_vocabulary().get(name, {}))


def name_score(words: Words, phrases: Phrases, *, is_time: bool) -> float:
    """Return how surely a header of these words is meant by the phrases, from 0 to 1.

    A phrase must stand in it word by word, but for words that say nothing; others that are not part of it cost.
    """
    exclusions = [excluded for excluded in phrases.excluded if _stands_in(words, excluded)]
    ignored_words = (joining_words(), filler_words() | time_words()) if is_time else (joining_words(),)
    variants = {words, *(tuple(word for word in words if word not in ignored) for ignored in ignored_words)}
    return max(_phrase_score(variant, phrases, exclusions, is_time) for variant in variants)


def _phrase_score(words: Words, phrases: Phrases, exclusions: Sequence[Words], is_time: bool) -> float:
    """Return the score of the longest phrase; `exclusions`: what excludes the phrases that it is no part of."""
    longest = (0, 0.0)  # the longest phrase tells: "application type" is less sure than "type"
    empty_words = filler_words() | dossier_words() | (time_words() if is_time else frozenset())
    for phrase, weight in phrases.weights.items():
        if not all(_stands_in(phrase, excluded) for excluded in exclusions):
            continue
        for start in _places(words, phrase):
            other_words = (*words[:start], *words[start + len(phrase) :])
            unknown = sum(1 for w in other_words if len(w) > 1 and w not in empty_words and not _is_ordinal(w))
            score = weight * len(phrase) / (len(phrase) + _UNKNOWN_COSTS * unknown)
            longest = max(longest, (len(phrase), score))
    return longest[1]


def is_excluded(words: Words, phrases: Phrases) -> bool:
    """Say whether a header has words that speak against a column."""
    return any(_stands_in(words, excluded) for excluded in phrases.excluded)


def is_generic(words: Words) -> bool:
    """Say whether a header is a word that stands for much, as "type" and "number" do."""
    return tuple(word for word in words if word not in joining_words() and len(word) > 1) in generic_phrases()


def may_be_planned(words: Words) -> bool:
    """Say whether a header of an end may announce an appointment as well."""
    return _content(words) in {_content(phrase) for phrase in planned_phrases()}


def _content(words: Words) -> Words:
    empty_words = filler_words() | dossier_words() | time_words()
    return tuple(word for word in words if len(word) > 1 and word not in empty_words)


def is_line_number(words: Words) -> bool:
    """Say whether a header of these words numbers the lines of the file."""
    return words in line_numbers()


def personal_phrase(words: Words) -> str:
    """Return the words by which a header tells that persons stand below it, "" where it does not."""
    singles, phrases, exclusions = personal_words()
    if (
        len(content := [w for w in words if w in name_words() or w not in filler_words()]) == 1
        and content[0] in name_words()
    ):
        return content[0]
    if any(_stands_in(words, excluded) for excluded in exclusions):
        return ""
    if len(words) > 1 and words[-1] in doer_words():
        return words[-1]
    matches = [phrase for phrase in phrases if _stands_in(words, phrase)]
    matches.sort(key=len, reverse=True)
    return " ".join(matches[0]) if matches else next((word for word in words if word in singles), "")


def is_name(word: str) -> bool:
    """Say whether a word of a header means a name."""
    return word in name_words()


def says_date(words: Words) -> bool:
    """Say whether a word of a header announces a day or a time."""
    return any(word in time_words() for word in words)


def is_free_text(words: Words) -> bool:
    """Say whether a header announces sentences, in which persons may be named."""
    return any(word in free_text_words() for word in words)


def says_end(words: Words) -> bool:
    """Say whether a header announces an end, of the handling or of the dossier."""
    return any(word in end_words() for word in words)


def is_coordinate(words: Words, *, has_decimals: bool) -> bool:
    """Say whether a header announces where something lies.

    Args:
        words: of the header.
        has_decimals: whether numbers with decimals stand below it.
    """
    coordinates, alone = coordinate_words()
    return any(_stands_in(words, phrase) for phrase in coordinates) or (has_decimals and words in alone)


def _is_ordinal(word: str) -> bool:
    """Say whether a word numbers columns of one kind: 1, 2 … but not the years."""
    return word.isdigit() and len(word) < 4


def _places(words: Sequence[str], phrase: Words) -> Iterator[int]:
    return (i for i in range(len(words) - len(phrase) + 1) if tuple(words[i : i + len(phrase)]) == phrase)


def _stands_in(words: Sequence[str], phrase: Words) -> bool:
    return next(_places(words, phrase), None) is not None


def _is_whole(chunk: str) -> bool:
    """Say whether a chunk is a word or an abbreviation, however its letters are written."""
    return chunk in known_words() or chunk in abbreviations()


def _component_words(word: str) -> Words:
    """Return an abbreviation spelled out, and a compound of words that are known as these."""
    if word in (spelled_out := abbreviations()):
        return tuple(spelled_out[word].split())
    if word in known_words() or len(word) < _SHORTEST_JOINED:
        return (word,)
    components = _fewest_components(word)
    return (
        tuple(p for component in components for p in abbreviations().get(component, component).split())
        if components
        else (word,)
    )


@cache
def _fewest_components(word: str) -> Words:
    """Return the fewest known words that make up `word`, () where none do."""
    shortest: dict[int, Words] = {0: ()}
    component_words = known_words() | frozenset(abbreviations())
    for end in range(2, len(word) + 1):
        candidates = [
            (*shortest[start], word[start:end])
            for start in range(end - 1)
            if start in shortest and word[start:end] in component_words
        ]
        if candidates:
            shortest[end] = min(candidates, key=len)
    return shortest.get(len(word), ())
