"""In which encoding an unknown text is written, by what its words look like in each, and what is in doubt of it."""

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from schemas.errors import SubmissionRejected
from schemas.source_format import Encoding
from schemas.words.message import Message, message
from warehouse.reading.encodings.encoding import SINGLE_BYTE
from warehouse.reading.encodings.evidence import Score, commonest, score, words_beyond_ascii
from warehouse.reading.encodings.other_encodings import other_encoding

_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SAMPLE = 1 << 16  # bytes by which an encoding that cannot be declared is named
_SURE_BY = 4  # different words that are words in one encoding and in no other
_RIGHT, _WRONG = Fraction(9, 10), Fraction(1, 2)  # shares of the words: enough to be sure, too few to be thought of
_TELLING = 5  # different words that show that an encoding is none of these


@dataclass(frozen=True)
class EncodingGuess:
    """The likeliest encoding, and what is in doubt of it, if anything."""

    encoding: Encoding
    doubts: tuple[Message, ...] = ()


def guess_encoding(data: bytes) -> EncodingGuess:
    """Return the likeliest encoding of a text of which `data` is the beginning, or all.

    Raises `SubmissionRejected` where it is evidently one that cannot be declared, and says what to do.
    """
    if data.startswith(_MARKS):
        return EncodingGuess("utf-16")
    if _is_utf16_without_mark(data):
        raise SubmissionRejected("undeclared-encoding", message("file_guess.utf-16-unmarked"))
    words = words_beyond_ascii([data])
    if not words or _is_utf8(data, words):
        return EncodingGuess("utf-8")
    return _single_byte_guess(data, commonest(words))


def _is_utf16_without_mark(data: bytes) -> bool:
    """Say whether every other byte is mostly zero, as where letters of ASCII take two bytes."""
    start = data[: 1 << 13]
    zeros = start[::2].count(0), start[1::2].count(0)
    return 5 * max(zeros) > len(start) and 10 * min(zeros) < max(zeros)


def _is_utf8(data: bytes, words: Counter[bytes]) -> bool:
    """Say whether a text is UTF-8; a letter cut in half at the end or a few broken ones are found later."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        sound = sum(count for word, count in words.items() if _UTF8_LETTER.sub(b"", word).isascii())
        return 10 * sound > 9 * words.total()
    return True


def _single_byte_guess(data: bytes, words: list[bytes]) -> EncodingGuess:
    scores = sorted((score(words, encoding) for encoding in SINGLE_BYTE), key=lambda s: (s.share, s.words))
    second, best = scores[-2:]
    if best.share < _WRONG and best.non_words >= _TELLING:
        raise _undeclarable(data[:_SAMPLE])
    doubt = _doubt(best, second)
    return EncodingGuess(best.encoding, (doubt,) if doubt else ())


def _doubt(best: Score, second: Score) -> Message | None:
    if best.words + best.non_words == 0:
        return message("file_guess.encoding-of-signs", encoding=best.encoding)
    if best.share < _RIGHT:
        return message("file_guess.encoding-partly", encoding=best.encoding, share=best.share)
    if best.words - second.words < _SURE_BY:
        return message(
            "file_guess.encoding-by-few", best=best.encoding, second=second.encoding, words=best.words + best.non_words
        )
    return None


def _undeclarable(start: bytes) -> SubmissionRejected:
    name = other_encoding(start)
    looks_like = message("file_guess.looks-like", encoding=name) if name else ""
    return SubmissionRejected(
        "undeclared-encoding",
        message("file_guess.encoding-undeclarable", tried=SINGLE_BYTE, looks_like=looks_like),
    )
