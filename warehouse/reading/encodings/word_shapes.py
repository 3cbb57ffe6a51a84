"""Whether a word that some bytes make in an encoding is one: a Vietnamese syllable, or of a Western spelling.

No dictionary is asked: names and abbreviations stand in none. Pure functions of words without digits and signs.
"""

import re
import tomllib
import unicodedata
from pathlib import Path

from schemas.data_files import data_file

_DATA = tomllib.loads((Path(__file__).parents[1] / "data" / "letters.toml").read_text(encoding="utf-8"))
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = re.compile(f"[{_TONES}]")
_SHARP_OR_HEAVY = {"\u0301", "\u0323"}
_SYLLABLES = frozenset(onset + rhyme for onset in _DATA["onsets"] for rhyme in _DATA["rhymes"])
_STOPS = tuple(_DATA["stops"])
_NO_VOWEL = re.compile(r"[B-DF-HJ-NP-TV-XZ\u0110]+")  # an abbreviation, as of decisions and councils
_LETTERS = {language: frozenset(letters) for language, letters in _DATA["western"].items()}
LANGUAGES = tuple(_LETTERS)
_SIDE_BY_SIDE = re.compile(r"[^\x00-\x7f]{2,}")
_PAIRS = frozenset(_DATA["spelling"]["pairs"])
_NEVER = re.compile("|".join(_DATA["spelling"]["never"]))
_GARBLED = data_file("garbled")
_VIETNAMESE_GARBLED = re.compile("|".join((*_GARBLED["vni"], *_GARBLED["cp1258"])))


def is_syllable(word: str) -> bool | None:
    """Say whether a word is a Vietnamese syllable; None where it is an abbreviation, which any letters may make."""
    if _NO_VOWEL.fullmatch(word):
        return None
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = _TONE.findall(decomposed)
    bare = unicodedata.normalize("NFC", _TONE.sub("", decomposed))
    if len(tones) > 1 or bare not in _SYLLABLES:
        return False
    return not bare.endswith(_STOPS) or (bool(tones) and tones[0] in _SHARP_OR_HEAVY)


def western_languages(word: str) -> frozenset[str]:
    """Return the languages of code page 1252 in which a word could be spelt so; of none, where it is garbled."""
    if not (word.islower() or word.isupper() or word[1:].islower()) or _VIETNAMESE_GARBLED.search(word):
        return frozenset()
    small_letters = word.lower()
    if _NEVER.search(small_letters) or any(pair not in _PAIRS for pair in _SIDE_BY_SIDE.findall(small_letters)):
        return frozenset()
    letters_beyond_ascii = [letter for letter in small_letters if letter > "\x7f"]
    return frozenset(language for language, letters in _LETTERS.items() if letters.issuperset(letters_beyond_ascii))
