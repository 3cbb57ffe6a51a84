"""Encodings: what decodes, what does not and where, and any declared encoding as UTF-8."""

import codecs
import re
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from schemas.source_format import Encoding
from schemas.words.message import message
from warehouse.reading.blocks import BLOCK
from warehouse.reading.encodings.evidence import commonest, score, words_beyond_ascii
from warehouse.reading.outcome import Refused

CODECS = {"utf-8": "utf-8-sig", "utf-16": "utf-16"} | {name: name for name in ("cp1252", "cp1258", "tcvn3", "vni")}
# Nearly every byte decodes in these: that it does says nothing.
SINGLE_BYTE: tuple[Encoding, ...] = ("cp1252", "cp1258", "tcvn3", "vni")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Different words that another encoding reads otherwise: so many, of which nearly all are words in it, and at most half
# in the declared one, show that it is the other one.
_TELLING, _NEARLY_ALL, _AT_MOST = 3, Fraction(9, 10), Fraction(1, 2)
# In cp1258 a mark of tone follows its vowel (with or without another mark, small or capital), and nothing else.
_STRAY_TONE = re.compile(rb"[^AEIOUYaeiouy\xc2\xc3\xca\xd4\xd5\xdd\xe2\xe3\xea\xf4\xf5\xfd][\xcc\xd2\xde\xec\xf2]")


def check_mark(path: Path, encoding: str) -> None:
    """Refuse a file with a UTF-16 mark where another encoding is declared, or without one where UTF-16 is."""
    with path.open("rb") as file:
        mark = file.read(2)
    if (mark in _UTF16_MARKS) != (encoding == "utf-16"):
        raise _wrong_mark(encoding)


def check_single_byte(path: Path, encoding: Encoding) -> None:
    """Refuse a file that decodes in the declared encoding of one byte a letter but is evidently in another one.

    Such encodings give a letter to nearly every byte, so that a wrong one is read as nonsense and not found out. A
    text beyond ASCII that is UTF-8 throughout is UTF-8; one whose words are words in another encoding alone is in that
    one; in cp1258 a mark of tone stands after a vowel.
    """
    if encoding not in SINGLE_BYTE:
        return
    if _is_utf8_beyond_ascii(path):
        raise _other_encoding(encoding, "utf-8")
    with path.open("rb") as file:
        words = words_beyond_ascii(iter(lambda: file.read(BLOCK), b""))
    if actual := evidently_other(commonest(words), encoding):
        raise _other_encoding(encoding, actual)
    if encoding == "cp1258" and (line := _stray_tone(path)):
        raise _not_vietnamese(line)


def evidently_other(words: Sequence[bytes], declared: Encoding) -> Encoding | None:
    """Return the encoding in which some words of bytes evidently are, where it is not the declared one.

    Only those count that the two read differently: French reads alike in cp1252 and in cp1258.
    """
    if score(words, declared).share >= _NEARLY_ALL:  # as most files are
        return None
    for candidate in SINGLE_BYTE:
        telling = [word for word in words if word.decode(candidate, "replace") != word.decode(declared, "replace")]
        candidate_score = score(telling, candidate)
        if (
            candidate_score.words >= _TELLING
            and candidate_score.share >= _NEARLY_ALL
            and score(telling, declared).share <= _AT_MOST
        ):
            return candidate
    return None


def transcode(path: Path, text: Path, encoding: str) -> None:
    """Write `path` as UTF-8 to `text`, block by block; raise `Refused` at the first byte that does not decode."""
    decoder = codecs.getincrementaldecoder(CODECS[encoding])()
    with path.open("rb") as read, text.open("wb") as write:
        try:
            while block := read.read(BLOCK):
                write.write(decoder.decode(block).encode())
            write.write(decoder.decode(b"", final=True).encode())
        except UnicodeError:
            raise undecodable(path, encoding) from None


def undecodable(path: Path, encoding: str) -> Refused:
    """Return the refusal of a file that does not decode, with the place of the first bad byte."""
    offset, line = first_bad_byte(path, encoding) or (0, 1)
    words = message("encoding.not-decodable", offset=offset, line=line, declared=encoding)
    return Refused("undeclared-encoding", words, 0.1)


def first_bad_byte(path: Path, encoding: str) -> tuple[int, int] | None:
    """Return the offset (from 0) and line (from 1) of the first byte that does not decode, or None."""
    decoder = codecs.getincrementaldecoder(CODECS[encoding])()
    offset, line = 0, 1
    with path.open("rb") as file:
        while True:
            block = file.read(BLOCK)
            pending = len(decoder.getstate()[0])
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                text_before = error.object[: error.start].decode(encoding.replace("utf-16", "utf-16-le"), "ignore")
                return offset - pending + error.start, line + text_before.count("\n")
            if not block:
                return None
            offset, line = offset + len(block), line + text.count("\n")


def _wrong_mark(encoding: str) -> Refused:
    if encoding == "utf-16":
        return Refused("undeclared-encoding", message("encoding.no-utf-16-mark"))
    return Refused("undeclared-encoding", message("encoding.utf-16-mark", declared=encoding))


def _is_utf8_beyond_ascii(path: Path) -> bool:
    decoder, is_ascii = codecs.getincrementaldecoder("utf-8")(), True
    with path.open("rb") as file:
        try:
            while block := file.read(BLOCK):
                is_ascii = is_ascii and block.isascii()
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return not is_ascii


def _stray_tone(path: Path) -> int:
    """Return the line (from 1) of the first mark of tone that follows no vowel, 0 where there is none."""
    line, last_byte = 1, b""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            data = last_byte + block
            if stray := _STRAY_TONE.search(data):
                return line + data.count(b"\n", len(last_byte), stray.end())
            line, last_byte = line + block.count(b"\n"), block[-1:]
    return 0


def _not_vietnamese(line: int) -> Refused:
    return Refused("undeclared-encoding", message("encoding.stray-tone", line=line), 0.1)


def _other_encoding(declared: str, actual: str) -> Refused:
    return Refused("undeclared-encoding", message("encoding.other-encoding", actual=actual, declared=declared), 0.1)
