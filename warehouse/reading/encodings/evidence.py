"""How well the words beyond ASCII of a text go with an encoding of one byte a letter: counts, for others to judge."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from schemas.source_format import Encoding
from warehouse.reading.encodings import tcvn3, vni  # noqa: F401 - they register their codecs
from warehouse.reading.encodings.word_shapes import LANGUAGES, is_syllable, western_languages

_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_MOST_WORDS = 200_000  # words looked at, and of them
_MOST_DIFFERENT_WORDS = 3000
# Signs between, before and after words in code pages 1252 and 1258; elsewhere they show that it is another encoding.
_SIGNS_BETWEEN = re.compile("[\u00a0\u2013\u2014\u2019\u00b7]+")
_SIGNS_BEFORE = "\u201c\u201e\u201a\u00ab\u2018\u00a7\u00b0\u20ac\u00a3\u00b1\u00a1\u00bf\u2022"
_SIGNS_AFTER = "\u201d\u201c\u00bb\u2018\u2026\u00b0\u00b2\u00b3\u00b9\u00ba\u00aa\u20ac\u00a3\u2122"


@dataclass(frozen=True)
class Score:
    """How many different words with letters beyond ASCII are words in an encoding, and how many are none."""

    encoding: Encoding
    words: int
    non_words: int

    @property
    def share(self) -> Fraction:
        """The share of words; 0 where there are neither."""
        return Fraction(self.words, max(self.words + self.non_words, 1))


def words_beyond_ascii(blocks: Iterable[bytes]) -> Counter[bytes]:
    """Return the words with bytes beyond ASCII at the beginning of a text, each with how often it stands there."""
    words = (word[0] for block in blocks if not block.isascii() for word in _WORD.finditer(block))
    return Counter(islice(words, _MOST_WORDS))


def commonest(words: Counter[bytes]) -> list[bytes]:
    """Return the different words that stand most often in a text: enough to judge it by."""
    return [word for word, _ in words.most_common(_MOST_DIFFERENT_WORDS)]


def score(byte_words: Iterable[bytes], encoding: Encoding) -> Score:
    """Return how many of some words of bytes are words in an encoding; abbreviations count neither way."""
    decoded_words = {decoded_word for byte_word in byte_words for decoded_word in _decoded_words(byte_word, encoding)}
    if encoding == "cp1252":
        languages_of_words = [western_languages(decoded_word) for decoded_word in decoded_words]
        words = max(sum(language in languages for languages in languages_of_words) for language in LANGUAGES)
        return Score(encoding, words, len(decoded_words) - words)
    syllable_counts = Counter(is_syllable(decoded_word) for decoded_word in decoded_words)
    return Score(encoding, syllable_counts[True], syllable_counts[False])


def _decoded_words(byte_word: bytes, encoding: Encoding) -> Iterator[str]:
    """Give the words beyond ASCII that some bytes make in an encoding, without what may stand around words."""
    text = unicodedata.normalize("NFC", byte_word.decode(encoding, errors="replace"))
    for part in _SIGNS_BETWEEN.split(text):
        word = part.lstrip(_SIGNS_BEFORE).rstrip(_SIGNS_AFTER)
        if not word.isascii():
            yield word
