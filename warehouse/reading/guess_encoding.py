"""In which encoding an unknown text is written, by what its words look like in each, and what is in doubt of it."""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from schemas.errors import SubmissionRejected
from schemas.source_format import Encoding
from schemas.words.message import Message, message
from warehouse.reading.encoding import SINGLE_BYTE
from warehouse.reading.other_encodings import other_encoding
from warehouse.reading.word_shapes import LANGUAGES, is_syllable, western_languages

_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_MOST_WORDS = 200_000  # words looked at, and of them
_MOST_DIFFERENT = 3000  # the commonest different ones
# Signs between, before and after words in code pages 1252 and 1258; elsewhere they show that it is another encoding.
_BETWEEN = re.compile("[\u00a0\u2013\u2014\u2019\u00b7]+")
_BEFORE = "\u201c\u201e\u201a\u00ab\u2018\u00a7\u00b0\u20ac\u00a3\u00b1\u00a1\u00bf\u2022"
_AFTER = "\u201d\u201c\u00bb\u2018\u2026\u00b0\u00b2\u00b3\u00b9\u00ba\u00aa\u20ac\u00a3\u2122"
_SAMPLE = 1 << 16  # bytes by which an encoding that cannot be declared is named
_SURE_BY = 3  # different words that are words in one encoding and in no other
_RIGHT, _WRONG = Fraction(9, 10), Fraction(1, 2)  # shares of the words: enough to be sure, too few to be thought of
_TELLING = 5  # different words that show that an encoding is none of these


@dataclass(frozen=True)
class EncodingGuess:
    """The likeliest encoding, and what is in doubt of it, if anything."""

    encoding: Encoding
    doubts: tuple[Message, ...] = ()


@dataclass(frozen=True)
class _Score:
    """How many different words with letters beyond ASCII are words in an encoding, and how many are none."""

    encoding: Encoding
    words: int
    others: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.words, max(self.words + self.others, 1))


def guess_encoding(data: bytes) -> EncodingGuess:
    """Return the likeliest encoding of a text of which `data` is the beginning, or all.

    Raises `SubmissionRejected` where it is evidently one that cannot be declared, and says what to do.
    """
    if data.startswith(_MARKS):
        return EncodingGuess("utf-16")
    if _is_utf16_without_mark(data):
        raise SubmissionRejected("undeclared-encoding", message("file_guess.utf-16-unmarked"))
    words = Counter(word[0] for word in islice(_WORD.finditer(data), _MOST_WORDS))
    if not words or _is_utf8(data, words):
        return EncodingGuess("utf-8")
    return _of_one_byte(data, [word for word, _ in words.most_common(_MOST_DIFFERENT)])


def _is_utf16_without_mark(data: bytes) -> bool:
    """Say whether every other byte is mostly zero, as where letters of ASCII take two bytes."""
    start = data[: 1 << 13]
    zeros = start[::2].count(0), start[1::2].count(0)
    return 5 * max(zeros) > len(start) and 10 * min(zeros) < max(zeros)


def _is_utf8(data: bytes, words: Counter[bytes]) -> bool:
    """Say whether a text is UTF-8, a letter cut in half at the end or a few broken ones aside: those are found later."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        sound = sum(count for word, count in words.items() if _UTF8_LETTER.sub(b"", word).isascii())
        return 10 * sound > 9 * words.total()
    return True


def _of_one_byte(data: bytes, words: list[bytes]) -> EncodingGuess:
    scores = sorted((_score(words, encoding) for encoding in SINGLE_BYTE), key=lambda s: (s.share, s.words))
    second, best = scores[-2:]
    if best.share < _WRONG and best.others >= _TELLING:
        raise _undeclarable(data[:_SAMPLE])
    doubt = _doubt(best, second)
    return EncodingGuess(best.encoding, (doubt,) if doubt else ())


def _doubt(best: _Score, second: _Score) -> Message | None:
    if best.words + best.others == 0:
        return message("file_guess.encoding-of-signs", encoding=best.encoding)
    if best.share < _RIGHT:
        return message("file_guess.encoding-partly", encoding=best.encoding, share=best.share)
    if best.words - second.words < _SURE_BY:
        return message(
            "file_guess.encoding-by-few", best=best.encoding, second=second.encoding, words=best.words + best.others
        )
    return None


def _undeclarable(start: bytes) -> SubmissionRejected:
    name = other_encoding(start)
    looks_like = message("file_guess.looks-like", encoding=name) if name else ""
    return SubmissionRejected(
        "undeclared-encoding",
        message("file_guess.encoding-undeclarable", tried=SINGLE_BYTE, looks_like=looks_like),
    )


def _score(written: list[bytes], encoding: Encoding) -> _Score:
    parts = {part for word in written for part in _parts(word, encoding)}
    if encoding == "cp1252":
        spelt = [western_languages(part) for part in parts]
        words = max(sum(language in languages for languages in spelt) for language in LANGUAGES)
        return _Score(encoding, words, len(parts) - words)
    judged = Counter(is_syllable(part) for part in parts)
    return _Score(encoding, judged[True], judged[False])


def _parts(written: bytes, encoding: Encoding) -> Iterator[str]:
    """Give the words beyond ASCII that some bytes make in an encoding, without what may stand around words."""
    text = unicodedata.normalize("NFC", written.decode(encoding, errors="replace"))
    for part in _BETWEEN.split(text):
        word = part.lstrip(_BEFORE).rstrip(_AFTER)
        if not word.isascii():
            yield word
