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
_MOST_DIFFERENT = 3000
# Signs between, before and after words in code pages 1252 and 1258; elsewhere they show that it is another encoding.
_BETWEEN = re.compile("[\u00a0\u2013\u2014\u2019\u00b7]+")
_BEFORE = "\u201c\u201e\u201a\u00ab\u2018\u00a7\u00b0\u20ac\u00a3\u00b1\u00a1\u00bf\u2022"
_AFTER = "\u201d\u201c\u00bb\u2018\u2026\u00b0\u00b2\u00b3\u00b9\u00ba\u00aa\u20ac\u00a3\u2122"


@dataclass(frozen=True)
class Score:
    """How many different words with letters beyond ASCII are words in an encoding, and how many are none."""

    encoding: Encoding
    words: int
    others: int

    @property
    def share(self) -> Fraction:
        """The share of words; 0 where there are neither."""
        return Fraction(self.words, max(self.words + self.others, 1))


def words_beyond_ascii(blocks: Iterable[bytes]) -> Counter[bytes]:
    """Return the words with bytes beyond ASCII at the beginning of a text, each with how often it stands there."""
    words = (word[0] for block in blocks if not block.isascii() for word in _WORD.finditer(block))
    return Counter(islice(words, _MOST_WORDS))


def commonest(words: Counter[bytes]) -> list[bytes]:
    """Return the different words that stand most often in a text: enough to judge it by."""
    return [word for word, _ in words.most_common(_MOST_DIFFERENT)]


def score(written: Iterable[bytes], encoding: Encoding) -> Score:
    """Return how many of some words of bytes are words in an encoding; abbreviations count neither way."""
    parts = {part for word in written for part in _parts(word, encoding)}
    if encoding == "cp1252":
        spelt = [western_languages(part) for part in parts]
        words = max(sum(language in languages for languages in spelt) for language in LANGUAGES)
        return Score(encoding, words, len(parts) - words)
    judged = Counter(is_syllable(part) for part in parts)
    return Score(encoding, judged[True], judged[False])


def _parts(written: bytes, encoding: Encoding) -> Iterator[str]:
    """Give the words beyond ASCII that some bytes make in an encoding, without what may stand around words."""
    text = unicodedata.normalize("NFC", written.decode(encoding, errors="replace"))
    for part in _BETWEEN.split(text):
        word = part.lstrip(_BEFORE).rstrip(_AFTER)
        if not word.isascii():
            yield word
